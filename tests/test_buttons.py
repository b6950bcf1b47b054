"""Buttons: what they carry fits, and what they say is told apart and not cut off."""

import pytest

from bot.casework import asking
from bot.casework.answers import Answer, Marker, State, Step
from bot.casework.messages import Button
from bot.casework.reading import folded
from bot.casework.script import CHILD, QUESTIONS
from tests.wording import FAMILY, TODAY

TOLD = {
    Step(0, "start"): Answer("parent"),
    Step(0, "postcode"): Answer("AL1 3JE"),
    Step(1, "now"): Answer("part"),
    Step(1, "another"): Answer("different"),
    Step(2, "now"): Answer("suspended"),
}
"""So much of an interview that every choice of the impact screen is offered, and there is a way back."""

MARKERS = (Marker(), Marker(picked=("job",)), Marker(confirm="2026-11-23"))
CHILD_QUESTIONS = {*(question.id for question in CHILD), "nickname"}


def step_of(question: str) -> Step:
    return Step(6, question) if question in CHILD_QUESTIONS else Step(0, question)


def every_button(question: str) -> list[Button]:
    """Whatever is under a question: asked anew, asked again, with something ticked, with a day to confirm."""
    step = step_of(question)
    again = {**TOLD, step: Answer(state=State.DONT_KNOW)}
    shown = [
        asking.question(FAMILY, step, answers, marker, TODAY, "slot")
        for answers in (TOLD, again)
        for marker in MARKERS
    ]
    return [button for message in shown for row in message.buttons for button in row]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_a_button_carries_fits_into_telegrams_64_bytes(question: str) -> None:
    assert max(len(button.data.encode()) for button in every_button(question)) <= 64


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_it_carries_in_the_group_for_a_family_that_rang_fits_too(question: str) -> None:
    data = [f"w|12345678|{button.data.removesuffix('slot')}123" for button in every_button(question)]
    assert max(len(carried.encode()) for carried in data) <= 64


def test_what_the_buttons_to_change_an_answer_carry_fits_too() -> None:
    answers = TOLD | {step_of(question): Answer(state=State.DONT_KNOW) for question in QUESTIONS}
    rows = asking.change(FAMILY, answers, TODAY, "slot").buttons
    assert max(len(button.data.encode()) for row in rows for button in row) <= 64


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_two_labels_of_a_question_are_the_same_to_a_typed_answer(question: str) -> None:
    labels = [folded(text) for text in asking.labels(FAMILY, step_of(question), TOLD, TODAY).values()]
    assert sorted(labels) == sorted(set(labels))


def test_no_button_of_a_question_is_cut_off_on_a_phone() -> None:
    long = {
        word_id: label
        for word_id, label in FAMILY.by_id.items()
        if word_id.startswith(("option.", "button.", "tap.")) and "{" not in label and len(label) > 37
    }
    assert long == {}
