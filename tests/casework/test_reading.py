"""Typed answers as UK families type them. Every table is written for Wednesday 18 November 2026."""

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

WEDNESDAY = date(2026, 11, 18)

DATES = {
    "Day and month in figures": ("3/9", date(2026, 9, 3), date(2027, 9, 3)),
    "Never the month first": ("9/12", date(2025, 12, 9), date(2026, 12, 9)),
    "Today's own figures are today": ("18/11", date(2026, 11, 18), date(2026, 11, 18)),
    "A year of two figures": ("3/9/26", date(2026, 9, 3), date(2026, 9, 3)),
    "Full stops": ("03.09.2026", date(2026, 9, 3), date(2026, 9, 3)),
    "Hyphens": ("3-9-2026", date(2026, 9, 3), date(2026, 9, 3)),
    "Spaces and a year": ("3 9 26", date(2026, 9, 3), date(2026, 9, 3)),
    "ISO is year, month, day": ("2026-09-03", date(2026, 9, 3), date(2026, 9, 3)),
    "Year first with strokes": ("2026/09/03", date(2026, 9, 3), date(2026, 9, 3)),
    "A short month": ("3rd Sept", date(2026, 9, 3), date(2027, 9, 3)),
    "No ending on the day": ("12 Sept", date(2026, 9, 12), date(2027, 9, 12)),
    "Month before day": ("September 12", date(2026, 9, 12), date(2027, 9, 12)),
    "Month before day, with a year": ("sept 12th 2026", date(2026, 9, 12), date(2026, 9, 12)),
    "A comma before the year": ("September 12, 2026", date(2026, 9, 12), date(2026, 9, 12)),
    "A year with its apostrophe": ("3 Sept ’26", date(2026, 9, 3), date(2026, 9, 3)),
    "With of": ("the 3rd of September", date(2026, 9, 3), date(2027, 9, 3)),
    "A full stop after the month": ("3 Sep.", date(2026, 9, 3), date(2027, 9, 3)),
    "No space before the month": ("3sep", date(2026, 9, 3), date(2027, 9, 3)),
    "A month still to come this year": ("1 December", date(2025, 12, 1), date(2026, 12, 1)),
    "The right weekday in front": ("Tue 3 Nov 2026", date(2026, 11, 3), date(2026, 11, 3)),
    "A leap day with its year": ("29/2/2028", date(2028, 2, 29), date(2028, 2, 29)),
    "Today": ("today", date(2026, 11, 18), date(2026, 11, 18)),
    "Today, loudly": (" TODAY! ", date(2026, 11, 18), date(2026, 11, 18)),
    "Yesterday": ("yesterday", date(2026, 11, 17), date(2026, 11, 17)),
    "Tomorrow": ("tomorrow", date(2026, 11, 19), date(2026, 11, 19)),
    "The day before yesterday": ("the day before yesterday", date(2026, 11, 16), date(2026, 11, 16)),
    "A weekday is the nearest": ("Tuesday", date(2026, 11, 17), date(2026, 11, 24)),
    "A weekday with on": ("on monday", date(2026, 11, 16), date(2026, 11, 23)),
    "Since a weekday": ("since Monday", date(2026, 11, 16), date(2026, 11, 23)),
    "Today's weekday is today": ("wed", date(2026, 11, 18), date(2026, 11, 18)),
    "Last Tuesday is before today": ("last Tuesday", date(2026, 11, 17), date(2026, 11, 17)),
    "Last Wednesday is not today": ("last Wednesday", date(2026, 11, 11), date(2026, 11, 11)),
    "Next Friday is after today": ("next friday", date(2026, 11, 20), date(2026, 11, 20)),
    "Next Wednesday is not today": ("next weds", date(2026, 11, 25), date(2026, 11, 25)),
    "A week ago": ("a week ago", date(2026, 11, 11), date(2026, 11, 11)),
    "Two weeks ago": ("2 weeks ago", date(2026, 11, 4), date(2026, 11, 4)),
    "Two weeks ago in words": ("two weeks ago", date(2026, 11, 4), date(2026, 11, 4)),
    "Ten days ago": ("10 days ago", date(2026, 11, 8), date(2026, 11, 8)),
    "A fortnight ago": ("fortnight ago", date(2026, 11, 4), date(2026, 11, 4)),
    "Three months ago": ("3 months ago", date(2026, 8, 18), date(2026, 8, 18)),
    "A week ago Monday": ("a week ago Monday", date(2026, 11, 9), date(2026, 11, 9)),
    "A week ago on Monday": ("a week ago on Monday", date(2026, 11, 9), date(2026, 11, 9)),
    "A week last Monday": ("a week last Monday", date(2026, 11, 9), date(2026, 11, 9)),
    "A week ago yesterday": ("a week ago yesterday", date(2026, 11, 10), date(2026, 11, 10)),
    "A week on Tuesday": ("a week on Tuesday", date(2026, 12, 1), date(2026, 12, 1)),
    "Tuesday week": ("Tuesday week", date(2026, 12, 1), date(2026, 12, 1)),
    "In three weeks": ("in 3 weeks", date(2026, 12, 9), date(2026, 12, 9)),
    "In three weeks' time": ("in 3 weeks’ time", date(2026, 12, 9), date(2026, 12, 9)),
    "Two weeks from now": ("2 weeks from now", date(2026, 12, 2), date(2026, 12, 2)),
    "A day of the month": ("25th", date(2026, 10, 25), date(2026, 11, 25)),
    "A day of the month with the": ("on the 3rd", date(2026, 11, 3), date(2026, 12, 3)),
    "The 31st skips a month that has none": ("31st", date(2026, 10, 31), date(2026, 12, 31)),
}


@pytest.mark.parametrize(("typed", "expected", "_"), DATES.values(), ids=DATES.keys())
def test_a_past_date_is_the_latest_not_after_today(typed: str, expected: date, _: date) -> None:
    assert read_date(typed, WEDNESDAY, past=True) == expected


@pytest.mark.parametrize(("typed", "_", "expected"), DATES.values(), ids=DATES.keys())
def test_a_date_ahead_is_the_earliest_not_before_today(typed: str, _: date, expected: date) -> None:
    assert read_date(typed, WEDNESDAY, past=False) == expected


NO_DATES = {
    "Nothing": "",
    "Hours": "15 hours",
    "Days": "3 days",
    "A length that is no date": "2 weeks",
    "No idea": "no idea",
    "Easter": "Easter",
    "A bare number": "25",
    "A decimal": "3.9",
    "A range": "3-9",
    "A half sign is not the first of February": "½",
    "A misspelt month": "3 Septmber",
    "A month and a year": "Sept 2026",
    "A month alone": "September",
    "Month first in figures": "9/13/26",
    "The thirty-first of February": "31/2",
    "A leap day near no leap year": "29/2",
    "A thirteenth month": "3/13/2026",
    "Day nought": "0/9",
    "The year nought": "3/9/0000",
    "A year before 2000": "3/9/1926",
    "A year after 2100": "3/9/2101",
    "A year of three figures": "3/9/202",
    "Mixed separators": "3/9-26",
    "The wrong weekday in front": "Mon 3 Nov 2026",
    "A hundred and ten thousand weeks": "110000 weeks ago",
    "A thousand years": "1000 years ago",
    "Half a week ago": "half a week ago",
    "One and a half weeks ago": "1½ weeks ago",
    "A range of weeks": "2/3 weeks ago",
    "About": "about 2 weeks ago",
    "Last week": "last week",
    "A time of day": "3/9/26 10:30",
    "Two dates": "3rd or 4th Sept",
    "A doubtful one": "3/9?",
    "A story": "it was when my mum came round and the head rang us, so a Tuesday I think, maybe in autumn",
}


@pytest.mark.parametrize("typed", NO_DATES.values(), ids=NO_DATES.keys())
def test_what_is_no_sure_date_is_refused(typed: str) -> None:
    assert read_date(typed, WEDNESDAY, past=True) is None
    assert read_date(typed, WEDNESDAY, past=False) is None


NUMBERS = {
    "A number": ("14", 14.0),
    "Nought": ("0", 0.0),
    "None": ("none", 0.0),
    "Hours": ("14 hours", 14.0),
    "Hours without a space": ("14hrs", 14.0),
    "Hours a week": ("14 hours a week", 14.0),
    "About": ("about 14", 14.0),
    "A decimal": ("14.5", 14.5),
    "A decimal without its nought": (".5", 0.5),
    "A half sign": ("14½", 14.5),
    "A half sign after a space": ("14 ½ hours", 14.5),
    "A quarter sign": ("2¼", 2.25),
    "A half sign alone": ("½", 0.5),
    "Half a day": ("half a day", 0.5),
    "A half day in figures": ("1/2 day", 0.5),
    "A day": ("a day", 1.0),
    "One": ("one", 1.0),
    "Twenty": ("Twenty days", 20.0),
    "Two and a half": ("two and a half", 2.5),
    "Two and a half days": ("2 and a half days", 2.5),
    "A day and a half": ("a day and a half", 1.5),
    "An hour and a half": ("an hour and a half", 1.5),
    "A mixed fraction": ("1 1/2", 1.5),
    "The most": ("10000", 10000.0),
    "A full stop after it": ("14.", 14.0),
}


@pytest.mark.parametrize(("typed", "expected"), NUMBERS.values(), ids=NUMBERS.keys())
def test_a_number_is_read_in_figures_and_words(typed: str, expected: float) -> None:
    assert read_number(typed) == expected


NO_NUMBERS = {
    "Nothing": "",
    "A range with a hyphen": "9-11",
    "A range with a dash": "9–11",
    "A range in words": "9 to 11",
    "A range with a stroke": "3/4",
    "One or two": "1/2",
    "Half days could be many": "half days",
    "Two half days are no two and a half": "two half days",
    "Digits run into a fraction": "141/2",
    "A minus": "-5",
    "A minus sign": "−5",
    "Not a number": "nan",
    "Infinity": "inf",
    "Scientific": "1e3",
    "Too many": "10001",
    "Thousands of figures": "9" * 5000,
    "A thousands comma": "1,000",
    "At least": "at least 14",
    "More than": "more than 14",
    "A rate": "2 hours a day",
    "Days a week": "3 days a week",
    "Another unit": "30 minutes",
    "Weeks": "6 weeks",
    "An ordinal": "eighth",
    "An article": "a",
    "No idea": "no idea",
}


@pytest.mark.parametrize("typed", NO_NUMBERS.values(), ids=NO_NUMBERS.keys())
def test_what_is_no_single_number_is_refused(typed: str) -> None:
    assert read_number(typed) is None


def test_a_question_in_hours_refuses_days() -> None:
    assert read_number("3 days", unit="hours") is None
    assert read_number("3 hours", unit="hours") == 3.0
    assert read_number("3 hours", unit="days") is None
    assert read_number("half a day", unit="days") == 0.5


WEEKS = {
    "Weeks": ("6 weeks", 6.0),
    "A bare number is weeks": ("6", 6.0),
    "A bare word is weeks": ("two", 2.0),
    "Shortened": ("about 6 wks", 6.0),
    "A half": ("6½ weeks", 6.5),
    "A fortnight": ("a fortnight", 2.0),
    "Three months": ("3 months", 13.0),
    "Forty-two days are six weeks exactly": ("42 days", 6.0),
    "A week and a half": ("a week and a half", 1.5),
    "A year": ("a year", 52.0),
    "Half a year": ("half a year", 26.0),
    "For two years": ("for 2 years", 104.0),
    "Three weeks now": ("3 weeks now", 3.0),
}


@pytest.mark.parametrize(("typed", "expected"), WEEKS.values(), ids=WEEKS.keys())
def test_a_length_of_time_is_read_in_weeks(typed: str, expected: float) -> None:
    assert read_weeks(typed) == expected


def test_ten_days_are_a_week_and_three_sevenths() -> None:
    assert read_weeks("10 days") == pytest.approx(1.428571, abs=1e-6)


NO_WEEKS = {
    "Nothing": "",
    "Since forever": "since forever",
    "Half a term": "half a term",
    "A range": "6-8 weeks",
    "A range in words": "1 to 2 weeks",
    "A few": "a few weeks",
    "Weeks": "weeks",
    "Over": "over 6 weeks",
    "School days": "10 school days",
    "A date": "3/9",
    "Longer than any childhood": "30 years",
    "An article": "a",
}


@pytest.mark.parametrize("typed", NO_WEEKS.values(), ids=NO_WEEKS.keys())
def test_what_is_no_length_of_time_is_refused(typed: str) -> None:
    assert read_weeks(typed) is None


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
