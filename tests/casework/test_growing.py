"""Lengths go on from the day on which they were told: a table of what was told on Monday 23 November and read later."""

from datetime import date
from typing import Any, NamedTuple

import pytest

from bot.casework.answers import Answer, Answers, Step, Value
from bot.casework.calendar import Calendar, Term
from bot.casework.growing import settle
from bot.casework.telling import facts_from

TOLD_ON = date(2026, 11, 23)
CALENDAR = Calendar(
    frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}),
    (
        Term("Autumn", date(2026, 9, 1), date(2026, 12, 18)),
        Term("Spring", date(2027, 1, 4), date(2027, 3, 25)),
    ),
)


class Case(NamedTuple):
    name: str
    now: str
    question: str
    value: Value
    on: date
    fact: str
    reads: Any


CASES = (
    Case("on the day itself", "not-going", "days_missed", 14.0, TOLD_ON, "days_missed", 14),
    Case("the next school day", "not-going", "days_missed", 14.0, date(2026, 11, 24), "days_missed", 15),
    Case("a weekend adds nothing", "not-going", "days_missed", 14.0, date(2026, 11, 29), "days_missed", 18),
    Case("a range goes on from its edge", "not-going", "days_missed", "5-14", date(2026, 11, 24), "days_missed", 15),
    Case("holidays add nothing", "not-going", "days_missed", 0.0, date(2027, 1, 3), "days_missed", 19),
    Case("after the holidays", "not-going", "days_missed", 0.0, date(2027, 1, 4), "days_missed", 20),
    Case("weeks of part days", "part", "rtt_weeks", 5.0, date(2026, 11, 30), "rtt_weeks", 6),
    Case("a range of weeks", "part", "rtt_weeks", "2-5", date(2026, 11, 30), "rtt_weeks", 6),
    Case("a wide range goes on from where it begins", "part", "rtt_weeks", "over-12", date(2027, 8, 30), "rtt_weeks",
         52),
    Case("and never reads as less than before", "part", "rtt_weeks", "over-12", date(2026, 12, 7), "rtt_weeks", 51),
    Case("a day stays a day", "part", "rtt_weeks", "2026-10-19", date(2026, 11, 30), "rtt_weeks", 6),
    Case("weeks as told began on one day", "part", "rtt_weeks", 5.0, date(2026, 11, 30), "rtt_since_on",
         date(2026, 10, 19)),
    Case("weeks without a place", "no-place", "out_weeks", 3.0, date(2026, 12, 7), "out_weeks", 5),
    Case("hours do not grow", "part", "rtt_hours", "6-10", date(2026, 12, 7), "rtt_hours", 6),
    Case("what was counted does not grow", "sent-home", "sent_home", "2-3", date(2026, 12, 7), "sent_home_times", 3),
    Case("before it was told", "not-going", "days_missed", 14.0, date(2026, 11, 20), "days_missed", 14),
)  # fmt: skip


def told(case: Case, told_on: date | None = TOLD_ON) -> Answers:
    return {
        Step(1, "stage"): Answer("y7-10", told_on=told_on),
        Step(1, "now"): Answer(case.now, told_on=told_on),
        Step(1, case.question): Answer(case.value, told_on=told_on),
    }


def reads(answers: Answers, case: Case) -> Any:
    facts = facts_from(answers, ("AL1",), case.on, sent=True, calendar=CALENDAR)
    return getattr(facts.family.children[0], case.fact)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_length_goes_on_from_the_day_on_which_it_was_told(case: Case) -> None:
    read = reads(told(case), case)
    assert (round(read, 6) if isinstance(read, float) else read) == case.reads


def test_an_answer_without_a_day_is_read_as_of_today() -> None:
    case = CASES[1]
    assert reads(told(case, None), case) == 14


def test_nothing_goes_on_after_the_family_said_that_all_is_well() -> None:
    case = CASES[2]
    assert reads(settle(told(case), date(2026, 11, 25)), case) == 16
