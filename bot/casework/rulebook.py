"""What a rule is made of: its words and source as data, its condition as a small function."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from bot.casework.calendar import Calendar
from bot.casework.facts import Child, Family


class Urgency(StrEnum):
    URGENT = "urgent"
    ROUTINE = "routine"
    OUTSIDE = "outside"  # another door: nothing is stored


class Mark(StrEnum):
    """How far a fact was confirmed: C1 primary source read, C2 secondary source read, M memory only."""

    C1 = "C1"
    C2 = "C2"
    M = "M"


@dataclass(frozen=True)
class Source:
    title: str
    mark: Mark
    read_on: date
    link: str = ""
    heading: str = ""  # where in it: guidance is cited by heading, since paragraph numbers move


@dataclass(frozen=True)
class Policy:
    """What belongs to the office, not to the law."""

    rtt_weeks: float = 6
    near_cap_days: float = 40
    informal_repeat: float = 2  # times sent home in four weeks
    deadline_days: float = 14  # before a window closes
    late_appeal_days: float = 28  # after it closed
    thin_hours: float = 5  # a week: fewer are next to nothing
    part_hours: float = 15  # a week: so many are not thin
    long_wait_weeks: float = 26
    wait_year_weeks: float = 52
    phase_urgent_month: float = 6  # from its first day on


@dataclass(frozen=True)
class Law:
    """Numbers of the law on one day, each described in content/law.toml."""

    governors_if_asked_over_days: float
    governors_must_meet_over_days: float
    governors_meet_days: float
    governors_if_asked_days: float
    near_fifteen_days: float
    panel_days: float
    year_cap_days: float
    day_six: int
    absence_days: float
    fine_days: float
    fine_reduced_days: float
    ehc_decision_days: float
    ehc_no_plan_days: float
    ehc_plan_days: float
    draft_days: float
    review_decision_days: float
    review_final_days: float
    phase_named_by: int
    phase_named_by_post_16: int
    appeal_months: int
    certificate_months: int
    discrimination_months: int
    ombudsman_months: int
    order_days: float
    homeless_days: float


@dataclass(frozen=True)
class Finding:
    """A rule that fired, or that cannot be told because `missing` facts are not known.

    `child` counts from 1; 0 is the family. Facts in `missing` and `rests_on` are (child, question) pairs.
    """

    rule: "Rule"
    child: int
    urgency: Urgency
    missing: tuple[tuple[int, str], ...] = ()
    rests_on: tuple[tuple[int, str], ...] = ()

    @property
    def certain(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class Situation:
    """All that a rule may look at: one child within a family, on one day."""

    child: Child
    family: Family
    on: date
    law: Law
    policy: Policy
    calendar: Calendar
    dont_know: frozenset[str] = frozenset()  # of this child
    found: tuple[Finding, ...] = ()  # what the first pass found, for rules of the second


Applies = Callable[[Situation], bool | Urgency]
"""Whether a rule applies. A rule whose urgency depends on the facts returns the urgency instead of True."""


@dataclass(frozen=True)
class ClockSpec:
    """`count` days of `unit` after the day that `start` names: what is due then. A count may name a number of the law.

    `family` is the same in the family's words; empty where the date is the office's own business.
    """

    count: int | str
    unit: str  # "school", "working", "calendar"
    start: str
    due: str
    family: str = ""


@dataclass(frozen=True)
class Rule:
    id: str
    urgency: Urgency
    scope: str  # "child": asked of each child; "family": asked once
    needs: frozenset[str]
    source: Source
    reason: str
    next_step: str
    family_line: str
    applies: Applies
    clocks: tuple[ClockSpec, ...] = ()
    tag: str = ""
    second_pass: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def safety(self) -> bool:
        return self.id.startswith("safety.") and self.urgency is Urgency.URGENT

    def in_force(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Rulebook:
    rules: tuple[Rule, ...]
    law: Callable[[date], Law]
    digest: str

    def __hash__(self) -> int:
        return hash(self.digest)

    def __getitem__(self, rule_id: str) -> Rule:
        return self._by_id[rule_id]

    def __contains__(self, rule_id: object) -> bool:
        return rule_id in self._by_id

    @cached_property
    def _by_id(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}


@dataclass(frozen=True)
class Conditions:
    """Collects the condition of each rule of one family of rules, by rule id."""

    by_id: dict[str, Applies] = field(default_factory=dict)

    def of(self, rule_id: str) -> Callable[[Applies], Applies]:
        def register(applies: Applies) -> Applies:
            if rule_id in self.by_id:
                raise ValueError(f'Rule "{rule_id}" has two conditions. Keep one, or rename the other.')
            self.by_id[rule_id] = applies
            return applies

        return register
