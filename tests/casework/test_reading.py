"""Typed words: which label is meant, yes and no, not knowing, and how to be reached."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.casework.reading import (
    folded,
    is_dont_know,
    is_email,
    is_no,
    is_phone,
    is_yes,
    matches,
    read_date,
    read_number,
    read_weeks,
)

FOLDED = {
    "Case and spaces": ("  Part   DAYS ", "part days"),
    "Emoji": ("🏠 Home at risk", "home at risk"),
    "A keycap": ("2️⃣ Two", "2 two"),
    "A curly apostrophe": ("Don’t know", "dont know"),
    "A straight apostrophe": ("don't know", "dont know"),
    "Punctuation between words": ("Part-time/mornings", "part time mornings"),
    "A half sign": ("5½ days", "5 1 2 days"),
    "Full-width letters": ("Ｙｅｓ", "yes"),
    "Accents stay": ("Café", "café"),
    "Nothing but signs": ("?!…", ""),
}


@pytest.mark.parametrize(("text", "expected"), FOLDED.values(), ids=FOLDED.keys())
def test_folding_leaves_words(text: str, expected: str) -> None:
    assert folded(text) == expected


SITUATION = (
    "Full days",
    "Part days or part week",
    "Suspended (letter)",
    "Excluded for good",
    "Told to stay home, no letter",
    "Not going",
    "No school place",
    "Not sure",
)
HOURS = ("1-5", "6-10", "11-12", "13-15")
DAYS = ("½", "1", "2", "3")
SAFE = ("Someone is not safe now", "Parent or carer")

MATCHED = {
    "The label itself": ("Full days", SITUATION, 0),
    "The label in other letters": ("suspended letter", SITUATION, 2),
    "Its number": ("2", SITUATION, 1),
    "Its number with a full stop": ("2.", SITUATION, 1),
    "Its number in words": ("number 2", SITUATION, 1),
    "The last number": ("8", SITUATION, 7),
    "A number too high": ("9", SITUATION, None),
    "Number nought": ("0", SITUATION, None),
    "Its start": ("sus", SITUATION, 2),
    "A start of two letters": ("su", SITUATION, None),
    "A start that two labels share": ("not", SITUATION, None),
    "Words that only one label has": ("school place", SITUATION, None),
    "Words that only one label has, with its no": ("no place", SITUATION, 6),
    "One word that only one label has": ("good", SITUATION, 3),
    "One word that two labels have": ("letter", SITUATION, None),
    "A word of three letters": ("for", SITUATION, None),
    "Part of a word": ("xclude", SITUATION, None),
    "A no that the label does not have": ("not suspended", SITUATION, None),
    "Sure is not not sure": ("sure", SITUATION, None),
    "Safe is not not safe": ("safe", SAFE, None),
    "Not safe is": ("not safe", SAFE, 0),
    "Nothing": ("", SITUATION, None),
    "Only an emoji": ("🙂", SITUATION, None),
    "Four hours are not the fourth range": ("4", HOURS, None),
    "The fourth range by its number": ("number 4", HOURS, 3),
    "A range itself": ("11–12", HOURS, 2),
    "A figure that is a label": ("2", DAYS, 2),
    "A half sign that is a label": ("1/2", DAYS, 0),
    "A label that stands twice": ("same", ("Same", "Same"), None),
    "No labels": ("yes", (), None),
}


@pytest.mark.parametrize(("typed", "labels", "expected"), MATCHED.values(), ids=MATCHED.keys())
def test_typed_words_mean_one_label_or_none(typed: str, labels: Sequence[str], expected: int | None) -> None:
    assert matches(typed, labels) == expected


DONT_KNOW = (
    "don't know",
    "Don’t know",
    "dont know",
    "dunno",
    "IDK",
    "not sure",
    "no idea",
    "I don't know.",
    "unsure",
)


@pytest.mark.parametrize("typed", (*DONT_KNOW, "?", " ?? "))
def test_not_knowing_is_heard(typed: str) -> None:
    assert is_dont_know(typed)


@pytest.mark.parametrize("typed", ("", "no", "know", "sure", "I know", "yes?", "🙂"))
def test_other_words_are_not_not_knowing(typed: str) -> None:
    assert not is_dont_know(typed)


@pytest.mark.parametrize("typed", ("y", "Yes", "YES!", "yeah", "yep", "yup"))
def test_yes_is_yes_and_not_no(typed: str) -> None:
    assert is_yes(typed)
    assert not is_no(typed)


@pytest.mark.parametrize("typed", ("n", "No", "no.", "nope", "nah"))
def test_no_is_no_and_not_yes(typed: str) -> None:
    assert is_no(typed)
    assert not is_yes(typed)


@pytest.mark.parametrize("typed", ("", "ok", "sure", "yes but", "no idea", "not really", "maybe"))
def test_what_is_neither_is_neither(typed: str) -> None:
    assert not is_yes(typed)
    assert not is_no(typed)


@pytest.mark.parametrize(
    "typed",
    ("ann@example.com", " Ann.Smith+school@mail.example.co.uk ", "o'neill@example.org", "a@b-c.example"),
)
def test_an_email_address_is_known(typed: str) -> None:
    assert is_email(typed)


@pytest.mark.parametrize(
    "typed",
    (
        "",
        "ann",
        "ann@",
        "@example.com",
        "ann@example",
        "ann@@example.com",
        "ann @example.com",
        "ann@example..com",
        "ann@-example.com",
        ".ann@example.com",
        "ann@example.com, bob@example.com",
        "it's ann@example.com",
        "<ann@example.com>",
        "07700 900123",
    ),
)
def test_what_is_no_single_email_address_is_refused(typed: str) -> None:
    assert not is_email(typed)


@pytest.mark.parametrize(
    "typed",
    (
        "07700 900123",
        "07700900123",
        "01632 960123",
        "(01632) 960123",
        "01632-960-123",
        "+44 7700 900123",
        "+44 (0)7700 900123",
        "0044 7700 900123",
        "020 7946 0018",
        " 07700 900 123 ",
    ),
)
def test_a_phone_number_is_known(typed: str) -> None:
    assert is_phone(typed)


@pytest.mark.parametrize(
    "typed",
    (
        "",
        "999",
        "123456",
        "1234567890123456",
        "07700 9O0123",
        "07700 900123 mum",
        "ann@example.com",
        "0770+0900123",
    ),
)
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    assert not is_phone(typed)


WORDS = (
    *(
        "0",
        "1",
        "2",
        "3",
        "9",
        "31",
        "99",
        "2026",
        "99999",
        "/",
        "-",
        ".",
        "½",
        "a",
        "an",
        "and",
        "half",
        "in",
        "on",
    ),
    *(
        "ago",
        "last",
        "next",
        "the",
        "of",
        "week",
        "weeks",
        "day",
        "days",
        "month",
        "years",
        "fortnight",
        "time",
    ),
    *("from", "now", "today", "monday", "tue", "sept", "may", "3rd", "25th", "hours", "to", "about", "'"),
)
WEDNESDAY = date(2026, 11, 18)
PIECES = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)


@settings(derandomize=True, max_examples=1000)
@given(PIECES | st.text(max_size=90))
@example("99999 years ago")
@example("in 1000 years")
@example("9" * 5000)
@example("٣/٩")
def test_no_text_breaks_a_reader(text: str) -> None:
    assert (read_date(text, WEDNESDAY, past=True) or WEDNESDAY).year in range(2000, 2101)
    assert (read_date(text, WEDNESDAY, past=False) or WEDNESDAY).year in range(2000, 2101)
    assert 0 <= (read_number(text) or 0) <= 10000
    assert 0 <= (read_weeks(text) or 0) <= 1300
    assert matches(text, SITUATION) in (None, *range(len(SITUATION)))
    assert not (is_yes(text) and is_no(text))
    assert (is_email(text) and is_phone(text)) is False
    assert is_dont_know(text) in (True, False)
