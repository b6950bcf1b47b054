"""Dated duties and promises that follow from findings, each with its working."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from bot.casework.calendar import Calendar, Count, school_days_after, working_days_after
from bot.casework.facts import Child, Family
from bot.casework.rulebook import ClockSpec, Finding, Policy, Urgency


@dataclass(frozen=True)
class Clock:
    """What is due by when. `on` is None where the day it starts from is not known; `about` if it may shift.

    `family` is what is due in the family's words; empty where the date is the office's own business.
    """

    rule_id: str
    child: int
    due: str
    on: date | None
    about: bool
    working: str
    family: str = ""


@dataclass(frozen=True)
class _Start:
    """What a clock can start from: the facts it is worked out of, and what to ask where one is not known."""

    facts: tuple[str, ...]
    ask: str
    rough: bool = False  # worked out of a length in weeks, not of a date


STARTS = {
    "today": _Start((), "today"),
    "suspension_first_on": _Start(("suspension_first_on",), "the first day of the suspension"),
    "suspension_returns_on": _Start(
        ("suspension_first_on", "suspension_days"), "the first day and the length of the suspension"
    ),
    "rtt_end": _Start(("rtt_end",), "the end date of the part-time timetable"),
    "rtt_started_on": _Start(("rtt_weeks",), "when the part-time timetable started", rough=True),
    "rtt_limit_on": _Start(("rtt_weeks",), "when the part-time timetable started", rough=True),
}


def clocks_of(
    findings: Iterable[Finding],
    family: Family,
    unknown: frozenset[tuple[int, str]],
    on: date,
    policy: Policy,
    calendar: Calendar,
) -> tuple[Clock, ...]:
    """Every clock that the findings start, soonest first; one that cannot be dated comes last.

    A finding that cannot be told starts its clocks only where it counts, which is where it is urgent.
    """
    counted = (f for f in findings if f.certain or f.urgency is Urgency.URGENT)
    clocks = []
    for finding in counted:
        child = family.children[finding.child - 1] if finding.child else Child()
        for spec in finding.rule.clocks:
            known = not any((finding.child, fact) in unknown for fact in STARTS[spec.start].facts)
            start = _start(spec.start, child, on, policy, calendar) if known else None
            clocks.append(_clock(finding, spec, start, calendar))
    return tuple(sorted(dict.fromkeys(clocks), key=lambda clock: (clock.on is None, clock.on or on)))


def _clock(finding: Finding, spec: ClockSpec, start: date | None, calendar: Calendar) -> Clock:
    origin = STARTS[spec.start]
    if start is None:
        day, about, working = None, True, f"not known: {origin.ask}"
    else:
        count = _count(spec, start, calendar)
        day, about, working = count.day, spec.unit == "school" or origin.rough, count.working
    return Clock(finding.rule.id, finding.child, spec.due, day, about, working, spec.family)


def _count(spec: ClockSpec, start: date, calendar: Calendar) -> Count:
    if spec.unit == "school":
        return school_days_after(calendar, start, spec.count)
    if spec.unit == "working":
        return working_days_after(calendar, start, spec.count)
    day = start + timedelta(days=spec.count)
    plural = "" if spec.count == 1 else "s"
    return Count(day, True, f"{spec.count} day{plural} after {start:%a} {start.day} {start:%b %Y}")


def _start(name: str, child: Child, on: date, policy: Policy, calendar: Calendar) -> date | None:
    if name == "suspension_first_on":
        return child.suspension_first_on
    if name == "suspension_returns_on" and child.suspension_first_on:
        days_out = max(ceil(child.suspension_days), 1)
        return school_days_after(calendar, child.suspension_first_on, days_out).day
    if name == "rtt_end":
        return child.rtt_end if isinstance(child.rtt_end, date) else None
    if name in ("rtt_started_on", "rtt_limit_on") and child.rtt_weeks:
        started_on = on - timedelta(weeks=child.rtt_weeks)
        return started_on + timedelta(weeks=policy.rtt_weeks) if name == "rtt_limit_on" else started_on
    return on if name == "today" else None
