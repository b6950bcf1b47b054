"""Not going to school, or without a school place: lessons, fines, and what comes after fifteen days."""

from bot.casework.facts import (
    SCHOOL_DAYS_A_WEEK,
    Now,
    days_lost,
    full_time,
    out_of_full_time,
)
from bot.casework.rulebook import Conditions, Situation

CONDITIONS = Conditions()

OUT = (Now.NOT_GOING, Now.NO_PLACE)
THIN_WEEKS = 6
"""Weeks after which a few hours of lessons no longer count as building up."""

UNSURE_FROM_DAYS = 5
"""School days lost from which "I don't know when they will be back" counts as not soon."""


@CONDITIONS.of("oos.no-education-15")
def no_education_15(s: Situation) -> bool:
    return _has_next_to_nothing(s) and days_lost(s.child) >= s.law.absence_days


@CONDITIONS.of("oos.expected-15")
def expected_15(s: Situation) -> bool:
    """Not yet fifteen days, but clear that it will be. Where nobody knows, five days lost are enough."""
    if (
        s.child.now != Now.NOT_GOING
        or not _has_next_to_nothing(s)
        or s.child.days_missed >= s.law.absence_days
    ):
        return False
    if "back_soon" in s.dont_know:
        return s.child.days_missed >= UNSURE_FROM_DAYS
    return not s.child.back_soon


@CONDITIONS.of("oos.early")
def early(s: Situation) -> bool:
    return (
        s.child.now == Now.NOT_GOING
        and _has_next_to_nothing(s)
        and s.child.days_missed < s.law.absence_days
        and not expected_15(s)
    )


@CONDITIONS.of("oos.no-place")
def no_place(s: Situation) -> bool:
    """Waiting for another school has a rule of its own."""
    return s.child.now == Now.NO_PLACE and s.child.no_place_why != "waiting" and _has_next_to_nothing(s)


@CONDITIONS.of("oos.named-school-refuses")
def named_school_refuses(s: Situation) -> bool:
    refused = s.child.now == Now.NO_PLACE and s.child.no_place_why == "refused"
    return refused and s.child.plan == "yes" and not full_time(s.child)


@CONDITIONS.of("oos.thin-6w")
def thin_6_weeks(s: Situation) -> bool:
    """Some hours for six weeks and more, with no reason of health for fewer."""
    if not _has_some_hours(s) or s.child.lesson_hours >= s.policy.part_hours:
        return False
    health = s.child.now == Now.NOT_GOING and s.child.oos_why in ("illness", "worry")
    return not health and days_lost(s.child) >= THIN_WEEKS * SCHOOL_DAYS_A_WEEK


@CONDITIONS.of("oos.thin-short")
def thin_short(s: Situation) -> bool:
    """Some hours, building up, or as many as health allows."""
    return _has_some_hours(s) and not thin_6_weeks(s)


@CONDITIONS.of("oos.with-plan")
def with_plan(s: Situation) -> bool:
    """Out for fifteen school days and more, while the council owes what the plan names in any case."""
    out = s.child.now in OUT and s.child.plan == "yes" and out_of_full_time(s.child)
    return out and days_lost(s.child) >= s.law.absence_days


@CONDITIONS.of("oos.enforcement")
def enforcement(s: Situation) -> bool:
    return s.child.now == Now.NOT_GOING and s.child.enforcement in ("fine", "court")


@CONDITIONS.of("oos.enforcement-threat")
def enforcement_threat(s: Situation) -> bool:
    return s.child.now == Now.NOT_GOING and s.child.enforcement == "warning"


@CONDITIONS.of("transport.not-attending")
def no_transport(s: Situation) -> bool:
    return s.child.now == Now.NOT_GOING and s.child.oos_why == "transport" and out_of_full_time(s.child)


def _has_next_to_nothing(s: Situation) -> bool:
    return s.child.now in OUT and out_of_full_time(s.child) and s.child.lesson_hours < s.policy.thin_hours


def _has_some_hours(s: Situation) -> bool:
    return s.child.now in OUT and out_of_full_time(s.child) and s.child.lesson_hours >= s.policy.thin_hours
