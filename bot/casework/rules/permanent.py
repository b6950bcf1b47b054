"""Permanent exclusion: the governors, the review panel, and education from day six."""

from datetime import date

from bot.casework.calendar import school_days_after, school_days_between
from bot.casework.facts import Now, compulsory_school_age, full_time
from bot.casework.rulebook import Conditions, Situation

CONDITIONS = Conditions()


@CONDITIONS.of("exclusion.permanent-open")
def permanent_open(s: Situation) -> bool:
    return _is_undecided(s)


@CONDITIONS.of("exclusion.pex-governors-overdue")
def governors_overdue(s: Situation) -> bool:
    """The board is taken to have been told on the day of the letter."""
    return _is_undecided(s) and _is_over(s, s.child.excluded_on, s.law.governors_meet_days)


@CONDITIONS.of("exclusion.irp-window")
def panel_window(s: Situation) -> bool:
    """Open through its last day; where the governors' letter has no date, it may be."""
    return _upheld(s) and not _panel_is_over(s)


@CONDITIONS.of("exclusion.irp-passed")
def panel_passed(s: Situation) -> bool:
    return _upheld(s) and full_time(s.child) and _panel_is_over(s)


@CONDITIONS.of("exclusion.pex-no-education")
def no_education(s: Situation) -> bool:
    """From the sixth school day on; one without a place since an exclusion is taken to be past it."""
    if not compulsory_school_age(s.child) or full_time(s.child):
        return False
    if s.child.now == Now.NO_PLACE:
        return s.child.no_place_why == "after-exclusion"
    return s.child.now == Now.EXCLUDED and _school_day(s, s.child.excluded_on) >= s.law.day_six


@CONDITIONS.of("exclusion.pex-settled")
def settled(s: Situation) -> bool:
    if s.child.now == Now.EXCLUDED:
        return s.child.governors == "reinstated" and full_time(s.child)
    return s.child.now == Now.FULL and s.child.wrong == "past-exclusion"


def _is_undecided(s: Situation) -> bool:
    return s.child.now == Now.EXCLUDED and s.child.governors in ("not-yet", "date-set")


def _upheld(s: Situation) -> bool:
    return s.child.now == Now.EXCLUDED and s.child.governors == "upheld"


def _panel_is_over(s: Situation) -> bool:
    return _is_over(s, s.child.governors_letter_on, s.law.panel_days)


def _is_over(s: Situation, day: date | None, school_days: float) -> bool:
    return day is not None and school_days_after(s.calendar, day, int(school_days)).day < s.on


def _school_day(s: Situation, first_on: date | None) -> float:
    """Which school day since then today is, the first being 1; where not told, as late as can be."""
    return school_days_between(s.calendar, first_on, s.on).days if first_on else float("inf")
