"""When to prompt whom: a wait after the last event or prompt, moved into the hours in which one may come."""

from datetime import UTC, datetime, time, timedelta

from bot.casework.calendar import Calendar, Window, next_open, working_minutes_after
from bot.casework.words import LONDON

UNFINISHED, AGAIN, TASK = "unfinished", "unfinished-again", "unfinished-task"
CHECK_IN, UNCLAIMED, RECHECK = "check-in", "unclaimed", "recheck"
PHONE, BY_PHONE, UNTOUCHED, CHASE = "phone", "by-phone", "untouched", "chase"
CALL = "unfinished-call"
REMIND_STAFF, REMIND_FAMILY = "remind-staff", "remind-family"
"""The kinds of follow-up. An unfinished interview is prompted, prompted again, and, if urgent, put before staff; of a
call that was never sent, whoever took it is told before it goes."""

PROMPTS = (UNFINISHED, AGAIN, CHECK_IN, REMIND_FAMILY)
"""The kinds that write to a family."""

SILENCE = {
    (UNFINISHED, "urgent"): timedelta(minutes=30),
    (UNFINISHED, "routine"): timedelta(days=1),
    (AGAIN, "urgent"): timedelta(days=1),
    (AGAIN, "routine"): timedelta(days=6),
}
"""How long after a family's last word, and then after the first prompt, an unfinished interview is prompted."""

TASK_DAYS = 2
"""Days after a family fell silent, or stopped, until its unfinished urgent interview is a task for staff."""

RECHECK_DAYS = 1
"""Days of silence after which staff get what a family has said so far of what got worse."""

CHECK_IN_DAYS = {"urgent": (2, 3, 7), "routine": (10, 28)}
"""Days before each check-in: day 2, day 5, then weekly; or day 10, then every four weeks. The last repeats."""

UNTOUCHED_AGAIN = timedelta(weeks=1)
"""How long after it was named an untouched case is named again."""

UNCLAIMED_MINUTES = (30, 90)
"""Working minutes before an urgent case that nobody claimed is called out: to all, then to the second line; and so
again from the next working day on, until somebody claims it."""


def silence_before(kind: str, urgency: str) -> timedelta:
    """The silence before a prompt of an unfinished interview."""
    return SILENCE[kind, "urgent" if urgency == "urgent" else "routine"]


def check_in_at(urgency: str, nth: int, after: datetime, calendar: Calendar, window: Window) -> datetime:
    """`after` is the moment of sending for the first, and of the last check-in for the next."""
    days = CHECK_IN_DAYS[urgency]
    return next_open(calendar, window, after + timedelta(days=days[min(nth, len(days)) - 1]))


def calls_all(nth: int) -> bool:
    """Whether the nth call of a case goes to all; every second one goes to the second line."""
    return nth % 2 == 1


def unclaimed_again_at(after: datetime, calendar: Calendar, window: Window) -> datetime:
    """When both calls went unheard: the opening of the next working day."""
    tomorrow = datetime.combine(after.astimezone(LONDON).date() + timedelta(days=1), time(), LONDON)
    return next_open(calendar, window, tomorrow.astimezone(UTC))


def unclaimed_at(nth: int, after: datetime, calendar: Calendar, window: Window, *, safety: bool) -> datetime:
    """Safety is called out after so many minutes at any hour; the rest after minutes of working time."""
    minutes = UNCLAIMED_MINUTES[0 if calls_all(nth) else 1]
    if safety:
        return after + timedelta(minutes=minutes)
    return working_minutes_after(calendar, window, after, minutes)
