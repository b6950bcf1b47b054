"""How a family wants to be written to: where it is safe, until what hour, and when it wants quiet."""

import pytest

from tests.plays import begins, part_time, routine_case, seed_case, up_to_impact
from tests.town import Town


@pytest.mark.parametrize("command", ["/privacy", "/pause"])
async def test_without_a_case_there_is_nothing_to_set(town: Town, command: str) -> None:
    ann = town.family("Ann")
    await ann.says(command)
    assert ann.hears("nothing to")
    assert town.sendline.database.transact_now(lambda work: work.cases.of_chat(ann.chat)) is None


async def test_not_safe_here_stops_what_comes_by_itself_and_staff_can_write_no_more(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card")
    await ann.taps("When may we write?")
    await ann.taps("Not safe here")
    assert ann.hears("OK. I do not write first here.")
    assert not ann.heard("What you allow")
    assert "NOT safe to write on Telegram" in town.jo.card
    assert town.jo.hears("not safe to write to them on Telegram any more")
    with pytest.raises(AssertionError, match="no button"):
        town.jo.newest_with("Message the family")
    heard = len(ann.screen)
    await town.passes(days=20)
    assert len(ann.screen) == heard
    await ann.taps("It is safe here")
    await town.passes(days=3)
    assert ann.heard("How are things with school now?")


async def test_not_safe_here_is_not_forgotten_when_answers_change(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.says("/privacy")
    await ann.taps("Not safe here")
    await ann.says("/start")
    await town.jo.taps("Open the card")
    assert "NOT safe to write on Telegram" in town.jo.card


async def test_who_is_not_safe_here_any_more_while_answering_is_asked_for_another_way(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("None of these")
    await ann.says("Only write to me here")
    await ann.says("/privacy")
    await ann.taps("Not safe here")
    assert ann.heard("Then we need another way to reach you")
    assert ann.hears("How can we reach you?")
    heard = len(ann.screen)
    await town.passes(days=10)
    assert len(ann.screen) == heard


async def test_who_said_stop_is_not_asked_again_because_it_is_safe_again(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.says("/stop", "/privacy")
    await ann.taps("Not safe here", "It is safe here")
    await town.passes(days=10)
    assert not ann.heard("How are things with school now?")


async def test_nothing_comes_after_the_hour_that_was_chosen(town: Town) -> None:
    ann = town.family("Ann")
    await town.passes(hours=7, minutes=10)  # Monday, 17:10
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Part days", "6 to 10")
    await ann.says("/privacy")
    await ann.taps("Latest time", "5pm")
    assert ann.hears("I write no later than: 5pm")
    await town.passes(hours=10)
    assert not ann.heard("it is not sent yet")
    await town.passes(hours=8)  # Tuesday, 11:10
    assert ann.count("it is not sent yet") == 1


async def test_the_card_says_how_a_family_wants_to_be_reached(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.jo.taps("Open the card")
    await ann.says("/privacy")
    await ann.taps(
        "Latest time", "6pm", "A time to call", "Morning", "Short notes", "Quiet for a while", "For a w"
    )
    contact = next(line for line in town.jo.card.splitlines() if line.startswith("Contact"))
    assert contact == (
        "Contact +447700900123 · good time: morning · not after 6pm · short neutral notes "
        "· wants quiet until Mon 30 Nov, 10:00"
    )


async def test_a_pause_holds_prompts_back_for_as_long_as_it_was_chosen(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.says("/pause")
    await ann.taps("For a week")
    assert ann.hears("I am quiet until Monday 30 November 2026.")
    heard = len(ann.screen)
    await town.passes(days=6, hours=23)
    assert len(ann.screen) == heard
    await town.passes(hours=2)
    assert ann.count("How are things with school now?") == 1


async def test_a_pause_until_they_write_ends_when_they_write_and_not_before(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.says("pause")
    await ann.taps("Until I write")
    await town.passes(days=60)
    assert not ann.heard("How are things with school now?")
    await ann.says("He is back for two hours a day.")
    await town.passes(days=4)
    assert ann.count("How are things with school now?") == 1


@pytest.mark.parametrize("how", ["/start", "End the quiet time"])
async def test_start_or_a_button_ends_a_pause(town: Town, how: str) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.says("/pause")
    await ann.taps("Until I write")
    await town.passes(days=10)
    if how == "/start":
        await ann.says("/start")
    else:
        await ann.taps(how)
    assert ann.heard("OK. I write to you as before.")
    await town.passes(days=2)
    assert ann.count("How are things with school now?") == 1


async def test_an_urgent_family_that_wants_quiet_before_it_sends_becomes_a_task_for_staff(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Part days", "6 to 10")
    await ann.says("/pause")
    await ann.taps("Until I write")
    await town.passes(days=4)
    assert not ann.heard("it is not sent yet")
    assert town.jo.heard("Urgent but unfinished")


async def test_opening_the_screen_leaves_the_interview_where_it_was(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No")
    await ann.says("/privacy")
    await ann.taps("Short notes", "Close")
    await part_time(ann)
    assert ann.hears("Is there another child")
