"""Every situation of `cases`, and that between them they show each rule three ways."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.casework.facts import Child, Family
from bot.casework.lens import Key, situation
from bot.casework.rulebook import Mark, Policy, Rule, Situation
from bot.casework.triage import Facts, Verdict, decide
from bot.content import load_rulebook
from tests.casework.cases.every import CASES
from tests.casework.cases.situation import TERMS, Case

RULEBOOK = load_rulebook()
RULE_IDS = [rule.id for rule in RULEBOOK.rules]
CHECKED_IN = (Path(__file__).parent / "rule_ids.txt").read_text().split()

NEVER_IN_DOUBT = {
    "triage.nothing-fired": "it looks at no fact, only at what the other rules found",
}
# Not what these facts are is looked at, but whether they are known.
WATCHED = {
    "rtt.unknown": {"rtt_weeks", "rtt_agreed", "rtt_end"},
    "triage.key-unknown": {"excluded_on", "days_missed"},
}


@cache
def verdict_of(case: Case) -> Verdict:
    facts = Facts(case.family, dont_know=frozenset(case.dont_know))
    return decide(facts, case.on, RULEBOOK, Policy(), TERMS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_situation_gets_its_verdict(case: Case) -> None:
    verdict = verdict_of(case)
    in_doubt = {f.rule.id for f in verdict.findings if not f.certain}
    assert verdict.urgency == case.urgency
    assert set(case.fires) <= set(verdict.ids)
    assert not set(case.quiet) & {f.rule.id for f in verdict.findings}
    assert set(case.in_doubt) <= in_doubt


def test_every_name_of_a_case_is_its_own() -> None:
    names = [case.name for case in CASES]
    assert sorted(set(names)) == sorted(names)


def test_cases_name_only_rules_that_exist() -> None:
    named = {rule_id for case in CASES for rule_id in (*case.fires, *case.quiet, *case.in_doubt)}
    assert named <= set(RULE_IDS)


@pytest.mark.parametrize("rule_id", RULE_IDS)
def test_every_rule_has_a_case_where_it_fires(rule_id: str) -> None:
    assert any(rule_id in case.fires for case in CASES)


@pytest.mark.parametrize("rule_id", RULE_IDS)
def test_every_rule_has_a_case_where_it_does_not(rule_id: str) -> None:
    assert any(rule_id in case.quiet for case in CASES)


@pytest.mark.parametrize("rule_id", [rule_id for rule_id in RULE_IDS if rule_id not in NEVER_IN_DOUBT])
def test_every_rule_has_a_case_where_it_cannot_be_told(rule_id: str) -> None:
    assert any(rule_id in case.in_doubt for case in CASES)


def test_the_rules_are_those_that_were_released() -> None:
    assert sorted(RULE_IDS) == CHECKED_IN


@pytest.mark.parametrize("rule", RULEBOOK.rules, ids=lambda rule: rule.id)
def test_a_rule_reads_the_facts_it_needs_and_no_others(rule: Rule) -> None:
    read: dict[Key, None] = {}
    for case in CASES:
        _look(rule, case, read)
    watched = WATCHED.get(rule.id, set())
    assert {fact for _, fact in read} | watched == rule.needs


def _look(rule: Rule, case: Case, read: dict[Key, None]) -> None:
    """Let the rule look at each child of a case, as if everything were known."""
    found = verdict_of(case).findings
    children = range(1, len(case.family.children) + 1) if rule.scope == "child" else (0,)
    for child in children:
        seen = situation(
            child=child,
            family=case.family,
            unknown=frozenset(),
            dont_know=frozenset(fact for who, fact in case.dont_know if who == child),
            assumed={},
            read=read,
            on=case.on,
            law=RULEBOOK.law(case.on),
            policy=Policy(),
            calendar=TERMS,
            found=found,
        )
        rule.applies(seen)


@dataclass(frozen=True)
class Asked:
    """What is not known of a child; it can be asked of single facts alone, and notes of which."""

    facts: frozenset[str]
    looked_for: set[str]

    def __contains__(self, fact: str) -> bool:
        self.looked_for.add(fact)
        return fact in self.facts

    def __and__(self, facts: frozenset[str]) -> frozenset[str]:
        self.looked_for.update(facts)
        return self.facts & facts


@pytest.mark.parametrize("rule", RULEBOOK.rules, ids=lambda rule: rule.id)
def test_a_rule_looks_only_at_what_its_outcome_is_remembered_by(rule: Rule) -> None:
    """Of what is not known at the facts it needs; of a finding at its rule, child, urgency and certainty."""
    looked_for = set[str]()
    for case in CASES:
        found = [
            SimpleNamespace(rule=f.rule, child=f.child, urgency=f.urgency, certain=f.certain)
            for f in verdict_of(case).findings
        ]
        asked = Asked(frozenset(fact for _, fact in case.dont_know), looked_for)
        for child in case.family.children:
            rule.applies(
                Situation(
                    child=child,
                    family=case.family,
                    on=case.on,
                    law=RULEBOOK.law(case.on),
                    policy=Policy(),
                    calendar=TERMS,
                    dont_know=cast(Any, asked),
                    found=cast(Any, tuple(found)),
                )
            )
    assert looked_for <= rule.needs


@pytest.mark.parametrize("rule", RULEBOOK.rules, ids=lambda rule: rule.id)
def test_a_rule_says_why_what_next_and_what_it_rests_on(rule: Rule) -> None:
    assert rule.reason
    assert rule.next_step
    assert rule.source.title
    assert rule.source.mark in Mark
    assert rule.source.read_on.isoformat() >= "2026-11-23"


@pytest.mark.parametrize("rule", RULEBOOK.rules, ids=lambda rule: rule.id)
def test_a_family_line_is_short_and_in_plain_words(rule: Rule) -> None:
    line = rule.family_line.lower()
    assert len(line.split()) <= 25
    assert not [word for word in ("illegal", "fixed-term", "local authority", " la ") if word in line]


def test_only_rules_without_a_line_in_the_fact_base_say_nothing_to_the_family() -> None:
    silent = [rule.id for rule in RULEBOOK.rules if not rule.family_line]
    combinations = ["combo.two-children", "combo.suspension-plus-rtt", "combo.wait-year"]
    assert silent == ["impact.job-only", *combinations, "ehcp.late-and-out"]


def test_every_source_is_used() -> None:
    text = (files("bot.casework") / "content" / "sources.toml").read_text("utf-8")
    written = {line.strip("[]") for line in text.splitlines() if line.startswith("[")}
    content = files("bot.casework") / "content"
    citing = "".join((content / name).read_text("utf-8") for name in ("rules.toml", "law.toml"))
    assert {source for source in written if f'source = "{source}"' not in citing} == set()


def test_a_child_reads_by_default_as_one_of_whom_nothing_bad_was_told() -> None:
    verdict = verdict_of(Case("Nothing was told.", "routine", Family(children=(Child(),))))
    assert verdict.ids == ("triage.nothing-fired",)
