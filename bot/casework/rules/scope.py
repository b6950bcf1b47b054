"""Scope: whether this office, and these rules, are the right door."""

from bot.casework.facts import Now, Stage
from bot.casework.rulebook import Conditions, Situation

CONDITIONS = Conditions()


@CONDITIONS.of("scope.under-16-alone")
def under_16_alone(s: Situation) -> bool:
    return s.family.role == "under-16"


@CONDITIONS.of("scope.not-england")
def not_england(s: Situation) -> bool:
    """Close to a border nobody can tell: that is another constituency first."""
    return s.family.nation not in ("england", "border")


@CONDITIONS.of("scope.not-constituent")
def not_constituent(s: Situation) -> bool:
    return not s.family.constituent


@CONDITIONS.of("scope.post-16-check")
def post_16_check(s: Situation) -> bool:
    """Part days or not attending, past compulsory school age. Suspensions have their own rules at any age."""
    without = (Now.PART, Now.SENT_HOME, Now.NOT_GOING, Now.NO_PLACE)
    return s.child.stage == Stage.Y12_PLUS and s.child.now in without
