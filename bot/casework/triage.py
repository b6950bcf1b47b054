"""Decide: facts and a day in, a verdict with its reasons out. Three-valued: yes, no, cannot be told."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache, partial
from hashlib import sha256
from typing import Any

from bot.casework.calendar import Calendar, digest
from bot.casework.clocks import Clock, clocks_of
from bot.casework.facts import Family
from bot.casework.lens import Assumed, Key, Missing, situation, values_of
from bot.casework.memory import FORGOTTEN, Known, Memory, Ways, known_of, recall
from bot.casework.rulebook import Finding, Law, Policy, Rule, Rulebook, Situation, Urgency

MOST_TRIALS = 1000
"""How often one rule is tried on one child. What is not settled by then cannot be told: the safe side."""


@dataclass(frozen=True)
class Facts:
    """A family, and what is not known of it: `dont_know` was asked, `pending` has not been reached."""

    family: Family
    dont_know: frozenset[Key] = frozenset()
    pending: frozenset[Key] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """The same facts, day, rulebook, policy and calendar give the same verdict, for ever."""

    urgency: Urgency
    findings: tuple[Finding, ...]
    on: date
    rulebook: str
    policy: str
    calendar: str
    count: Callable[[], tuple[Clock, ...]] = field(repr=False, compare=False)

    @cached_property
    def clocks(self) -> tuple[Clock, ...]:
        """What is due by when; counted when someone first looks, which is seldom before a case is sent."""
        return self.count()

    @cached_property
    def because(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.certain)

    @property
    def unknown(self) -> tuple[Finding, ...]:
        """Urgent rules that cannot be told: each counts as if it applied, and staff are told what to ask."""
        return tuple(f for f in self.findings if not f.certain and f.urgency is Urgency.URGENT)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f.rule.id for f in self.because))

    @property
    def safety(self) -> bool:
        return any(f.rule.safety for f in self.because)

    @property
    def urgent_so_far(self) -> bool:
        """Whether the case is urgent whatever the questions still to come will say."""
        return any(f.urgency is Urgency.URGENT for f in self.because)

    @property
    def outside(self) -> Finding | None:
        """The finding that says that this office is not the right door, if one did."""
        return next((f for f in self.because if f.urgency is Urgency.OUTSIDE), None)


def decide(facts: Facts, on: date, rulebook: Rulebook, policy: Policy, calendar: Calendar) -> Verdict:
    """Apply every rule in force on the day; what cannot be told counts as its worse value.

    What is pending decides nothing: a rule that still waits for it is left out, and neither fires nor counts.
    """
    day = _day(on, rulebook, policy, calendar)
    unknown = facts.dont_know | facts.pending
    case = _Case(facts, unknown, day, known_of(facts.family, unknown))
    case.found = _findings(case, day.first_pass)
    findings = (*case.found, *_findings(case, day.second_pass))
    ordered = sorted(
        (f for f in findings if facts.pending.isdisjoint(f.missing)),
        key=lambda f: (f.urgency != Urgency.URGENT, not f.certain, day.place[f.rule.id], f.child),
    )
    return Verdict(
        urgency=_worst(ordered),
        findings=tuple(ordered),
        on=on,
        rulebook=rulebook.digest,
        policy=day.policy_digest,
        calendar=digest(calendar),
        count=partial(clocks_of, ordered, facts.family, unknown, on, day.law, policy, calendar),
    )


@dataclass(frozen=True)
class _Day:
    """What holds for every family that is decided on one day, and what rules came to on it so far."""

    on: date
    policy: Policy
    calendar: Calendar
    law: Law
    policy_digest: str
    first_pass: "_Pass"
    second_pass: "_Pass"
    place: Mapping[str, int]
    memory: Memory = field(default_factory=Memory)


@lru_cache(maxsize=2)
def _day(on: date, rulebook: Rulebook, policy: Policy, calendar: Calendar) -> _Day:
    in_force = [(place, rule) for place, rule in enumerate(rulebook.rules) if rule.in_force(on)]
    return _Day(
        on=on,
        policy=policy,
        calendar=calendar,
        law=rulebook.law(on),
        policy_digest=sha256(repr(tuple(vars(policy).values())).encode()).hexdigest()[:12],
        first_pass=_pass("first", [(place, rule) for place, rule in in_force if not rule.second_pass]),
        second_pass=_pass("second", [(place, rule) for place, rule in in_force if rule.second_pass]),
        place={rule.id: number for number, rule in enumerate(rulebook.rules)},
    )


@dataclass(frozen=True)
class _Pass:
    """Rules that are put side by side: those that look at the family as one, and those that look at each child."""

    of_family: "_Rules"
    of_child: "_Rules"


@dataclass(frozen=True)
class _Rules:
    """Rules that are asked about the same people. `needs` are the facts that any of them needs."""

    name: str
    rules: Sequence[tuple[int, Rule]]
    needs: frozenset[str]


def _pass(name: str, rules: Sequence[tuple[int, Rule]]) -> _Pass:
    of_child = [(place, rule) for place, rule in rules if rule.scope == "child"]
    of_family = [(place, rule) for place, rule in rules if rule.scope != "child"]
    return _Pass(_rules(f"{name}, family", of_family), _rules(f"{name}, child", of_child))


def _rules(name: str, rules: Sequence[tuple[int, Rule]]) -> _Rules:
    return _Rules(name, rules, frozenset(fact for _, rule in rules for fact in rule.needs))


@dataclass
class _Case:
    facts: Facts
    unknown: frozenset[Key]
    day: _Day
    known: Known
    found: tuple[Finding, ...] = ()
    read: dict[Key, None] = field(default_factory=dict)
    gaps: dict[Key, None] = field(default_factory=dict)

    @cached_property
    def dont_know(self) -> Sequence[frozenset[str]]:
        """What was asked and is not known, of the family (0) and of each child."""
        everyone = range(len(self.known))
        return [frozenset(fact for who, fact in self.facts.dont_know if who == one) for one in everyone]

    def seen_from(self, child: int, assumed: Assumed) -> Situation:
        return situation(
            child=child,
            family=self.facts.family,
            unknown=self.unknown,
            dont_know=self.dont_know[child],
            assumed=assumed,
            read=self.read,
            on=self.day.on,
            law=self.day.law,
            policy=self.day.policy,
            calendar=self.day.calendar,
            found=self.found,
        )


def _findings(case: _Case, asked: _Pass) -> tuple[Finding, ...]:
    """What the rules of a pass come to, for the family and for each child."""
    found = tuple((f.rule.id, f.child, f.urgency, f.certain) for f in case.found)
    findings = _of_one(case, asked.of_family, 0, found)
    for child in range(1, len(case.known)):
        findings += _of_one(case, asked.of_child, child, found)
    return findings


def _of_one(case: _Case, asked: _Rules, child: int, found: Hashable) -> tuple[Finding, ...]:
    """What rules come to for one. What they came to before, on the same facts and findings, is not tried again."""
    memory = case.day.memory
    ways = memory.of((child, len(case.known), found))
    which = (asked.name, case.dont_know[child] & asked.needs)
    findings: Any = recall(ways, which, case.known)
    if findings is FORGOTTEN:
        came_to = [_came_to(case, rule, child, ways, place) for place, rule in asked.rules]
        findings = tuple(finding for finding, _ in came_to if finding)
        read = dict.fromkeys(key for _, read in came_to for key in read)
        memory.keep(ways, which, read, case.known, findings)
    return tuple(findings)


def _came_to(
    case: _Case, rule: Rule, child: int, ways: Ways, place: int
) -> tuple[Finding | None, Sequence[Key]]:
    """What a rule comes to, and the facts that it read, one after the other. `place` is its own in the rulebook."""
    which = (place, case.dont_know[child] & rule.needs)
    known: Any = recall(ways, which, case.known)
    if known is FORGOTTEN:
        finding = _finding(case, rule, child)
        known = (finding, tuple(case.read))
        case.day.memory.keep(ways, which, case.read, case.known, known)
    return known[0], known[1]


def _finding(case: _Case, rule: Rule, child: int) -> Finding | None:
    """Try the rule under everything that the unknown facts could be: all yes, all no, or it depends."""
    case.read.clear()
    case.gaps.clear()
    seen: set[Urgency | None] = set()
    for tried, outcome in enumerate(_outcomes(case, rule, child, {}), start=1):
        seen.add(outcome)
        if tried == MOST_TRIALS:
            seen |= {None, rule.urgency}
        if {None, rule.urgency} <= seen:
            break
    if seen == {None}:
        return None
    fires = seen - {None}
    urgency = Urgency.URGENT if Urgency.URGENT in fires else next(o for o in fires if o)
    return Finding(
        rule,
        child,
        urgency,
        missing=tuple(case.gaps) if len(seen) > 1 else (),
        rests_on=tuple(key for key in case.read if key not in case.gaps),
    )


def _outcomes(case: _Case, rule: Rule, child: int, assumed: Assumed) -> Iterator[Urgency | None]:
    try:
        result = rule.applies(case.seen_from(child, assumed))
        yield (result if isinstance(result, Urgency) else rule.urgency) if result else None
    except Missing as gap:
        case.gaps[gap.key] = None
        for value in values_of(gap.key[1], case.day.on):
            yield from _outcomes(case, rule, child, {**assumed, gap.key: value})


def _worst(findings: Iterable[Finding]) -> Urgency:
    if any(f.urgency is Urgency.OUTSIDE and f.certain for f in findings):
        return Urgency.OUTSIDE
    urgent = any(f.urgency is Urgency.URGENT for f in findings)
    return Urgency.URGENT if urgent else Urgency.ROUTINE
