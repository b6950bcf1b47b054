"""All the words, as the tests read them: the families' and the staff's."""

from datetime import date
from string import Formatter

from bot.casework.rulebook import Urgency
from bot.casework.script import QUESTIONS
from bot.content import load_rulebook
from bot.office import read_office
from bot.wording import load_words
from tests.town import ROOT

OFFICE = read_office(ROOT / "office.example.toml").names()
FAMILY, STAFF = load_words("words", OFFICE), load_words("staff", OFFICE)
RULEBOOK = load_rulebook()
TODAY = date(2026, 11, 23)
URGENT_RULES = [rule.id for rule in RULEBOOK.rules if rule.urgency is Urgency.URGENT]
OPTIONS = {question.id: question.options for question in QUESTIONS.values()}


KINDS = ("urgent", "to-check", "routine", "routine-after-all")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
