"""School days, working days, months and office hours in England: every count can show its working."""

import hashlib
import json
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


class Off(StrEnum):
    """Why a day does not count, in the words a working uses."""

    WEEKEND = "weekends"
    BANK_HOLIDAY = "bank holiday"
    CLOSED = "school closed"


@dataclass(frozen=True)
class Term:
    """`closed` holds half-terms and inset days as inclusive ranges; both ends of the term are school days."""

    name: str
    first_on: date
    last_on: date
    closed: tuple[tuple[date, date], ...] = ()

    def meets(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on and not any(a <= day <= b for a, b in self.closed)


@dataclass(frozen=True)
class Calendar:
    """`whose` names the council or school the term dates belong to."""

    bank_holidays: frozenset[date]
    terms: tuple[Term, ...] = ()
    whose: str = ""

    def __hash__(self) -> int:  # without the terms: counts are remembered by calendar, so this must be quick
        return hash((self.bank_holidays, self.whose))

    def is_working_day(self, day: date) -> bool:
        return self.no_work(day) is None

    def is_school_day(self, day: date) -> bool | None:
        """None: a weekday before the first or after the last known term, so nobody told us."""
        if self.no_school(day):
            return False
        return True if self.covers(day) else None

    def covers(self, day: date) -> bool:
        """The time between two known terms is covered: it is a holiday."""
        return bool(self.terms) and (
            min(term.first_on for term in self.terms) <= day <= max(term.last_on for term in self.terms)
        )

    def no_work(self, day: date) -> Off | None:
        if day.weekday() >= 5:
            return Off.WEEKEND
        return Off.BANK_HOLIDAY if day in self.bank_holidays else None

    def no_school(self, day: date) -> Off | None:
        if day.weekday() < 5 and self.covers(day) and not any(term.meets(day) for term in self.terms):
            return Off.CLOSED
        return self.no_work(day)


@dataclass(frozen=True)
class Count:
    """The day a count ends on. Not `covered`: term dates are missing for a weekday in it, so say "about"."""

    day: date
    covered: bool
    working: str


@dataclass(frozen=True)
class Tally:
    """How many days lie in a range. `covered` and `working` as in a Count."""

    days: int
    covered: bool
    working: str


@lru_cache(maxsize=1024)
def school_days_after(calendar: Calendar, day: date, n: int) -> Count:
    """Count `n` school days on; day 1 is the next school day, as in "within 15 school days after the day"."""
    walked = _walk(calendar.no_school, day, n)
    covered = _all_known(calendar, walked)
    working = f"{_days(n, 'school')} after {_full(day)}{_counted(walked, calendar.no_school, covered)}"
    return Count(walked[-1] if walked else day, covered, working)


@lru_cache(maxsize=1024)
def working_days_after(calendar: Calendar, day: date, n: int) -> Count:
    """Count `n` working days on; day 1 is the next working day. Always covered."""
    walked = _walk(calendar.no_work, day, n)
    working = f"{_days(n, 'working')} after {_full(day)}{_counted(walked, calendar.no_work)}"
    return Count(walked[-1] if walked else day, True, working)


@lru_cache(maxsize=1024)
def school_days_between(calendar: Calendar, first: date, last: date) -> Tally:
    """Count the school days from `first` to `last`, both included; none if `last` comes before `first`."""
    walked = [first + DAY * n for n in range((last - first).days + 1)]
    covered = _all_known(calendar, walked)
    n = sum(calendar.no_school(day) is None for day in walked)
    head = f"{_days(n, 'school')} from {_full(first)} to {_full(last)}"
    return Tally(n, covered, head + _counted(walked, calendar.no_school, covered))


def next_working_day(calendar: Calendar, day: date) -> date:
    """The first working day after `day`, never `day` itself."""
    return working_days_after(calendar, day, 1).day


def months_after(day: date, n: int) -> date:
    """The same day number `n` months on, else the last of that month. A negative `n` goes back."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def tribunal_shift(calendar: Calendar, day: date) -> date:
    """Move the end of a SEND Tribunal appeal window out of August and out of 25 December to 1 January.

    For appeals only: windows for discrimination claims never shift (IPSEA).
    """
    if day.month == 8:
        return next_working_day(calendar, date(day.year, 8, 31))
    if (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1):
        return next_working_day(calendar, date(day.year + (day.month == 12), 1, 1))
    return day


def discrimination_last_day(act_on: date) -> date:
    """Six months starting with the act: so the day before its six-month day (Equality Act 2010, Sch 17)."""
    return months_after(act_on, 6) - DAY


@dataclass(frozen=True)
class Window:
    """When prompts may go out on a working day, London time, up to but not including `closes`."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError(f"The window opens at {self.opens} and closes at {self.closes}. Open it first.")


def next_open(calendar: Calendar, window: Window, moment: datetime) -> datetime:
    """`moment` itself where the window is open, else its next opening. Aware in, UTC out."""
    day, clock = _in_london(moment)
    if not calendar.is_working_day(day) or clock >= window.closes:
        return _from_london(next_working_day(calendar, day), window.opens)
    return moment.astimezone(UTC) if clock >= window.opens else _from_london(day, window.opens)


def working_minutes_after(calendar: Calendar, window: Window, moment: datetime, minutes: int) -> datetime:
    """Count only minutes inside the window. What ends at closing time ends at the next opening instead."""
    at, left = next_open(calendar, window, moment), timedelta(minutes=minutes)
    while at + left >= (closing := _from_london(_in_london(at)[0], window.closes)):
        left -= closing - at
        at = next_open(calendar, window, closing)
    return at + left


@lru_cache(maxsize=8)
def digest(calendar: Calendar) -> str:
    """Twelve hex digits that change when the calendar does, whatever order its terms stand in."""
    terms = [[t.first_on, t.last_on, sorted(t.closed), t.name] for t in calendar.terms]
    held = [calendar.whose, sorted(calendar.bank_holidays), sorted(terms, key=str)]
    return hashlib.sha256(json.dumps(held, default=date.isoformat).encode()).hexdigest()[:12]


def _in_london(moment: datetime) -> tuple[date, time]:
    local = moment.astimezone(ZoneInfo("Europe/London"))
    return local.date(), local.time()


def _from_london(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, ZoneInfo("Europe/London")).astimezone(UTC)


def _walk(off: Callable[[date], Off | None], day: date, n: int) -> list[date]:
    """Every day after `day`, up to and with the `n`th that counts."""
    walked: list[date] = []
    while n > 0:
        day += DAY
        walked.append(day)
        n -= off(day) is None
    return walked


def _all_known(calendar: Calendar, days: Iterable[date]) -> bool:
    return all(calendar.is_school_day(day) is not None for day in days)


def _counted(days: list[date], off: Callable[[date], Off | None], covered: bool = True) -> str:
    """Read a walk aloud: the days that count, with the total so far, then what did not count."""
    counted, skipped = ", ".join(_running_totals(days, off)), ", ".join(_skipped(days, off))
    return (
        (f": {counted}" if counted else "")
        + (f"; not counted: {skipped}" if skipped else "")
        + ("" if covered else "; term dates are missing for some of these days")
    )


def _running_totals(days: list[date], off: Callable[[date], Off | None]) -> Iterator[str]:
    total = 0
    for counts, run in groupby(days, key=lambda day: off(day) is None):
        if counts:
            found = list(run)
            total += len(found)
            yield f"{_span(found[0], found[-1], days[0].year)} ({total})"


def _skipped(days: list[date], off: Callable[[date], Off | None]) -> Iterator[str]:
    """Weekends once, then each other break by its dates and reason, bridging the weekends inside it."""
    if any(off(day) is Off.WEEKEND for day in days):
        yield Off.WEEKEND
    for counts, run in groupby(days, key=lambda day: off(day) is None):
        found = [] if counts else [day for day in run if off(day) is not Off.WEEKEND]
        if found:
            yield f"{_span(found[0], found[-1], days[0].year)} ({_reason([off(day) for day in found])})"


def _reason(reasons: list[Off | None]) -> str:
    if Off.CLOSED in reasons:
        return Off.CLOSED
    return "bank holiday" if len(reasons) == 1 else "bank holidays"


def _span(first: date, last: date, year: int) -> str:
    """Write "23 Nov", "3-6 Nov" or "30 Nov-4 Dec", with the year where it is not `year`."""
    end = f"{last.day} {last:%b}" + (f" {last.year}" if last.year != year else "")
    if first == last:
        return end
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{first.day}-{end}" if same_month else f"{first.day} {first:%b}-{end}"


def _full(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def _days(n: int, kind: str) -> str:
    return f"{n} {kind} day" + ("" if n == 1 else "s")
