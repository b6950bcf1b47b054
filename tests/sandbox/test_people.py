"""What people do, and what of it the bot gets to know."""

from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.sandbox.people import NotPossible
from bot.sandbox.state import STAFF_CHAT, Person
from bot.sandbox.telegram import Telegram

YES = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Yes", callback_data="yes"))


def heard(telegram: Telegram) -> list[str]:
    """The texts that wait for the bot."""
    return [
        update["message"]["text"] for update in telegram.world.state.updates if "text" in update["message"]
    ]


async def newest(bot: Bot) -> Update:
    return (await bot.get_updates())[-1]


async def test_a_command_carries_its_entity(bot: Bot, ann: Person) -> None:
    message = (await newest(bot)).effective_message
    assert message and message.entities
    assert (message.entities[0].type, message.entities[0].offset, message.entities[0].length) == (
        "bot_command",
        0,
        6,
    )


def test_a_first_message_opens_the_chat_for_the_bot(telegram: Telegram) -> None:
    ben = telegram.add_person("Ben", "Okoro")
    assert not ben.started
    telegram.says(ben.id, ben.id, "Hello")
    assert telegram.world.person(ben.id).started
    assert telegram.history(ben.id)[0]["from"]["last_name"] == "Okoro"


GROUP = [
    ("small talk", "Morning all", False),
    ("a command", "/queue", True),
    ("a command with words", "/case SL-1", True),
    ("a command to this bot", "/queue@Sendline_Practice_Bot", True),
    ("a command to another bot", "/queue@other_bot", False),
    ("a command later in the text", "try /queue", False),
    ("a mention", "@sendline_practice_bot hello", False),
]


@pytest.mark.parametrize(("text", "passed_on"), [row[1:] for row in GROUP], ids=[row[0] for row in GROUP])
def test_privacy_mode_keeps_most_of_the_group_from_the_bot(
    telegram: Telegram, jo: Person, text: str, passed_on: bool
) -> None:
    telegram.says(jo.id, STAFF_CHAT, text)
    assert (heard(telegram) == [text]) is passed_on


async def test_replies_to_the_bot_are_passed_on_and_replies_to_people_are_not(
    bot: Bot, telegram: Telegram, jo: Person
) -> None:
    asked = await bot.send_message(STAFF_CHAT, "What shall I send?")
    chat = telegram.says(jo.id, STAFF_CHAT, "Hm")["message_id"]
    telegram.says(jo.id, STAFF_CHAT, "I will ring at three", reply_to=asked.message_id)
    telegram.says(jo.id, STAFF_CHAT, "Talking to myself", reply_to=chat)
    assert heard(telegram) == ["I will ring at three"]
    message = (await newest(bot)).effective_message
    assert message and message.reply_to_message
    assert message.reply_to_message.text == "What shall I send?"


async def test_a_tap_brings_the_message_as_it_stands(bot: Bot, telegram: Telegram, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "<b>Sure?</b>", parse_mode="HTML", reply_markup=YES)
    query_id = telegram.taps(ann.id, ann.id, sent.message_id, "yes")
    query = (await newest(bot)).callback_query
    assert query and query.message
    assert (query.id, query.data, query.from_user.id) == (query_id, "yes", ann.id)
    assert query.message.is_accessible
    assert telegram.answer_to(query_id) is None
    await query.answer("Noted")
    assert telegram.answer_to(query_id) == {"text": "Noted", "show_alert": False}


async def test_only_a_button_that_stands_there_can_be_tapped_unless_stale(
    bot: Bot, telegram: Telegram, ann: Person
) -> None:
    sent = await bot.send_message(ann.id, "Sure?", reply_markup=YES)
    with pytest.raises(NotPossible, match="no button with 'no'"):
        telegram.taps(ann.id, ann.id, sent.message_id, "no")
    await sent.edit_text("Never mind")
    with pytest.raises(NotPossible):
        telegram.taps(ann.id, ann.id, sent.message_id, "yes")
    telegram.taps(ann.id, ann.id, sent.message_id, "yes", stale=True)
    await sent.delete()
    telegram.taps(ann.id, ann.id, sent.message_id, "yes", stale=True)
    before, after = [update.callback_query for update in await bot.get_updates()][-2:]
    assert before and before.message and before.message.is_accessible
    assert after and after.message and not after.message.is_accessible


async def test_a_shared_number_comes_as_a_contact(bot: Bot, telegram: Telegram, ann: Person) -> None:
    telegram.shares_contact(ann.id, "447700900123")
    message = (await newest(bot)).effective_message
    assert message and message.contact
    assert (message.contact.phone_number, message.contact.user_id) == ("447700900123", ann.id)


async def test_an_edited_message_comes_as_such(bot: Bot, telegram: Telegram, ann: Person) -> None:
    wrote = telegram.says(ann.id, ann.id, "AL1 3JF")["message_id"]
    telegram.edits(ann.id, ann.id, wrote, "AL1 3JE")
    update = await newest(bot)
    assert update.edited_message and update.edited_message.text == "AL1 3JE"
    assert update.edited_message.edit_date
    assert [message["text"] for message in telegram.history(ann.id)] == ["/start", "AL1 3JE"]


async def test_blocking_is_told_to_the_bot(bot: Bot, telegram: Telegram, ann: Person) -> None:
    telegram.blocks(ann.id)
    with pytest.raises(NotPossible, match="blocked the bot"):
        telegram.says(ann.id, ann.id, "Hello?")
    telegram.unblocks(ann.id)
    blocked, unblocked = [update.my_chat_member for update in await bot.get_updates()][-2:]
    assert blocked and (blocked.old_chat_member.status, blocked.new_chat_member.status) == (
        "member",
        "kicked",
    )
    assert unblocked and (unblocked.old_chat_member.status, unblocked.new_chat_member.status) == (
        "kicked",
        "member",
    )


async def test_who_comes_and_goes_is_told_to_the_bot(bot: Bot, telegram: Telegram) -> None:
    sam = telegram.add_person("Sam")
    telegram.join_staff(sam.id)
    assert sam in telegram.staff()
    telegram.leave_staff(sam.id)
    assert sam not in telegram.staff()
    came, went = [update.effective_message for update in await bot.get_updates()]
    assert came and came.new_chat_members[0].first_name == "Sam"
    assert went and went.left_chat_member and went.left_chat_member.first_name == "Sam"


IMPOSSIBLE: list[tuple[str, Any]] = [
    (
        "writing in another person's chat",
        lambda telegram, ann: telegram.says(ann.id, telegram.staff()[0].id, "Hi"),
    ),
    (
        "writing in the staff group from outside",
        lambda telegram, ann: telegram.says(ann.id, STAFF_CHAT, "Hi"),
    ),
    ("sending nothing", lambda telegram, ann: telegram.says(ann.id, ann.id, "  ")),
    ("replying to nothing", lambda telegram, ann: telegram.says(ann.id, ann.id, "Hi", reply_to=99)),
    ("being nobody", lambda telegram, _: telegram.says(1, 1, "Hi")),
]


@pytest.mark.parametrize("does", [row[1] for row in IMPOSSIBLE], ids=[row[0] for row in IMPOSSIBLE])
def test_what_telegram_does_not_allow_is_not_possible(telegram: Telegram, ann: Person, does: Any) -> None:
    before = telegram.version
    with pytest.raises(NotPossible):
        does(telegram, ann)
    assert telegram.version == before


async def test_every_change_is_told_to_who_waits(telegram: Telegram, ann: Person) -> None:
    version = telegram.version
    assert await telegram.changed_since(version, 0) == version
    telegram.says(ann.id, ann.id, "Hello")
    assert await telegram.changed_since(version) == version + 1
