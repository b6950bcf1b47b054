"""Numbers and lengths of time as UK families type them."""

import pytest

from bot.casework.reading import (
    read_number,
    read_weeks,
)

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
