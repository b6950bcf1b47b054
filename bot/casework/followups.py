"""When to prompt whom: delays after an event, moved into the hours in which a prompt may come."""

from datetime import datetime, timedelta

from bot.casework.calendar import Calendar, Window, next_open, working_minutes_after

UNFINISHED, CHECK_IN, UNCLAIMED = "unfinished", "check-in", "unclaimed"
"""The kinds of follow-up."""

SILENCE = {
    "urgent": (timedelta(minutes=30), timedelta(days=1), timedelta(days=2)),
    "routine": (timedelta(days=1), timedelta(days=7)),
}
"""How long a family may be silent in mid-interview before each prompt; the third of an urgent one goes to staff."""

CHECK_IN_DAYS = {"urgent": (2, 5, 7), "routine": (10, 28)}
"""Days from sending to the first check-in, and so on; the last gap repeats ("then weekly")."""

UNCLAIMED_MINUTES = (30, 120)
"""Working minutes after which an urgent case that nobody claimed is called out: to all, then to the second line."""


def silence_allowed(urgency: str, nth: int) -> timedelta | None:
    """How long a family must have been silent for the nth prompt; None where there is no such prompt."""
    allowed = SILENCE["urgent" if urgency == "urgent" else "routine"]
    return allowed[nth - 1] if nth <= len(allowed) else None


def unfinished_at(
    urgency: str, nth: int, heard_at: datetime, calendar: Calendar, window: Window
) -> datetime | None:
    silent = silence_allowed(urgency, nth)
    return next_open(calendar, window, heard_at + silent) if silent else None


def check_in_at(urgency: str, nth: int, sent_at: datetime, calendar: Calendar, window: Window) -> datetime:
    """Urgent: day 2, day 5, then weekly. Routine: day 10, then every four weeks."""
    days = CHECK_IN_DAYS[urgency]
    first = sum(days[:nth]) if urgency == "routine" else days[min(nth, 2) - 1]
    repeats = max(nth - 2, 0) * days[-1]
    if urgency == "routine":
        first = days[0] + min(nth - 1, 1) * days[1]
    return next_open(calendar, window, sent_at + timedelta(days=first + repeats))


def unclaimed_at(nth: int, sent_at: datetime, calendar: Calendar, window: Window, *, safety: bool) -> datetime:
    """Safety is called out after so many minutes of any day; the rest after minutes of working time."""
    minutes = UNCLAIMED_MINUTES[nth - 1]
    if safety:
        return sent_at + timedelta(minutes=minutes)
    return working_minutes_after(calendar, window, sent_at, minutes)
