"""Counting days, against dates worked out by hand."""

from datetime import date

import pytest

from bot.casework.calendar import (
    Calendar,
    Count,
    Tally,
    Term,
    digest,
    discrimination_last_day,
    months_after,
    next_working_day,
    school_days_after,
    school_days_between,
    tribunal_shift,
    working_days_after,
)
from tests.casework.calendars import AUTUMN, BANK_HOLIDAYS, HERTS, NO_TERMS, SPRING

SCHOOL_DAYS = {
    "A Monday in term is a school day": (HERTS, date(2026, 11, 2), True),
    "The first day of term is a school day": (HERTS, date(2026, 9, 1), True),
    "The last day of term is a school day": (HERTS, date(2026, 12, 18), True),
    "A Saturday in term is none": (HERTS, date(2026, 11, 7), False),
    "The first day of half-term is none": (HERTS, date(2026, 10, 26), False),
    "The last day of half-term is none": (HERTS, date(2026, 10, 30), False),
    "An inset day is none": (HERTS, date(2026, 11, 27), False),
    "A weekday between two known terms is a holiday": (HERTS, date(2026, 12, 21), False),
    "A weekday before the first known term is not known": (HERTS, date(2026, 7, 20), None),
    "A weekday after the last known term is not known": (HERTS, date(2027, 3, 26), None),
    "A weekend after the last known term is surely none": (HERTS, date(2027, 3, 27), False),
    "A weekday is not known where there are no terms": (NO_TERMS, date(2026, 11, 2), None),
    "A bank holiday is surely none where there are no terms": (NO_TERMS, date(2026, 5, 4), False),
}


@pytest.mark.parametrize(("calendar", "day", "expected"), SCHOOL_DAYS.values(), ids=SCHOOL_DAYS.keys())
def test_a_school_day_is_one_the_school_meets_on(
    calendar: Calendar, day: date, expected: bool | None
) -> None:
    assert calendar.is_school_day(day) is expected


WORKING_DAYS = {
    "A Friday is a working day": (date(2026, 5, 1), True),
    "A Saturday is none": (date(2026, 5, 2), False),
    "A Sunday is none": (date(2026, 5, 3), False),
    "A bank holiday Monday is none": (date(2026, 5, 4), False),
    "A weekday in the school holidays is a working day": (date(2026, 12, 21), True),
}


@pytest.mark.parametrize(("day", "expected"), WORKING_DAYS.values(), ids=WORKING_DAYS.keys())
def test_a_working_day_is_no_weekend_and_no_bank_holiday(day: date, expected: bool) -> None:
    assert HERTS.is_working_day(day) is expected


COUNTED = {
    "Day 1 is the next school day": (
        school_days_after(HERTS, date(2026, 11, 2), 15),
        Count(
            date(2026, 11, 23),
            True,
            "15 school days after Mon 2 Nov 2026: 3-6 Nov (4), 9-13 Nov (9), 16-20 Nov (14), 23 Nov (15); "
            "not counted: weekends",
        ),
    ),
    "Half-term does not count": (
        school_days_after(HERTS, date(2026, 10, 22), 2),
        Count(
            date(2026, 11, 2),
            True,
            "2 school days after Thu 22 Oct 2026: 23 Oct (1), 2 Nov (2); "
            "not counted: weekends, 26-30 Oct (school closed)",
        ),
    ),
    "An inset day does not count": (
        school_days_after(HERTS, date(2026, 11, 26), 3),
        Count(
            date(2026, 12, 2),
            True,
            "3 school days after Thu 26 Nov 2026: 30 Nov-2 Dec (3); "
            "not counted: weekends, 27 Nov (school closed)",
        ),
    ),
    "Christmas between two terms is one break, and the new year is named": (
        school_days_after(HERTS, date(2026, 12, 16), 3),
        Count(
            date(2027, 1, 5),
            True,
            "3 school days after Wed 16 Dec 2026: 17-18 Dec (2), 5 Jan 2027 (3); "
            "not counted: weekends, 21 Dec-4 Jan 2027 (school closed)",
        ),
    ),
    "A count that runs past the last term is not covered, and says so": (
        school_days_after(HERTS, date(2027, 3, 24), 2),
        Count(
            date(2027, 3, 26),
            False,
            "2 school days after Wed 24 Mar 2027: 25-26 Mar (2); "
            "term dates are missing for some of these days",
        ),
    ),
    "A count that ends with the last term is covered": (
        school_days_after(HERTS, date(2027, 3, 24), 1),
        Count(date(2027, 3, 25), True, "1 school day after Wed 24 Mar 2027: 25 Mar (1)"),
    ),
    "Without terms, weekdays that are no bank holidays count": (
        school_days_after(NO_TERMS, date(2026, 5, 1), 2),
        Count(
            date(2026, 5, 6),
            False,
            "2 school days after Fri 1 May 2026: 5-6 May (2); not counted: weekends, 4 May (bank holiday); "
            "term dates are missing for some of these days",
        ),
    ),
    "Nought school days after a day is that day": (
        school_days_after(HERTS, date(2026, 11, 7), 0),
        Count(date(2026, 11, 7), True, "0 school days after Sat 7 Nov 2026"),
    ),
    "Working days skip both bank holidays at Christmas": (
        working_days_after(HERTS, date(2026, 12, 23), 2),
        Count(
            date(2026, 12, 29),
            True,
            "2 working days after Wed 23 Dec 2026: 24 Dec (1), 29 Dec (2); "
            "not counted: weekends, 25-28 Dec (bank holidays)",
        ),
    ),
    "Working days need no term dates": (
        working_days_after(NO_TERMS, date(2026, 11, 4), 2),
        Count(date(2026, 11, 6), True, "2 working days after Wed 4 Nov 2026: 5-6 Nov (2)"),
    ),
}


@pytest.mark.parametrize(("count", "expected"), COUNTED.values(), ids=COUNTED.keys())
def test_a_count_reaches_its_day_and_shows_its_working(count: Count, expected: Count) -> None:
    assert count == expected


BETWEEN = {
    "A week with both ends": (
        school_days_between(HERTS, date(2026, 11, 2), date(2026, 11, 6)),
        Tally(5, True, "5 school days from Mon 2 Nov 2026 to Fri 6 Nov 2026: 2-6 Nov (5)"),
    ),
    "The day after the last known term counts, but is not covered": (
        school_days_between(HERTS, date(2027, 3, 25), date(2027, 3, 28)),
        Tally(
            2,
            False,
            "2 school days from Thu 25 Mar 2027 to Sun 28 Mar 2027: 25-26 Mar (2); not counted: weekends; "
            "term dates are missing for some of these days",
        ),
    ),
    "Half-term holds none": (
        school_days_between(HERTS, date(2026, 10, 24), date(2026, 11, 1)),
        Tally(
            0,
            True,
            "0 school days from Sat 24 Oct 2026 to Sun 1 Nov 2026; "
            "not counted: weekends, 26-30 Oct (school closed)",
        ),
    ),
    "A range that ends before it starts holds none": (
        school_days_between(HERTS, date(2026, 11, 6), date(2026, 11, 2)),
        Tally(0, True, "0 school days from Fri 6 Nov 2026 to Mon 2 Nov 2026"),
    ),
}


@pytest.mark.parametrize(("tally", "expected"), BETWEEN.values(), ids=BETWEEN.keys())
def test_a_tally_counts_both_ends(tally: Tally, expected: Tally) -> None:
    assert tally == expected


MONTHS = {
    "The same day number": (date(2026, 10, 1), 2, date(2026, 12, 1)),
    "Over the year's end": (date(2026, 11, 29), 2, date(2027, 1, 29)),
    "The last of a short month": (date(2026, 8, 31), 1, date(2026, 9, 30)),
    "The last of February": (date(2026, 12, 31), 2, date(2027, 2, 28)),
    "The last of February in a leap year": (date(2027, 12, 31), 2, date(2028, 2, 29)),
    "Back over the year's end": (date(2026, 1, 31), -2, date(2025, 11, 30)),
    "No months": (date(2026, 1, 31), 0, date(2026, 1, 31)),
}


@pytest.mark.parametrize(("day", "n", "expected"), MONTHS.values(), ids=MONTHS.keys())
def test_months_keep_the_day_number_or_end_with_the_month(day: date, n: int, expected: date) -> None:
    assert months_after(day, n) == expected


SHIFTED = {
    "10 August goes to the first working day of September (8.10 no. 21)": (
        date(2026, 8, 10),
        date(2026, 9, 1),
    ),
    "1 August goes to September too": (date(2026, 8, 1), date(2026, 9, 1)),
    "31 August goes to September too": (date(2026, 8, 31), date(2026, 9, 1)),
    "A September that begins on a Wednesday begins then": (date(2027, 8, 31), date(2027, 9, 1)),
    "29 December goes to the first working day of January (8.9)": (date(2026, 12, 29), date(2027, 1, 4)),
    "25 December goes to January": (date(2026, 12, 25), date(2027, 1, 4)),
    "1 January goes to the next working day": (date(2027, 1, 1), date(2027, 1, 4)),
    "24 December stays": (date(2026, 12, 24), date(2026, 12, 24)),
    "2 January stays, though it is a Saturday": (date(2027, 1, 2), date(2027, 1, 2)),
    "31 July stays": (date(2026, 7, 31), date(2026, 7, 31)),
    "1 September stays": (date(2026, 9, 1), date(2026, 9, 1)),
}


@pytest.mark.parametrize(("day", "expected"), SHIFTED.values(), ids=SHIFTED.keys())
def test_an_appeal_window_never_ends_in_august_or_at_christmas(day: date, expected: date) -> None:
    assert tribunal_shift(HERTS, day) == expected


def test_ipseas_own_example_ends_on_the_first_working_day_of_january() -> None:
    letter_plus_two, certificate_plus_one = (
        months_after(date(2026, 10, 1), 2),
        months_after(date(2026, 11, 29), 1),
    )
    assert (letter_plus_two, certificate_plus_one) == (date(2026, 12, 1), date(2026, 12, 29))
    assert tribunal_shift(HERTS, certificate_plus_one) == date(2027, 1, 4)


def test_a_discrimination_claim_ends_the_day_before_six_months_and_never_shifts() -> None:
    assert discrimination_last_day(date(2026, 1, 10)) == date(2026, 7, 9)
    assert discrimination_last_day(date(2026, 2, 11)) == date(2026, 8, 10)
    assert discrimination_last_day(date(2026, 8, 31)) == date(2027, 2, 27)


NEXT_WORKING = {
    "After a Thursday, Friday": (date(2026, 4, 30), date(2026, 5, 1)),
    "After a Friday before a bank holiday, Tuesday": (date(2026, 5, 1), date(2026, 5, 5)),
    "Over Easter": (date(2026, 4, 2), date(2026, 4, 7)),
}


@pytest.mark.parametrize(("day", "expected"), NEXT_WORKING.values(), ids=NEXT_WORKING.keys())
def test_the_next_working_day_is_never_the_day_itself(day: date, expected: date) -> None:
    assert next_working_day(HERTS, day) == expected


def test_the_digest_stays_the_same_from_one_release_to_the_next() -> None:
    assert digest(HERTS) == "a9d9c6ae747e"


def test_the_digest_ignores_the_order_of_terms() -> None:
    assert digest(Calendar(BANK_HOLIDAYS, (SPRING, AUTUMN), "Hertfordshire")) == digest(HERTS)


OTHERS = {
    "One bank holiday less": Calendar(BANK_HOLIDAYS - {date(2026, 5, 4)}, (AUTUMN, SPRING), "Hertfordshire"),
    "One term less": Calendar(BANK_HOLIDAYS, (AUTUMN,), "Hertfordshire"),
    "Another council": Calendar(BANK_HOLIDAYS, (AUTUMN, SPRING), "Essex"),
    "No inset day": Calendar(
        BANK_HOLIDAYS,
        (Term("Autumn 2026", date(2026, 9, 1), date(2026, 12, 18), AUTUMN.closed[:1]), SPRING),
        "Hertfordshire",
    ),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_the_digest_changes_with_any_date(other: Calendar) -> None:
    assert digest(other) != digest(HERTS)
