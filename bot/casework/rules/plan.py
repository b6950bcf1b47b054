"""The plan: what is late, what is missing, what can be appealed, and the windows that close."""

from datetime import date, timedelta

from bot.casework.appeals import (
    APPEALABLE,
    adviser_last_on,
    appeal_last_on,
    discrimination_last_on,
    letter_of,
    ombudsman_last_on,
)
from bot.casework.facts import Now, plan_is_awaited
from bot.casework.rulebook import Conditions, Situation, Urgency
from bot.casework.rules.safety import urgent_education

CONDITIONS = Conditions()

OMBUDSMAN_NEAR_DAYS = 60
ORDER_GRACE_DAYS = 14


@CONDITIONS.of("ehcp.late-6")
def late_6(s: Situation) -> bool:
    return s.law.ehc_decision_days < _days_awaited(s) <= s.law.ehc_no_plan_days


@CONDITIONS.of("ehcp.late-16")
def late_16(s: Situation) -> bool:
    return s.law.ehc_no_plan_days < _days_awaited(s) <= s.law.ehc_plan_days


@CONDITIONS.of("ehcp.late-20")
def late_20(s: Situation) -> bool:
    return _days_awaited(s) > s.law.ehc_plan_days


@CONDITIONS.of("ehcp.late-severe")
def late_severe(s: Situation) -> bool:
    return _days_awaited(s) > 2 * s.law.ehc_plan_days


@CONDITIONS.of("ehcp.late-and-out")
def late_and_out(s: Situation) -> bool:
    return any(urgent_education(f) for f in s.found) and _days_awaited(s) > s.law.ehc_decision_days


@CONDITIONS.of("ehcp.draft")
def draft(s: Situation) -> bool:
    return s.child.now == Now.FULL and s.child.letter == "draft"


@CONDITIONS.of("ehcp.refused")
def refused(s: Situation) -> bool:
    return letter_of(s.child) == "refused" and _may_still_appeal(s)


@CONDITIONS.of("ehcp.content")
def content(s: Situation) -> bool:
    return letter_of(s.child) in ("final", "review") and _may_still_appeal(s)


@CONDITIONS.of("appeal.deadline-near")
def deadline_near(s: Situation) -> bool:
    """Up to and with the last day."""
    left = _days_left(s)
    return left is not None and 0 <= left <= s.policy.deadline_days


@CONDITIONS.of("appeal.deadline-passed")
def deadline_passed(s: Situation) -> bool:
    left = _days_left(s)
    return left is not None and -s.policy.late_appeal_days <= left < 0


@CONDITIONS.of("appeal.mediation-missed")
def mediation_missed(s: Situation) -> bool:
    """No certificate, and the two months in which the adviser must be rung end soon."""
    if letter_of(s.child) not in APPEALABLE or s.child.mediation != "none":
        return False
    last_on = adviser_last_on(s.child, s.law)
    return last_on is not None and 0 <= (last_on - s.on).days <= s.policy.deadline_days


@CONDITIONS.of("appeal.hearing")
def hearing(s: Situation) -> bool:
    return letter_of(s.child) in APPEALABLE and s.child.mediation == "appealed"


@CONDITIONS.of("tribunal.order-late")
def order_late(s: Situation) -> bool:
    """Past the longest of the usual limits, and two weeks more."""
    if s.child.now != Now.FULL or s.child.letter != "order" or s.child.plan_letter_on is None:
        return False
    limit = timedelta(days=s.law.order_days + ORDER_GRACE_DAYS)
    return s.on > s.child.plan_letter_on + limit


@CONDITIONS.of("ehcp.f-missing-all")
def support_missing(s: Situation) -> bool:
    return _lacks_support(s) and s.child.support == "all"


@CONDITIONS.of("ehcp.f-missing-some")
def some_support_missing(s: Situation) -> bool:
    return _lacks_support(s) and s.child.support == "some"


@CONDITIONS.of("ehcp.review-late")
def review_late(s: Situation) -> bool:
    """No review in a year, or no word from the council four weeks after the meeting."""
    if s.child.now != Now.FULL or s.child.wrong != "review-late":
        return False
    met_on = s.child.review_met_on
    return not isinstance(met_on, date) or s.on > met_on + timedelta(days=s.law.review_decision_days)


@CONDITIONS.of("lgo.window")
def ombudsman_window(s: Situation) -> bool | Urgency:
    """Only from a day that is known: a year is long, and most who do not know the day are not at its end."""
    last_on = ombudsman_last_on(s.child, s.law, s.dont_know)
    left = (last_on - s.on).days if last_on else -1
    near = 0 <= left <= OMBUDSMAN_NEAR_DAYS
    return near and (Urgency.URGENT if left <= s.policy.deadline_days else Urgency.ROUTINE)


@CONDITIONS.of("dda.window")
def discrimination_window(s: Situation) -> bool:
    """Of an exclusion for good, the one act whose day is asked. A range is read as its worst day."""
    if s.child.now != Now.EXCLUDED and not (s.child.now == Now.FULL and s.child.wrong == "past-exclusion"):
        return False
    last_on = discrimination_last_on(s.child, s.law)
    if last_on:
        return 0 <= (last_on - s.on).days <= s.policy.deadline_days
    return s.child.now == Now.FULL and 5 < s.child.excluded_months < s.law.discrimination_months


def _days_awaited(s: Situation) -> float:
    return s.child.plan_asked_weeks * 7 if plan_is_awaited(s.child) else 0


def _lacks_support(s: Situation) -> bool:
    return s.child.now == Now.FULL and s.child.wrong == "support-missing" and s.child.plan == "yes"


def _days_left(s: Situation) -> int | None:
    """Until the last day to appeal; None where there is nothing to appeal, or it is done."""
    if letter_of(s.child) not in APPEALABLE or s.child.mediation == "appealed":
        return None
    last_on = appeal_last_on(s.child, s.law, s.calendar)
    return (last_on - s.on).days if last_on else None


def _may_still_appeal(s: Situation) -> bool:
    """By the letter alone where nobody knows of a certificate: that is the earlier day."""
    if "mediation" in s.dont_know:
        last_on = adviser_last_on(s.child, s.law)
        return last_on is None or last_on >= s.on
    left = _days_left(s)
    return s.child.mediation != "appealed" and (left is None or left >= 0)
