"""What holds for any family: knowing less, or telling of more children, never makes a case less urgent."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.casework.clocks import Clock
from bot.casework.facts import Child, Family
from bot.casework.rulebook import Policy, Urgency
from bot.casework.triage import Facts, Verdict, _day, decide
from bot.content import load_rulebook
from tests.casework.cases.situation import TERMS, TODAY
from tests.casework.families import CALM, CHILDREN, FAMILIES, KEYS, OF_CHILD, read_as_better

RULEBOOK = load_rulebook()

ABOUT_NOT_KNOWING = {
    *("rtt.unknown", "triage.key-unknown", "rtt.exception-not-met"),  # the last gives way to the first
    *("oos.expected-15", "oos.early", "lgo.window"),  # say themselves how not knowing reads
}
MANY = settings(derandomize=True, max_examples=300, deadline=None)


def told(family: Family, *dont_know: tuple[int, str], policy: Policy | None = None) -> Verdict:
    facts = Facts(family, dont_know=frozenset(dont_know))
    return decide(facts, TODAY, RULEBOOK, policy or Policy(), TERMS)


@MANY
@given(family=st.one_of(CALM, FAMILIES), forgotten=st.sets(KEYS, min_size=1, max_size=3))
def test_not_knowing_a_fact_never_makes_an_urgent_case_routine(
    family: Family, forgotten: set[tuple[int, str]]
) -> None:
    if told(family).urgency is Urgency.URGENT and not read_as_better(family, forgotten):
        assert told(family, *forgotten).urgency is Urgency.URGENT


@MANY
@given(family=CALM, fact=st.sampled_from(OF_CHILD))
def test_no_single_fact_of_a_calm_case_lowers_it_when_it_is_not_known(family: Family, fact: str) -> None:
    if told(family).urgency is Urgency.URGENT and not read_as_better(family, {(1, fact)}):
        assert told(family, (1, fact)).urgency is Urgency.URGENT


@MANY
@given(family=CALM, fact=st.sampled_from(OF_CHILD), weeks=st.sampled_from([1, 3, 10, 40]))
def test_it_holds_whatever_the_offices_own_norm_is(family: Family, fact: str, weeks: float) -> None:
    policy = Policy(
        rtt_weeks=weeks, near_cap_days=20, wait_year_weeks=26, deadline_days=3, late_appeal_days=7,
        thin_hours=10, part_hours=20, informal_repeat=3,
    )  # fmt: skip
    if told(family, policy=policy).urgency is Urgency.URGENT and not read_as_better(family, {(1, fact)}):
        assert told(family, (1, fact), policy=policy).urgency is Urgency.URGENT


@MANY
@given(family=st.one_of(CALM, FAMILIES), child=CHILDREN)
def test_another_child_never_makes_an_urgent_case_routine(family: Family, child: Child) -> None:
    more = replace(family, children=(*family.children, child))
    if told(family).urgency is Urgency.URGENT:
        assert told(more).urgency is Urgency.URGENT


@MANY
@given(family=st.one_of(CALM, FAMILIES), forgotten=st.sets(KEYS, max_size=3))
def test_an_answer_that_was_not_known_is_one_of_those_that_were_tried(
    family: Family, forgotten: set[tuple[int, str]]
) -> None:
    """What is certain without an answer is so with it; what comes with it was at least in doubt before."""
    before, after = told(family, *forgotten), told(family)
    first = {rule.id for rule in RULEBOOK.rules if not rule.second_pass} - ABOUT_NOT_KNOWING
    assert {f.rule.id for f in after.because} & first <= {f.rule.id for f in before.findings}
    assert {f.rule.id for f in before.because} & first <= {f.rule.id for f in after.because}


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    families=st.lists(
        st.tuples(
            st.one_of(CALM, FAMILIES), st.frozensets(KEYS, max_size=6), st.frozensets(KEYS, max_size=6)
        ),
        min_size=2,
        max_size=8,
    )
)
def test_what_is_remembered_of_others_changes_no_verdict(
    families: list[tuple[Family, frozenset[tuple[int, str]], frozenset[tuple[int, str]]]],
) -> None:
    def decided(facts: Facts) -> tuple[Verdict, tuple[Clock, ...]]:
        verdict = decide(facts, TODAY, RULEBOOK, Policy(), TERMS)
        return verdict, verdict.clocks

    remembering = [(facts, decided(facts)) for facts in [Facts(*family) for family in families * 2]]
    for facts, verdict in remembering:
        _day.cache_clear()
        assert decided(facts) == verdict
