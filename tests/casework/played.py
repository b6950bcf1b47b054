"""How an agreed situation is told: what a family taps and types, and the verdict that it must come to."""

from dataclasses import dataclass
from datetime import date

from tests.casework.cases.situation import TODAY

AT_THE_DOOR = ("parent", "AL1 3JE")
NOTHING_ELSE = ("no", "none", "here", "none")
"""No other child, nothing at home, a way to reach them, nothing to add."""


@dataclass(frozen=True)
class Played:
    """`said` are buttons by what they mean, or typed words. `due` are (rule, day) of clocks that must be there."""

    name: str
    urgency: str
    said: tuple[str, ...]
    fires: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    in_doubt: tuple[str, ...] = ()
    due: tuple[tuple[str, date], ...] = ()
    on: date = TODAY


def child(*said: str, stage: str = "y7-10", plan: str = "no") -> tuple[str, ...]:
    """One child of whom this is told, and nothing else."""
    return (*AT_THE_DOOR, stage, plan, *said, *NOTHING_ELSE)


def suspended(
    days: str = "3", first: tuple[str, ...] = ("today",), total: str = "first", lessons: tuple[str, ...] = ()
) -> tuple[str, ...]:
    return ("suspended", days, *first, total, "yes", *lessons, "neither")


RETURNING = ("part", "13-15", "2-5", "yes", "3w", "yes", "illness")
