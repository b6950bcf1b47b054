"""Loading the rulebook: what is refused, where it says it is, and what it says was meant."""

from datetime import date

import pytest

from bot.casework.rulebook import ClockSpec, Conditions, Mark, Urgency
from bot.casework.rules import FAMILIES
from bot.content import ContentError, load_rulebook, rulebook_from
from tests.casework.rulebooks import texts, with_change


def refusal(changed: dict[str, str]) -> str:
    with pytest.raises(ContentError) as refused:
        rulebook_from(changed, FAMILIES)
    return str(refused.value)


OLDER = '[[day_six]]\nvalue = 5\nsince = 2010-09-01\nsource = "day-six"\nread_on = 2026-11-23\n'
REFUSED = {
    "An unknown fact": (
        "rules.toml",
        'needs = ["self_harm"]',
        'needs = ["self_ham"]',
        'rules.toml, rule "safety.self-harm", needs: "self_ham" is not a fact. Did you mean "self_harm"?',
    ),
    "An unknown source": (
        "rules.toml",
        'source = "childline"',
        'source = "child-line"',
        'rules.toml, rule "scope.under-16-alone", source: "child-line" is not a source in sources.toml. '
        'Did you mean "childline"?',
    ),
    "An unknown urgency": (
        "rules.toml",
        'urgency = "urgent"',
        'urgency = "urgnt"',
        'rules.toml, rule "safety.danger-now", urgency: "urgnt" is not an urgency. Did you mean "urgent"?',
    ),
    "An unknown scope": (
        "rules.toml",
        'scope = "family"',
        'scope = "school"',
        'rules.toml, rule "safety.danger-now", scope: "school" is not a scope. Known here: child, family.',
    ),
    "A rule without a condition": (
        "rules.toml",
        "[rtt.behaviour]",
        "[rtt.behavior]",
        'rules.toml, rule "rtt.behavior": no condition in bot/casework/rules has this id. '
        'Did you mean "rtt.behaviour"?',
    ),
    "A key with a slip": (
        "rules.toml",
        'next = "Ring the family now.',
        'nxt = "Ring the family now.',
        'rules.toml, rule "safety.danger-now": "nxt" is not a key. Did you mean "next"?',
    ),
    "A clock without its shape": (
        "rules.toml",
        '"0 calendar days after today: speak with the family"',
        '"today: speak with the family"',
        'rules.toml, rule "safety.danger-now", clocks: "today: speak with the family" is not a clock. '
        'Write it like "15 school days after suspension_first_on: for staff | for the family".',
    ),
    "A clock from an unknown day": (
        "rules.toml",
        "after rtt_end:",
        "after rtt_ends:",
        'rules.toml, rule "rtt.agreed-phased-return", clocks: "rtt_ends" is not a day that a clock can start '
        'from. Did you mean "rtt_end"?',
    ),
    "A clock in unknown days": (
        "rules.toml",
        "governors_meet_days school days",
        "governors_meet_days scool days",
        'rules.toml, rule "exclusion.permanent-open", clocks: "scool" is not a kind of days. '
        'Did you mean "school"?',
    ),
    "An empty reason": (
        "rules.toml",
        'reason = "Someone may be in danger now"',
        'reason = ""',
        'rules.toml, rule "safety.danger-now": reason is empty. Say it in one line.',
    ),
    "No reason": (
        "rules.toml",
        'reason = "Someone may be in danger now"\n',
        "",
        'rules.toml, rule "safety.danger-now": reason is missing.',
    ),
    "A rule that ends before it begins": (
        "rules.toml",
        "second_pass = true",
        "second_pass = true\nsince = 2026-09-01\nuntil = 2026-08-31",
        'rules.toml, rule "safety.social-worker", until: 2026-08-31 comes before since, 2026-09-01.',
    ),
    "A word where a day belongs": (
        "rules.toml",
        "second_pass = true",
        'second_pass = true\nsince = "September"',
        "rules.toml, rule \"safety.social-worker\", since: 'September' is not a day like 2026-09-01, "
        "without quotes.",
    ),
    "A word where yes or no belongs": (
        "rules.toml",
        "second_pass = true",
        'second_pass = "yes"',
        "rules.toml, rule \"safety.social-worker\", second_pass: 'yes' is not true or false.",
    ),
    "A right that rests on memory": (
        "rules.toml",
        'family = "We will check what help the council can give you as a carer."',
        'family = "You can ask the council for help."',
        'rules.toml, rule "safety.carer-breakdown", family: "You can ask the council for help." rests on a '
        'source marked M (from memory). Say "we will check".',
    ),
    "An id of one part": (
        "rules.toml",
        "[rtt.behaviour]",
        "[behaviour]",
        'rules.toml, [behaviour]: a rule\'s id has two parts, like "rtt.no-consent".',
    ),
    "Text without its quotes": (
        "rules.toml",
        'urgency = "urgent"',
        "urgency = urgent",
        "rules.toml: Invalid value",
    ),
    "An unknown mark": (
        "sources.toml",
        'mark = "C1"',
        'mark = "C3"',
        'sources.toml, source "own-constituents", mark: "C3" is not a mark. Known here: C1, C2, M.',
    ),
    "A source without its day": (
        "sources.toml",
        "read_on = 2026-11-23\n",
        "",
        'sources.toml, source "own-constituents": read_on is missing.',
    ),
    "A link that is none": (
        "sources.toml",
        "https://schools.norfolk.gov.uk/article/29630",
        "schools.norfolk.gov.uk/article/29630",
        'sources.toml, source "attendance-guidance", link: "schools.norfolk.gov.uk/article/29630" is not a '
        "plain address. Begin it with https://",
    ),
    "A number that no rule looks at": (
        "law.toml",
        "[[year_cap_days]]",
        "[[year_cap]]",
        'law.toml: "year_cap" is not a number that rules look at. Did you mean "year_cap_days"?',
    ),
    "A number in words": (
        "law.toml",
        "value = 45",
        'value = "forty-five"',
        "law.toml, year_cap_days, value: 'forty-five' is not a number. Write it like 15.",
    ),
    "Two values on one day": (
        "law.toml",
        "[[day_six]]",
        OLDER + "until = 2012-09-01\n\n[[day_six]]",
        "law.toml, day_six: two values hold on 2012-09-01. End the first one the day before.",
    ),
    "A gap between two values": (
        "law.toml",
        "[[day_six]]",
        OLDER + "until = 2012-08-30\n\n[[day_six]]",
        "law.toml, day_six: no value holds from 2012-08-30 to 2012-09-01. Close the gap.",
    ),
    "A value that ends with nothing after it": (
        "law.toml",
        "value = 45",
        "value = 45\nuntil = 2027-08-31",
        "law.toml, year_cap_days: no value holds after 2027-08-31. Add the one that follows.",
    ),
    "A value with no first day": (
        "law.toml",
        "value = 45\nsince = 2012-09-01",
        "value = 45",
        "law.toml, year_cap_days: since is missing. Give the first day on which the value holds.",
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_slip_is_refused_with_what_was_meant(name: str, old: str, new: str, expected: str) -> None:
    assert refusal(with_change(name, old, new)).startswith(expected)


def test_a_number_of_the_law_that_is_not_there_is_refused() -> None:
    found = texts()
    cut = found["law.toml"].partition("# Days ahead within which a home")[0]
    assert refusal(found | {"law.toml": cut}) == (
        "law.toml: homeless_days is missing. "
        "Add a table [[homeless_days]] with value, since, source and read_on."
    )


def test_a_condition_without_a_rule_is_refused() -> None:
    more = Conditions()
    more.of("rtt.forgotten")(lambda _: True)
    with pytest.raises(ContentError) as refused:
        rulebook_from(texts(), (*FAMILIES, more))
    assert str(refused.value) == (
        'rules.toml: the condition "rtt.forgotten" in bot/casework/rules has no rule. '
        "Add a table [rtt.forgotten], or delete the condition."
    )


def test_two_conditions_under_one_id_are_refused() -> None:
    more = Conditions()
    more.of("rtt.behaviour")(lambda _: True)
    with pytest.raises(ContentError, match=r'"rtt\.behaviour" has two conditions'):
        rulebook_from(texts(), (*FAMILIES, more))
    with pytest.raises(ValueError, match=r'"rtt\.behaviour" has two conditions'):
        more.of("rtt.behaviour")(lambda _: False)


def test_a_rule_carries_all_that_its_table_says() -> None:
    rule = load_rulebook()["exclusion.cumulative-over-15"]
    assert (rule.urgency, rule.scope) == (Urgency.URGENT, "child")
    assert rule.needs == {"suspension_total", "suspension_days"}
    assert rule.reason == "Over 15 days of suspension this term: governors must meet"
    assert rule.source.mark is Mark.C1
    assert rule.source.read_on == date(2026, 11, 23)
    assert rule.source.link == "https://legislation.gov.uk/uksi/2012/1033/regulation/24/2020-06-01"
    assert rule.clocks == (
        ClockSpec(
            "governors_meet_days",
            "school",
            "suspension_first_on",
            "the governors must meet",
            "the school's governors must meet by then (not in private schools)",
        ),
    )


def test_the_rules_stand_in_the_order_of_their_file() -> None:
    ids = [rule.id for rule in load_rulebook().rules]
    assert ids[0] == "safety.danger-now"
    assert ids[-1] == "triage.nothing-fired"


def test_the_digest_changes_with_any_file_and_with_the_code() -> None:
    one = rulebook_from(texts(), FAMILIES, ["code"]).digest
    assert one == rulebook_from(texts(), FAMILIES, ["code"]).digest
    assert one != rulebook_from(texts(), FAMILIES, ["other code"]).digest
    assert (
        one
        != rulebook_from(with_change("rules.toml", "in danger now", "in danger"), FAMILIES, ["code"]).digest
    )
    assert (
        one != rulebook_from(with_change("law.toml", "value = 45", "value = 44"), FAMILIES, ["code"]).digest
    )
    assert len(one) == 12
