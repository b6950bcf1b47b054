"""From answers to facts: what triage is given to decide on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.casework.answers import Answers, State, Step, Told
from bot.casework.facts import Child, Family, Now
from bot.casework.interview import count_children, path
from bot.casework.lens import Key
from bot.casework.postcode import is_in, nation_of
from bot.casework.script import CHILD, CLOSING, OPENING, QUESTIONS, Question
from bot.casework.triage import Facts

DANGER_IN_WORDS = "danger_in_words"
"""An answer that nobody was asked for: something the family typed holds a cue of danger."""


def facts_from(answers: Answers, constituency: Sequence[str], on: date, *, sent: bool) -> Facts:
    """Facts for triage. What may still be asked is pending; once the case is sent, what was left out is unknown.

    A question that the path never reaches keeps the default that its fact declares.
    """
    ahead = set(path(answers, on)) - set(answers)
    open_steps = ahead if sent else _perhaps(ahead)
    family, unknown, pending = _facts(Family(), (*OPENING, *CLOSING), answers, 0, on, open_steps)
    children = []
    for number in range(1, count_children(answers) + 1):
        child, child_unknown, child_pending = _facts(Child(), CHILD, answers, number, on, open_steps)
        before = answers.get(Step(number, "now_before"))
        children.append(replace(child, now_before=Now(str(before.value))) if before else child)
        unknown |= child_unknown
        pending |= child_pending
    cue = Step(0, DANGER_IN_WORDS) in answers
    family = replace(family, children=tuple(children), danger_in_words=cue, **_place(answers, constituency))
    if sent:
        return Facts(family, dont_know=frozenset(unknown | pending))
    return Facts(family, frozenset(unknown), frozenset(pending))


def _perhaps(ahead: set[Step]) -> set[Step]:
    """What is still to be asked, and what may be: whether it is can depend on an answer that is still to come."""
    children = {step.child for step in ahead}
    return {Step(child, question) for child in children for question in QUESTIONS}


def _place(answers: Answers, constituency: Sequence[str]) -> dict[str, Any]:
    """Constituent and nation, by the office's own list of postcodes first."""
    answer = answers.get(Step(0, "postcode"))
    if answer is None or answer.value == "no-fixed-home":
        return {}
    postcode = str(answer.value)
    inside = is_in(postcode, constituency)
    return {"constituent": inside, "nation": "england" if inside else str(nation_of(postcode) or "england")}


def _facts(
    facts: Any, questions: Sequence[Question], answers: Answers, child: int, on: date, open_steps: set[Step]
) -> tuple[Any, set[Key], set[Key]]:
    told, known = Told(answers, child, on), dict[str, Any]()
    unknown, pending = set[Key](), set[Key]()
    for question in questions:
        answer = told.answer(question.id) if question.copied else answers.get(Step(child, question.id))
        if answer and answer.state is State.ANSWERED:
            known |= question.facts_of(answer.value, on)
        elif answer and answer.state is State.DONT_KNOW:
            unknown |= {(child, fact) for fact in question.facts}
        elif Step(child, question.id) in open_steps:
            pending |= {(child, fact) for fact in question.facts}
    return replace(facts, **known), unknown, pending - {(child, fact) for fact in known}
