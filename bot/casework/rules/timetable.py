"""Reduced timetables: urgent, unless agreed, short, for recovery, and with an end."""

from datetime import date, timedelta

from bot.casework.facts import Now, Stage, compulsory_school_age, reduced, yardstick_hours
from bot.casework.rulebook import Conditions, Situation
from bot.casework.rules.safety import any_flag

CONDITIONS = Conditions()

KEY_ANSWERS = frozenset({"rtt_hours", "rtt_weeks", "rtt_agreed", "rtt_end"})


@CONDITIONS.of("rtt.no-consent")
def no_consent(s: Situation) -> bool:
    return reduced(s.child) and s.child.rtt_agreed in ("no", "no-choice")


@CONDITIONS.of("rtt.behaviour")
def behaviour(s: Situation) -> bool:
    return reduced(s.child) and s.child.rtt_why == "behaviour"


@CONDITIONS.of("rtt.cannot-cope")
def cannot_cope(s: Situation) -> bool:
    return reduced(s.child) and s.child.rtt_why == "cannot-cope"


@CONDITIONS.of("rtt.no-end-date")
def no_end_date(s: Situation) -> bool:
    """No end date, or it has passed. The end date itself has not passed yet."""
    return reduced(s.child) and not _ends_from(s.child.rtt_end, s.on)


@CONDITIONS.of("rtt.too-long")
def too_long(s: Situation) -> bool:
    return reduced(s.child) and s.child.rtt_weeks >= s.policy.rtt_weeks


@CONDITIONS.of("rtt.under-half")
def under_half(s: Situation) -> bool:
    return reduced(s.child) and s.child.rtt_hours < yardstick_hours(s.child) / 2


@CONDITIONS.of("rtt.with-plan")
def with_plan(s: Situation) -> bool:
    return reduced(s.child) and s.child.plan == "yes" and not agreed_phased_return(s)


@CONDITIONS.of("rtt.unknown")
def unknown(s: Situation) -> bool:
    """Part days, and a key answer is "I don't know". Hours not known are taken to be fewer than full-time."""
    return (
        bool(s.dont_know & KEY_ANSWERS)
        and s.child.now == Now.PART
        and compulsory_school_age(s.child)
        and ("rtt_hours" in s.dont_know or reduced(s.child))
    )


@CONDITIONS.of("rtt.exception-not-met")
def exception_not_met(s: Situation) -> bool:
    """Nothing else is wrong, but the one exception does not apply either: no review date, say."""
    return reduced(s.child) and not any(wrong(s) for wrong in WRONG) and not agreed_phased_return(s)


@CONDITIONS.of("rtt.agreed-phased-return")
def agreed_phased_return(s: Situation) -> bool:
    """The one exception: agreed, for recovery, ending within the norm, reviewed, and at least half-time."""
    return (
        reduced(s.child)
        and s.child.rtt_hours >= yardstick_hours(s.child) / 2
        and s.child.rtt_agreed == "yes"
        and s.child.rtt_why in ("illness", "worry")
        and s.child.rtt_review
        and _ends_from(s.child.rtt_end, s.on)
        and not _ends_from(s.child.rtt_end, s.on + timedelta(weeks=s.policy.rtt_weeks, days=1))
        and s.family.job == "no"
        and s.family.home == "no"
        and not any_flag(s)
    )


@CONDITIONS.of("rtt.not-told-council")
def not_told_council(s: Situation) -> bool:
    return not s.child.council_told and reduced(s.child)


@CONDITIONS.of("rtt.under-age")
def under_age(s: Situation) -> bool:
    young = s.child.stage in (Stage.NURSERY, Stage.RECEPTION)
    return s.child.now == Now.PART and young and not compulsory_school_age(s.child)


@CONDITIONS.of("rtt.ended")
def ended(s: Situation) -> bool:
    return s.child.now_before == Now.PART and s.child.now == Now.FULL


WRONG = (unknown, under_half, no_consent, behaviour, cannot_cope, no_end_date, too_long, with_plan)
"""Every other rule that makes a reduced timetable urgent."""


def _ends_from(end: date | str, day: date) -> bool:
    """Whether an end date is set that is not before this day."""
    return isinstance(end, date) and end >= day
