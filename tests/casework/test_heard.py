"""Every answer that can make a case urgent is heard by a rule; the others make nothing urgent by themselves."""

from datetime import date

import pytest

from bot.casework.rulebook import Policy
from bot.casework.script import QUESTIONS
from bot.casework.telling import facts_from
from bot.casework.triage import Verdict, decide
from bot.casework.understanding import YES
from bot.content import load_rulebook
from tests.casework.cases.situation import TERMS, TODAY
from tests.casework.heard import CALM, HEARD, IN_JUNE, NEVER_URGENT, Others
from tests.casework.interviewing import Talk

RULEBOOK = load_rulebook()
URGENT = [(question, option, rule, others) for (question, option), (rule, others) in HEARD.items()]
ROUTINE = [(q, option, others) for q, (options, others) in NEVER_URGENT.items() for option in options]


def told(others: Others, on: date = TODAY) -> Verdict:
    """Answer every question that comes with what is told here, or else calmly, and decide."""
    talk = Talk(on)
    while step := talk.step:
        said, before = others.get(step.question, CALM[step.question]), talk.marker
        if talk.marker.confirm:
            talk = talk.says(YES)
        elif QUESTIONS[step.question].several and said != "none":
            talk = talk.says(said).says("done")
        else:
            talk = talk.says(said)
        assert (talk.step, talk.marker) != (step, before), f"{step.question} does not take {said!r}"
        if _decided(talk, on).outside:
            break
    return _decided(talk, on)


def _decided(talk: Talk, on: date) -> Verdict:
    facts = facts_from(talk.answers, ("AL1",), on, sent=talk.step is None)
    return decide(facts, on, RULEBOOK, Policy(), TERMS)


def test_every_option_of_every_question_that_decides_stands_in_one_of_the_tables() -> None:
    deciding = {(q.id, option) for q in QUESTIONS.values() if q.facts for option in q.options}
    listed = [*HEARD, *((question, option) for question, option, _ in ROUTINE)]
    assert sorted(listed) == sorted(deciding)


@pytest.mark.parametrize(
    ("question", "option", "rule", "others"), URGENT, ids=[f"{q}={o}" for q, o, _, _ in URGENT]
)
def test_a_rule_hears_the_answer(question: str, option: str, rule: str, others: Others) -> None:
    on = IN_JUNE.get((question, option), TODAY)
    verdict = told({**others, question: option}, on)
    assert rule in verdict.ids
    assert RULEBOOK[rule].urgency != "routine"


@pytest.mark.parametrize(("question", "option", "others"), ROUTINE, ids=[f"{q}={o}" for q, o, _ in ROUTINE])
def test_a_calm_answer_makes_no_case_urgent(question: str, option: str, others: Others) -> None:
    urgent = {f.rule.id for f in told({**others, question: option}).because if f.urgency == "urgent"}
    by_danger = {"safety.danger-now"} if others.get("start") == "danger" else set()
    assert urgent == by_danger
