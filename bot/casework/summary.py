"""A verdict as staff and family read it, in a shape that is stored with the case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.casework.answers import Answer, Answers, Step, Told
from bot.casework.asking import answer_text, role_of, shown_answer
from bot.casework.lens import Key
from bot.casework.rulebook import ClockSpec, Finding, Rulebook, Urgency
from bot.casework.script import IMPACTS, QUESTIONS
from bot.casework.triage import Verdict
from bot.casework.words import Words

QUESTION_OF: Mapping[str, str] = {fact: q.id for q in QUESTIONS.values() for fact in reversed(q.facts)}
"""Which question a fact comes from."""

UNSAID = ("stage", "turned_five", "start", "postcode")
"""Questions that say nothing about why: they are under "All answers"."""

BACKGROUND = ("now", "rtt_hours")
"""Questions that almost every rule looks at: quoted only where nothing else tells more."""


@dataclass(frozen=True)
class Reason:
    """One finding in words. `quotes` are (question id, what the family answered)."""

    rule: str
    child: int
    urgency: str
    certain: bool
    reason: str
    source: str
    mark: str
    next_step: str
    family_line: str
    tag: str
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Due:
    """A clock in words; `on` is None where its start is not known."""

    rule: str
    child: int
    due: str
    family: str
    on: date | None
    about: bool
    working: str


@dataclass(frozen=True)
class Summary:
    """Everything that a verdict says. `ask` are (child, question id) of what is not known."""

    urgency: str
    safety: bool
    reasons: tuple[Reason, ...]
    clocks: tuple[Due, ...]
    ask: tuple[tuple[int, str], ...]

    @property
    def certain(self) -> tuple[Reason, ...]:
        return tuple(r for r in self.reasons if r.certain)

    @staticmethod
    def from_plain(raw: Mapping[str, Any]) -> "Summary":
        """A summary that was stored as JSON."""
        return Summary(
            urgency=raw["urgency"],
            safety=raw["safety"],
            reasons=tuple(
                Reason(**{**r, "quotes": tuple((q, a) for q, a in r["quotes"])}) for r in raw["reasons"]
            ),
            clocks=tuple(
                Due(**{**c, "on": date.fromisoformat(c["on"]) if c["on"] else None}) for c in raw["clocks"]
            ),
            ask=tuple((child, question) for child, question in raw["ask"]),
        )


def summarise(verdict: Verdict, answers: Answers, words: Words) -> Summary:
    """Put a verdict into words, with the answers that each finding rests on."""
    shown = (*verdict.because, *verdict.unknown)
    rules = {f.rule.id for f in verdict.because}
    return Summary(
        urgency=verdict.urgency,
        safety=verdict.safety,
        reasons=tuple(_reason(f, answers, words, verdict.on) for f in shown),
        clocks=tuple(
            Due(c.rule_id, c.child, c.due, c.family, c.on, c.about, c.working)
            for c in verdict.clocks
            if c.rule_id in rules
        ),
        ask=(*_homeless(answers), *_to_ask(verdict.unknown)),
    )


def _reason(finding: Finding, answers: Answers, words: Words, on: date) -> Reason:
    rule = finding.rule
    return Reason(
        rule=rule.id,
        child=finding.child,
        urgency=finding.urgency,
        certain=finding.certain,
        reason=rule.reason,
        source=rule.source.title,
        mark=rule.source.mark,
        next_step=rule.next_step,
        family_line=rule.family_line,
        tag=rule.tag,
        quotes=tuple(dict.fromkeys(_quotes(finding.rests_on, answers, words, on))),
    )


def _quotes(keys: Sequence[Key], answers: Answers, words: Words, on: date) -> Iterable[tuple[str, str]]:
    """The answers behind a finding, in the family's own words: the last read decided."""
    asked = dict.fromkeys((child, QUESTION_OF.get(fact, "")) for child, fact in keys)
    known = [key for key in asked if key[1] and key[1] not in UNSAID]
    telling = [key for key in known if key[1] not in BACKGROUND]
    for child, question in (telling or known)[-4:]:
        step = _answered_at(answers, child, question, on)
        if step and question == "impact":
            for tick in deciding_ticks(keys, answers[step]):
                yield question, shown_answer(words, question, Answer((tick,)), role_of(answers))
        elif step:
            yield question, answer_text(words, step, answers)


def deciding_ticks(keys: Sequence[Key], answer: Answer) -> tuple[str, ...]:
    """Of everything that was ticked, the options that a finding on these facts rests on."""
    facts, ticked = {fact for _, fact in keys}, answer.value if isinstance(answer.value, tuple) else ()
    return tuple(option for option, fact in IMPACTS.items() if fact in facts and option in ticked)


def _answered_at(answers: Answers, child: int, question: str, on: date) -> Step | None:
    """Where the answer stands: with this child, with the child it copies, or with the family."""
    while child > 0:
        if Step(child, question) in answers:
            return Step(child, question)
        child = child - 1 if Told(answers, child, on).copies else 0
    return Step(0, question) if Step(0, question) in answers else None


def _homeless(answers: Answers) -> tuple[tuple[int, str], ...]:
    """Without a postcode nobody has checked yet whose constituent this is."""
    given = answers.get(Step(0, "postcode"))
    return ((0, "postcode"),) if given and given.value == "no-fixed-home" else ()


def _to_ask(unknown: Iterable[Finding]) -> tuple[tuple[int, str], ...]:
    keys = (key for finding in unknown for key in finding.missing)
    found = ((child, QUESTION_OF[fact]) for child, fact in keys if fact in QUESTION_OF)
    return tuple(dict.fromkeys(found))


def urgent_reasons(summary: Summary) -> tuple[Reason, ...]:
    return tuple(r for r in summary.certain if r.urgency == Urgency.URGENT)


def spec_of(due: Due, rulebook: Rulebook) -> ClockSpec | None:
    """How the rulebook counts a date; None where it knows the date no more."""
    if due.rule not in rulebook:
        return None
    return next((spec for spec in rulebook[due.rule].clocks if spec.due == due.due), None)


FROM_TODAY = ("today",)
FROM_A_LENGTH = ("rtt_started_on", "rtt_limit_on")
"""Starts of dates that are worked out of the day of the verdict: themselves, or back by so many weeks."""


def kept_from(summary: Summary, before: Summary, rulebook: Rulebook, *, only_days_passed: bool) -> Summary:
    """The summary with the dates "after today" that the one before gave: they do not start anew each time.

    Where nothing but days passed since, neither do dates that are counted back by a length.
    """
    starts = (*FROM_TODAY, *FROM_A_LENGTH) if only_days_passed else FROM_TODAY
    known = {(due.rule, due.child, due.due): due for due in before.clocks if due.on}

    def kept(due: Due) -> Due:
        spec = spec_of(due, rulebook)
        stays = spec is not None and spec.start in starts
        return known.get((due.rule, due.child, due.due), due) if stays else due

    return replace(summary, clocks=tuple(kept(due) for due in summary.clocks))


def same_verdict(one: Summary, other: Summary) -> bool:
    """Whether two summaries say the same: what fired, how sure, and by when. Quotes and workings may differ."""
    return _said(one) == _said(other)


def _said(summary: Summary) -> tuple[object, ...]:
    reasons = {(r.rule, r.child, r.urgency, r.certain) for r in summary.reasons}
    clocks = {(c.rule, c.child, c.due, c.on) for c in summary.clocks}
    return summary.urgency, summary.safety, reasons, clocks, set(summary.ask)
