"""What happens where no other rule says anything, or none can."""

from bot.casework.facts import Now, full_time
from bot.casework.rulebook import Conditions, Situation, Urgency

CONDITIONS = Conditions()


@CONDITIONS.of("triage.key-unknown")
def key_unknown(s: Situation) -> bool:
    """Not known what school is like, or excluded or out since nobody knows when."""
    if "now" in s.dont_know:
        return True
    if s.child.now == Now.EXCLUDED:
        return "excluded_on" in s.dont_know and not full_time(s.child)
    return s.child.now == Now.NOT_GOING and "days_missed" in s.dont_know and not full_time(s.child)


@CONDITIONS.of("triage.nothing-fired")
def nothing_fired(s: Situation) -> bool:
    """No rule applies, and none that would be urgent is in doubt."""
    return not any(f.certain or f.urgency is Urgency.URGENT for f in s.found)
