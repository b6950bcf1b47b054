"""What keeps the office and those it writes to on time: targets, untouched cases, and the ladder after a letter."""

from datetime import UTC, datetime

from tests.plays import routine_case, seed_case
from tests.town import Town


def moments(town: Town, text: str) -> list[str]:
    sent = [m["date"] for m in town.jo.screen if text in m["text"]]
    return [datetime.fromtimestamp(at, UTC).strftime("%a %d %b %H:%M") for at in sent]


async def test_an_urgent_letter_is_chased_on_day_two_and_escalated_on_days_five_and_ten(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Wrote to council", "To the council")
    await town.passes(days=20)
    assert moments(town, "chase by phone and email") == ["Wed 25 Nov 09:00"]
    assert moments(town, "Director of Children")[-1:] == ["Mon 30 Nov 09:00"]
    assert moments(town, "a formal complaint, or refer") == ["Mon 07 Dec 09:00"]


async def test_a_routine_letter_is_chased_on_day_ten_and_escalated_on_days_twenty_and_thirty(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.jo.taps("Open the card", "Wrote to council", "To the council")
    await town.passes(days=50)
    assert moments(town, "chase by phone and email") == ["Mon 07 Dec 09:00"]
    assert moments(town, "write to the head of SEND") == ["Mon 21 Dec 09:00"]
    assert moments(town, "Next step: a formal complaint") == ["Thu 07 Jan 09:00"]


async def test_each_step_shows_how_its_day_was_counted(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Wrote to council", "To the council")
    await town.passes(days=2)
    assert town.jo.heard("2 working days after Mon 23 Nov 2026: 24-25 Nov (2)")


async def test_an_answer_stops_the_ladder_and_the_next_letter_begins_it_anew(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Wrote to council", "To the council", "They answered")
    await town.passes(days=3)  # Thursday
    assert not town.jo.heard("no answer yet")
    await town.jo.taps("Wrote to council", "To the council")
    await town.passes(days=4)
    assert moments(town, "chase by phone and email") == ["Mon 30 Nov 09:00"]


async def test_a_closed_case_is_not_chased(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Wrote to council", "To the council", "Close", "Advice given")
    await town.passes(days=20)
    assert not town.jo.heard("no answer yet")


async def test_an_urgent_case_that_nobody_read_is_named_before_the_day_ends_and_on_the_next_morning(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(days=5)
    assert moments(town, "by which somebody opens the case") == ["Mon 23 Nov 15:30", "Tue 24 Nov 09:00"]
    assert moments(town, "somebody writes to the family or rings") == ["Tue 24 Nov 15:30", "Wed 25 Nov 09:00"]


async def test_a_target_that_was_met_is_not_spoken_of(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "I rang the family", "Wrote to council", "To the council")
    await town.passes(days=5)
    assert not town.jo.heard("by which somebody")


async def test_a_case_that_nobody_touches_is_named_to_whoever_has_it_and_then_weekly(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Claim")
    await town.passes(days=17)
    assert moments(town, "nothing was done here since") == [
        "Wed 25 Nov 09:00",
        "Wed 02 Dec 09:00",
        "Wed 09 Dec 09:00",
    ]
    assert town.jo.heard("Jo: nothing was done")


async def test_whoever_does_something_starts_the_count_anew(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.jo.taps("Open the card", "Claim")
    await town.passes(days=10)  # Thursday, 3 December
    await town.jo.taps("I rang the family")
    await town.passes(days=13)
    assert moments(town, "nothing was done here since") == []
    await town.passes(days=2)
    assert moments(town, "nothing was done here since") == ["Thu 17 Dec 09:00"]


async def test_an_urgent_case_that_nobody_claimed_or_touched_is_called_out_once_for_both(town: Town) -> None:
    await seed_case(town.family("Ann"))  # Monday
    await town.passes(days=2)
    at = ["Mon 23 Nov 10:30", "Mon 23 Nov 12:00", "Tue 24 Nov 09:00", "Tue 24 Nov 10:30", "Wed 25 Nov 09:00"]
    assert moments(town, "Claim stops this.") == at
    assert moments(town, "Nothing else was done on it since Mon 23 Nov, 10:00.") == ["Wed 25 Nov 09:00"]
    assert moments(town, "nothing was done here since") == []


async def test_whoever_claimed_a_case_and_did_nothing_more_is_reminded_of_it(town: Town) -> None:
    await seed_case(town.family("Ann"))
    await town.passes(days=2)
    await town.jo.taps("Open the card", "Claim")
    await town.passes(days=3)
    assert moments(town, "Jo: nothing was done here since Wed 25 Nov, 10:00") == ["Fri 27 Nov 09:00"]
