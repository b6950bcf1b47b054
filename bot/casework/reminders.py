"""Which dates are to be reminded of, and on which days: two weeks, one week, three days and one day before."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from bot.casework.calendar import DAY, Calendar
from bot.casework.rulebook import Rulebook
from bot.casework.summary import Due, spec_of

BEFORE = (14, 7, 3, 1)
"""Days before a date: school days where the date is counted in school days, else calendar days."""

Key = tuple[str, int, str, str, int]


@dataclass(frozen=True)
class Reminder:
    """A date that is to be reminded of so many days before it, on a working day."""

    due: Due
    last_on: date  # the date itself
    days: int
    on: date

    @property
    def key(self) -> Key:
        """Names it for good: a date that moved is reminded of anew."""
        return (self.due.rule, self.due.child, self.due.due, self.last_on.isoformat(), self.days)


def reminders(clocks: Iterable[Due], rulebook: Rulebook, calendar: Calendar) -> tuple[Reminder, ...]:
    """Every reminder of these dates, the soonest first; none of the office's own promise, which has no rule."""
    found = [
        Reminder(due, due.on, days, day_before(calendar, due.on, days, unit=spec.unit))
        for due in clocks
        if due.on and (spec := spec_of(due, rulebook))
        for days in BEFORE
    ]
    return tuple(sorted(found, key=lambda reminder: (reminder.on, reminder.last_on)))


def day_before(calendar: Calendar, on: date, days: int, *, unit: str) -> date:
    """So many school or calendar days before a day; if the office is closed then, the last working day before."""
    day = on
    if unit == "school":
        while days:
            day -= DAY
            days -= calendar.no_school(day) is None
    else:
        day = on - DAY * days
    while not calendar.is_working_day(day):
        day -= DAY
    return day


def now_due(found: Iterable[Reminder], reminded: Collection[Key], today: date) -> tuple[Reminder, ...]:
    """Those whose day has come and that were not given yet: of each date the last alone. None of a date that passed."""
    last: dict[tuple[str, int, str], Reminder] = {}
    for reminder in found:
        if reminder.on <= today <= reminder.last_on:
            last[reminder.key[:3]] = reminder
    return tuple(reminder for reminder in last.values() if reminder.key not in reminded)


def next_on(found: Iterable[Reminder], reminded: Collection[Key], today: date) -> date | None:
    """The next day on which something is to be reminded of; None where nothing is."""
    found = tuple(found)
    if now_due(found, reminded, today):
        return today
    later = [r.on for r in found if r.on > today and r.key not in reminded]
    return min(later, default=None)
