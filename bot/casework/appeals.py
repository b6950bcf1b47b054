"""The last day to appeal to the SEND Tribunal, to claim discrimination, to go to the Ombudsman."""

from collections.abc import Collection
from datetime import date, timedelta

from bot.casework.calendar import DAY, Calendar, months_after, tribunal_shift
from bot.casework.facts import Child, Now, plan_is_awaited
from bot.casework.rulebook import Law

APPEALABLE = ("refused", "final", "review")
"""Letters of the council that can be appealed (Children and Families Act 2014 s.51)."""


def letter_of(child: Child) -> str:
    """Which letter the family has from the council: refused, draft, final, review, order or none."""
    if child.now == Now.FULL and child.wrong == "plan-refused":
        return "refused"
    if child.now == Now.FULL and child.letter != "none":
        return child.letter
    return "refused" if child.plan == "turned-down" else "none"


def appeal_last_on(child: Child, law: Law, calendar: Calendar) -> date | None:
    """Two months from the letter, or one from the certificate where that is later, shifted; None without a letter."""
    if child.plan_letter_on is None:
        return None
    last_on = months_after(child.plan_letter_on, int(law.appeal_months))
    if isinstance(child.mediation, date):
        last_on = max(last_on, months_after(child.mediation, int(law.certificate_months)))
    return tribunal_shift(calendar, last_on)


def adviser_last_on(child: Child, law: Law) -> date | None:
    """The last day to contact a mediation adviser; nothing shifts it."""
    return months_after(child.plan_letter_on, int(law.appeal_months)) if child.plan_letter_on else None


def discrimination_last_on(child: Child, law: Law) -> date | None:
    """Six months that begin with the exclusion: the day before its six-month day. It never shifts."""
    return (
        months_after(child.excluded_on, int(law.discrimination_months)) - DAY if child.excluded_on else None
    )


def ombudsman_last_on(child: Child, law: Law, dont_know: Collection[str] = ()) -> date | None:
    """Twelve months after the family knew: the soonest of part days, no place, and a plan that became late."""
    known_on = []
    if child.now == Now.PART and "rtt_since_on" not in dont_know:
        known_on.append(child.rtt_since_on)
    if child.now == Now.NO_PLACE and "out_since_on" not in dont_know:
        known_on.append(child.out_since_on)
    if plan_is_awaited(child) and "plan_asked_on" not in dont_know and child.plan_asked_on:
        known_on.append(child.plan_asked_on + timedelta(days=law.ehc_plan_days))
    first = min((day for day in known_on if day), default=None)
    return months_after(first, int(law.ombudsman_months)) if first else None
