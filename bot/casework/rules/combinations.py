"""Combinations: several things that weigh more together than each alone."""

from bot.casework.facts import compulsory_school_age, out_of_full_time, reduced, suspended, total_this_term
from bot.casework.rulebook import Conditions, Situation
from bot.casework.rules.safety import urgent_education

CONDITIONS = Conditions()


@CONDITIONS.of("combo.two-children")
def two_children(s: Situation) -> bool:
    children = s.family.children
    return len(children) >= 2 and sum(out_of_full_time(child) for child in children) >= 2


@CONDITIONS.of("combo.suspension-plus-rtt")
def suspension_plus_rtt(s: Situation) -> bool:
    """Suspended in the term and on a reduced timetable, whichever of the two is how it is this week."""
    if suspended(s.child):
        return s.family.usually_part and compulsory_school_age(s.child)
    return reduced(s.child) and (s.family.also_suspended or total_this_term(s.child) > 0)


@CONDITIONS.of("combo.wait-year")
def wait_year(s: Situation) -> bool:
    """An urgent education finding in the family, and this child has waited for a year or more."""
    return any(urgent_education(f) for f in s.found) and _weeks_waited(s) >= s.policy.wait_year_weeks


def _weeks_waited(s: Situation) -> float:
    part_time = s.child.rtt_weeks if reduced(s.child) else 0
    for_plan = s.child.plan_asked_weeks if s.child.plan == "being-done" else 0
    return max(part_time, for_plan)
