"""The words: each one is there, used, filled and well formed."""

import re

import pytest

from bot.casework.script import QUESTIONS
from bot.casework.words import Html, Words
from bot.sandbox.markup import parsed
from bot.sandbox.refusals import Refused
from tests.wording import FAMILY, OFFICE, OPTIONS, RULEBOOK, STAFF, URGENT_RULES, placeholders
from tests.words_used import BUILT, USED, USES


def test_every_way_of_building_an_id_is_listed_above() -> None:
    assert {(use.file, use.word_id) for use in USES if "{}" in use.word_id} == BUILT.keys()


def test_every_word_that_code_asks_for_is_there() -> None:
    assert [f"{use.file}:{use.line} {word_id}" for use, word_id, words in USED if word_id not in words] == []


@pytest.mark.parametrize("words", [FAMILY, STAFF], ids=["families", "staff"])
def test_every_word_that_is_there_is_asked_for(words: Words) -> None:
    assert sorted(words.by_id.keys() - {word_id for _, word_id, found in USED if found is words}) == []


def test_every_placeholder_is_filled_wherever_its_word_is_used() -> None:
    left = {
        f"{use.file}:{use.line} {word_id}": placeholders(words.by_id.get(word_id, ""))
        - use.filled
        - OFFICE.keys()
        for use, word_id, words in USED
    }
    assert [place for place, names in left.items() if names] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_words_a_label_and_a_label_for_every_option(question: str) -> None:
    needed = {f"ask.{question}", f"label.{question}", *(f"option.{question}.{o}" for o in OPTIONS[question])}
    assert needed - FAMILY.by_id.keys() == set()


ASKED_OF_A_PARENT = {"turned_five": "nobody who writes about themselves is in Reception"}


@pytest.mark.parametrize("role", ["self", "helper"])
def test_whoever_is_no_parent_is_not_asked_about_my_or_your_child(role: str) -> None:
    asked = {
        q: FAMILY.by_id[FAMILY.first(f"ask.{role}.{q}", f"ask.{q}")].lower()
        for q in QUESTIONS
        if q not in ASKED_OF_A_PARENT or role != "self"
    }
    offered = {
        f"{q}.{option}": FAMILY.by_id[
            FAMILY.first(f"option.{role}.{q}.{option}", f"option.{q}.{option}")
        ].lower()
        for q, options in OPTIONS.items()
        for option in options
    }
    told = {rule.id: rule.family_line.lower() for rule in RULEBOOK.rules}
    texts = {**asked, **offered, **told}
    assert [name for name, text in texts.items() if "your child" in text or "my child" in text] == []


def test_every_urgent_rule_can_be_told_to_the_family() -> None:
    assert [rule for rule in URGENT_RULES if f"why.{rule}" not in FAMILY.by_id] == []


SUPPORTED = {"b", "i", "code", "a"}
"""What we use of the tags that Telegram supports."""

ODD_VALUE = "a <b> & </i> c"


def shown(words: Words, word_id: str) -> Html:
    """A word with something in every place that could be mistaken for markup."""
    return words(word_id, **dict.fromkeys(placeholders(words.by_id[word_id]), ODD_VALUE))


def refused(words: Words, word_id: str) -> str:
    """Why Telegram would not take a word; nothing where it would."""
    try:
        parsed(shown(words, word_id))
    except Refused as wrong:
        return f"{word_id}: {wrong}"
    return ""


@pytest.mark.parametrize("words", [FAMILY, STAFF], ids=["families", "staff"])
def test_markup_is_balanced_and_what_people_wrote_cannot_break_it(words: Words) -> None:
    assert [why for word_id in words.by_id if (why := refused(words, word_id))] == []


@pytest.mark.parametrize("words", [FAMILY, STAFF], ids=["families", "staff"])
def test_only_tags_that_telegram_supports_are_used(words: Words) -> None:
    tags = {tag for text in words.by_id.values() for tag in re.findall(r"</?([^\s>]+)", text)}
    assert tags <= SUPPORTED
