"""Combinations: several things that weigh more together than each alone."""

from bot.casework.facts import (
    Now,
    compulsory_school_age,
    out_of_full_time,
    reduced,
    total_this_term,
    waited_weeks,
)
from bot.casework.rulebook import Conditions, Situation
from bot.casework.rules.safety import urgent_education

CONDITIONS = Conditions()


@CONDITIONS.of("combo.two-children")
def two_children(s: Situation) -> bool:
    children = s.family.children
    return len(children) >= 2 and sum(out_of_full_time(child) for child in children) >= 2


@CONDITIONS.of("combo.suspension-plus-rtt")
def suspension_plus_rtt(s: Situation) -> bool:
    """Suspended or sent home in the term, and out of full days beside it, whichever is how it is this week."""
    if s.child.now in (Now.SUSPENDED, Now.SENT_HOME):
        return s.family.usually_part and compulsory_school_age(s.child)
    if s.child.now in (Now.NOT_GOING, Now.NO_PLACE):
        return s.family.also_suspended and out_of_full_time(s.child)
    return reduced(s.child) and (s.family.also_suspended or total_this_term(s.child) > 0)


@CONDITIONS.of("combo.wait-year")
def wait_year(s: Situation) -> bool:
    """An urgent education finding in the family, and this child has waited for a year or more."""
    return any(urgent_education(f) for f in s.found) and waited_weeks(s.child) >= s.policy.wait_year_weeks
