"""When to prompt whom: a wait after the last event or prompt, moved into the hours in which one may come."""

from datetime import datetime, timedelta

from bot.casework.calendar import Calendar, Window, next_open, working_minutes_after

UNFINISHED, CHECK_IN, UNCLAIMED = "unfinished", "check-in", "unclaimed"
"""The kinds of follow-up."""

TASK = 3
"""The prompt of an unfinished urgent interview that goes to staff, not to the family."""

SILENCE = {
    "urgent": (timedelta(minutes=30), timedelta(days=1), timedelta(days=1)),
    "routine": (timedelta(days=1), timedelta(days=6)),
}
"""How long after a family's last word, and then after each prompt, an unfinished interview is prompted."""

CHECK_IN_DAYS = {"urgent": (2, 3, 7), "routine": (10, 28)}
"""Days before each check-in: day 2, day 5, then weekly; or day 10, then every four weeks. The last repeats."""

UNCLAIMED_MINUTES = (30, 90)
"""Working minutes before an urgent case that nobody claimed is called out: to all, then to the second line."""


def silence_before(urgency: str, nth: int) -> timedelta | None:
    """The silence before the nth prompt of an unfinished interview; None where there is no such prompt."""
    waits = SILENCE["urgent" if urgency == "urgent" else "routine"]
    return waits[nth - 1] if nth <= len(waits) else None


def unfinished_at(
    urgency: str, nth: int, after: datetime, calendar: Calendar, window: Window
) -> datetime | None:
    wait = silence_before(urgency, nth)
    return next_open(calendar, window, after + wait) if wait else None


def task_at(stopped_at: datetime, calendar: Calendar, window: Window) -> datetime:
    """When an urgent interview that was stopped becomes a task for staff: on the third day."""
    return next_open(calendar, window, stopped_at + timedelta(days=2))


def check_in_at(urgency: str, nth: int, after: datetime, calendar: Calendar, window: Window) -> datetime:
    """`after` is the moment of sending for the first, and of the last check-in for the next."""
    days = CHECK_IN_DAYS[urgency]
    return next_open(calendar, window, after + timedelta(days=days[min(nth, len(days)) - 1]))


def calls_all(nth: int) -> bool:
    """Whether the nth call of a case goes to all; every second one goes to the second line."""
    return nth % 2 == 1


def unclaimed_at(nth: int, after: datetime, calendar: Calendar, window: Window, *, safety: bool) -> datetime:
    """Safety is called out after so many minutes at any hour; the rest after minutes of working time."""
    minutes = UNCLAIMED_MINUTES[0 if calls_all(nth) else 1]
    if safety:
        return after + timedelta(minutes=minutes)
    return working_minutes_after(calendar, window, after, minutes)
