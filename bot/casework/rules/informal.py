"""Sent or kept home without a letter, kept apart from other pupils, or taken off the roll under pressure."""

from bot.casework.facts import Now
from bot.casework.rulebook import Conditions, Situation

CONDITIONS = Conditions()

RECENT_WEEKS = 4
"""Twenty school days: so long after a child left the roll, school may still take it back."""


@CONDITIONS.of("exclusion.informal-stay-away")
def stay_away(s: Situation) -> bool:
    """Told not to come, or out of full days anyhow; keeping pupils apart has a rule of its own."""
    out = s.child.now == Now.SENT_HOME and (s.child.stay_away or s.child.lessons != "full")
    return out and not s.child.keep_apart


@CONDITIONS.of("exclusion.informal-repeat")
def repeat(s: Situation) -> bool:
    return s.child.now == Now.SENT_HOME and s.child.sent_home_times >= s.policy.informal_repeat


@CONDITIONS.of("exclusion.informal-once")
def once(s: Situation) -> bool:
    wrong = (stay_away, repeat, separation)
    return s.child.now == Now.SENT_HOME and not any(rule(s) for rule in wrong)


@CONDITIONS.of("exclusion.safeguarding-separation")
def separation(s: Situation) -> bool:
    return s.child.now == Now.SENT_HOME and s.child.keep_apart


@CONDITIONS.of("exclusion.deregistered-recent")
def deregistered(s: Situation) -> bool:
    told_out = s.child.now == Now.NO_PLACE and s.child.no_place_why == "told-out"
    return told_out and s.child.out_weeks <= RECENT_WEEKS
