"""Ten thousand characters, which Telegram's apps send as several messages: all of them are kept, and met once."""

from tests.kept import answered, happened, wrote
from tests.plays import begins, seed_case, up_to_impact
from tests.town import Town


def in_parts(text: str) -> tuple[str, ...]:
    """A text as Telegram's apps send it."""
    return tuple(text[start : start + 4096].strip() for start in range(0, len(text), 4096))


LONG = in_parts("He was sent home again and nobody rang. " * 250)
"""10,000 characters: three messages."""


async def test_of_a_long_answer_no_part_is_lost_or_answers_the_next_question(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Full days", "Something else")
    heard = len(ann.screen)
    await ann.says_at_once(*LONG)
    assert len(LONG) == 3
    assert happened(town, ann, "answered")[-1]["value"] == LONG[0]
    assert wrote(town, ann) == [*LONG[1:]]
    assert ann.count("That was long, so it came in parts. I keep all of it for the team.") == 1
    assert len(ann.screen) == heard + 2
    assert ann.hears("Is there another child")


async def test_the_short_rest_of_a_long_answer_answers_nothing(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Full days", "Something else")
    await ann.says_at_once("He was sent home again and nobody rang. " * 102, "no")
    assert "another" not in answered(town, ann)
    assert ann.hears("Is there another child")


async def test_an_answer_a_while_after_a_long_one_counts(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Full days", "Something else")
    await ann.says("He was sent home again and nobody rang. " * 102)
    await town.passes(seconds=6)
    await ann.says("no")
    assert ann.hears("Is any of this true for you?")


async def test_a_tap_at_once_after_a_long_answer_ends_it(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Full days", "Something else")
    await ann.says("He was sent home again and nobody rang. " * 102)
    await ann.taps("No")
    await ann.says("no")
    assert ann.hears("How can we reach you?")


async def test_a_number_that_is_shared_at_once_after_a_long_text_counts(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("None of these")
    await ann.says("He was sent home again and nobody rang. " * 102)
    await ann.shares_number()
    assert ann.hears("Is there something you would like to add?")


async def test_an_answer_at_once_after_a_short_one_counts(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Full days", "Something else")
    await ann.says_at_once("He was sent home", "no")
    assert ann.hears("Is any of this true for you?")


async def test_a_long_text_at_a_question_with_buttons_is_kept_and_met_once(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    heard = len(ann.screen)
    await ann.says_at_once(*LONG)
    assert wrote(town, ann) == [*LONG]
    assert ann.count("Sorry, I did not get that.") == 1
    assert len(ann.screen) == heard + 1


async def test_a_long_text_that_begins_a_case_is_kept_and_met_by_the_first_question(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says_at_once(*LONG)
    assert wrote(town, ann) == [*LONG]
    assert len(ann.screen) == 1


async def test_a_long_text_after_sending_reaches_staff_whole_and_is_met_once(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.says_at_once(*LONG)
    assert ann.count("Thank you. I have passed it to the team.") == 1
    assert wrote(town, ann) == [*LONG]
    quoted = "".join(m["text"].partition("“")[2] for m in town.jo.screen if "the family wrote" in m["text"])
    assert quoted.count("nobody rang") >= 245


async def test_danger_in_the_last_part_of_a_long_text_rings(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Full days", "Something else")
    await ann.says_at_once(*LONG[:2], "and now she wants to die")
    assert ann.heard("In danger now: call 999.")
    assert town.jo.heard("SAFETY · URGENT")
