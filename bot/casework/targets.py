"""How soon an office means to act on a case, in working days, and the steps by which it presses others."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.casework.calendar import Calendar, Count, Window, next_open, working_days_after
from bot.casework.words import LONDON

NEAR = timedelta(hours=2)
"""How long before closing time staff are told of what should happen by the end of the day."""


@dataclass(frozen=True)
class Targets:
    """Working days after a case was sent: 0 is the same working day. `chase` and `escalate` count from a letter."""

    read: int
    contact: int
    council: int
    untouched: int
    chase: tuple[int, ...]
    escalate: tuple[int, ...]

    @property
    def ladder(self) -> tuple[tuple[int, str], ...]:
        """What to do where a letter stays unanswered, by working days. To escalate is to chase as well."""
        steps = dict.fromkeys(self.chase, "chase")
        steps |= {days: f"escalate-{nth}" for nth, days in enumerate(self.escalate, start=1)}
        return tuple(sorted(steps.items()))


@dataclass(frozen=True)
class Rung:
    """A step of the ladder: `due` is the working day on which it is to be taken, with its working."""

    step: str
    days: int
    due: Count


def target_on(calendar: Calendar, window: Window, since: datetime, days: int) -> date:
    """The last day of a target that counts from a moment; what comes after hours counts from the next opening."""
    first = next_open(calendar, window, since).astimezone(LONDON).date()
    if days == 0:
        return first
    return working_days_after(calendar, since.astimezone(LONDON).date(), days).day


def near_at(window: Window, on: date) -> datetime:
    """When a target is about to pass: some hours before the office closes on its last day."""
    closes = datetime.combine(on, window.closes, LONDON)
    return max(closes - NEAR, datetime.combine(on, window.opens, LONDON))


def passed_at(calendar: Calendar, window: Window, on: date) -> datetime:
    """When a target has passed: at the opening of the working day after its last."""
    return next_open(calendar, window, datetime.combine(on + timedelta(days=1), time(), LONDON))


def ladder(targets: Targets, calendar: Calendar, since: date) -> tuple[Rung, ...]:
    """Every step after a letter that went out on a day."""
    return tuple(Rung(step, n, working_days_after(calendar, since, n)) for n, step in targets.ladder)
