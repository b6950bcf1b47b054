"""What would change a verdict: looked for where it can be, and nothing overlooked by that."""

from itertools import chain

import pytest

from bot.casework import flips
from bot.casework.answers import Answers
from bot.casework.flips import smallest_flips, with_answer
from bot.casework.triage import Verdict
from bot.explain.told import Given
from tests.explain.families import HERE, NOVEMBER, read, scales

URGENT = ["a_excluded", "d_sent_home", "f_no_place"]
ROUTINE = ["b_suspended", "c_part_days", "g_full_days"]


def answers_of(name: str) -> Answers:
    (family,) = read((HERE / f"{name}.json").read_text())
    assert isinstance(family, Given)
    return family.answers


def decides(answers: Answers) -> Verdict:
    return scales().decide(answers, NOVEMBER)


def found(name: str) -> list[tuple[object, ...]]:
    flat = chain.from_iterable(smallest_flips(answers_of(name), NOVEMBER, decides))
    return [(change.step, change.answer) for change in flat]


@pytest.mark.parametrize("name", [*URGENT, *ROUTINE])
def test_every_single_answer_that_would_change_the_verdict_is_found(name: str) -> None:
    answers = answers_of(name)
    before = decides(answers).urgency
    every = [
        (change.step, change.answer)
        for change in flips._changes(answers, NOVEMBER)
        if decides(with_answer(change.step, change.answer, answers, NOVEMBER)).urgency is not before
    ]
    assert {*every} == {*found(name)}


def test_where_no_single_answer_does_it_two_are_found() -> None:
    (pair,) = smallest_flips(answers_of("two_children"), NOVEMBER, decides)
    answers = answers_of("two_children")
    for change in pair:
        answers = with_answer(change.step, change.answer, answers, NOVEMBER)
    assert len(pair) == 2
    assert decides(answers).urgency == "routine"


def test_another_door_stays_the_right_one_whatever_is_said_of_school() -> None:
    assert smallest_flips(answers_of("other_nation"), NOVEMBER, decides) == ()
