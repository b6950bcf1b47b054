"""What families answer: each question, what they do there, and what has to be stored of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.casework.words import LONDON


class How(StrEnum):
    TAP = "tap"  # one button after the other, by how their labels begin
    TYPE = "type"
    SHARE = "share"  # the button that shares one's own number


@dataclass(frozen=True)
class Act:
    """One answer. `stored` is what the history has to say of it; a function where it depends on the day."""

    child: int
    question: str
    how: How
    words: tuple[str, ...]
    stored: Any | Callable[[datetime], Any]
    state: str = "answered"

    def stored_on(self, now: datetime) -> Any:
        return self.stored(now) if callable(self.stored) else self.stored


Script = Sequence[Act]


def _tap(question: str, label: str, stored: Any, child: int = 0) -> Act:
    return Act(child, question, How.TAP, (label,), stored)


def _ticks(question: str, *labels: str, stored: Sequence[str]) -> Act:
    return Act(0, question, How.TAP, (*labels, "Done"), list(stored))


def _type(question: str, text: str, stored: Any, child: int = 0) -> Act:
    return Act(child, question, How.TYPE, (text,), stored)


def _today(now: datetime) -> str:
    return now.astimezone(LONDON).date().isoformat()


SHARED = Act(0, "contact", How.SHARE, ("447700900123",), "+447700900123")
NOTHING_TO_ADD = _tap("extras", "Nothing to add", [])
NONE_OF_THESE = _tap("impact", "None of these", [])
BEGINNING = (_tap("start", "Parent or carer", "parent"), _type("postcode", "AL1 3JE", "AL1 3JE"))

ROUTINE: Script = (
    *BEGINNING,
    _tap("stage", "Years 7", "y7-10", 1),
    _tap("plan", "No", "no", 1),
    _tap("now", "Suspended", "suspended", 1),
    _tap("suspension_days", "3", "3", 1),
    _tap("suspension_first_day", "Today", _today, 1),
    _tap("suspension_total", "This is the first", "first", 1),
    _tap("suspension_letter", "Yes", "yes", 1),
    _tap("school_talk", "Neither", "neither", 1),
    _tap("another", "No", "no", 1),
    NONE_OF_THESE,
    SHARED,
    NOTHING_TO_ADD,
)
"""A first suspension of three days, and nothing else."""

SEED: Script = (
    *BEGINNING,
    _tap("stage", "Years 7", "y7-10", 1),
    _tap("plan", "Being done", "being-done", 1),
    _tap("now", "Suspended", "suspended", 1),
    _tap("suspension_days", "3", "3", 1),
    _tap("suspension_first_day", "Today", _today, 1),
    _tap("suspension_total", "5½ to 9½", "5-10", 1),
    _tap("suspension_letter", "Yes", "yes", 1),
    _tap("school_talk", "Neither", "neither", 1),
    _tap("plan_asked", "20 to 40", "over-20", 1),
    _tap("another", "Yes, different", "different", 1),
    _tap("stage", "Years 1 and 2", "y1-2", 2),
    _tap("plan", "No", "no", 2),
    _tap("now", "Part days", "part", 2),
    _tap("rtt_hours", "6 to 10", "6-10", 2),
    _tap("rtt_weeks", "12 weeks", "over-12", 2),
    _tap("rtt_agreed", "I said yes but felt", "no-choice", 2),
    _tap("rtt_end", "No end date", "no", 2),
    _tap("rtt_why", "Not enough staff", "cannot-cope", 2),
    _tap("another", "No", "no", 2),
    _ticks("impact", "My job", "My home", stored=("job", "home")),
    _tap("impact_job", "I had a warning", "warned"),
    _tap("impact_home", "Worried about it", "worried"),
    _tap("because", "Yes", "yes"),
    SHARED,
    NOTHING_TO_ADD,
)
"""Two children, one suspended and one on part days that were not agreed; job and home at risk: urgent."""

PART_TIME: Script = (
    _type("start", "parent or carer", "parent"),
    _type("postcode", "al1 3je", "AL1 3JE"),
    _type("stage", "years 7 to 10", "y7-10", 1),
    _type("plan", "no", "no", 1),
    _type("now", "part days", "part", 1),
    _type("rtt_hours", "10", 10.0, 1),
    _type("rtt_weeks", "3 weeks", 3.0, 1),
    _type("rtt_agreed", "no", "no", 1),
    _type("rtt_end", "no end date", "no", 1),
    _type("rtt_why", "behaviour", "behaviour", 1),
    _type("another", "no", "no", 1),
    _type("impact", "none of these", []),
    _type("contact", "07700 900456", "07700 900456"),
    _type("extras", "nothing to add", []),
)
"""Part days that nobody agreed to, and everything is typed."""

IN_DANGER: Script = (
    *BEGINNING,
    _tap("stage", "Years 7", "y7-10", 1),
    Act(1, "plan", How.TAP, ("I don't know",), "", "dont-know"),
    _tap("now", "Part days", "part", 1),
    _tap("rtt_hours", "1 to 5", "1-5", 1),
    _tap("rtt_weeks", "Under 2", "under-2", 1),
    _tap("rtt_agreed", "Yes, happy", "yes", 1),
    _tap("rtt_end", "It passed", "passed", 1),
    _tap("rtt_why", "Illness", "illness", 1),
    _tap("another", "No", "no", 1),
    _ticks("impact", "I can't cope", stored=("cannot-cope",)),
    _type("contact", "07700 900789", "07700 900789"),
    NOTHING_TO_ADD,
)
"""Someone who cannot cope: staff are rung before anything is sent, and once more when it is."""

NOT_GOING: Script = (
    *BEGINNING,
    _tap("stage", "Years 7", "y7-10", 1),
    _tap("plan", "Being done", "being-done", 1),
    _tap("now", "Not going", "not-going", 1),
    _type("days_missed", "28", 28.0, 1),
    _tap("back_soon", "No", "no", 1),
    _tap("lesson_hours", "None", "none", 1),
    _tap("oos_why", "Worry", "worry", 1),
    _tap("enforcement", "A warning", "warning", 1),
    _type("plan_asked", "31 weeks", 31.0, 1),
    _tap("another", "No", "no", 1),
    NONE_OF_THESE,
    SHARED,
    NOTHING_TO_ADD,
)
"""Weeks of absence with nothing set up: urgent."""

PLAN_LATE: Script = (
    *BEGINNING,
    _tap("stage", "Years 3", "y3-6", 1),
    _tap("plan", "Being done", "being-done", 1),
    _tap("now", "Full days", "full", 1),
    _tap("wrong", "The plan is late", "plan-late", 1),
    _tap("plan_asked", "20 to 40", "over-20", 1),
    _tap("another", "No", "no", 1),
    NONE_OF_THESE,
    SHARED,
    NOTHING_TO_ADD,
)
"""A plan that is late, and nothing else: routine."""

SCRIPTS = (ROUTINE, SEED, PART_TIME, IN_DANGER, NOT_GOING, PLAN_LATE)
