"""The engine: three values, two passes, and what is pending."""

from dataclasses import replace
from datetime import date

import pytest

from bot.casework.facts import Child, Family, Now, Stage
from bot.casework.rulebook import (
    Applies,
    Policy,
    Situation,
    Urgency,
)
from bot.casework.triage import Facts, decide
from tests.casework.cases.situation import NOT_AGREED, RETURNING, SUSPENDED, TERMS, TODAY
from tests.casework.deciding import RULEBOOK, by_all_rules, rule, verdict

UNKNOWN, TRUE, FALSE = {"rtt_review"}, Child(exam_missed=True), Child(exam_missed=False)
A_AND_B: Applies = lambda s: s.child.rtt_review and s.child.exam_missed  # noqa: E731
A_OR_B: Applies = lambda s: s.child.rtt_review or s.child.exam_missed  # noqa: E731
A_OR_NOT_A: Applies = lambda s: s.child.rtt_review or not s.child.rtt_review  # noqa: E731
A_AND_NOT_A: Applies = lambda s: s.child.rtt_review and not s.child.rtt_review  # noqa: E731

THREE_VALUES = {
    "Unknown and no is no": (A_AND_B, FALSE, "no"),
    "Unknown and yes cannot be told": (A_AND_B, TRUE, "cannot be told"),
    "Unknown or yes is yes": (A_OR_B, TRUE, "yes"),
    "Unknown or no cannot be told": (A_OR_B, FALSE, "cannot be told"),
    "Unknown or its opposite is yes": (A_OR_NOT_A, FALSE, "yes"),
    "Unknown and its opposite is no": (A_AND_NOT_A, FALSE, "no"),
}


@pytest.mark.parametrize(("applies", "child", "expected"), THREE_VALUES.values(), ids=THREE_VALUES)
def test_what_is_not_known_decides_only_what_hangs_on_it(
    applies: Applies, child: Child, expected: str
) -> None:
    findings = verdict(rule(applies), child=child, dont_know=UNKNOWN).findings
    told = {(): "no", (True,): "yes", (False,): "cannot be told"}
    assert told[tuple(f.certain for f in findings)] == expected


def test_an_urgent_rule_that_cannot_be_told_makes_the_case_urgent_and_says_what_to_ask() -> None:
    told = verdict(rule(A_AND_B), child=TRUE, dont_know=UNKNOWN)
    assert told.urgency == "urgent"
    assert told.ids == ()
    assert [f.missing for f in told.unknown] == [((1, "rtt_review"),)]
    assert [f.rests_on for f in told.unknown] == [((1, "exam_missed"),)]
    assert not told.urgent_so_far


def test_a_routine_rule_that_cannot_be_told_raises_nothing() -> None:
    told = verdict(rule(A_AND_B, urgency=Urgency.ROUTINE), child=TRUE, dont_know=UNKNOWN)
    assert (told.urgency, told.unknown) == ("routine", ())


def test_a_rule_that_cannot_be_told_never_closes_the_door() -> None:
    told = verdict(rule(A_AND_B, urgency=Urgency.OUTSIDE), child=TRUE, dont_know=UNKNOWN)
    assert (told.urgency, told.outside) == ("routine", None)


def test_a_rule_may_say_how_urgent_it_is() -> None:
    graded = rule(lambda s: s.child.exam_missed and Urgency.ROUTINE)
    told = verdict(graded, child=TRUE)
    assert (told.urgency, told.ids) == ("routine", ("test.rule",))


def test_a_graded_rule_counts_as_its_worse_degree_while_it_cannot_be_told() -> None:
    graded = rule(lambda s: Urgency.URGENT if s.child.rtt_review else Urgency.ROUTINE)
    told = verdict(graded, dont_know=UNKNOWN)
    assert (told.urgency, [f.rule.id for f in told.unknown]) == ("urgent", ["test.rule"])


def test_what_is_pending_decides_nothing() -> None:
    told = verdict(rule(A_AND_B), child=TRUE, pending=UNKNOWN)
    assert (told.urgency, told.findings, told.clocks) == ("routine", (), ())


def test_a_rule_fires_before_the_last_answer_where_that_cannot_change_it() -> None:
    told = verdict(rule(A_OR_B), child=TRUE, pending=UNKNOWN)
    assert (told.urgency, told.ids, told.urgent_so_far) == ("urgent", ("test.rule",), True)


def test_a_rule_that_would_need_endless_trials_cannot_be_told() -> None:
    unknown = {
        "stage", "now", "plan", "rtt_hours", "rtt_weeks", "suspension_days", "suspension_total", "year_total"
    }  # fmt: skip

    def never(s: Situation) -> bool:
        values = [getattr(s.child, fact) for fact in sorted(unknown)]
        return "a value that none of them has" in values

    told = verdict(rule(never), dont_know=unknown)
    assert [f.rule.id for f in told.unknown] == ["test.rule"]


def test_the_second_pass_sees_what_the_first_one_found() -> None:
    second = replace(
        rule(lambda s: [f.rule.id for f in s.found] == ["test.first"], "test.second"), second_pass=True
    )
    first = rule(lambda s: not s.found and s.child.exam_missed, "test.first")
    assert verdict(second, first, child=TRUE).ids == ("test.second", "test.first")


def test_the_first_pass_sees_no_findings() -> None:
    assert verdict(rule(lambda s: bool(s.found)), rule(A_OR_B), child=TRUE).ids == ("test.rule",)


def test_a_rule_is_asked_only_on_the_days_it_is_in_force() -> None:
    over = replace(rule(A_OR_B, "test.old"), until=date(2026, 11, 22))
    last_day = replace(rule(A_OR_B, "test.last-day"), until=date(2026, 11, 23))
    first_day = replace(rule(A_OR_B, "test.first-day"), since=date(2026, 11, 23))
    to_come = replace(rule(A_OR_B, "test.new"), since=date(2026, 11, 24))
    assert verdict(over, last_day, first_day, to_come, child=TRUE).ids == ("test.last-day", "test.first-day")


def test_the_order_of_rules_changes_the_order_of_findings_only() -> None:
    family = Family(job="lost", because=True, children=(SUSPENDED, NOT_AGREED))
    facts = Facts(family, dont_know=frozenset({(2, "rtt_why"), (0, "social_worker")}))
    backwards = replace(RULEBOOK, rules=RULEBOOK.rules[::-1])
    there = decide(facts, TODAY, RULEBOOK, Policy(), TERMS)
    back = decide(facts, TODAY, backwards, Policy(), TERMS)
    assert there.urgency == back.urgency
    assert {(f.rule.id, f.child, f.urgency, f.missing) for f in there.findings} == {
        (f.rule.id, f.child, f.urgency, f.missing) for f in back.findings
    }


def test_the_order_of_children_changes_nothing_but_their_numbers() -> None:
    one = by_all_rules(Family(children=(SUSPENDED, NOT_AGREED)))
    other = by_all_rules(Family(children=(NOT_AGREED, SUSPENDED)))
    assert one.urgency == other.urgency
    assert set(one.ids) == set(other.ids)


def test_the_same_facts_on_the_same_day_give_the_same_verdict() -> None:
    family = Family(job="lost", because=True, children=(SUSPENDED, NOT_AGREED))
    unknown = {(2, "rtt_why"), (0, "social_worker")}
    assert by_all_rules(family, dont_know=unknown) == by_all_rules(family, dont_know=unknown)


def test_a_verdict_names_the_versions_that_it_rests_on() -> None:
    told = by_all_rules(Family(children=(SUSPENDED,)))
    other = by_all_rules(Family(children=(SUSPENDED,)), policy=Policy(rtt_weeks=8))
    assert (told.on, told.rulebook) == (TODAY, RULEBOOK.digest)
    assert told.policy != other.policy
    assert told.calendar == other.calendar


def test_urgent_comes_first_then_certain_then_the_order_of_the_rulebook() -> None:
    told = by_all_rules(
        Family(cannot_cope=True, children=(replace(NOT_AGREED, council_told=False),)), dont_know={(1, "plan")}
    )
    assert [(f.rule.id, f.certain) for f in told.findings] == [
        ("safety.carer-breakdown", True),
        ("rtt.no-consent", True),
        ("rtt.with-plan", False),
        ("rtt.not-told-council", True),
        ("ehcp.refused", False),
    ]


def test_a_safety_flag_marks_the_case_as_safety() -> None:
    assert by_all_rules(Family(abuse_home=True)).safety
    assert not by_all_rules(Family(social_worker=True, children=(NOT_AGREED,))).safety


def test_a_family_outside_england_hears_of_its_nation_before_its_member_of_parliament() -> None:
    outside = by_all_rules(Family(nation="wales", constituent=False)).outside
    assert outside is not None
    assert outside.rule.id == "scope.not-england"


# Before the last answer

AHEAD = {(1, fact) for fact in ("now", "plan", "stage", "turned_five")} | {
    (0, fact) for fact in ("job", "home", "because", "cannot_cope", "self_harm", "held_or_hurt", "abuse_home")
}


def test_nothing_fires_before_anything_is_answered() -> None:
    told = by_all_rules(Family(children=(Child(),)), pending=AHEAD)
    assert (told.urgency, told.findings, told.urgent_so_far) == ("routine", (), False)


def test_part_days_are_urgent_as_soon_as_the_answer_that_says_so_is_there() -> None:
    child = Child(now=Now.PART, stage=Stage.Y3_6, rtt_hours=10, rtt_agreed="no")
    still_to_come = {(1, "rtt_end"), (1, "rtt_why"), (0, "job"), (0, "self_harm")}
    told = by_all_rules(Family(children=(child,)), pending=still_to_come)
    assert told.ids == ("rtt.no-consent", "rtt.under-half")
    assert told.urgent_so_far


def test_a_phased_return_is_not_promised_before_the_last_answer() -> None:
    told = by_all_rules(Family(children=(RETURNING,)), pending={(0, "home")})
    assert (told.urgency, told.ids) == ("routine", ())
