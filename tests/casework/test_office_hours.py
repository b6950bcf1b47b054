"""Keeping office hours, in London's time: when they open, and minutes that count."""

from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.casework.calendar import (
    Window,
    next_open,
    working_minutes_after,
)
from tests.casework.calendars import HERTS

OFFICE = Window(time(9, 0), time(17, 30))


OPENINGS = {
    "A winter morning inside the window stays": (
        datetime(2026, 11, 18, 9, 0, tzinfo=UTC),
        datetime(2026, 11, 18, 9, 0, tzinfo=UTC),
    ),
    "A summer morning at 8.30 UTC is 9.30 in London, and stays": (
        datetime(2026, 7, 1, 8, 30, tzinfo=UTC),
        datetime(2026, 7, 1, 8, 30, tzinfo=UTC),
    ),
    "A winter morning at 8.30 waits for nine": (
        datetime(2026, 11, 18, 8, 30, tzinfo=UTC),
        datetime(2026, 11, 18, 9, 0, tzinfo=UTC),
    ),
    "Closing time is closed": (
        datetime(2026, 11, 18, 17, 30, tzinfo=UTC),
        datetime(2026, 11, 19, 9, 0, tzinfo=UTC),
    ),
    "A summer evening at 17.00 UTC is past closing": (
        datetime(2026, 7, 1, 17, 0, tzinfo=UTC),
        datetime(2026, 7, 2, 8, 0, tzinfo=UTC),
    ),
    "A summer night at 23.30 UTC is the next day in London": (
        datetime(2026, 7, 1, 23, 30, tzinfo=UTC),
        datetime(2026, 7, 2, 8, 0, tzinfo=UTC),
    ),
    "A Friday evening before a bank holiday waits for Tuesday": (
        datetime(2026, 5, 1, 18, 0, tzinfo=UTC),
        datetime(2026, 5, 5, 8, 0, tzinfo=UTC),
    ),
    "A Friday evening before the clocks go forward waits for nine in summer time": (
        datetime(2026, 3, 27, 18, 0, tzinfo=UTC),
        datetime(2026, 3, 30, 8, 0, tzinfo=UTC),
    ),
    "A Friday evening before the clocks go back waits for nine in winter time": (
        datetime(2026, 10, 23, 18, 0, tzinfo=UTC),
        datetime(2026, 10, 26, 9, 0, tzinfo=UTC),
    ),
    "A moment in another zone is answered in UTC": (
        datetime(2026, 11, 18, 14, 0, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 11, 18, 12, 0, tzinfo=UTC),
    ),
}


@pytest.mark.parametrize(("moment", "expected"), OPENINGS.values(), ids=OPENINGS.keys())
def test_a_prompt_waits_for_office_hours_in_london(moment: datetime, expected: datetime) -> None:
    opened = next_open(HERTS, OFFICE, moment)
    assert opened == expected
    assert opened.tzinfo is UTC


MINUTES = {
    "Inside one day": (
        datetime(2026, 11, 18, 10, 0, tzinfo=UTC),
        30,
        datetime(2026, 11, 18, 10, 30, tzinfo=UTC),
    ),
    "Twenty minutes today and ten tomorrow": (
        datetime(2026, 11, 18, 17, 10, tzinfo=UTC),
        30,
        datetime(2026, 11, 19, 9, 10, tzinfo=UTC),
    ),
    "From a Saturday, counting starts on Monday": (
        datetime(2026, 11, 21, 12, 0, tzinfo=UTC),
        30,
        datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    ),
    "What would end at closing time ends at the next opening": (
        datetime(2026, 11, 18, 17, 0, tzinfo=UTC),
        30,
        datetime(2026, 11, 19, 9, 0, tzinfo=UTC),
    ),
    "Over the weekend when the clocks go forward": (
        datetime(2026, 3, 27, 17, 20, tzinfo=UTC),
        30,
        datetime(2026, 3, 30, 8, 20, tzinfo=UTC),
    ),
    "Over the weekend when the clocks go back": (
        datetime(2026, 10, 23, 16, 20, tzinfo=UTC),
        30,
        datetime(2026, 10, 26, 9, 20, tzinfo=UTC),
    ),
    "Three days' worth": (
        datetime(2026, 11, 16, 9, 0, tzinfo=UTC),
        1530,
        datetime(2026, 11, 19, 9, 0, tzinfo=UTC),
    ),
    "No minutes from the night is the next opening": (
        datetime(2026, 11, 18, 3, 0, tzinfo=UTC),
        0,
        datetime(2026, 11, 18, 9, 0, tzinfo=UTC),
    ),
}


@pytest.mark.parametrize(("moment", "minutes", "expected"), MINUTES.values(), ids=MINUTES.keys())
def test_only_minutes_in_office_hours_count(moment: datetime, minutes: int, expected: datetime) -> None:
    assert working_minutes_after(HERTS, OFFICE, moment, minutes) == expected


@settings(derandomize=True, max_examples=300)
@given(st.integers(0, 2 * 365 * 24 * 60), st.integers(0, 3000))
def test_counted_minutes_always_end_inside_the_window(since: int, minutes: int) -> None:
    moment = datetime(2025, 12, 1, tzinfo=UTC) + timedelta(minutes=since)
    ends = working_minutes_after(HERTS, OFFICE, moment, minutes)
    assert ends >= moment
    assert next_open(HERTS, OFFICE, ends) == ends


def test_a_window_that_never_opens_is_refused() -> None:
    with pytest.raises(ValueError, match=r"opens at 18:00:00 and closes at 09:00:00"):
        Window(time(18, 0), time(9, 0))
