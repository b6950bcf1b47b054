"""The interview: the path of each situation, and the order of its questions."""

from collections.abc import Sequence
from datetime import date

import pytest

from bot.casework.answers import OF_ONE_CHILD, Answer, Marker, Step
from bot.casework.interview import accepted, next_step
from bot.casework.script import QUESTIONS
from tests.casework.interviewing import APRIL, NOVEMBER, Talk, shown
from tests.casework.paths import CLOSING, OPENING, PART, PATHS, SUSPENDED


def asked_of(said: Sequence[str], on: date = NOVEMBER) -> list[str]:
    """The questions that a family meets who answers so, in order; nothing is left to ask in the end."""
    talk, asked = Talk(on), list[str]()
    for words in said:
        step = talk.step
        assert step is not None, f"nothing is asked any more, but the family said {words!r}"
        asked += [shown(step)] if [shown(step)] != asked[-1:] else []
        talk = talk.says(words)
    assert talk.step is None
    return asked


@pytest.mark.parametrize(("said", "asked"), PATHS.values(), ids=PATHS.keys())
def test_a_family_meets_these_questions_in_this_order(said: list[str], asked: str) -> None:
    assert asked_of(said) == asked.split()


def test_national_tests_are_asked_about_when_they_are_near() -> None:
    said = [*OPENING, "y3-6", "no", *SUSPENDED[:5], "yes", "dont-know", "neither", "no", *CLOSING]
    assert "1.exam_missed" in asked_of(said, APRIL)


def test_six_children_of_whom_something_different_is_true_are_the_longest_path() -> None:
    child = [
        "y11",
        "being-done",
        "suspended",
        "6-9",
        "today",
        "first",
        "yes",
        "none",
        "yes",
        "dont-know",
        "neither",
        "over-20",
    ]
    children = [*child, "different"] * 5 + child
    closing = [
        "job",
        "home",
        "abuse-home",
        "done",
        "lost",
        "homeless",
        "yes",
        "here",
        "yes",
        "name",
        "time",
        "note",
    ]
    last = ["done", *["skip"] * 6, "morning", "skip"]
    assert len(asked_of([*OPENING, *children, *closing, *last])) == 94


def test_after_the_sixth_child_no_other_child_is_asked_about() -> None:
    said = [*OPENING, "y3-6", "no", *PART, *["same", "y1-2", "no"] * 5, *CLOSING]
    assert asked_of(said)[-4:] == ["6.plan", "impact", "contact", "extras"]


def test_every_question_that_is_of_one_child_exists() -> None:
    assert {question for question in OF_ONE_CHILD if question not in QUESTIONS} == set()


# The order of questions


def test_what_was_left_out_is_asked_before_a_later_question_that_is_to_be_asked_again() -> None:
    talk = Talk()
    for said in [*OPENING, "y3-6", "no", *PART, "no", *CLOSING]:
        talk = talk.says(said)
    left_out, again = Step(1, "rtt_weeks"), Step(0, "contact")
    answers = {step: answer for step, answer in talk.answers.items() if step != left_out}
    assert next_step(answers, Marker(revising=(again,)), NOVEMBER) == left_out
    assert next_step(answers, Marker(revising=(again, Step(1, "plan"))), NOVEMBER) == Step(1, "plan")
    assert next_step(answers, Marker(revising=(again,), sending=True), NOVEMBER) == again


def test_that_the_team_is_listened_to_outlives_an_answer() -> None:
    marker = Marker(picked=("job",), confirm="2026-11-20", listening=True)
    _, after = accepted(Step(0, "start"), Answer("parent"), {}, marker, NOVEMBER)
    assert after == Marker(listening=True)


def test_a_parent_who_turns_out_to_write_about_themselves_leaves_no_second_child_behind() -> None:
    two = [*OPENING, "y3-6", "no", *PART, "same", "y1-2", "yes", "no", "none"]
    talk = Talk()
    for said in two:
        talk = talk.says(said)
    talk = talk.gives(Step(0, "start"), Answer("self"))
    assert [step for step in talk.answers if step.child == 2] == []
