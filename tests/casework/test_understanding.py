"""What is tapped or typed, understood as an answer to one question."""

from datetime import date

import pytest

from bot.casework import understanding
from bot.casework.answers import Answer, Marker, Step
from bot.casework.script import QUESTIONS
from bot.casework.understanding import Accepted, Confirm, Outcome, Rejected
from tests.casework.interviewing import CHILD_QUESTIONS, NOVEMBER, Talk


def read_as(question: str, text: str, on: date = NOVEMBER) -> Outcome:
    """What an answer means that is typed under a question which nothing was told before."""
    talk, step = Talk(on), Step(1 if question in CHILD_QUESTIONS else 0, question)
    return understanding.read(step, text, talk.labels(step), talk.answers, talk.marker, on)


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
    tapped = understanding.tap(Step(1, "suspension_first_day"), option, {}, Marker(), on)
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
    ("question", "most", "why"),
    [
        ("suspension_days", 60, "odd.number"),
        ("suspension_total", 100, "odd.number"),
        ("rtt_hours", 40, "odd.number"),
        ("days_missed", 200, "odd.number"),
        ("rtt_weeks", 600, "odd.length"),
        ("plan_asked", 600, "odd.length"),
    ],
)
def test_a_number_has_a_limit(question: str, most: int, why: str) -> None:
    unit = " weeks" if why == "odd.length" else ""
    assert read_as(question, f"{most}{unit}") == Accepted(Answer(float(most)))
    assert read_as(question, f"{most + 1}{unit}") == Rejected(why)
    assert read_as(question, f"0{unit}") == Rejected(why)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_label_that_is_typed_means_the_same_as_its_button(question: str) -> None:
    step = Step(1 if question in CHILD_QUESTIONS else 0, question)
    talk = Talk(answers={Step(1, "now"): Answer("part"), Step(2, "now"): Answer("suspended")})
    tapped = {label: talk.means(step, meant) for meant, label in talk.labels(step).items()}
    typed = {label: talk.means(step, label) for label in tapped}
    assert typed == tapped
