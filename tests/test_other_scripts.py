"""Other scripts, and characters that show nothing: they turn no other text round, and hide no answer."""

from tests.plays import begins, up_to_impact, writes_on
from tests.town import Town


async def test_words_from_right_to_left_leave_the_card_in_order(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.says("ابني لا يذهب إلى المدرسة", "\u202edaetsni em llac")
    card = await writes_on(town, ann)
    assert "“\u2068ابني لا يذهب إلى المدرسة\u2069”" in card
    assert "“daetsni em llac”" in card
    assert "\u202e" not in card


async def test_a_name_that_cannot_be_seen_is_asked_for_again(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("None of these")
    await ann.shares_number()
    await ann.taps("A name", "Done")
    await ann.says("\u200b\u2060\u2800")
    assert ann.hears("Please use a first name or letters only")
    await ann.says("سام")
    assert ann.hears("Name to use: \u2068سام\u2069")


async def test_a_postcode_that_was_copied_with_marks_is_read(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann, "\u202aAL1 3JE\u202c")
    assert ann.hears("Which class or year?")
