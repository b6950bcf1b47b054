"""The agreed situations, played through the buttons: the same verdict as through facts."""

from functools import cache

import pytest

from bot.casework.rulebook import Policy
from bot.casework.telling import facts_from
from bot.casework.triage import Verdict, decide
from bot.content import load_rulebook
from tests.casework.cases.situation import TERMS
from tests.casework.interviewing import Talk
from tests.casework.played import Played
from tests.casework.played_acceptance import ACCEPTANCE
from tests.casework.played_borderline import BORDERLINE

RULEBOOK = load_rulebook()
CASES = (*ACCEPTANCE, *BORDERLINE)


@cache
def verdict_of(case: Played) -> Verdict:
    talk = Talk(case.on)
    for said in case.said:
        talk = talk.says(said)
    assert case.urgency == "outside" or talk.step is None
    facts = facts_from(talk.answers, ("AL1",), case.on, sent=True)
    return decide(facts, case.on, RULEBOOK, Policy(), TERMS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_situation_that_is_tapped_gets_its_verdict(case: Played) -> None:
    verdict = verdict_of(case)
    assert verdict.urgency == case.urgency
    assert set(case.fires) <= set(verdict.ids)
    assert not set(case.quiet) & {f.rule.id for f in verdict.findings}
    assert {(c.rule_id, c.on) for c in verdict.clocks} >= set(case.due)
