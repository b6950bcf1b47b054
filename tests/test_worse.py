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


# What a person made ROUTINE


async def made_routine(town: Town) -> None:
    """Jo knows better than the rules."""
    await town.jo.taps("Open the card", "Change to")
    await town.jo.replies("the school has called: all is agreed")


def rings(town: Town) -> int:
    return town.jo.count("New answers changed this case")


async def test_a_correction_that_brings_no_new_urgent_reason_leaves_a_persons_decision_alone(
    town: Town,
) -> None:
    await seed_case(town.family("Ann"))
    await made_routine(town)
    shown = len(town.jo.screen)
    await town.passes(hours=12)  # at night
    await town.jo.taps("More", "Correct answers", "1. Days suspended this time")
    await town.jo.taps("1")
    await town.jo.replies("It was one day.")
    assert town.jo.heard("Child 1: Days suspended this time: 3 → 1")
    assert "🟢 ROUTINE" in town.jo.card
    assert rings(town) == 0
    assert [m["text"] for m in town.jo.screen[shown:] if not m.get("silent") and "→" in m["text"]] == []


async def test_a_correction_that_brings_an_urgent_reason_rings_and_says_what_is_new_and_who_is_overruled(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await made_routine(town)
    await town.jo.taps("More", "Correct answers", "1. Days suspended this term")
    await town.jo.taps("Over 15")
    await town.jo.replies("The mother read me all her letters.")
    assert rings(town) == 1
    (said,) = [m["text"] for m in town.jo.screen if "new answers change this case" in m["text"]]
    assert said.startswith(f"{ann.ref}: new answers change this case. It is 🔴 URGENT.\n")
    assert "exclusion.cumulative-over-15" in said
    assert "Jo had set it to ROUTINE on Mon 23 Nov, 10:00. That holds no more." in said
    assert "🔴 URGENT" in town.jo.card


async def test_a_family_that_tells_the_same_again_takes_nothing_back(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await made_routine(town)
    await ann.says("/status")
    await ann.taps("Something changed", "Keep: Suspended", "Keep: 3", "Keep: 5½", "Keep: Part days")
    await ann.taps("Keep: 6 to 10", "Keep: No end date", "Done")
    assert ann.count("The team has your new answers.") == 1
    assert town.jo.heard("nothing changed. It is 🟢 ROUTINE, as before.")
    assert rings(town) == 0


async def test_a_family_that_tells_an_urgent_reason_otherwise_rings_and_says_who_is_overruled(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await made_routine(town)
    await town.passes(days=2)
    await ann.taps("Worse", "Keep: Suspended", "Keep: 3", "Keep: 5½", "Keep: Part days", "1 to 5")
    await ann.taps("Keep: No end date", "Done")
    (said,) = [m["text"] for m in town.jo.screen if "new answers change this case" in m["text"]]
    assert "rtt." in said
    assert "Jo had set it to ROUTINE on Mon 23 Nov" in said
    await town.jo.taps("Open the card")
    assert "🔴 URGENT" in town.jo.card


async def test_a_danger_that_is_named_after_it_was_made_routine_says_who_is_overruled(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await made_routine(town)
    await ann.says("please help she has taken tablets")
    assert town.jo.heard("safety.danger-in-words")
    assert town.jo.heard("Jo had set it to ROUTINE on Mon 23 Nov, 10:00.")
    assert town.jo.heard("🆘 SAFETY · URGENT")
