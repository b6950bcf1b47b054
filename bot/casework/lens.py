"""How a rule looks at facts: each read is noted, and an unknown fact stops it until each value is tried."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import EnumType
from functools import lru_cache
from typing import Any, cast, get_type_hints

from bot.casework.calendar import DAY, Calendar, months_after
from bot.casework.facts import Child, Family, Now
from bot.casework.rulebook import Finding, Law, Policy, Situation

Key = tuple[int, str]
"""(child, fact): children count from 1; 0 is the family."""

Assumed = Mapping[Key, Any]


class Missing(Exception):  # noqa: N818 - a signal to the engine, not an error
    """A rule read a fact that is not known."""

    def __init__(self, key: Key) -> None:
        super().__init__(key)
        self.key = key


class _Lens:
    def __init__(
        self, who: int, facts: object, unknown: frozenset[Key], assumed: Assumed, read: dict[Key, None]
    ) -> None:
        self._who, self._facts, self._unknown, self._assumed, self._read = who, facts, unknown, assumed, read
        self.children: tuple[Child, ...] = ()  # a family's children are seen through lenses too

    def __getattr__(self, fact: str) -> Any:
        key = (self._who, fact)
        self._read[key] = None
        if key in self._assumed:
            return self._assumed[key]
        if key in self._unknown:
            raise Missing(key)
        return getattr(self._facts, fact)


def situation(
    *,
    child: int,
    family: Family,
    unknown: frozenset[Key],
    dont_know: frozenset[str],
    assumed: Assumed,
    read: dict[Key, None],
    on: date,
    law: Law,
    policy: Policy,
    calendar: Calendar,
    found: tuple[Finding, ...],
) -> Situation:
    """The situation as a rule sees it, of one child (1, 2, ...) or of the family alone (0)."""
    children = tuple(
        cast(Child, _Lens(number, facts, unknown, assumed, read))
        for number, facts in enumerate(family.children, start=1)
    )
    seen = _Lens(0, family, unknown, assumed, read)
    seen.children = children
    return Situation(
        child=children[child - 1] if child else Child(),
        family=cast(Family, seen),
        on=on,
        law=law,
        policy=policy,
        calendar=calendar,
        dont_know=dont_know,
        found=found,
    )


@lru_cache(maxsize=256)
def values_of(fact: str, on: date) -> tuple[Any, ...]:
    """Everything that an unknown fact could be, as far as any rule could tell the difference.

    One value for each stretch between thresholds is enough. The office can move some, so the ends lie far.
    """
    ends_on = (on - timedelta(days=1), on, on + timedelta(weeks=520))
    days_ago = (on, *(on - timedelta(days=back) for back in (1, 3, 7, 14, 60)))
    several: dict[str, tuple[Any, ...]] = {
        "plan": ("no", "yes", "being-done", "turned-down"),
        "governors": ("not-yet", "date-set", "upheld", "reinstated"),
        "lessons": ("full", "some", "none"),
        "day_six_lessons": ("full", "some", "none"),
        "school_talk": ("neither", "permanent", "leave"),
        "rtt_agreed": ("yes", "no-choice", "no"),
        "rtt_why": ("illness", "worry", "behaviour", "cannot-cope", "not-told"),
        "rtt_end": ("no", "passed", *ends_on),
        "oos_why": ("illness", "worry", "unsafe", "cannot-cope", "transport", "other"),
        "enforcement": ("no", "warning", "fine", "court"),
        "no_place_why": ("moved", "after-exclusion", "waiting", "refused", "chose", "told-out", "other"),
        "wrong": (
            *("plan-late", "plan-refused", "review-late", "plan-content", "support-missing", "want-school"),
            *("school-cannot", "suspensions", "past-exclusion", "other"),
        ),
        "support": ("some", "all"),
        "move_up": ("no", "named", "none-named"),
        "letter": ("none", "draft", "final", "review", "order"),
        "mediation": ("none", "appealed", on, on - timedelta(days=58), *_closing(on, 1)),
        "review_met_on": ("none", on, on - timedelta(days=60)),
        "job": ("no", "worried", "warned", "lost"),
        "home": ("no", "worried", "notice", "homeless"),
        "role": ("parent", "self", "helper", "under-16"),
        "nation": ("england", "border", "wales", "scotland", "northern_ireland", "crown_dependency"),
        "excluded_on": (
            on,
            *(on - timedelta(days=back) for back in (9, 35, 120, 400)),
            *_closing(on + DAY, 6),
        ),
        "excluded_months": (0, 5.9, 7),
        "governors_letter_on": (on, on - timedelta(days=120)),  # over, even where it ran into the summer
        "suspension_days": (0, 0.5, 5.5, 6, 10, 15.5, 60),
        "suspension_total": (0, 0.5, 5.5, 10, 15.5, 60),
        "suspension_first_on": days_ago,
        "sent_home_times": (0, 1, 100),
        "days_missed": (1, 5, 15, 30, 190),
        "lesson_hours": (0, 5, 14, 15, 20, 40),
        "out_weeks": (1, 4, 5, 12, 51, 520),
        "plan_letter_on": (
            on,
            *(on - timedelta(days=back) for back in (30, 66, 75, 88, 400)),
            *_closing(on, 2),
        ),
        "rtt_hours": (1, 14, 40),
        "rtt_weeks": (0, 520),
        "plan_asked_weeks": (0, 7, 17, 21, 41, 520),
        "year_total": (0, 60),
        "rtt_since_on": (None, on, *_closing(on, 12)),
        "out_since_on": (None, on, *_closing(on, 12)),
        "plan_asked_on": (None, on, *_closing(on - timedelta(days=140), 12)),
    }
    if fact.endswith("_on") and fact not in several:
        return (None, *days_ago)
    hint = _HINTS[fact]
    if fact in several:
        return several[fact]
    if isinstance(hint, EnumType):
        return tuple(cast(Any, hint))
    return tuple(Now) if fact == "now_before" else (False, True)


def _closing(on: date, months: int) -> tuple[date, ...]:
    """Days from which a window of so many months ends tomorrow, today, or ended yesterday."""
    end_on = months_after(on, -months)
    return end_on + DAY, end_on, end_on - DAY


_HINTS = get_type_hints(Child) | get_type_hints(Family)
