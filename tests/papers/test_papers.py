"""The papers in docs/ say what the rules and the script say."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.casework.clocks import STARTS
from bot.casework.question import Question
from bot.casework.script import QUESTIONS
from bot.casework.summary import QUESTION_OF
from bot.casework.words import Words
from bot.cli import app
from bot.content import FACTS, load_rulebook
from bot.explain.told import OF_CHILD, OF_FAMILY
from bot.explain.values import answer_from
from bot.office import read_office
from bot.papers.answers import sample_of
from bot.papers.flow import flow
from bot.papers.interview import default_of, read_as
from bot.papers.rules import looks_at, rules_page, titles
from bot.papers.shelf import papers
from bot.papers.texts import DAY, own_words
from bot.wording import load_words
from tests.town import ROOT

OFFICE = read_office(ROOT / "office.example.toml")


@cache
def written() -> Mapping[Path, str]:
    return papers(ROOT)


def words() -> Words:
    return load_words("words", OFFICE.names())


@pytest.mark.parametrize("name", ["rules.md", "interview.md", "answers.md"])
def test_a_paper_lags_behind_nothing(name: str) -> None:
    path = ROOT / "docs" / name
    assert path.read_text("utf-8") == written()[path], "Run ./sendline docs, and look at what changed."


def test_every_clock_has_words_for_the_day_it_starts_from() -> None:
    assert own_words()["start"].keys() == STARTS.keys()


def test_every_fact_that_no_question_tells_has_words() -> None:
    assert own_words()["fact"].keys() == FACTS - QUESTION_OF.keys()


def test_every_kind_of_typed_answer_has_words() -> None:
    assert own_words()["typed"].keys() == {question.typed for question in QUESTIONS.values()}


def test_every_rule_stands_under_a_title() -> None:
    assert titles().keys() == {rule.id for rule in load_rulebook().rules}
    assert "" not in titles().values()


def test_the_rulebook_says_of_a_rule_all_that_a_caseworker_asks() -> None:
    page = rules_page(OFFICE, "office.example.toml", DAY)
    start = page.index("### `exclusion.irp-window`")
    assert page[start:].split("\n### ")[0] == (
        "### `exclusion.irp-window` · URGENT\n\n"
        "**The governors said no; the time to ask for a review panel is running.**\n\n"
        "- **Looks at**: School this week, Governors met, Date on the governors' letter\n"
        "- **Source**: [Exclusion Regulations 2012 (SI 2012/1033) Sch 1 para 2(1)]"
        "(https://legislation.gov.uk/uksi/2012/1033/schedules/made), “Applications for a review” [C1], "
        "read on 23 November 2026\n"
        "- **Next step**: Tell the family today: panel and SEN expert must be asked for in writing, and in time. "
        "SENDIASS helps with it.\n"
        "- **The family is told**: “You can ask a panel to look again, with a SEN expert. "
        "Ask in writing, in 15 school days. Late requests are not looked at.”\n"
        "- **By when**: 15 school days after the date on the governors' letter (law): "
        "panel and SEN expert asked for (posted: two working days earlier) "
        "(the family reads: “ask in writing for a review panel and a SEN expert by then (not in private schools)”)\n"
    )


def test_what_is_ticked_is_told_apart() -> None:
    rule = load_rulebook()["safety.carer-breakdown"]
    assert looks_at(rule, words()) == ["True for you: “I can't cope”"]


READ_AS: Mapping[tuple[str, str], str] = {
    ("suspension_total", "first"): "`suspension_total` = 0; `suspension_first` = yes",
    ("rtt_end", "1w"): "`rtt_end` = 2026-11-30, counted from the day of the tap",
    ("rtt_weeks", "6-12"): "`rtt_weeks` = 12; `rtt_since_on` = not known",
    ("impact", "cannot-cope"): "`cannot_cope` = yes",
    ("impact", "job"): "–",
    ("contact", "here"): "–",
}


@pytest.mark.parametrize(("question", "option"), READ_AS)
def test_an_option_is_shown_with_the_facts_that_it_means(question: str, option: str) -> None:
    assert read_as(QUESTIONS[question], option) == READ_AS[question, option]


def test_a_question_is_shown_with_how_it_reads_when_it_was_not_asked() -> None:
    assert list(default_of(QUESTIONS["rtt_agreed"])) == ["`rtt_agreed` = yes"]


def test_the_flow_draws_every_question() -> None:
    drawn = flow(words())
    assert [
        question for question in QUESTIONS if f"{question}[" not in drawn and f"{question}{{" not in drawn
    ] == []


@pytest.mark.parametrize("question", [*OF_FAMILY, *OF_CHILD], ids=lambda question: question.id)
def test_the_example_of_each_key_is_an_answer_to_it(question: Question) -> None:
    answer_from(question, sample_of(question), question.options, DAY)


def test_the_rulebook_is_printed_with_the_digests_that_a_verdict_stores() -> None:
    found = CliRunner().invoke(app, ["rules", "--office", str(ROOT / "office.example.toml")])
    assert found.exit_code == 0
    assert found.stdout.startswith("# The rulebook\n")
    assert f"Rulebook {load_rulebook().digest} · policy " in found.stdout
