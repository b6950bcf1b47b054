"""The soonest moment at which something may come to a family on its own."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.casework.calendar import Calendar, Window, next_open, working_days_after
from bot.casework.words import LONDON

TALK_HOLDS_LAW = timedelta(hours=3)
"""So long a talk holds back what would be too late after the usual days."""


@dataclass(frozen=True)
class Quiet:
    """What a family and those who talk with it want: days in London, moments in UTC."""

    paused_until: datetime | None = None
    not_after: int | None = None  # the hour from which nothing may come
    prompted_on: date | None = None
    talked_at: datetime | None = None
    talk_days: int = 2  # working days for which a talk holds prompts back


def soonest(
    now: datetime, calendar: Calendar, window: Window, wish: Quiet, last_on: date | None = None
) -> datetime | None:
    """The soonest moment from `now` on; None where the family's hours leave no time at all.

    `last_on` is the day after which it would be too late: then a talk holds it back for hours alone.
    """
    hours = _hours(window, wish.not_after)
    if hours is None:
        return None
    free = _free_at(now, calendar, hours, wish, _talk_ends(calendar, wish))
    if last_on and _day(free) > last_on:
        ends = wish.talked_at + TALK_HOLDS_LAW if wish.talked_at else None
        return _free_at(now, calendar, hours, wish, ends)
    return free


def late_from(now: datetime, window: Window, not_after: int | None) -> datetime:
    """The moment today from which on a prompt that is sent now would come too late."""
    hours = _hours(window, not_after) or window
    return datetime.combine(_day(now), hours.closes, LONDON)


def _hours(window: Window, not_after: int | None) -> Window | None:
    if not_after is None or not_after >= 24:
        return window
    closes = min(window.closes, time(not_after))
    return Window(window.opens, closes) if window.opens < closes else None


def _talk_ends(calendar: Calendar, wish: Quiet) -> datetime | None:
    """The same time of day, so many working days after the last word."""
    if wish.talked_at is None:
        return None
    local = wish.talked_at.astimezone(LONDON)
    on = working_days_after(calendar, local.date(), wish.talk_days).day
    return datetime.combine(on, local.timetz())


def _free_at(
    now: datetime, calendar: Calendar, hours: Window, wish: Quiet, talk_ends: datetime | None
) -> datetime:
    waits = [now, *(moment for moment in (wish.paused_until, talk_ends) if moment)]
    if wish.prompted_on:
        waits.append(datetime.combine(wish.prompted_on + timedelta(days=1), time(), LONDON))
    return next_open(calendar, hours, max(waits))


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
