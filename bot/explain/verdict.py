"""A verdict with its reasons, as it is shown or written as JSON. Its fields are the output's keys, version 1."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.casework.answers import Answer, Answers, Step, Value
from bot.casework.asking import child_name, role_of, shown_answer
from bot.casework.calendar import Calendar
from bot.casework.flips import Change, smallest_flips, with_answer
from bot.casework.interview import count_children, is_of_school
from bot.casework.rulebook import Finding, Rulebook, Source, Urgency
from bot.casework.summary import QUESTION_OF, Due, deciding_ticks, summarise
from bot.casework.telling import facts_as_told
from bot.casework.triage import Verdict, decide
from bot.casework.words import Words
from bot.content import load_rulebook
from bot.explain.told import SCHEMA, Given
from bot.office import Office, calendar_of
from bot.wording import load_words


@dataclass(frozen=True)
class Asked:
    """A question to one child (1, 2, ...) or to the family (0), and what stands on the card for it."""

    child: int
    question: str
    label: str


@dataclass(frozen=True)
class Said:
    """An answer, in words."""

    child: int
    question: str
    label: str
    answer: str


@dataclass(frozen=True)
class Ground:
    """One rule that applies, or that cannot be told. `ask` is what would tell."""

    rule: str
    child: int
    urgency: str
    reason: str
    tag: str
    next_step: str
    family_line: str
    source: Source
    rests_on: tuple[Said, ...]
    not_asked: tuple[Asked, ...]
    ask: tuple[Asked, ...]


@dataclass(frozen=True)
class Instead:
    """One answer in place of another; `option` as it would be written in JSON."""

    child: int
    question: str
    label: str
    answer: str
    option: Value
    instead_of: str


@dataclass(frozen=True)
class WouldBe:
    """The smallest change after which the verdict is another, and how many other single answers would do."""

    verdict: str
    changes: tuple[Instead, ...]
    others: int


@dataclass(frozen=True)
class By:
    """What decided: the office's profile, and the digests of rulebook, policy and calendar."""

    office: str
    rulebook: str
    policy: str
    calendar: str


@dataclass(frozen=True)
class Explained:
    """One family's verdict. `would_be` is null where no change of one or two answers makes another."""

    schema: int
    family: int
    line: int
    on: date
    verdict: str
    safety: bool
    children: tuple[str, ...]
    because: tuple[Ground, ...]
    not_known: tuple[Ground, ...]
    ask: tuple[Asked, ...]
    by_when: tuple[Due, ...]
    would_be: WouldBe | None
    decided_by: By


@dataclass(frozen=True)
class Scales:
    """What a family is weighed by: the rulebook, one office's policy and calendar, and the words for it."""

    office_file: str
    office: Office
    rulebook: Rulebook
    calendar: Calendar
    words: Words

    def decide(self, answers: Answers, on: date) -> Verdict:
        """The bot's own verdict on answers that are all there is."""
        facts = facts_as_told(answers, self.office.office.postcodes, on)
        return decide(facts, on, self.rulebook, self.office.rules_policy, self.calendar)


def scales_of(office: Office, office_file: str) -> Scales:
    """Raises ContentError where the rulebook cannot be used."""
    words = load_words("words", office.names())
    return Scales(office_file, office, load_rulebook(), calendar_of(office), words)


def explained(scales: Scales, given: Given, nth: int = 1, *, with_flips: bool = True) -> Explained:
    """The verdict on one family. Without flips, what would make it another is not looked for: much quicker."""
    answers, on, words = given.answers, given.on, scales.words
    verdict = scales.decide(answers, on)
    if verdict.outside:  # another office decides: what else applies here tells nobody anything
        verdict = replace(
            verdict, findings=tuple(f for f in verdict.findings if f.urgency is Urgency.OUTSIDE)
        )
    summary = summarise(verdict, answers, words)
    return Explained(
        schema=SCHEMA,
        family=nth,
        line=given.line,
        on=on,
        verdict=verdict.urgency,
        safety=verdict.safety,
        children=tuple(child_name(words, answers, n + 1) for n in range(count_children(answers))),
        because=tuple(_ground(f, answers, words) for f in verdict.because),
        not_known=tuple(_ground(f, answers, words) for f in verdict.unknown),
        ask=tuple(_asked(child, question, words) for child, question in summary.ask),
        by_when=() if verdict.outside else summary.clocks,
        would_be=_would_be(scales, given) if with_flips else None,
        decided_by=By(scales.office_file, verdict.rulebook, verdict.policy, verdict.calendar),
    )


def _ground(finding: Finding, answers: Answers, words: Words) -> Ground:
    rule = finding.rule
    asked = list(dict.fromkeys(_questions(finding.rests_on)))
    return Ground(
        rule=rule.id,
        child=finding.child,
        urgency=finding.urgency,
        reason=rule.reason,
        tag=rule.tag,
        next_step=rule.next_step,
        family_line=rule.family_line,
        source=rule.source,
        rests_on=tuple(_said(finding, asked, answers, words)),
        not_asked=tuple(_asked(*step, words) for step in asked if step not in answers and is_of_school(step)),
        ask=tuple(_asked(*step, words) for step in dict.fromkeys(_questions(finding.missing))),
    )


def _questions(keys: Iterable[tuple[int, str]]) -> Iterator[Step]:
    """The questions behind facts; a fact that no question tells is left out."""
    for child, fact in keys:
        if fact in QUESTION_OF:
            yield Step(child, QUESTION_OF[fact])


def _asked(child: int, question: str, words: Words) -> Asked:
    return Asked(child, question, words.plain(f"label.{question}"))


def _said(finding: Finding, asked: Iterable[Step], answers: Answers, words: Words) -> Iterator[Said]:
    for step in asked:
        label = words.plain(f"label.{step.question}")
        if step in answers and step.question == "impact":
            for tick in deciding_ticks(finding.rests_on, answers[step]):
                yield Said(
                    *step, label, shown_answer(words, step.question, Answer((tick,)), role_of(answers))
                )
        elif step in answers:
            yield Said(*step, label, shown_answer(words, step.question, answers[step], role_of(answers)))


def _would_be(scales: Scales, given: Given) -> WouldBe | None:
    answers, on = given.answers, given.on
    found = smallest_flips(answers, on, lambda changed: scales.decide(changed, on))
    if not found:
        return None
    after = answers
    for change in found[0]:
        after = with_answer(change.step, change.answer, after, on)
    return WouldBe(
        verdict=scales.decide(after, on).urgency,
        changes=tuple(_instead(change, answers, scales.words) for change in found[0]),
        others=len(found) - 1,
    )


def _instead(change: Change, answers: Answers, words: Words) -> Instead:
    step, role = change.step, role_of(answers)
    return Instead(
        child=step.child,
        question=step.question,
        label=words.plain(f"label.{step.question}"),
        answer=shown_answer(words, step.question, change.answer, role),
        option=change.answer.value,
        instead_of=shown_answer(words, step.question, answers[step], role),
    )
