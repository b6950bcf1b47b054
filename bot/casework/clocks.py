"""Dated duties and promises that follow from findings, each with its working."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from bot.casework.appeals import adviser_last_on, appeal_last_on, discrimination_last_on, ombudsman_last_on
from bot.casework.calendar import Calendar, Count, school_days_after, working_days_after
from bot.casework.facts import Child, Family, days_lost
from bot.casework.rulebook import ClockSpec, Finding, Law, Policy, Urgency


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
class _Day:
    """What a clock may look at to find the day that it starts from."""

    child: Child
    on: date
    law: Law
    policy: Policy
    calendar: Calendar
    unknown: frozenset[str]  # of this child


def _given(fact: str) -> Callable[[_Day], date | None]:
    def day(d: _Day) -> date | None:
        value = getattr(d.child, fact)
        return value if isinstance(value, date) else None

    return day


def _suspension_ends(d: _Day) -> date | None:
    first_on, days_out = d.child.suspension_first_on, max(ceil(d.child.suspension_days), 1)
    return school_days_after(d.calendar, first_on, days_out).day if first_on else None


def _part_days_began(d: _Day) -> date | None:
    return d.on - timedelta(weeks=d.child.rtt_weeks) if d.child.rtt_weeks else None


def _part_days_limit(d: _Day) -> date | None:
    began_on = _part_days_began(d)
    return began_on + timedelta(weeks=d.policy.rtt_weeks) if began_on else None


def _day_fifteen(d: _Day) -> date:
    left = max(int(d.law.absence_days - days_lost(d.child)), 0)
    return school_days_after(d.calendar, d.on, left).day


def _appeal_ends(d: _Day) -> date | None:
    """Where the certificate is not known, the earlier day: a certificate can only make it later."""
    child = replace(d.child, mediation="none") if "mediation" in d.unknown else d.child
    return appeal_last_on(child, d.law, d.calendar)


@dataclass(frozen=True)
class _Start:
    """What a clock can start from: the facts it is worked out of, and what to ask where one is not known."""

    facts: tuple[str, ...]
    ask: str
    day: Callable[[_Day], date | None]
    rough: bool = False  # worked out of a length or a number of days, not of a date


STARTS = {
    "today": _Start((), "today", lambda d: d.on),
    "excluded_on": _Start(("excluded_on",), "the date on the exclusion letter", _given("excluded_on")),
    "governors_letter_on": _Start(
        ("governors_letter_on",), "the date on the governors' letter", _given("governors_letter_on")
    ),
    "suspension_first_on": _Start(
        ("suspension_first_on",), "the first day of the suspension", _given("suspension_first_on")
    ),
    "suspension_returns_on": _Start(
        ("suspension_first_on", "suspension_days"),
        "the first day and the length of the suspension",
        _suspension_ends,
    ),
    "exam_on": _Start(("exam_on",), "the day of the first exam", _given("exam_on")),
    "rtt_end": _Start(("rtt_end",), "the end date of the part-time timetable", _given("rtt_end")),
    "rtt_started_on": _Start(
        ("rtt_weeks",), "when the part-time timetable started", _part_days_began, rough=True
    ),
    "rtt_limit_on": _Start(
        ("rtt_weeks",), "when the part-time timetable started", _part_days_limit, rough=True
    ),
    "day_fifteen_on": _Start(("days_missed",), "how many school days were missed", _day_fifteen, rough=True),
    "fine_on": _Start(("fine_on",), "the date on the fine", _given("fine_on")),
    "court_on": _Start(("court_on",), "the day in court", _given("court_on")),
    "plan_asked_on": _Start(
        ("plan_asked_on",), "the day the plan was asked for", _given("plan_asked_on"), rough=True
    ),
    "review_met_on": _Start(("review_met_on",), "the day of the review meeting", _given("review_met_on")),
    "plan_letter_on": _Start(
        ("plan_letter_on",), "the date on the council's letter", _given("plan_letter_on")
    ),
    "appeal_last_on": _Start(("plan_letter_on",), "the date on the council's letter", _appeal_ends),
    "adviser_last_on": _Start(
        ("plan_letter_on",), "the date on the council's letter", lambda d: adviser_last_on(d.child, d.law)
    ),
    "discrimination_last_on": _Start(
        ("excluded_on",), "the day of the exclusion", lambda d: discrimination_last_on(d.child, d.law)
    ),
    "ombudsman_last_on": _Start(
        (), "since when", lambda d: ombudsman_last_on(d.child, d.law, d.unknown), rough=True
    ),
}


def clocks_of(
    findings: Iterable[Finding],
    family: Family,
    unknown: frozenset[tuple[int, str]],
    on: date,
    law: Law,
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
        unknown_of_child = frozenset(fact for who, fact in unknown if who == finding.child)
        day = _Day(child, on, law, policy, calendar, unknown_of_child)
        for spec in finding.rule.clocks:
            start = STARTS[spec.start]
            known = day.unknown.isdisjoint(start.facts)
            clocks.append(_clock(finding, spec, start.day(day) if known else None, day))
    return tuple(sorted(dict.fromkeys(clocks), key=lambda clock: (clock.on is None, clock.on or on)))


def _clock(finding: Finding, spec: ClockSpec, start: date | None, day: _Day) -> Clock:
    origin = STARTS[spec.start]
    if start is None:
        at, about, working = None, True, f"not known: {origin.ask}"
    else:
        count = _count(spec, start, day)
        at, about, working = count.day, spec.unit == "school" or origin.rough, count.working
    return Clock(finding.rule.id, finding.child, spec.due, at, about, working, spec.family)


def _count(spec: ClockSpec, start: date, day: _Day) -> Count:
    count = int(getattr(day.law, spec.count)) if isinstance(spec.count, str) else spec.count
    if spec.unit == "school":
        return school_days_after(day.calendar, start, count)
    if spec.unit == "working":
        return working_days_after(day.calendar, start, count)
    until = start + timedelta(days=count)
    if count == 0:
        return Count(until, True, f"{_said(start)} itself")
    return Count(until, True, f"{count} day{_s(count)} after {_said(start)}")


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def _said(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"
