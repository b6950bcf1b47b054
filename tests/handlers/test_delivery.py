"""What becomes of messages when Telegram or the line fails."""

import pytest
from telegram.error import TelegramError

from bot.sandbox.state import STAFF_CHAT
from tests.handlers.ticks import Ticks, passes, until_sent
from tests.kept import happened
from tests.plays import begins, seed_case
from tests.town import Family, Town


def beginnings(family: Family) -> list[str]:
    """How the bot's messages to a family begin, oldest first."""
    return [message["text"][:20] for message in family.screen]


async def test_a_chat_that_is_too_fast_waits_as_long_as_telegram_says_and_gets_its_message_once(
    town: Town, ticks: Ticks
) -> None:
    ann = town.family("Ann")
    town.telegram.misbehave("429", "sendMessage", retry_after=7)
    await ann.says("/start")
    await passes(town, ticks, 6.9)
    assert ann.screen == []
    await passes(town, ticks, 0.2)
    assert ann.count("Who are you?") == 1


async def test_a_chat_that_is_too_fast_holds_up_no_other_chat(town: Town, ticks: Ticks) -> None:
    ann, bea = town.family("Ann"), town.family("Bea")
    town.telegram.misbehave("429", "sendMessage", retry_after=7)
    await ann.says("/start")
    await bea.says("/start", "parent")
    assert ann.screen == []
    assert bea.hears("What is your postcode?")


async def test_what_a_waiting_chat_is_owed_meanwhile_comes_after_in_order(town: Town, ticks: Ticks) -> None:
    ann = town.family("Ann")
    town.telegram.misbehave("429", "sendMessage", retry_after=7)
    await ann.says("/start", "parent", "AL1 3JE")
    await passes(town, ticks, 8)
    assert beginnings(ann) == ["Hello. I help Robin ", "What is your postcod", "Which class or year?"]


# A line that fails


@pytest.mark.parametrize("kind", ["500", "502", "reset"])
async def test_through_a_line_that_fails_all_arrives_once_and_in_order(
    town: Town, ticks: Ticks, kind: str
) -> None:
    ann = town.family("Ann")
    town.telegram.misbehave(kind, "sendMessage", times=4)
    await ann.says("/start", "parent", "AL1 3JE")
    assert ann.screen == []
    await until_sent(town, ticks)
    assert beginnings(ann) == ["Hello. I help Robin ", "What is your postcod", "Which class or year?"]


async def test_the_wait_between_tries_doubles(town: Town, ticks: Ticks) -> None:
    ann = town.family("Ann")
    town.telegram.misbehave("502", "sendMessage", times=3)
    await ann.says("/start")
    await passes(town, ticks, 1.01)
    await passes(town, ticks, 2.01)
    await passes(town, ticks, 1.99)
    assert ann.screen == []
    await passes(town, ticks, 2.01)
    assert ann.count("Who are you?") == 1


@pytest.mark.parametrize("kind", ["500", "502", "reset"])
async def test_a_poll_that_fails_loses_no_update(town: Town, kind: str) -> None:
    ann = town.family("Ann")
    town.telegram.misbehave(kind, "getUpdates")
    town.telegram.says(ann.person, ann.chat, "/start")
    with pytest.raises(TelegramError):
        await town.sendline.poller.once()
    await town.settle()
    assert ann.count("Who are you?") == 1


async def test_a_poll_whose_answer_is_lost_changes_nothing_twice(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    town.telegram.misbehave("after", "getUpdates")
    town.telegram.says(ann.person, ann.chat, "years 3 to 6")
    with pytest.raises(TelegramError):
        await town.sendline.poller.once()
    await town.settle()
    assert [line["question"] for line in happened(town, ann, "answered")] == ["start", "postcode", "stage"]


async def test_a_tap_that_telegram_does_not_let_us_answer_counts_all_the_same(
    town: Town, ticks: Ticks
) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    town.telegram.misbehave("500", "answerCallbackQuery")
    await ann.taps("Parent or carer")
    assert ann.hears("What is your postcode?")


async def test_where_membership_cannot_be_checked_nothing_changes_and_staff_are_told(town: Town) -> None:
    await seed_case(town.family("Ann"))
    await town.jo.taps("Open the card")
    town.telegram.misbehave("500", "getChatMember")
    toast = await town.jo.taps("Claim")
    assert toast == "I could not check who is in the staff group. Nothing changed; please try again."
    assert "Not claimed" in town.jo.card


# Between Telegram's yes and our note of it


async def test_a_line_that_breaks_after_telegram_took_a_message_may_repeat_it_but_never_an_answer(
    town: Town, ticks: Ticks
) -> None:
    ann = town.family("Ann")
    await ann.says("/start", "parent")
    town.telegram.misbehave("after", "sendMessage")
    await ann.says("AL1 3JE")
    await until_sent(town, ticks)
    assert ann.count("Which class or year?") == 2
    assert [line["question"] for line in happened(town, ann, "answered")] == ["start", "postcode"]


async def test_of_a_question_that_came_twice_both_buttons_work_and_one_answer_counts(
    town: Town, ticks: Ticks
) -> None:
    ann = town.family("Ann")
    await ann.says("/start", "parent")
    town.telegram.misbehave("after", "sendMessage")
    await ann.says("AL1 3JE")
    await until_sent(town, ticks)
    first, second = (m["message_id"] for m in ann.screen if "Which class" in m["text"])
    _, year_11 = ann.newest_with("Year 11")
    _, years_3_to_6 = ann.newest_with("Years 3 to 6")
    assert await ann.taps_data(first, year_11) == ""
    assert (await ann.taps_data(second, years_3_to_6)).startswith("You have answered that one.")
    assert [line["value"] for line in happened(town, ann, "answered")] == ["parent", "AL1 3JE", "y11"]


async def test_a_crash_after_telegram_took_a_message_repeats_that_message_at_most(
    town: Town, ticks: Ticks
) -> None:
    ann = town.family("Ann")
    await ann.says("/start", "parent")
    town.telegram.misbehave("after", "sendMessage")
    await ann.says("AL1 3JE")
    await town.restart()
    await town.settle()
    assert beginnings(ann) == [
        "Hello. I help Robin ",
        "What is your postcod",
        "Which class or year?",
        "Which class or year?",
    ]
    assert [line["question"] for line in happened(town, ann, "answered")] == ["start", "postcode"]


async def test_a_message_that_telegram_refuses_is_given_up_once_and_staff_learn_of_it(
    town: Town, ticks: Ticks
) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Message the family")
    gone = town.telegram.world.state.people.pop(ann.person)
    await town.jo.writes("We rang the school.")
    town.telegram.world.state.people[ann.person] = gone
    await passes(town, ticks, 600)
    assert town.jo.count("a message to the family could not be delivered (Chat not found)") == 1
    assert not ann.heard("We rang the school.")


async def test_after_a_message_that_was_refused_the_next_one_arrives(town: Town, ticks: Ticks) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Message the family")
    gone = town.telegram.world.state.people.pop(ann.person)
    await town.jo.writes("We rang the school.")
    town.telegram.world.state.people[ann.person] = gone
    await town.jo.taps("Message the family")
    await town.jo.writes("Did you get my message?")
    assert ann.hears("Did you get my message?")


async def test_a_family_that_blocks_the_bot_is_shown_to_staff_as_unreachable(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card")
    town.telegram.blocks(ann.person)
    await town.settle()
    assert town.jo.heard("the family has blocked the bot, so messages do not reach them")
    assert "The family has blocked the bot: please phone or write." in town.jo.card


async def test_a_family_whose_account_is_gone_becomes_unreachable_with_the_first_message(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card")
    town.telegram.deactivates(ann.person)
    await town.passes(days=3)
    assert town.jo.count("the family has blocked the bot, so messages do not reach them") == 1
    assert "The family has blocked the bot: please phone or write." in town.jo.card


async def test_a_family_that_lets_the_bot_in_again_can_be_written_to(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card")
    town.telegram.blocks(ann.person)
    await town.settle()
    town.telegram.unblocks(ann.person)
    await town.settle()
    assert town.jo.heard("the family can be reached here again")
    await town.jo.taps("Message the family")
    await town.jo.writes("Good to have you back.")
    assert ann.hears("Good to have you back.")


# Messages that are gone


async def test_a_card_that_was_deleted_is_posted_anew_and_kept_up_to_date_there(town: Town) -> None:
    await seed_case(town.family("Ann"))
    await town.jo.taps("Open the card")
    card, claim = town.jo.newest_with("Claim")
    await town.sendline.bot.delete_message(STAFF_CHAT, card["message_id"])
    await town.priya.taps_data(card["message_id"], claim)
    assert "Claimed by Priya" in town.jo.card
    await town.jo.taps("Accept")
    assert town.jo.count("Claimed by Priya") == 1
    assert "verdict accepted by Jo" in town.jo.card


async def test_an_answered_question_that_was_deleted_is_let_go(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    asked, data = ann.newest_with("Years 3 to 6")
    await town.sendline.bot.delete_message(ann.chat, asked["message_id"])
    await ann.taps_data(asked["message_id"], data)
    assert ann.hears("Is there an EHC plan?")
    assert not ann.heard("Which class or year?")


async def test_an_edit_that_changes_nothing_counts_as_done(town: Town, ticks: Ticks) -> None:
    await seed_case(town.family("Ann"))
    town.telegram.misbehave("after", "editMessageText")
    await town.jo.taps("Open the card")
    await until_sent(town, ticks)
    assert "URGENT" in town.jo.card
    assert town.jo.count("🔴 URGENT") == 1


# Words that are longer than a message


async def test_emoji_that_telegram_counts_twice_reach_staff_all_the_same(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.says("😀" * 2048)
    assert sum(message["text"].count("😀") for message in town.jo.screen) == 2048


async def test_the_card_opens_after_a_family_wrote_much_in_emoji(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.says("😀" * 2048, "😀 " * 1300, "x" * 4096, "😀 " * 1300)
    await town.jo.taps("Open the card")
    assert "In their words" in town.jo.card


async def test_a_family_with_a_long_story_can_check_and_send_it(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 7", "No", "Full days", "Something else")
    await ann.says("A long story. " * 290)
    await ann.taps("No", "None of these")
    await ann.shares_number()
    await ann.taps("Nothing to add")
    assert ann.hears("Please check your answers")
