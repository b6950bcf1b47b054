"""Things got worse: the family is asked again, staff learn what changed, and nothing is lowered by itself."""

from tests.plays import begins, finishes, part_time, routine_case, seed_case
from tests.town import Family, Town


async def routine_case_after_ten_days(town: Town) -> Family:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.passes(days=10)
    return ann


async def test_worse_alerts_staff_as_soon_as_it_is_certainly_urgent(town: Town) -> None:
    ann = await routine_case_after_ten_days(town)
    await ann.taps("Worse", "Part days", "6 to 10", "12 weeks", "No")
    assert town.jo.hears("New answers changed this case")
    assert town.jo.hears("URGENT")
    assert ann.heard("It now looks urgent")
    assert ann.heard("A person should contact you by Friday 4 December 2026")
    await town.jo.says("/queue")
    assert town.jo.hears("by Fri 4 Dec")
    await ann.taps("No end date", "They did not say", "None of these")
    assert ann.hears("The team has your new answers.")


async def test_worse_with_the_same_answers_is_one_tap_a_question(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(days=2)
    await ann.taps("Worse", "Keep: Suspended", "Keep: 3", "Keep: 5½", "Keep: Part days", "Keep: 6 to 10")
    await ann.taps("Keep: No end date", "Done")
    assert ann.hears("The team has your new answers.")
    assert town.jo.heard("nothing changed. It is 🔴 URGENT, as before.")


async def test_staff_read_what_changed(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(days=2)
    await ann.taps("Worse", "Excluded for good")
    await ann.says("today")
    await ann.taps("Yes, that day", "Not yet", "None")
    await ann.taps("Keep: Part days", "Keep: 6 to 10", "Keep: No end date", "Done")
    assert town.jo.heard("Child 1: School this week: Suspended (letter) → Excluded for good")


async def test_a_family_that_falls_silent_over_it_is_not_forgotten(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(days=2)
    await ann.taps("Worse", "Keep: Suspended", "Over 15")
    await town.passes(days=2)
    assert town.jo.heard("Days suspended this time: 3 → Over 15")
    await town.passes(days=14)
    assert ann.count("How are things with school now?") >= 2


async def test_code_never_lowers_a_case_by_itself(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 7", "No")
    await part_time(ann)
    await ann.taps("No")
    await finishes(ann)
    await town.passes(days=2)
    await ann.taps("Worse", "Suspended", "1", "Today", "This is the first", "Yes", "Neither", "None of these")
    assert town.jo.heard("Sendline would say ROUTINE. It stays URGENT until one of you changes it.")
    await town.jo.taps("Open the card")
    assert "🔴 URGENT" in town.jo.card


async def test_back_does_not_leave_the_questions_on_school(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(days=2)
    await ann.taps("Worse")
    for _ in range(6):
        await ann.says("/back")
    assert ann.hears("Which class or year?")
    assert ann.heard("There is nothing to go back to.")


async def test_a_promise_stays_as_it_was_told_while_nothing_is_more_pressing(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(days=2)
    await ann.taps("Worse", "Keep: Suspended", "Keep: 3", "Keep: 5½", "Keep: Part days", "Keep: 6 to 10")
    await ann.taps("Keep: No end date", "Done")
    await town.jo.says("/queue")
    assert town.jo.hears("passed Tue 24 Nov")
