"""A place that breaks down, a place that is waited for, and the place for the next stage."""

from bot.casework.facts import Now, Stage, out_of_full_time
from bot.casework.rulebook import Conditions, Situation

CONDITIONS = Conditions()

TERM_STARTED_MONTH = 9
"""September: what should have been named for it is late beyond doubt, until the month is over."""


@CONDITIONS.of("placement.breakdown")
def breakdown(s: Situation) -> bool:
    if s.child.now == Now.NOT_GOING:
        return s.child.oos_why == "cannot-cope"
    return s.child.now == Now.FULL and s.child.wrong == "school-cannot"


@CONDITIONS.of("placement.wait-not-full-time")
def wait_not_full_time(s: Situation) -> bool:
    waiting = s.child.now == Now.NO_PLACE and s.child.no_place_why == "waiting"
    return waiting and out_of_full_time(s.child)


@CONDITIONS.of("placement.wait-in-school")
def wait_in_school(s: Situation) -> bool:
    return _wants_school(s)


@CONDITIONS.of("placement.wait-long")
def wait_long(s: Situation) -> bool:
    return _wants_school(s) and s.child.out_weeks >= s.policy.long_wait_weeks


@CONDITIONS.of("placement.phase-missed")
def phase_missed(s: Situation) -> bool:
    """The day by which the plan had to name the school for the next stage has passed: later for what comes after 16."""
    after_16 = s.child.stage in (Stage.Y11, Stage.Y12_PLUS)
    named_by = s.law.phase_named_by_post_16 if after_16 else s.law.phase_named_by
    return _none_named(s) and named_by < _month_and_day(s) < s.policy.phase_urgent_month * 100


@CONDITIONS.of("placement.phase-urgent")
def phase_urgent(s: Situation) -> bool:
    return _none_named(s) and s.policy.phase_urgent_month <= s.on.month <= TERM_STARTED_MONTH


def _wants_school(s: Situation) -> bool:
    return s.child.now == Now.FULL and s.child.wrong == "want-school"


def _none_named(s: Situation) -> bool:
    return _wants_school(s) and s.child.plan == "yes" and s.child.move_up == "none-named"


def _month_and_day(s: Situation) -> int:
    """215 for 15 February: so a day of the year compares."""
    return s.on.month * 100 + s.on.day
