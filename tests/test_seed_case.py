"""The cases that Sendline exists for, played by the people in them."""

from tests.plays import routine_case, seed_case
from tests.town import Town


async def test_the_seed_case_reaches_staff_as_urgent_with_its_three_reasons(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card")
    assert "URGENT" in town.jo.card
    for rule in ("rtt.no-consent", "combo.two-children", "impact.job-or-home"):
        assert rule in town.jo.card
    assert "You agreed: I said yes but felt I had no choice" in town.jo.card


async def test_a_first_suspension_of_three_days_is_routine(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.jo.taps("Open the card")
    assert "ROUTINE" in town.jo.card
    assert "exclusion.current-short" in town.jo.card


async def test_the_first_message_to_staff_shows_reference_and_urgency_alone(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    first = town.jo.last
    assert first == f"🔴 URGENT · {ann.ref}\nA new case. Nothing of it is shown until you open it."


async def test_a_family_learns_why_it_is_urgent_and_by_when_someone_calls(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    sent = next(m["text"] for m in ann.screen if "Your reference is" in m["text"])
    assert "It looks urgent, because" in sent
    assert "A person should contact you by Tuesday 24 November 2026" in sent


async def test_the_check_in_comes_on_day_two_and_worse_asks_again(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(days=2)
    assert ann.hears("How are things with school now?")
    await ann.taps("Worse")
    assert town.jo.heard("the family says it got worse")
    assert ann.hears("What is school like this week?")
