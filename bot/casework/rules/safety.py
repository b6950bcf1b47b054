"""Safety: what the family told of danger. One flag is enough, whatever else is known."""

from bot.casework.rulebook import Conditions, Finding, Situation, Urgency

CONDITIONS = Conditions()

EDUCATION = ("exclusion.", "rtt.", "oos.", "placement.", "transport.")
"""The families of rules about exclusion, part days, and being out of school."""


@CONDITIONS.of("safety.danger-now")
def danger_now(s: Situation) -> bool:
    return s.family.danger_now


@CONDITIONS.of("safety.danger-in-words")
def danger_in_words(s: Situation) -> bool:
    return s.family.danger_in_words


@CONDITIONS.of("safety.self-harm")
def self_harm(s: Situation) -> bool:
    return s.family.self_harm


@CONDITIONS.of("safety.abuse-home")
def abuse_home(s: Situation) -> bool:
    return s.family.abuse_home


@CONDITIONS.of("safety.held-or-hurt")
def held_or_hurt(s: Situation) -> bool:
    return s.family.held_or_hurt


@CONDITIONS.of("safety.carer-breakdown")
def carer_breakdown(s: Situation) -> bool:
    return s.family.cannot_cope


@CONDITIONS.of("safety.social-worker")
def social_worker(s: Situation) -> bool:
    """Adds weight to an urgent education finding; alone it makes nothing urgent."""
    return s.family.social_worker and any(urgent_education(f) for f in s.found)


def urgent_education(finding: Finding) -> bool:
    """Whether the finding is certain, urgent, and about a child who is or may be kept out of school."""
    about_school = finding.rule.id.startswith(EDUCATION)
    return about_school and finding.certain and finding.urgency is Urgency.URGENT


def any_flag(s: Situation) -> bool:
    """Whether any of the safety rules that are urgent alone applies."""
    family = s.family
    return (
        family.danger_now
        or family.danger_in_words
        or family.self_harm
        or family.abuse_home
        or family.held_or_hurt
        or family.cannot_cope
    )
