"""A played interview, written as JSON and explained, has the bot's own verdict."""

import json
import random
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from bot.app import build_house
from bot.casework.answers import Answer, State, Step, Told
from bot.casework.interview import count_children, path
from bot.casework.script import QUESTIONS
from bot.desk.house import House
from bot.explain.told import CHILD_KEYS
from bot.office import read_office
from tests.casework.interviewing import APRIL, NOVEMBER, Talk
from tests.explain.families import verdict_on
from tests.town import ROOT


@cache
def house() -> House:
    return build_house(read_office(ROOT / "office.example.toml"))


def played(seed: int) -> Talk:
    """An interview to its end, with answers as chance has them."""
    chance = random.Random(seed)  # noqa: S311
    talk = Talk(on=APRIL if seed % 2 else NOVEMBER)
    while talk.step:
        possible = talk.possible(talk.step)
        if talk.step.question == "postcode":
            possible = [Answer("AL1 3JE")]
        elif talk.step.question == "start":
            possible = [answer for answer in possible if answer.value != "under-16"]
        talk = talk.gives(talk.step, chance.choice(possible))
    return talk


def value_of(answer: Answer) -> Any:
    if answer.state is State.DONT_KNOW:
        return "unknown"
    if answer.state is State.SKIPPED:
        return "skipped"
    return list(answer.value) if isinstance(answer.value, tuple) else answer.value


def exported(talk: Talk) -> str:
    """The interview as JSON. What a child copied from the one before is written out."""
    answers = talk.answers
    family = {
        step.question: value_of(answers[step])
        for step in path(answers, talk.on)
        if not step.child and step in answers
    }
    children = [_child(Told(answers, n, talk.on)) for n in range(1, count_children(answers) + 1)]
    return json.dumps({"on": talk.on.isoformat(), **family, "children": children})


def _child(told: Told) -> Mapping[str, Any]:
    answers = {question: _answer(told, question) for question in CHILD_KEYS}
    plain = {question: value_of(answer) for question, answer in answers.items() if answer}
    if plain.get("plan") != "yes":  # "same for both" copies it also where there is no plan to support
        plain.pop("support", None)
    if plain.get("exam_missed") != "yes":  # asked all the same, where the child before misses one
        plain.pop("exam_on", None)
    return plain


def _answer(told: Told, question: str) -> Answer | None:
    copied = told.copies and QUESTIONS[question].copied
    return told.answer(question) if copied else told.answers.get(Step(told.child, question))


@pytest.mark.parametrize("seed", range(60))
def test_what_was_played_and_exported_has_the_verdict_of_the_bot(seed: int) -> None:
    talk = played(seed)
    bots = house().triage(talk.answers, talk.on, sent=True)
    found = verdict_on(exported(talk), with_flips=False)
    shown = [*found.because, *found.not_known]
    told = [f for f in (*bots.because, *bots.unknown) if bots.outside is None or f.urgency == "outside"]
    assert found.verdict == bots.urgency
    assert [(g.rule, g.child, g.urgency) for g in shown] == [(f.rule.id, f.child, f.urgency) for f in told]
    assert (found.decided_by.rulebook, found.decided_by.policy, found.decided_by.calendar) == (
        bots.rulebook,
        bots.policy,
        bots.calendar,
    )
