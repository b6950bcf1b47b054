"""How long what a family told is kept, by what became of it: a case is due the day after its last day."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.casework.calendar import months_after


class Kind(StrEnum):
    UNFINISHED = "unfinished"
    URGENT_UNFINISHED = "urgent-unfinished"  # staff know of it: they are told before it goes
    CLOSED_ROUTINE = "closed-routine"
    CLOSED_URGENT = "closed-urgent"


@dataclass(frozen=True)
class Limits:
    """The office's own, in its profile: no law sets them, but each office must have a policy that does (Hansard)."""

    unfinished_days: int = 14
    notice_days: int = 7
    closed_routine_months: int = 12
    closed_urgent_months: int = 24
    set_aside_days: int = 30
    delivered_days: int = 90


def last_day(kind: Kind, since: date, limits: Limits) -> date:
    """The last day on which it is kept. `since` is when it was closed, or when something was last heard or done."""
    if kind is Kind.CLOSED_ROUTINE:
        return months_after(since, limits.closed_routine_months)
    if kind is Kind.CLOSED_URGENT:
        return months_after(since, limits.closed_urgent_months)
    return since + timedelta(days=limits.unfinished_days)


def goes_after(told: date, limits: Limits) -> date:
    """The last day on which an urgent unfinished case is kept, once staff were told that it will go."""
    return told + timedelta(days=limits.notice_days)
