"""What staff can do with a case, pressed as they would press it."""

from datetime import UTC, datetime

import pytest

from bot.sandbox.state import STAFF_CHAT
from tests.plays import routine_case, seed_case
from tests.town import Town, a_town


async def test_of_two_people_who_press_claim_one_wins_and_the_other_is_told_who(town: Town) -> None:
    await seed_case(town.family("Ann"))
    await town.jo.taps("Open the card")
    card, claim = town.jo.newest_with("Claim")
    assert await town.jo.taps_data(card["message_id"], claim) == "It is yours."
    assert (
        await town.priya.taps_data(card["message_id"], claim) == "Jo has this case since Mon 23 Nov, 10:00."
    )
    assert "Claimed by Jo" in town.jo.card


async def test_a_message_reaches_the_family_and_the_answer_comes_under_the_card(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Message the family")
    await town.jo.writes("We rang the school. <b> & more tomorrow.")
    assert ann.hears("We rang the school. <b> & more tomorrow.")
    await ann.says("Thank you! He is still at home <3")
    assert town.jo.heard("the family wrote\n“Thank you! He is still at home <3”")
    answer = next(m for m in town.jo.screen if "the family wrote" in m["text"])
    assert ann.ref in answer["reply_to_message"]["text"]


async def test_half_a_character_from_staff_reaches_the_family_as_a_sign(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Message the family")
    await town.jo.writes("We rang \ud83d them.")
    assert ann.hears("We rang \N{REPLACEMENT CHARACTER} them.")


@pytest.mark.parametrize("data", ["k|1|open", "k|1|claim", "k|1|answers", "k|1|message", "k|1|close:sorted"])
async def test_no_button_shows_or_touches_a_case_that_staff_were_not_told_of(town: Town, data: str) -> None:
    ann = town.family("Ann")
    await ann.says("They have sent my son home again")
    await town.jo.says("/queue")
    toast = await town.jo.taps_data(town.jo.screen[-1]["message_id"], data)
    assert toast == "This case was erased."
    assert not town.jo.heard("They have sent my son home again")
    await town.jo.says("/queue")
    assert town.jo.hears("No open cases.")


async def test_what_staff_write_among_themselves_is_never_sent(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    before = len(ann.screen)
    await town.jo.taps("Open the card")
    card, _ = town.jo.newest_with("Claim")
    town.telegram.says(town.jo.person, town.jo.chat, "poor woman", reply_to=card["message_id"])
    await town.settle()
    assert len(ann.screen) == before


async def test_a_change_of_verdict_needs_a_reason_and_keeps_both(town: Town) -> None:
    await seed_case(town.family("Ann"))
    await town.jo.taps("Open the card", "Change to")
    await town.jo.replies("Both are back full time since this morning.")
    assert "🟢 ROUTINE" in town.jo.card
    assert "Sendline said 🔴 URGENT; Jo changed it: Both are back full time" in town.jo.card


async def test_a_closed_case_prompts_nobody_any_more(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Close", "Back in full-time")
    assert ann.hears("The team has closed your case")
    heard = len(ann.screen), len(town.jo.screen)
    await town.passes(days=30)
    assert (len(ann.screen), len(town.jo.screen)) == heard


async def test_someone_who_left_the_staff_group_can_do_nothing(town: Town) -> None:
    await seed_case(town.family("Ann"))
    await town.jo.taps("Open the card")
    card, claim = town.jo.newest_with("Claim")
    query = town.telegram.taps(town.priya.person, town.priya.chat, card["message_id"], claim)
    town.telegram.leave_staff(town.priya.person)
    await town.settle()
    answer = town.telegram.answer_to(query)
    assert answer and answer["text"] == "Only members of the staff group can do this."
    assert "Not claimed" in town.jo.card


async def test_the_queue_has_the_most_pressing_first(town: Town) -> None:
    calm, ann = town.family("Bea"), town.family("Ann")
    await routine_case(calm)
    await seed_case(ann)
    await town.jo.says("/queue")
    assert town.jo.last.index(ann.ref) < town.jo.last.index(calm.ref)
    await town.jo.says(f"/case {ann.ref}")
    assert "rtt.no-consent" in town.jo.last


async def test_an_unclaimed_urgent_case_is_called_out_after_thirty_working_minutes(town: Town) -> None:
    await seed_case(town.family("Ann"))
    await town.passes(minutes=29)
    assert not town.jo.heard("Nobody has claimed this")
    await town.passes(minutes=2)
    assert town.jo.count("Nobody has claimed this") == 1
    await town.passes(hours=2)
    assert town.jo.count("Still not claimed") == 1
    assert town.jo.hears("Sam, please make sure")


async def test_an_urgent_case_is_called_out_every_working_day_until_somebody_claims_it(town: Town) -> None:
    await seed_case(town.family("Ann"))
    await town.passes(days=2)
    called = [m["date"] for m in town.jo.screen if "Claim stops this." in m["text"]]
    at = [datetime.fromtimestamp(moment, UTC).strftime("%a %H:%M") for moment in called]
    assert at == ["Mon 10:30", "Mon 12:00", "Tue 09:00", "Tue 10:30", "Wed 09:00"]
    await town.jo.taps("Open the card", "Claim")
    calls = town.jo.count("claimed this since")
    await town.passes(days=7)
    assert town.jo.count("claimed this since") == calls


async def test_a_claimed_case_is_not_called_out(town: Town) -> None:
    await seed_case(town.family("Ann"))
    await town.jo.taps("Open the card", "Claim")
    await town.passes(hours=3)
    assert not town.jo.heard("claimed this since")


async def test_a_routine_case_at_night_makes_no_sound_and_an_urgent_one_does(town: Town) -> None:
    await town.passes(hours=13)  # 23:00
    calm, ann = town.family("Bea"), town.family("Ann")
    await routine_case(calm)
    assert town.jo.screen[-1]["silent"]
    await seed_case(ann)
    assert not town.jo.screen[-1].get("silent")


async def test_what_the_group_is_owed_waits_while_the_group_cannot_be_reached(database_url: str) -> None:
    async with a_town(database_url, staff_chat=-1009999999999) as town:
        ann = town.family("Ann")
        await seed_case(ann)
        assert ann.heard("Your reference is")
        assert town.telegram.history(STAFF_CHAT) == []
        assert not town.sendline.idle()


async def test_a_long_message_reaches_the_family_whole(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Message the family")
    await town.jo.writes("a" * 2500 + "b" * 1500)
    shown = "".join(m["text"] for m in ann.screen if "Message from" in m["text"])
    assert shown.count("a" * 2500) == 1
    assert "b" * 1500 in shown


async def test_all_answers_show_everything_and_how_dates_were_counted(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "All answers")
    pages = "\n".join(m["text"] for m in town.jo.screen)
    assert "Postcode: AL1 3JE" in pages
    assert "School this week: Part days or part week" in pages
    assert "school days after Mon 23 Nov 2026" in pages


async def test_a_case_can_be_found_by_its_reference_and_a_wrong_one_says_so(town: Town) -> None:
    await town.jo.says("/case SL-AAAAA")
    assert town.jo.hears("I know no case SL-AAAAA")
    await town.jo.says("/case")
    assert town.jo.hears("Which one?")
    await town.jo.says("/queue")
    assert town.jo.hears("No open cases.")
    await town.jo.says("/chat")
    assert town.jo.hears("-1001000000001")


async def test_only_whoever_pressed_the_button_puts_the_words(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Message the family")
    await town.priya.replies("lunch anyone?")
    assert not ann.heard("lunch anyone?")
    assert town.priya.hears("your words were not sent")


async def test_an_answer_to_the_team_in_mid_interview_reaches_the_team(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    await ann.taps("Someone is not safe now", "Parent or carer")
    await ann.says("AL1 3JE")
    await town.jo.taps("Open the card", "Message the family")
    await town.jo.writes("Is he at home with you now?")
    await ann.says("No")
    assert town.jo.heard("the family wrote\n“No”")
    assert ann.hears("To go on with the questions, tap a button:")
    assert ann.heard("Thank you. I have passed it to the team.")
    assert not ann.heard("That case is closed")
    await ann.taps("Years 7")
    assert ann.hears("Is there an EHC plan?")


async def test_an_alert_waits_until_the_right_number_of_the_group_is_set(database_url: str) -> None:
    async with a_town(database_url, staff_chat=-1) as town:
        ann = town.family("Ann")
        await seed_case(ann)
        town.staff_chat = STAFF_CHAT
        await town.restart()
        await town.settle()
        assert town.jo.hears(f"URGENT · {ann.ref}")


async def test_a_case_that_is_only_alerted_stands_in_the_queue(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    await ann.taps("Someone is not safe now", "Parent or carer")
    await ann.says("AL1 3JE")
    await town.jo.says("/queue")
    assert town.jo.hears("🆘 SAFETY")


async def test_two_changes_to_the_same_verdict_do_not_turn_it_round(town: Town) -> None:
    await seed_case(town.family("Ann"))
    await town.jo.taps("Open the card", "Change to")
    prompt = town.jo.screen[-1]["message_id"]
    await town.priya.taps("Change to")
    await town.priya.replies("Both back since today.")
    town.telegram.says(town.jo.person, town.jo.chat, "Back at school.", reply_to=prompt)
    await town.settle()
    assert "🟢 ROUTINE" in town.jo.card
    assert town.jo.hears("was changed to that already")


async def test_a_promise_that_was_not_kept_shows_in_the_queue(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(days=3)
    await town.jo.says("/queue")
    assert town.jo.hears("passed Tue 24 Nov")


async def test_where_cards_stood_in_another_group_is_forgotten(database_url: str) -> None:
    async with a_town(database_url) as town:
        await seed_case(town.family("Ann"))
        town.staff_chat = -1009999999999
        await town.restart()
        assert town.sendline.database.transact_now(lambda work: work.postings.slot_of(0, 1)) is None
