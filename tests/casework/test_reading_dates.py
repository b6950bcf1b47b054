"""Days as UK families type them. Every table is written for Wednesday 18 November 2026."""

from datetime import date

import pytest

from bot.casework.reading import (
    read_date,
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
