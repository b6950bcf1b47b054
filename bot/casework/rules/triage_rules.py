"""What happens where no other rule says anything, or none can."""

from bot.casework.rulebook import Conditions, Situation, Urgency

CONDITIONS = Conditions()


@CONDITIONS.of("triage.key-unknown")
def key_unknown(s: Situation) -> bool:
    """Not known what school is like, or told in the family's own words only: a person must read it."""
    return "now" in s.dont_know or s.child.in_own_words


@CONDITIONS.of("triage.nothing-fired")
def nothing_fired(s: Situation) -> bool:
    """No rule applies, and none that would be urgent is in doubt."""
    return not any(f.certain or f.urgency is Urgency.URGENT for f in s.found)
