"""What the office does once a working day: open cases are decided anew, and then staff get the morning's digest."""

from datetime import date, datetime, timedelta

from bot.casework.calendar import next_working_day
from bot.casework.words import LONDON
from bot.desk import retriage
from bot.desk.digest import DIGEST, send_digest
from bot.desk.house import House, day_of
from bot.desk.retriage import RE_TRIAGE
from storage.work import Work

BEFORE_OPENING = {RE_TRIAGE: timedelta(hours=1), DIGEST: timedelta()}
"""How long before the office opens each is done: the digest knows what the day has moved."""


def begin(work: Work, house: House, now: datetime) -> None:
    """Begin what is due, once a day whatever the number of processes; the digest is done by that."""
    on = day_of(now)
    for name in BEFORE_OPENING:
        if not _is_due(house, name, now):
            continue
        before = work.chores.begin(name, on)
        if before and name == DIGEST:
            send_digest(work, house, now, before)
            work.chores.finish(DIGEST)


def go_on(work: Work, house: House, now: datetime) -> bool:
    """Do the next part of what was begun. Returns whether more is left."""
    return retriage.page(work, house, now)


def next_due(work: Work, house: House, now: datetime) -> tuple[datetime, str] | None:
    """When the next of these comes, and its name; None before an office's first day."""
    known = work.chores.all()
    moments = [
        (now if not chore.done else _next_at(house, name, chore.on, now), name)
        for name, chore in known.items()
        if name in BEFORE_OPENING
    ]
    return min(moments, default=None)


def _next_at(house: House, name: str, last_on: date, now: datetime) -> datetime:
    today = day_of(now)
    if last_on < today and house.calendar.is_working_day(today):
        return max(_at(house, name, today), now)
    return _at(house, name, next_working_day(house.calendar, max(today, last_on)))


def _is_due(house: House, name: str, now: datetime) -> bool:
    today = day_of(now)
    return house.calendar.is_working_day(today) and now >= _at(house, name, today)


def _at(house: House, name: str, on: date) -> datetime:
    return datetime.combine(on, house.office.hours.staff.opens, LONDON) - BEFORE_OPENING[name]
