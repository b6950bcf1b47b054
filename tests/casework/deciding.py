"""How tests decide: by a few rules made up for the purpose, or by the whole rulebook."""

from datetime import date

from bot.casework.calendar import Calendar
from bot.casework.facts import Child, Family
from bot.casework.rulebook import Applies, Mark, Policy, Rule, Rulebook, Source, Urgency
from bot.casework.triage import Facts, Verdict, decide
from bot.content import load_rulebook
from tests.casework.cases.situation import TERMS, TODAY

RULEBOOK = load_rulebook()
LAW = RULEBOOK.law(TODAY)
SOURCE = Source("A source", Mark.C1, date(2026, 11, 23))


def rule(applies: Applies, rule_id: str = "test.rule", urgency: Urgency = Urgency.URGENT) -> Rule:
    return Rule(rule_id, urgency, "child", frozenset(), SOURCE, "why", "what next", "", applies)


def verdict(
    *rules: Rule,
    child: Child | None = None,
    dont_know: set[str] | None = None,
    pending: set[str] | None = None,
) -> Verdict:
    """Decide by a few rules only, on one child."""
    facts = Facts(
        Family(children=(child or Child(),)),
        dont_know=frozenset((1, fact) for fact in dont_know or ()),
        pending=frozenset((1, fact) for fact in pending or ()),
    )
    return decide(facts, TODAY, Rulebook(rules, lambda _: LAW, "test"), Policy(), TERMS)


def by_all_rules(
    family: Family,
    *,
    dont_know: set[tuple[int, str]] | None = None,
    pending: set[tuple[int, str]] | None = None,
    on: date = TODAY,
    policy: Policy | None = None,
    calendar: Calendar = TERMS,
) -> Verdict:
    facts = Facts(family, frozenset(dont_know or ()), frozenset(pending or ()))
    return decide(facts, on, RULEBOOK, policy or Policy(), calendar)
