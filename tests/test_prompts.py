"""What comes by itself: when, why, how often, and how it ends."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from tests.plays import begins, seed_case, up_to_impact
from tests.town import Town


async def test_stop_ends_the_prompts_and_keeps_the_answers(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.says("/stop")
    assert ann.hears("Your answers are kept")
    heard = len(ann.screen)
    await town.passes(days=10)
    assert len(ann.screen) == heard
    await ann.says("/start")
    assert ann.hears("Which class or year?")


async def test_silence_in_an_urgent_interview_prompts_twice_and_then_becomes_a_task(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Part days", "6 to 10")
    await town.passes(minutes=31)
    assert ann.count("but it is not sent yet") == 1
    await town.passes(days=1)
    assert ann.count("but it is not sent yet") == 2
    assert not town.jo.screen
    await town.passes(days=1)
    assert town.jo.hears("Urgent but unfinished")
    await town.passes(days=20)
    assert ann.count("but it is not sent yet") == 2


async def test_no_prompt_comes_at_night_or_at_a_weekend(town: Town) -> None:
    ann = town.family("Ann")
    await town.passes(days=4, hours=7, minutes=45)  # Friday, 17:45
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Part days", "6 to 10")
    await town.passes(days=2)
    assert not ann.heard("but it is not sent yet")
    await town.passes(hours=15, minutes=50)  # Monday, 9:35
    assert ann.count("but it is not sent yet") == 1


async def test_a_check_in_is_answered_once(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(days=2)
    message, better = ann.newest_with("Better")
    await ann.taps_data(message["message_id"], better)
    toast = await ann.taps_data(message["message_id"], better)
    assert toast.startswith("That question is closed now.")
    assert town.jo.count("the family says Better") == 1


async def test_after_sorted_nobody_asks_again(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(days=2)
    await ann.taps("Sorted")
    await town.passes(days=60)
    assert ann.count("How are things with school now?") == 1


async def test_check_ins_of_an_urgent_case_come_on_day_two_then_three_days_later_then_weekly(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(days=19)
    asked = [m["date"] for m in ann.screen if "How are things with school now?" in m["text"]]
    days = [datetime.fromtimestamp(moment, UTC).strftime("%a %d %b") for moment in asked]
    assert days == ["Wed 25 Nov", "Mon 30 Nov", "Mon 07 Dec"]


async def test_where_it_is_not_safe_to_write_no_prompt_comes(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("Someone hurts us at home", "Done")
    await ann.shares_number()
    await ann.taps("No, please ring", "Nothing to add", "Send. You may")
    await town.jo.taps("Open the card")
    assert "NOT safe to write on Telegram" in town.jo.card
    heard = len(ann.screen)
    await town.passes(days=40)
    assert len(ann.screen) == heard


async def test_an_urgent_family_that_stops_is_still_a_task_for_staff_unless_it_deletes(town: Town) -> None:
    ann, bea = town.family("Ann"), town.family("Bea")
    for family in (ann, bea):
        await begins(family)
        await family.taps("Years 3 to 6", "No", "Part days", "6 to 10")
        await family.says("/stop")
    await ann.taps("Keep it for now")
    await bea.taps("Yes, delete it all")
    await town.passes(days=4)
    assert town.jo.count("Urgent but unfinished") == 1
    assert not ann.heard("but it is not sent yet")


async def test_after_sorted_even_a_chat_that_was_blocked_and_let_back_in_is_not_asked(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(days=2)
    await ann.taps("Sorted")
    town.telegram.blocks(ann.person)
    await town.settle()
    town.telegram.unblocks(ann.person)
    await town.passes(days=30)
    assert ann.count("How are things with school now?") == 1


async def test_a_follow_up_that_fails_holds_up_no_other_and_is_tried_again(town: Town) -> None:
    ann, bea = town.family("Ann"), town.family("Bea")
    await seed_case(ann)
    await seed_case(bea)
    town.sendline.database.transact_now(
        lambda work: work.connection.execute(
            text("UPDATE family_case SET sealed_answers = :broken WHERE id = 1"), {"broken": b"0"}
        )
    )
    await town.passes(days=3)
    assert bea.count("How are things with school now?") == 1
    assert not ann.heard("How are things with school now?")
    waiting = town.sendline.database.transact_now(
        lambda work: [
            (row.case_id, row.kind)
            for row in work.follow_ups.due(town.clock() + timedelta(hours=1, minutes=1))
        ]
    )
    assert (1, "check-in") in waiting


async def test_a_prompt_that_the_line_held_up_does_not_come_at_night(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await town.passes(days=1, minutes=-1)  # Tuesday, 9:59
    town.telegram.misbehave("500", "sendMessage", 100)
    await town.passes(hours=10)
    town.telegram.faults.waiting.clear()
    await town.restart()
    await town.settle()
    assert not ann.heard("it is not sent yet")
    await town.passes(hours=14)  # Wednesday, 9:59
    assert ann.count("it is not sent yet") == 1


async def test_a_family_for_whom_it_got_worse_is_asked_again_no_later_than_others(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(days=2)
    await ann.taps("Worse", *("Keep",) * 6, "Done")
    assert ann.hears("Thank you. The team has your new answers.")
    await town.passes(days=5)  # Monday: three days later is a Saturday
    assert ann.count("How are things with school now?") == 2
