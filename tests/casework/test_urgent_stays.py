"""What is urgent stays urgent, whatever else is told, and whatever of it is not known after all."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.casework.facts import Child, Family, Now, Stage
from bot.casework.lens import Key
from bot.casework.rulebook import Policy, Urgency
from bot.casework.triage import Facts, Verdict, decide
from bot.content import load_rulebook
from tests.casework.cases.every import CASES
from tests.casework.cases.situation import TERMS, TODAY, Case
from tests.casework.families import CALM, FAMILIES, read_as_better

RULEBOOK = load_rulebook()
PART_DAYS = {"now": Now.PART, "stage": Stage.Y3_6, "rtt_hours": 14}
NO_LESSONS = {"stage": Stage.Y3_6, "lesson_hours": 0}
NO_CERTIFICATE = {"now": Now.FULL, "wrong": "plan-content", "letter": "final", "mediation": "none"}

FACTS_OF_A_CHILD: dict[str, dict[str, Any]] = {
    "exclusion.permanent-open": {"now": Now.EXCLUDED, "governors": "not-yet"},
    "exclusion.pex-no-education": {
        "now": Now.EXCLUDED, "excluded_on": date(2026, 11, 2), "lessons": "some"
    },
    "exclusion.irp-window": {
        "now": Now.EXCLUDED, "governors": "upheld", "governors_letter_on": date(2026, 11, 2)
    },
    "exclusion.safeguarding-separation": {"now": Now.SENT_HOME, "keep_apart": True},
    "exclusion.informal-stay-away": {"now": Now.SENT_HOME, "stay_away": True, "keep_apart": False},
    "exclusion.informal-repeat": {"now": Now.SENT_HOME, "sent_home_times": 2},
    "exclusion.deregistered-recent": {"now": Now.NO_PLACE, "no_place_why": "told-out", "out_weeks": 4},
    "exclusion.threatened-permanent": {"now": Now.SUSPENDED, "school_talk": "permanent"},
    "exclusion.offroll-pressure": {"now": Now.FULL, "school_talk": "leave"},
    "exclusion.cumulative-over-15": {"suspension_total": 15.5},
    "exclusion.exam-at-risk": {"exam_missed": True},
    "exclusion.near-cap": {"year_total": 40},
    "exclusion.no-notice": {
        "now": Now.SUSPENDED, "suspension_letter": False, "suspension_first_on": date(2026, 11, 20)
    },
    "exclusion.day-six-missing": {
        "now": Now.SUSPENDED, "suspension_days": 6, "suspension_first_on": date(2026, 11, 17),
        "day_six_lessons": "none",
    },
    "rtt.no-consent": {**PART_DAYS, "rtt_agreed": "no"},
    "rtt.behaviour": {**PART_DAYS, "rtt_why": "behaviour"},
    "rtt.no-end-date": {**PART_DAYS, "rtt_end": "no"},
    "rtt.too-long": {**PART_DAYS, "rtt_weeks": 6},
    "oos.no-education-15": {**NO_LESSONS, "now": Now.NOT_GOING, "days_missed": 15},
    "oos.expected-15": {**NO_LESSONS, "now": Now.NOT_GOING, "days_missed": 2, "back_soon": False},
    "oos.no-place": {**NO_LESSONS, "now": Now.NO_PLACE, "no_place_why": "moved"},
    "oos.thin-6w": {
        **NO_LESSONS, "now": Now.NOT_GOING, "lesson_hours": 14.9, "days_missed": 30, "oos_why": "other"
    },
    "oos.enforcement": {"now": Now.NOT_GOING, "enforcement": "fine"},
    "placement.breakdown": {"now": Now.FULL, "wrong": "school-cannot"},
    "placement.wait-not-full-time": {**NO_LESSONS, "now": Now.NO_PLACE, "no_place_why": "waiting"},
    "appeal.deadline-near": {**NO_CERTIFICATE, "plan_letter_on": date(2026, 10, 7)},
    "appeal.mediation-missed": {**NO_CERTIFICATE, "plan_letter_on": date(2026, 10, 7)},
    "appeal.deadline-passed": {**NO_CERTIFICATE, "plan_letter_on": date(2026, 8, 26)},
    "tribunal.order-late": {
        "now": Now.FULL, "wrong": "plan-content", "letter": "order", "plan_letter_on": date(2026, 10, 4)
    },
    "dda.window": {"now": Now.FULL, "wrong": "past-exclusion", "excluded_on": date(2026, 6, 8)},
    "ehcp.f-missing-all": {"now": Now.FULL, "wrong": "support-missing", "plan": "yes", "support": "all"},
}  # fmt: skip
FACTS_OF_A_FAMILY: dict[str, dict[str, Any]] = {
    "safety.danger-now": {"danger_now": True},
    "safety.danger-in-words": {"danger_in_words": True},
    "safety.self-harm": {"self_harm": True},
    "safety.abuse-home": {"abuse_home": True},
    "safety.held-or-hurt": {"held_or_hurt": True},
    "safety.carer-breakdown": {"cannot_cope": True},
    "impact.home-notice": {"home": "notice"},
}


def told(family: Family, *dont_know: Key, on: date = TODAY, policy: Policy | None = None) -> Verdict:
    facts = Facts(family, dont_know=frozenset(dont_know))
    return decide(facts, on, RULEBOOK, policy or Policy(), TERMS)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(family=st.one_of(CALM, FAMILIES), rule_id=st.sampled_from(sorted(FACTS_OF_A_CHILD)))
def test_facts_of_a_child_that_are_urgent_are_so_whatever_else_is_told(family: Family, rule_id: str) -> None:
    child = replace(family.children[0], **FACTS_OF_A_CHILD[rule_id])
    verdict = told(replace(family, children=(child, *family.children[1:])))
    assert verdict.urgency is Urgency.URGENT
    assert rule_id in verdict.ids


@settings(derandomize=True, max_examples=60, deadline=None)
@given(family=st.one_of(CALM, FAMILIES), rule_id=st.sampled_from(sorted(FACTS_OF_A_FAMILY)))
def test_facts_of_a_family_that_are_urgent_are_so_whatever_else_is_told(family: Family, rule_id: str) -> None:
    verdict = told(replace(family, **FACTS_OF_A_FAMILY[rule_id]))
    assert verdict.urgency is Urgency.URGENT
    assert rule_id in verdict.ids


URGENT_CASES = [case for case in CASES if case.urgency == "urgent" and not case.dont_know]


@pytest.mark.parametrize("case", URGENT_CASES, ids=lambda case: case.name)
def test_a_fact_that_decides_is_urgent_when_it_is_not_known(case: Case) -> None:
    findings = [f for f in told(case.family, on=case.on).findings if f.urgency is Urgency.URGENT]
    for key in {key for finding in findings for key in finding.rests_on}:
        if not read_as_better(case.family, {key}):
            assert told(case.family, key, on=case.on).urgency is Urgency.URGENT, key


HURRIED = Policy(deadline_days=2, late_appeal_days=2)
MONTHS_ENDS = [date(2027, 4, 30), date(2027, 8, 2), date(2027, 8, 27), date(2027, 9, 1), date(2026, 12, 28)]
PLAN = Child(now=Now.FULL, wrong="plan-content", plan="yes", letter="final")
WINDOWS: dict[str, tuple[Child, int]] = {
    "plan_letter_on": (PLAN, 70),
    "mediation": (PLAN, 40),
    "excluded_on": (Child(now=Now.FULL, wrong="past-exclusion"), 190),
}


@pytest.mark.parametrize("on", [TODAY, *MONTHS_ENDS], ids=str)
@pytest.mark.parametrize("fact", WINDOWS)
def test_a_day_that_is_not_known_may_be_one_on_which_a_window_closes(fact: str, on: date) -> None:
    """Also for an office that calls only the last two days urgent, at the end of a month, and in holidays."""
    child, days = WINDOWS[fact]
    for back in range(days):
        facts: dict[str, Any] = {fact: on - timedelta(days=back)}
        if fact == "mediation":
            facts["plan_letter_on"] = on - timedelta(days=80)
        family = Family(children=(replace(child, **facts),))
        if told(family, on=on, policy=HURRIED).urgency is Urgency.URGENT:
            assert told(family, (1, fact), on=on, policy=HURRIED).urgency is Urgency.URGENT
