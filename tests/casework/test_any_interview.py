"""What holds of an interview whatever a family taps or types."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.casework import asking, interview, understanding
from bot.casework.answers import Answer, Answers, State, Step
from bot.casework.interview import next_step, path
from bot.casework.telling import facts_from
from tests.casework.interviewing import APRIL, NOVEMBER, WORDS, Talk

MODEST = settings(derandomize=True, max_examples=60, deadline=None)
DAYS = st.sampled_from([NOVEMBER, APRIL])
WORDS_TYPED = st.one_of(
    st.sampled_from(["no", "yes", "4", "14 hours", "3 months", "AL1 3JE", "last friday", "3 November", "31/2", "½",
                     "dont know", "07700 900123", "a@b.org", "part", "skip", "done", "back", "😀", "", "\x00"]),
    st.text(max_size=20),
)  # fmt: skip
MOVES = st.lists(st.tuples(st.integers(0, 99), WORDS_TYPED), max_size=50)


def moved(talk: Talk, number: int, text: str) -> Talk:
    """A tap on some button, words, a step back, or, at the end, an answer to change."""
    step = talk.step
    if step is None:
        given_before = [step for step in talk.answers if step in path(talk.answers, talk.on)]
        return talk.revises(given_before[number % len(given_before)])
    said = [
        *talk.labels(step),
        "yes",
        "no",
        understanding.YES,
        understanding.NO,
        "no such button",
        text,
        text,
    ]
    place = number % (len(said) + 2)
    return talk.says(said[place]) if place < len(said) else talk.goes_back() if number % 2 else talk.keeps()


def walked(on: date, moves: Sequence[tuple[int, str]]) -> list[Talk]:
    """How an interview stands after each move."""
    talks = [Talk(on)]
    for number, text in moves:
        talks.append(moved(talks[-1], number, text))
    return talks


def walk_to_the_end(on: date, random: Random) -> list[Talk]:
    """An interview in which every question gets some answer that it takes."""
    talks = [Talk(on)]
    while (step := talks[-1].step) is not None:
        talks.append(talks[-1].gives(step, random.choice(talks[-1].possible(step))))
    return talks


def from_storage(answers: Answers) -> Answers:
    """The answers as they come back from storage: through JSON, in another order."""
    raw = {
        step: json.loads(json.dumps(asdict(answer), default=str))
        for step, answer in sorted(answers.items(), reverse=True)
    }
    return {
        step: Answer(
            tuple(kept["value"]) if isinstance(kept["value"], list) else kept["value"], State(kept["state"])
        )
        for step, kept in raw.items()
    }


@MODEST
@given(on=DAYS, moves=MOVES)
def test_nothing_that_a_family_taps_or_types_makes_the_interview_fail(
    on: date, moves: list[tuple[int, str]]
) -> None:
    for talk in walked(on, moves):
        facts_from(talk.answers, ("AL1",), on, sent=False)
        facts_from(talk.answers, ("AL1",), on, sent=True)
        asking.check(WORDS, talk.answers, on, "slot")
        asking.change(WORDS, talk.answers, on, "slot")
        if talk.step:
            asking.question(WORDS, talk.step, talk.answers, talk.marker, on, "slot")


@MODEST
@given(on=DAYS, moves=MOVES)
def test_no_answer_is_kept_that_is_not_on_the_path(on: date, moves: list[tuple[int, str]]) -> None:
    for talk in walked(on, moves):
        assert set(talk.answers) - set(path(talk.answers, on)) == set()


@MODEST
@given(on=DAYS, moves=MOVES)
def test_the_next_question_follows_from_the_stored_answers_alone(
    on: date, moves: list[tuple[int, str]]
) -> None:
    for talk in walked(on, moves):
        stored = from_storage(talk.answers)
        assert stored == talk.answers
        assert next_step(stored, talk.marker, on) == talk.step
        assert list(path(stored, on)) == list(path(talk.answers, on))


@MODEST
@given(on=DAYS, random=st.randoms(use_true_random=False))
def test_every_path_ends_after_at_most_120_questions(on: date, random: Random) -> None:
    talks = walk_to_the_end(on, random)
    assert len(talks) - 1 <= 120
    assert all(step in talks[-1].answers for step in path(talks[-1].answers, on))


@MODEST
@given(on=DAYS, random=st.randoms(use_true_random=False), times=st.integers(1, 4))
def test_going_back_and_keeping_changes_nothing(on: date, random: Random, times: int) -> None:
    for talk in walk_to_the_end(on, random):
        gone_back = kept = talk
        for _ in range(times):
            gone_back = kept = kept.goes_back()
        for _ in gone_back.marker.revising:
            kept = kept.keeps()
        assert kept.answers == talk.answers
        assert kept.step == talk.step


@MODEST
@given(on=DAYS, random=st.randoms(use_true_random=False))
def test_a_correction_leaves_no_answer_that_is_not_on_the_path(on: date, random: Random) -> None:
    told = walk_to_the_end(on, random)[-1]
    for step in told.answers:
        revising = told.revises(step)
        for answer in revising.possible(step):
            corrected = revising.gives(step, answer)
            assert set(corrected.answers) - set(path(corrected.answers, on)) == set()
            assert corrected.answers[step] == answer


@MODEST
@given(on=DAYS, random=st.randoms(use_true_random=False))
def test_what_school_was_like_before_outlives_corrections(on: date, random: Random) -> None:
    told = walk_to_the_end(on, random)[-1]
    before = Step(1, "now_before")
    remembering = replace(told, answers={**told.answers, before: Answer("suspended")})
    corrected = remembering.revises(Step(1, "now")).says("part")
    assert corrected.answers[before] == Answer("suspended")


@MODEST
@given(on=DAYS, random=st.randoms(use_true_random=False))
def test_a_correction_leaves_nothing_ticked_that_is_not_offered(on: date, random: Random) -> None:
    told = walk_to_the_end(on, random)[-1]
    corrected = told.revises(Step(1, "now")).says("part")
    ticked = corrected.answers.get(Step(0, "impact"), Answer(())).value
    offered = interview.options_of(Step(0, "impact"), corrected.answers, on)
    assert set(ticked if isinstance(ticked, tuple) else ()) - set(offered) == set()
