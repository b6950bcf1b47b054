"""The interview: the path of each situation, and the order of its questions."""

from collections.abc import Sequence
from datetime import date

import pytest

from bot.casework.answers import Answer, Marker, Step
from bot.casework.interview import accepted, next_step
from bot.casework.understanding import NO, YES
from tests.casework.interviewing import APRIL, NOVEMBER, Talk, shown


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
        [*OPENING, "y7-10", "no", "suspended", "3", "last friday", NO, "20/11", YES, "first",
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


def test_a_parent_who_turns_out_to_write_about_themselves_leaves_no_second_child_behind() -> None:
    two = [*OPENING, "y3-6", "no", *PART, "same", "y1-2", "yes", "no", "none"]
    talk = Talk()
    for said in two:
        talk = talk.says(said)
    talk = talk.gives(Step(0, "start"), Answer("self"))
    assert [step for step in talk.answers if step.child == 2] == []
