"""What it does to the family: job and home."""

from bot.casework.facts import out_of_full_time
from bot.casework.rulebook import Conditions, Situation

CONDITIONS = Conditions()


@CONDITIONS.of("impact.job-or-home")
def job_or_home(s: Situation) -> bool:
    """At risk because a child is out of full-time education, in any degree from worry on."""
    at_risk = s.family.job != "no" or s.family.home != "no"
    return at_risk and s.family.because and _a_child_is_out(s)


@CONDITIONS.of("impact.home-notice")
def home_notice(s: Situation) -> bool:
    return s.family.home in ("notice", "homeless")


@CONDITIONS.of("impact.job-only")
def job_only(s: Situation) -> bool:
    return s.family.job != "no" and not _a_child_is_out(s)


def _a_child_is_out(s: Situation) -> bool:
    return any(out_of_full_time(child) for child in s.family.children)
