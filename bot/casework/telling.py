"""From answers to facts: what triage is given to decide on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.casework.answers import Answer, Answers, State, Step, Told
from bot.casework.calendar import Calendar
from bot.casework.facts import Child, Family, Now
from bot.casework.growing import grown, settled_on
from bot.casework.interview import count_children, path
from bot.casework.lens import Key
from bot.casework.postcode import is_in, nation_of
from bot.casework.question import Question
from bot.casework.script import CHILD, CLOSING, OPENING, QUESTIONS, steps_of
from bot.casework.triage import Facts

DANGER_IN_WORDS = "danger_in_words"
"""An answer that nobody was asked for: something the family typed holds a cue of danger."""

OF_FAMILY = tuple(question for question in (*OPENING, *CLOSING) if question.facts)
OF_CHILD = tuple(question for question in CHILD if question.facts)
_OF_A_SITUATION = tuple(fact for question in OF_CHILD if question.when for fact in question.facts)


@dataclass(frozen=True)
class _Gathered:
    """What answers say of a family: what was asked and is not known, and what is still to be asked."""

    family: Family
    unknown: frozenset[Key]
    pending: frozenset[Key]


WEEKDAYS = Calendar(frozenset())
"""Stands for school days where a calendar does not matter, because all was told on the day itself."""


@dataclass(frozen=True)
class _Reading:
    """The day on which answers are read, and the day up to which lengths go on."""

    on: date
    until: date
    calendar: Calendar

    def read(self, question: Question, answer: Answer) -> dict[str, Any]:
        """An answer as facts: as of the day on which it was told, and then moved on."""
        told_on = answer.told_on or self.on
        facts, least = question.facts_of(answer.value, told_on), question.least.get(str(answer.value))
        return grown(facts, told_on, self.until, self.calendar, least)


def facts_from(
    answers: Answers, constituency: Sequence[str], on: date, *, sent: bool, calendar: Calendar = WEEKDAYS
) -> Facts:
    """Facts for triage. What may still be asked is pending; once the case is sent, what was left out is unknown.

    A question that the path never reaches keeps the default that its fact declares. Lengths go on from the day on
    which they were told.
    """
    told = _gathered(answers, constituency, on, calendar, sent=sent)
    if sent:
        return Facts(told.family, dont_know=told.unknown | told.pending)
    return Facts(told.family, told.unknown, told.pending)


def facts_as_told(answers: Answers, constituency: Sequence[str], on: date) -> Facts:
    """Facts for triage of answers that are all there is: whatever was not asked keeps its default."""
    told = _gathered(answers, constituency, on, WEEKDAYS, sent=True)
    return Facts(told.family, told.unknown)


def _gathered(
    answers: Answers, constituency: Sequence[str], on: date, calendar: Calendar, *, sent: bool
) -> _Gathered:
    day = _Reading(on, settled_on(answers, on), calendar)
    ahead = [step for step in path(answers, on) if step not in answers]
    of_family, unknown, pending = _facts(OF_FAMILY, answers, 0, day, _open(0, ahead, sent=sent))
    children = []
    for number in range(1, count_children(answers) + 1):
        still_open = _open(number, ahead, sent=sent)
        of_child, child_unknown, child_pending = _facts(OF_CHILD, answers, number, day, still_open)
        before = answers.get(Step(number, "now_before"))
        children.append(Child(**of_child, now_before=Now(str(before.value)) if before else None))
        unknown |= child_unknown
        pending |= child_pending
    of_family |= _place(answers, constituency)
    cue = Step(0, DANGER_IN_WORDS) in answers
    family = Family(**of_family, children=tuple(children), danger_in_words=cue)
    return _Gathered(family, frozenset(unknown), frozenset(pending))


def _open(child: int, ahead: Sequence[Step], *, sent: bool) -> Collection[str]:
    """The questions still to be asked; before sending also those that may be, which can hang on what is to come."""
    to_ask = {step.question for step in ahead if step.child == child}
    return QUESTIONS if to_ask and not sent else to_ask


def _place(answers: Answers, constituency: Sequence[str]) -> dict[str, Any]:
    """Constituent and nation, by the office's own list of postcodes first."""
    answer = answers.get(Step(0, "postcode"))
    if answer is None or answer.value == "no-fixed-home":
        return {}
    postcode = str(answer.value)
    inside = is_in(postcode, constituency)
    return {"constituent": inside, "nation": "england" if inside else str(nation_of(postcode) or "border")}


def _facts(
    questions: tuple[Question, ...],
    answers: Answers,
    child: int,
    day: _Reading,
    still_open: Collection[str],
) -> tuple[dict[str, Any], set[Key], set[Key]]:
    """The facts that are known, those that are not, and those that wait for an answer."""
    told, known = Told(answers, child, day.on), dict[str, Any]()
    unknown, pending, copies = list[str](), list[str](), told.copies
    for step, question in steps_of(questions, child, told("now")):
        answer = told.answer(question.id) if copies and question.copied else answers.get(step)
        if answer and answer.state is State.ANSWERED:
            known |= day.read(question, answer)
        elif answer and answer.state is State.DONT_KNOW:
            unknown += question.facts
        elif question.id in still_open:
            pending += question.facts
    if told.answer("now") is None and "now" in still_open:  # any of the situations may be the one
        pending += _OF_A_SITUATION
    return (
        known,
        {(child, fact) for fact in unknown},
        {(child, fact) for fact in pending if fact not in known},
    )
