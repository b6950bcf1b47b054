"""The interview: the path of each situation, and what holds whatever a family taps or types."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.casework import asking, interview
from bot.casework.answers import Answer, Answers, Marker, State, Step
from bot.casework.interview import (
    Accepted,
    Confirm,
    Outcome,
    Picked,
    Rejected,
    accepted,
    next_step,
    path,
    step_before,
)
from bot.casework.script import CHILD, QUESTIONS
from bot.casework.telling import facts_from
from bot.wording import load_words

NOVEMBER, APRIL = date(2026, 11, 23), date(2027, 4, 20)
"""A day on which national tests are far, and one on which they are near."""

WORDS = load_words(
    "words",
    {"mp": "Robin Ashdown MP", "constituency": "St Albans", "hours": "9am to 5.30pm", "sendiass": "SENDIASS"},
)
CHILD_QUESTIONS = {*(question.id for question in CHILD), "nickname"}
TYPED = {"postcode": "AL1 3JE", "contact": "07700 900123", "words": "Our own words", "number": "4"}
"""What may be typed, by how a question reads it."""


@dataclass(frozen=True)
class Talk:
    """An interview as it stands. What a family does makes another one of it, as the desk would."""

    on: date = NOVEMBER
    answers: Answers = field(default_factory=dict)
    marker: Marker = field(default_factory=Marker)

    @property
    def step(self) -> Step | None:
        return next_step(self.answers, self.marker, self.on)

    def labels(self, step: Step) -> dict[str, str]:
        return asking.labels(WORDS, step, self.answers, self.on)

    def means(self, step: Step, said: str) -> Outcome:
        """A tap on the button that means this; typed words where there is no such button."""
        buttons = [*self.labels(step), *((interview.YES, interview.NO) if self.marker.confirm else ())]
        if said in buttons:
            return interview.tap(step, said, self.answers, self.marker, self.on)
        return interview.read(step, said, self.labels(step), self.answers, self.marker, self.on)

    def says(self, said: str) -> "Talk":
        step = self.step
        assert step is not None, f"nothing is asked any more, but the family said {said!r}"
        outcome = self.means(step, said)
        if isinstance(outcome, Accepted):
            return self.gives(step, outcome.answer)
        if isinstance(outcome, Picked):
            return replace(self, marker=replace(self.marker, picked=outcome.options))
        if isinstance(outcome, Confirm):
            return replace(self, marker=replace(self.marker, confirm=outcome.day.isoformat()))
        return replace(self, marker=self.marker.settled())

    def gives(self, step: Step, answer: Answer) -> "Talk":
        answers, marker = accepted(step, answer, self.answers, self.marker, self.on)
        return replace(self, answers=answers, marker=marker)

    def revises(self, step: Step) -> "Talk":
        revising = (step, *(other for other in self.marker.revising if other != step))
        return replace(self, marker=replace(self.marker.settled(), revising=revising))

    def goes_back(self) -> "Talk":
        before = step_before(self.answers, self.marker, self.on)
        return self.revises(before) if before else self

    def keeps(self) -> "Talk":
        """Tap "Keep", where a question was answered before."""
        step = self.step
        return self.gives(step, self.answers[step]) if step in self.answers and step else self

    def possible(self, step: Step) -> list[Answer]:
        """Answers of every kind that this question takes."""
        question = QUESTIONS[step.question]
        if question.several:
            return [Answer(()), Answer(interview.options_of(step, self.answers, self.on))]
        said = [*self.labels(step), TYPED.get(question.typed, "")]
        plain = replace(self, marker=Marker())
        outcomes = [plain.means(step, words) for words in said]
        return [outcome.answer for outcome in outcomes if isinstance(outcome, Accepted)]


def shown(step: Step) -> str:
    return f"{step.child}.{step.question}" if step.child else step.question


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


# Paths. A row is what the family answers, and the questions that it meets.

OPENING = ["parent", "AL1 3JE"]
PART = ["part", "6-10", "over-12", "no", "no", "not-told"]
SUSPENDED = ["suspended", "3", "today", "first", "yes", "neither"]
CLOSING = ["none", "07700 900123", "none"]

PATHS = {
    "One child on a part-time timetable": (
        [*OPENING, "y3-6", "no", *PART, "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end 1.rtt_why 1.another "
        "impact contact extras",
    ),
    "A part-time timetable that was agreed and has an end": (
        [*OPENING, "y3-6", "no", "part", "13-15", "2-5", "yes", "4w", "yes", "illness", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end 1.rtt_review "
        "1.rtt_why 1.another impact contact extras",
    ),
    "A part-time timetable in Reception": (
        [*OPENING, "reception", "no", "part", "yes", *PART[1:], "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.turned_five 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end "
        "1.rtt_why 1.another impact contact extras",
    ),
    "One child who is suspended": (
        [*OPENING, "y7-10", "no", *SUSPENDED, "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.suspension_days 1.suspension_first_day 1.suspension_total "
        "1.suspension_letter 1.school_talk 1.another impact contact extras",
    ),
    "A suspension of 6 to 9 days": (
        [*OPENING, "y7-10", "no", "suspended", "6-9", "school-day-before", "5-10", "yes", "none", "leave", "no",
         *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.suspension_days 1.suspension_first_day 1.suspension_total "
        "1.suspension_letter 1.day_six_lessons 1.school_talk 1.another impact contact extras",
    ),
    "A suspension in the year of exams": (
        [*OPENING, "y11", "no", *SUSPENDED[:5], "no", "neither", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.suspension_days 1.suspension_first_day 1.suspension_total "
        "1.suspension_letter 1.exam_missed 1.school_talk 1.another impact contact extras",
    ),
    "A suspension whose first day is typed and confirmed": (
        [*OPENING, "y7-10", "no", "suspended", "3", "last friday", "yes", "first", "yes", "neither", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.suspension_days 1.suspension_first_day 1.suspension_total "
        "1.suspension_letter 1.school_talk 1.another impact contact extras",
    ),
    "A suspension whose first day is typed, denied, typed again and confirmed with a tap": (
        [*OPENING, "y7-10", "no", "suspended", "3", "last friday", interview.NO, "20/11", interview.YES, "first",
         "yes", "neither", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.suspension_days 1.suspension_first_day 1.suspension_total "
        "1.suspension_letter 1.school_talk 1.another impact contact extras",
    ),
    "A suspension that starts tomorrow": (
        [*OPENING, "y7-10", "no", "suspended", "3", "tomorrow", "first", "yes", "neither", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.suspension_days 1.suspension_first_day 1.suspension_total "
        "1.suspension_letter 1.school_talk 1.another impact contact extras",
    ),
    "A child who is not going": (
        [*OPENING, "y7-10", "no", "not-going", "She is afraid of the bus.", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.told 1.another impact contact extras",
    ),
    "A family that does not know what school is like": (
        [*OPENING, "y7-10", "dont-know", "dont-know", "skip", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.told 1.another impact contact extras",
    ),
    "Two children of whom the same is true": (
        [*OPENING, "y3-6", "no", *PART, "same", "y1-2", "yes", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end 1.rtt_why 1.another "
        "2.stage 2.plan 2.another impact contact extras",
    ),
    "Two children of whom something different is true": (
        [*OPENING, "y3-6", "being-done", "over-20", *PART, "different", "y7-10", "turned-down", "3 November", "yes",
         *SUSPENDED, "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.plan_asked 1.now 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end 1.rtt_why "
        "1.another 2.stage 2.plan 2.plan_letter 2.now 2.suspension_days 2.suspension_first_day 2.suspension_total "
        "2.suspension_letter 2.school_talk 2.another impact contact extras",
    ),
    "Danger first": (
        ["danger", "parent", "AL1 3JE", "y3-6", "no", *PART, "no", *CLOSING],
        "start who postcode 1.stage 1.plan 1.now 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end 1.rtt_why 1.another "
        "impact contact extras",
    ),
    "Someone of 16 who writes about themselves": (
        ["self", "AL1 3JE", "y12-plus", "no", "full", "skip", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.told impact contact extras",
    ),
    "Job and home at risk, and abuse at home": (
        [*OPENING, "y3-6", "no", *PART, "no", "job", "home", "abuse-home", "done", "warned", "notice", "yes",
         "here", "no", "none"],
        "start postcode 1.stage 1.plan 1.now 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end 1.rtt_why 1.another "
        "impact impact_job impact_home because contact safe_here extras",
    ),
    "A family that adds all that it can": (
        [*OPENING, "y3-6", "no", *PART, "same", "y1-2", "yes", "no", "none", "07700 900123", "name", "time", "note",
         "done", "Tom", "skip", "after 4", "Please hurry."],
        "start postcode 1.stage 1.plan 1.now 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end 1.rtt_why 1.another "
        "2.stage 2.plan 2.another impact contact extras 1.nickname 2.nickname best_time note",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("said", "asked"), PATHS.values(), ids=PATHS.keys())
def test_a_family_meets_these_questions_in_this_order(said: list[str], asked: str) -> None:
    assert asked_of(said) == asked.split()


def test_national_tests_are_asked_about_when_they_are_near() -> None:
    said = [*OPENING, "y3-6", "no", *SUSPENDED[:5], "yes", "neither", "no", *CLOSING]
    assert "1.exam_missed" in asked_of(said, APRIL)


def test_six_children_of_whom_something_different_is_true_are_the_longest_path() -> None:
    child = [
        "y11",
        "being-done",
        "over-20",
        "suspended",
        "6-9",
        "today",
        "first",
        "yes",
        "none",
        "no",
        "neither",
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
    assert len(asked_of([*OPENING, *children, *closing, *last])) == 88


def test_after_the_sixth_child_no_other_child_is_asked_about() -> None:
    said = [*OPENING, "y3-6", "no", *PART, *["same", "y1-2", "no"] * 5, *CLOSING]
    assert asked_of(said)[-4:] == ["6.plan", "impact", "contact", "extras"]


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


# Answers that are typed


def read_as(question: str, text: str, on: date = NOVEMBER) -> Outcome:
    """What an answer means that is typed under a question which nothing was told before."""
    talk, step = Talk(on), Step(1 if question in CHILD_QUESTIONS else 0, question)
    return interview.read(step, text, talk.labels(step), talk.answers, talk.marker, on)


@pytest.mark.parametrize(
    ("option", "on", "day"),
    [
        ("today", NOVEMBER, "2026-11-23"),
        ("tomorrow", NOVEMBER, "2026-11-24"),
        ("school-day-before", NOVEMBER, "2026-11-20"),
        ("school-day-before", date(2026, 11, 22), "2026-11-20"),
        ("school-day-before", date(2026, 11, 21), "2026-11-20"),
        ("school-day-before", date(2026, 11, 24), "2026-11-23"),
    ],
)
def test_a_button_for_the_first_day_means_a_day(option: str, on: date, day: str) -> None:
    tapped = interview.tap(Step(1, "suspension_first_day"), option, {}, Marker(), on)
    assert tapped == Accepted(Answer(day))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("20 November", Confirm(date(2026, 11, 20))),
        ("3 December", Confirm(date(2026, 12, 3))),  # ten days ahead
        ("4 December", Rejected("odd.date")),  # too far ahead, and surely not last year's
        ("friday", Confirm(date(2026, 11, 20))),  # three days ago, not in four days
        ("since friday", Confirm(date(2026, 11, 20))),
        ("22 November", Rejected("odd.weekend")),
        ("28 November", Rejected("odd.weekend")),
        ("soon", Rejected("odd.date")),
    ],
)
def test_the_first_day_is_a_school_day_in_the_past_or_soon(text: str, outcome: Outcome) -> None:
    assert read_as("suspension_first_day", text) == outcome


@pytest.mark.parametrize("name", ["Tom", "A. B.", "J" * 20, " Anne-Marie "])
def test_a_first_name_or_letters_are_a_name_to_use(name: str) -> None:
    assert read_as("nickname", name) == Accepted(Answer(name.strip()))


@pytest.mark.parametrize("name", ["J" * 21, "Tom 7", "07700 900123", "Tom, born 3 May"])
def test_a_name_to_use_holds_no_digits_and_no_more_than_20_letters(name: str) -> None:
    assert read_as("nickname", name) == Rejected("odd.nickname")


@pytest.mark.parametrize(
    ("question", "most"),
    [("suspension_days", 60), ("suspension_total", 100), ("rtt_hours", 40), ("rtt_weeks", 600)],
)
def test_a_number_has_a_limit(question: str, most: int) -> None:
    unit = " weeks" if question == "rtt_weeks" else ""
    assert read_as(question, f"{most}{unit}") == Accepted(Answer(float(most)))
    assert read_as(question, f"{most + 1}{unit}") == Rejected("odd.number")
    assert read_as(question, f"0{unit}") == Rejected("odd.number")


# What holds whatever a family does

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
    said = [*talk.labels(step), "yes", "no", interview.YES, interview.NO, "no such button", text, text]
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
        step: json.loads(json.dumps(asdict(answer))) for step, answer in sorted(answers.items(), reverse=True)
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


def test_a_parent_who_turns_out_to_write_about_themselves_leaves_no_second_child_behind() -> None:
    two = [*OPENING, "y3-6", "no", *PART, "same", "y1-2", "yes", "no", "none"]
    talk = Talk()
    for said in two:
        talk = talk.says(said)
    talk = talk.gives(Step(0, "start"), Answer("self"))
    assert [step for step in talk.answers if step.child == 2] == []


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


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_label_that_is_typed_means_the_same_as_its_button(question: str) -> None:
    step = Step(1 if question in CHILD_QUESTIONS else 0, question)
    talk = Talk(answers={Step(1, "now"): Answer("part"), Step(2, "now"): Answer("suspended")})
    tapped = {label: talk.means(step, meant) for meant, label in talk.labels(step).items()}
    typed = {label: talk.means(step, label) for label in tapped}
    assert typed == tapped
