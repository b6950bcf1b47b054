"""When something may come to a family on its own: a table of what it wants and of who talks with it."""

from datetime import UTC, date, datetime, time
from typing import NamedTuple

import pytest

from bot.casework.calendar import Calendar, Window
from bot.casework.quiet import Quiet, late_from, soonest

CALENDAR = Calendar(frozenset({date(2026, 12, 25), date(2026, 12, 28)}))
WINDOW = Window(time(9, 30), time(18))


def at(day: int, hour: int = 10, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


class Case(NamedTuple):
    name: str
    now: datetime
    wish: Quiet
    may: datetime | None
    last_on: date | None = None


CASES = (
    Case("nothing stands against it", at(23), Quiet(), at(23)),
    Case("at night it waits for the morning", at(23, 22), Quiet(), at(24, 9, 30)),
    Case("on a Saturday it waits for Monday", at(28), Quiet(), at(30, 9, 30)),
    Case("one came today", at(23), Quiet(prompted_on=date(2026, 11, 23)), at(24, 9, 30)),
    Case("one came yesterday", at(24), Quiet(prompted_on=date(2026, 11, 23)), at(24)),
    Case("one came on Friday and it is Friday", at(27), Quiet(prompted_on=date(2026, 11, 27)), at(30, 9, 30)),
    Case("a pause holds it", at(23), Quiet(paused_until=at(25, 12)), at(25, 12)),
    Case("a pause that is over holds nothing", at(23), Quiet(paused_until=at(20)), at(23)),
    Case("a talk holds it for two working days", at(23, 11), Quiet(talked_at=at(23, 10)), at(25, 10)),
    Case("a talk on Friday holds it until Tuesday", at(27, 11), Quiet(talked_at=at(27, 10)), at(1, 10, month=12)),
    Case("a talk late at night ends with the opening", at(24), Quiet(talked_at=at(23, 21)), at(26, 9, 30)),
    Case("an old talk holds nothing", at(27), Quiet(talked_at=at(23)), at(27)),
    Case("the law's date is near: a talk holds it for hours", at(23, 11), Quiet(talked_at=at(23, 10)),
         at(23, 13), date(2026, 11, 24)),
    Case("a talk in the afternoon before the law's date", at(23, 17), Quiet(talked_at=at(23, 16)),
         at(24, 9, 30), date(2026, 11, 24)),
    Case("the law's date is far: a talk holds it for days", at(23, 11), Quiet(talked_at=at(23, 10)),
         at(25, 10), date(2026, 11, 30)),
    Case("the law's date is near, but one came today", at(23, 11), Quiet(prompted_on=date(2026, 11, 23)),
         at(24, 9, 30), date(2026, 11, 23)),
    Case("not after three in the afternoon", at(23, 15), Quiet(not_after=15), at(24, 9, 30)),
    Case("before three in the afternoon", at(23, 14, 59), Quiet(not_after=15), at(23, 14, 59)),
    Case("not after nine leaves no hour", at(23), Quiet(not_after=9), None),
    Case("not after ten leaves half an hour", at(23), Quiet(not_after=10), at(24, 9, 30)),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_comes_at_the_soonest_moment_that_suits_everybody(case: Case) -> None:
    assert soonest(case.now, CALENDAR, WINDOW, case.wish, case.last_on) == case.may


def test_a_prompt_is_too_late_once_the_hours_are_over() -> None:
    assert late_from(at(23), WINDOW, None) == at(23, 18)
    assert late_from(at(23), WINDOW, 15) == at(23, 15)
