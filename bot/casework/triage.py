"""Decide: facts and a day in, a verdict with its reasons out. Three-valued: yes, no, cannot be told."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field
from datetime import date
from hashlib import sha256

from bot.casework.calendar import Calendar, digest
from bot.casework.clocks import Clock, clocks_of
from bot.casework.facts import Family
from bot.casework.lens import Assumed, Key, Missing, situation, values_of
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
    clocks: tuple[Clock, ...]
    on: date
    rulebook: str
    policy: str
    calendar: str

    @property
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
    case = _Case(facts, on, rulebook.law(on), policy, calendar)
    in_force = [rule for rule in rulebook.rules if rule.in_force(on)]
    case.found = tuple(_findings(case, (rule for rule in in_force if not rule.second_pass)))
    findings = case.found + tuple(_findings(case, (rule for rule in in_force if rule.second_pass)))
    place = {rule.id: number for number, rule in enumerate(rulebook.rules)}
    ordered = sorted(
        (f for f in findings if facts.pending.isdisjoint(f.missing)),
        key=lambda f: (f.urgency != Urgency.URGENT, not f.certain, place[f.rule.id], f.child),
    )
    return Verdict(
        urgency=_worst(ordered),
        findings=tuple(ordered),
        clocks=clocks_of(ordered, facts.family, facts.dont_know | facts.pending, on, policy, calendar),
        on=on,
        rulebook=rulebook.digest,
        policy=sha256(repr(astuple(policy)).encode()).hexdigest()[:12],
        calendar=digest(calendar),
    )


@dataclass
class _Case:
    facts: Facts
    on: date
    law: Law
    policy: Policy
    calendar: Calendar
    found: tuple[Finding, ...] = ()
    read: dict[Key, None] = field(default_factory=dict)
    gaps: dict[Key, None] = field(default_factory=dict)

    def seen_from(self, child: int, assumed: Assumed) -> Situation:
        unknown = self.facts.dont_know | self.facts.pending
        return situation(
            child=child,
            family=self.facts.family,
            unknown=unknown,
            dont_know=frozenset(fact for who, fact in self.facts.dont_know if who == child),
            assumed=assumed,
            read=self.read,
            on=self.on,
            law=self.law,
            policy=self.policy,
            calendar=self.calendar,
            found=self.found,
        )


def _findings(case: _Case, rules: Iterable[Rule]) -> Iterator[Finding]:
    numbers = range(1, len(case.facts.family.children) + 1)
    for rule in rules:
        for child in numbers if rule.scope == "child" else (0,):
            finding = _finding(case, rule, child)
            if finding:
                yield finding


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
        for value in values_of(gap.key[1], case.on):
            yield from _outcomes(case, rule, child, {**assumed, gap.key: value})


def _worst(findings: Iterable[Finding]) -> Urgency:
    if any(f.urgency is Urgency.OUTSIDE and f.certain for f in findings):
        return Urgency.OUTSIDE
    urgent = any(f.urgency is Urgency.URGENT for f in findings)
    return Urgency.URGENT if urgent else Urgency.ROUTINE
