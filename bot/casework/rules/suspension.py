"""Suspensions, threats of exclusion and pressure to leave the roll."""

from math import inf

from bot.casework.calendar import school_days_between
from bot.casework.facts import Now, suspended, total_this_term
from bot.casework.rulebook import Conditions, Situation, Urgency

CONDITIONS = Conditions()


@CONDITIONS.of("exclusion.threatened-permanent")
def threatened_permanent(s: Situation) -> bool:
    return s.child.school_talk == "permanent" and s.child.now != Now.EXCLUDED


@CONDITIONS.of("exclusion.offroll-pressure")
def offroll_pressure(s: Situation) -> bool:
    return s.child.school_talk == "leave" and s.child.now not in (Now.EXCLUDED, Now.NO_PLACE)


@CONDITIONS.of("exclusion.cumulative-over-15")
def over_15(s: Situation) -> bool:
    return total_this_term(s.child) > s.law.governors_must_meet_over_days


@CONDITIONS.of("exclusion.cumulative-nearing-15")
def nearing_15(s: Situation) -> bool:
    return s.law.near_fifteen_days <= total_this_term(s.child) <= s.law.governors_must_meet_over_days


@CONDITIONS.of("exclusion.cumulative-over-5")
def over_5(s: Situation) -> bool | Urgency:
    """Urgent while the child is out of full days; routine once back."""
    over = s.law.governors_if_asked_over_days < total_this_term(s.child) < s.law.near_fifteen_days
    return over and (Urgency.ROUTINE if s.child.now == Now.FULL else Urgency.URGENT)


@CONDITIONS.of("exclusion.day-six-missing")
def day_six_missing(s: Situation) -> bool:
    """A suspension that reaches day six, from the day before it on; letters back to back count as one."""
    return (
        suspended(s.child)
        and s.child.day_six_lessons != "full"
        and s.child.suspension_days >= s.law.day_six
        and school_day_of_suspension(s) >= s.law.day_six - 1
    )


@CONDITIONS.of("exclusion.exam-at-risk")
def exam_at_risk(s: Situation) -> bool:
    return s.child.exam_missed


@CONDITIONS.of("exclusion.no-notice")
def no_notice(s: Situation) -> bool:
    return suspended(s.child) and not s.child.suspension_letter and school_day_of_suspension(s) >= 2


@CONDITIONS.of("exclusion.near-cap")
def near_cap(s: Situation) -> bool:
    """Days in the school year are at least those of this term, even where nobody has added up the year."""
    near = min(s.policy.near_cap_days, s.law.year_cap_days)
    return max(s.child.year_total, total_this_term(s.child)) >= near


@CONDITIONS.of("exclusion.short-with-plan")
def short_with_plan(s: Situation) -> bool:
    return (
        suspended(s.child)
        and not s.child.suspension_first
        and (s.child.plan == "yes" or s.family.social_worker)
        and _first_five_days(s)
    )


@CONDITIONS.of("exclusion.current-short")
def current_short(s: Situation) -> bool:
    return (
        suspended(s.child)
        and s.child.suspension_letter
        and _first_five_days(s)
        and not any(flag(s) for flag in FLAGS)
    )


@CONDITIONS.of("exclusion.suspended-before")
def suspended_before(s: Situation) -> bool:
    """Back on full days after up to five days of suspension this term: no duty to meet, but a record to watch."""
    return s.child.now == Now.FULL and s.child.wrong == "suspensions" and _first_five_days(s)


FLAGS = (threatened_permanent, offroll_pressure, exam_at_risk, near_cap, short_with_plan)
"""What makes even a short formal suspension urgent. Day six lies beyond five days."""


def school_day_of_suspension(s: Situation) -> float:
    """Which school day of the suspension today is, the first being 1; where not told, as late as can be."""
    first_on = s.child.suspension_first_on
    return school_days_between(s.calendar, first_on, s.on).days if first_on else inf


def _first_five_days(s: Situation) -> bool:
    return total_this_term(s.child) <= s.law.governors_if_asked_over_days
