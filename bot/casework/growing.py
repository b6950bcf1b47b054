"""Lengths go on by themselves: what was told on one day, as it stands on a later one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.casework.answers import Answer, Answers, Step
from bot.casework.calendar import DAY, Calendar, school_days_between

SETTLED = "settled_on"
"""An answer that nobody was asked for: the day on which the family said that all is well, and lengths stand still."""

DAYS_A_MONTH = 30.4


def _weeks(_: Calendar, told_on: date, on: date) -> float:
    return (on - told_on).days / 7


def _months(_: Calendar, told_on: date, on: date) -> float:
    return (on - told_on).days / DAYS_A_MONTH


def _school_days(calendar: Calendar, told_on: date, on: date) -> float:
    return school_days_between(calendar, told_on + DAY, on).days


GROWS: Mapping[str, Callable[[Calendar, date, date], float]] = {
    "rtt_weeks": _weeks,
    "out_weeks": _weeks,
    "plan_asked_weeks": _weeks,
    "days_missed": _school_days,
    "excluded_months": _months,
}
"""The facts that are lengths up to today. All others are days, which pass by themselves, or what somebody counted."""


def grown(
    facts: Mapping[str, Any], told_on: date, until: date, calendar: Calendar, least: float | None = None
) -> dict[str, Any]:
    """Facts as they were told, moved on to a later day.

    `least` is where a wide range begins: it goes on from there, so that nobody is said to have waited a year who
    told of three months; it never reads as less than it did.
    """
    if until <= told_on:
        return dict(facts)
    return {
        fact: max(value, (value if least is None else least) + GROWS[fact](calendar, told_on, until))
        if fact in GROWS
        else value
        for fact, value in facts.items()
    }


def settled_on(answers: Answers, on: date) -> date:
    """The day up to which lengths go on: `on`, unless the family said before that all is well."""
    said = answers.get(Step(0, SETTLED))
    return min(on, date.fromisoformat(str(said.value))) if said else on


def dated(answers: Answers, told_on: date) -> Answers:
    """The same answers; those that do not know their day are taken to be of this one."""
    if all(answer.told_on for answer in answers.values()):
        return answers
    return {step: a if a.told_on else replace(a, told_on=told_on) for step, a in answers.items()}


def settle(answers: Answers, on: date) -> dict[Step, Answer]:
    """The family says that all is well: from today on nothing grows, until it answers anew."""
    return {**answers, Step(0, SETTLED): Answer(on.isoformat(), told_on=on)}
