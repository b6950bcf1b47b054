"""What a family types: read as an answer where it is one, and met kindly where it is not."""

import pytest

from tests.plays import begins, finishes, suspended, up_to_impact
from tests.town import Town


async def test_answers_may_be_typed_instead_of_tapped(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/start", "parent", "al1 3je", "Years 3 to 6", "no", "part days", "14 hours", "3 months")
    assert ann.hears("Did you agree to the part days?")
    await ann.says("i don't know")
    assert ann.hears("Is there a date when it ends?")


async def test_a_typed_date_is_read_back_before_it_counts(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 7", "No", "Suspended", "2")
    await ann.says("last friday")
    assert ann.hears("Just to be sure: Friday 20 November 2026?")
    await ann.taps("Yes, that day")
    assert ann.hears("How many school days of suspension this term")


@pytest.mark.parametrize(
    "odd", ["banana", "🤷", "<b>", "a & b < c", "‮olleh", "\u0000", "x" * 4096, "😀" * 2000]
)
async def test_odd_words_are_met_kindly_and_asked_again(town: Town, odd: str) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.says(odd)
    assert ann.hears("Sorry, I did not get that.")
    assert ann.hears("Which class or year?")
    await ann.taps("Years 3 to 6")
    assert ann.hears("Is there an EHC plan?")


async def test_half_a_character_is_kept_as_a_sign_and_holds_up_no_later_message(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Full days", "Something else")
    await ann.says("He cried \ud83d all day")
    assert ann.hears("Is there another child")
    await ann.taps("No")
    await finishes(ann)
    assert ann.heard("Your reference is")
    await town.jo.taps("Open the card")
    assert "He cried \N{REPLACEMENT CHARACTER} all day" in town.jo.card


@pytest.mark.parametrize("slip", ["<3", "-1", "> 2", "−3"])
async def test_a_heart_or_a_minus_picks_no_option_by_its_number(town: Town, slip: str) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 7", "No", "Suspended")
    await ann.says(slip)
    assert ann.hears("Sorry, I need one number here.")


async def test_a_tick_that_was_typed_shows_below_the_words(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    before = len(ann.screen)
    await ann.says("My job is at risk")
    assert len(ann.screen) == before + 1
    message, _ = ann.newest_with("My job is at risk")
    assert message == ann.screen[-1]
    await ann.taps("Done")
    assert ann.hears("How is it with the job?")


async def test_words_that_answer_nothing_reach_staff_all_the_same(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.says("please hurry, I am losing my job")
    await ann.taps("Years 7", "No")
    await suspended(ann)
    await ann.taps("No")
    await finishes(ann)
    await town.jo.taps("Open the card")
    assert "please hurry, I am losing my job" in town.jo.card
