"""The words: each one is there, used, filled, well formed, told apart from its neighbours, and easy to read."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from bot.casework import asking
from bot.casework.answers import Answer, Marker, State, Step
from bot.casework.messages import Button
from bot.casework.reading import folded
from bot.casework.rulebook import Urgency
from bot.casework.script import CHILD, IMPACTS, IMPACTS_ALWAYS, QUESTIONS, SAFETY_IMPACTS
from bot.casework.standing import OUTCOMES
from bot.casework.words import Html, Words
from bot.content import load_rulebook
from bot.desk.checkin import ANSWERS
from bot.desk.sending import AUTHORITY
from bot.office import read_office
from bot.sandbox.markup import parsed
from bot.sandbox.refusals import Refused
from bot.wording import load_words
from tests.town import ROOT

OFFICE = read_office(ROOT / "office.example.toml").names()
FAMILY, STAFF = load_words("words", OFFICE), load_words("staff", OFFICE)
RULEBOOK = load_rulebook()
TODAY = date(2026, 11, 23)
URGENT_RULES = [rule.id for rule in RULEBOOK.rules if rule.urgency is Urgency.URGENT]
OPTIONS = {question.id: question.options for question in QUESTIONS.values()} | {
    "impact": tuple(dict.fromkeys((*IMPACTS_ALWAYS, *IMPACTS)))
}

ROLES = ("parent", "self", "under-16", "helper")
PLAIN = [
    *(f"ask.{question}" for question in QUESTIONS),
    "check.foot",
    *(f"button.{choice}" for choice in (*AUTHORITY, "change")),
]
"""What is said in other words to some of those who write."""

BY_ROLE = [
    by_role for plain in PLAIN for role in ROLES if (by_role := plain.replace(".", f".{role}.", 1)) in FAMILY
]
LABELS = [f"label.{question}" for question in QUESTIONS]
OUTCOME_IDS = [f"outcome.{outcome}" for outcome in OUTCOMES]
KINDS = ("urgent", "to-check", "routine", "routine-after-all")
URGENCY_IDS = ["urgency.urgent", "urgency.routine", "urgency.safety"]

BUILT = {
    ("asking.py", "{}.{}"): PLAIN,
    ("asking.py", "{}.{}.{}"): BY_ROLE,
    ("asking.py", "label.{}"): LABELS,
    ("asking.py", "option.{}.{}"): [f"option.{q}.{option}" for q, all_ in OPTIONS.items() for option in all_],
    ("asking.py", "button.{}"): [f"button.{word}" for word, _ in asking.CONFIRMING],
    ("board.py", "label.{}"): LABELS,
    ("board.py", "urgency.{}"): ["urgency.urgent", "urgency.routine"],
    ("board.py", "thread.{}"): [],  # each call of board.thread names its own
    ("card.py", "card.by-{}"): ["card.by-helper", "card.by-self"],
    ("card.py", "card.clock-{}"): ["card.clock-on", "card.clock-passed"],
    ("card.py", "first.{}"): ["first.new", "first.unfinished", "first.alert", "first.task"],
    ("card.py", "label.{}"): LABELS,
    ("card.py", "outcome.{}"): OUTCOME_IDS,
    ("card.py", "permission.{}"): [*(f"permission.{kind}" for kind in AUTHORITY.values()), "permission.none"],
    ("card.py", "urgency.{}"): URGENCY_IDS,
    ("checkin.py", "button.{}"): [*(f"button.{answer}" for answer in ANSWERS), "button.stop-prompts"],
    ("checkin.py", "prompt.thanks-{}"): [f"prompt.thanks-{answer}" for answer in ANSWERS],
    ("commands.py", "{}.none"): ["status.none", "stop.none", "delete.none"],
    ("commands.py", "button.{}"): ["button.stop-keep", "button.delete-yes", "button.delete-no"],
    ("confirming.py", "sent.{}"): [f"sent.{kind}" for kind in KINDS],
    ("confirming.py", "sent.door-{}"): ["sent.door-home", "sent.door-job"],
    ("confirming.py", "why.{}"): [f"why.{rule}" for rule in URGENT_RULES],
    ("answering.py", "option.impact.{}"): [f"option.impact.{impact}" for impact in SAFETY_IMPACTS],
    ("answering.py", "option.{}.{}"): [
        *(f"option.impact.{i}" for i in SAFETY_IMPACTS),
        "option.start.danger",
    ],
    ("answering.py", "outside.{}"): [
        f"outside.{nation}" for nation in ("wales", "scotland", "northern_ireland", "crown_dependency")
    ],
    ("answering.py", "safety.{}"): [f"safety.{impact}" for impact in SAFETY_IMPACTS],
    ("following.py", "prompt.unfinished{}"): ["prompt.unfinished", "prompt.unfinished-urgent"],
    ("following.py", "unclaimed.{}"): ["unclaimed.first", "unclaimed.second"],
    ("standing.py", "outcome.{}"): OUTCOME_IDS,
    ("standing.py", "urgency.{}"): URGENCY_IDS,
    ("staff.py", "ask.{}"): ["ask.message", "ask.change"],
    ("staff.py", "closed.{}"): [f"closed.{outcome}" for outcome in OUTCOMES],
    ("staff.py", "outcome.{}"): OUTCOME_IDS,
    ("staff.py", "urgency.{}"): URGENCY_IDS,
    ("summary.py", "option.impact.{}"): [f"option.impact.{impact}" for impact in IMPACTS],
}
"""The ids that code builds of parts, by where and how it builds them."""

SAYING = {"words", "plain", "tell", "thread", "staff", "staff_words", "first"}
"""What is called with a word's id."""

FOR_STAFF = {"card.py", "standing.py", "board.py", "staff.py", "queue.py", "inbox.py"}
"""Where an id that both files have means the staff's."""

SECTIONS = {word_id.split(".")[0] for word_id in (*FAMILY.by_id, *STAFF.by_id)}


class Use(NamedTuple):
    """One place in code that asks for a word; {} stands for a part that is put in."""

    file: str
    line: int
    word_id: str
    filled: frozenset[str]


def uses() -> Iterator[Use]:
    """Every word that the code asks for: as a call's argument, or as a text that looks like an id."""
    files = [
        path for folder in ("bot/casework", "bot/desk", "handlers") for path in (ROOT / folder).glob("*.py")
    ]
    for path in files:
        tree = ast.parse(path.read_text("utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
        chosen = dict(_chosen_before(tree))
        said = [use for call in calls for use in _asked_by(path, call, chosen)]
        yield from said
        yield from _written(path, tree, {(use.line, use.word_id) for use in said})


def _chosen_before(tree: ast.AST) -> Iterator[tuple[int, ast.expr]]:
    """What a name stands for, by the node that reads it: `word_id = "a" if b else "c"`, then thread(talk, word_id)."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            given = {
                node.targets[0].id: node.value
                for node in ast.walk(function)
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
            }
            for node in ast.walk(function):
                if isinstance(node, ast.Name) and node.id in given:
                    yield id(node), given[node.id]


def _asked_by(path: Path, call: ast.Call, chosen: Mapping[int, ast.expr]) -> Iterator[Use]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in SAYING:
        thread = name == "thread" and len(call.args) > 1
        filled = frozenset(keyword.arg for keyword in call.keywords if keyword.arg)
        asked = call.args[1] if thread else call.args[0]
        for text, line in _texts(chosen.get(id(asked), asked)):
            word_id, more = (f"thread.{text}", {"ref"}) if thread else (text, set[str]())
            yield Use(path.name, line, word_id, filled | more)


def _written(path: Path, tree: ast.AST, said: set[tuple[int, str]]) -> Iterator[Use]:
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        for text, line in _texts(node) if id(node) not in parts else ():
            like_an_id = re.fullmatch(r"([a-z]+|\{\})(\.[\w{}-]+)+", text)
            if like_an_id and text.split(".")[0] in SECTIONS | {"{}"} and (line, text) not in said:
                yield Use(path.name, line, text, frozenset())


def _texts(node: ast.AST) -> Iterator[tuple[str, int]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value, node.lineno
    elif isinstance(node, ast.JoinedStr):
        parts = (str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        yield "".join(parts), node.lineno
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def each_id(use: Use) -> list[str]:
    return BUILT.get((use.file, use.word_id), []) if "{}" in use.word_id else [use.word_id]


def words_of(use: Use, word_id: str) -> Words:
    """The file that a word is in; of two, the one that this place in code means."""
    first, second = (STAFF, FAMILY) if use.file in FOR_STAFF else (FAMILY, STAFF)
    return first if word_id in first else second


USES = tuple(uses())
USED = [(use, word_id, words_of(use, word_id)) for use in USES for word_id in each_id(use)]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


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


def test_every_urgent_rule_can_be_told_to_the_family() -> None:
    assert [rule for rule in URGENT_RULES if f"why.{rule}" not in FAMILY.by_id] == []


# Buttons

TOLD = {
    Step(0, "start"): Answer("parent"),
    Step(0, "postcode"): Answer("AL1 3JE"),
    Step(1, "now"): Answer("part"),
    Step(1, "another"): Answer("different"),
    Step(2, "now"): Answer("suspended"),
}
"""So much of an interview that every choice of the impact screen is offered, and there is a way back."""

MARKERS = (Marker(), Marker(picked=("job",)), Marker(confirm="2026-11-23"))
CHILD_QUESTIONS = {*(question.id for question in CHILD), "nickname"}


def step_of(question: str) -> Step:
    return Step(6, question) if question in CHILD_QUESTIONS else Step(0, question)


def every_button(question: str) -> list[Button]:
    """Whatever is under a question: asked anew, asked again, with something ticked, with a day to confirm."""
    step = step_of(question)
    again = {**TOLD, step: Answer(state=State.DONT_KNOW)}
    shown = [
        asking.question(FAMILY, step, answers, marker, TODAY, "slot")
        for answers in (TOLD, again)
        for marker in MARKERS
    ]
    return [button for message in shown for row in message.buttons for button in row]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_a_button_carries_fits_into_telegrams_64_bytes(question: str) -> None:
    assert max(len(button.data.encode()) for button in every_button(question)) <= 64


def test_what_the_buttons_to_change_an_answer_carry_fits_too() -> None:
    answers = TOLD | {step_of(question): Answer(state=State.DONT_KNOW) for question in QUESTIONS}
    rows = asking.change(FAMILY, answers, TODAY, "slot").buttons
    assert max(len(button.data.encode()) for row in rows for button in row) <= 64


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_two_labels_of_a_question_are_the_same_to_a_typed_answer(question: str) -> None:
    labels = [folded(text) for text in asking.labels(FAMILY, step_of(question), TOLD, TODAY).values()]
    assert sorted(labels) == sorted(set(labels))


# Markup

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


# Reading ease

FRAGMENTS = ("option", "button", "label", "closed", "why", "reason", "said", "sent")
"""Sections that never are a message of their own."""

SAMPLE = {
    "mp": "Sam",
    "constituency": "Sam",
    "sendiass": "Sam",
    "council": "Sam",
    "homelessness": "Sam",
    "name": "Sam",
    "answer": "Sam",
    "question": "Sam",
    "childrens_services": "0300 123 4043",
    "hours": "9am to 5.30pm on working days",
    "ref": "SL-7K3Q9",
    "by": "Tuesday",
    "day": "Tuesday",
    "sent": "Tuesday",
    "started": "Tuesday",
    "closed": "Tuesday",
    "outcome": "there is full-time school again",
    "claimed": "Sam in the team has your case.",
    "reasons": "you did not freely agree to the part days; and your job or home is at risk while a child is not "
    "in school full time",
    "text": "We rang the school.",
}
"""Names of people and places are one short name, so that they do not count."""

EASY = Words(FAMILY.by_id, SAMPLE)


@dataclass(frozen=True)
class Read:
    name: str
    text: str

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade of what is left without markup and lines with phone numbers."""
        text = re.sub(r"<[^>]+>", "", self.text)
        text = "\n".join(line for line in text.splitlines() if not re.search(r"\d{3}", line))
        sentences = [part for part in re.split(r"[.!?]+(?:\s|$)|\n+", text) if re.search(r"[a-zA-Z]", part)]
        words = re.findall(r"[a-zA-Z][a-zA-Z'’-]*", text)
        if not words:
            return 0
        syllables = sum(_syllables(word.lower()) for word in words)
        return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    silent = r"(?<=[a-z]{2})(?:(?<!l)e|(?<![sxzcghl])es|(?<![td])ed)$"
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(silent, "", word))))


def messages() -> list[Read]:
    """Every message that a family can get, whole."""
    alone = [Read(i, EASY(i)) for i in EASY.by_id if i.split(".")[0] not in FRAGMENTS and i != "check.line"]
    calm = [Read(f"sent.{kind}", _sent(f"sent.{kind}", "")) for kind in KINDS if kind != "urgent"]
    doors = [EASY("sent.door-home"), EASY("sent.door-job")]
    risks = Read("sent.urgent with doors", _sent("sent.urgent", "why.impact.job-or-home", *doors))
    return [*alone, *calm, risks, Read("sent.unsafe", EASY("sent.unsafe")), *_sent_urgent()]


def _sent_urgent() -> Iterator[Read]:
    for rule in RULEBOOK.rules:
        if rule.urgency is Urgency.URGENT and f"why.{rule.id}" in EASY:
            dates = "\n".join(f"• Tuesday: {clock.family}" for clock in rule.clocks if clock.family)
            about = EASY("sent.dates", dates=Html(dates)) if dates else ""
            rights = rule.family_line
            yield Read(f"sent.urgent for {rule.id}", _sent("sent.urgent", f"why.{rule.id}", about, rights))


def _sent(head: str, why: str, *parts: str) -> str:
    reasons = EASY.plain(why) if why else ""
    return "\n\n".join([EASY(head, reasons=reasons), *parts, EASY("sent.phone"), EASY("sent.foot")])


def test_the_grade_of_a_known_text_is_the_one_that_others_find() -> None:
    easy = Read("", "The cat sat on the mat.")
    hard = Read("", "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.")
    assert round(easy.grade, 1) == -1.4
    assert round(hard.grade, 1) == 11.3


def test_no_message_to_a_family_is_harder_than_grade_7() -> None:
    assert [f"{message.name}: {message.grade:.1f}" for message in messages() if message.grade > 7] == []


def test_messages_to_families_are_of_grade_5_and_a_half_at_most_on_the_average() -> None:
    grades = [message.grade for message in messages()]
    assert sum(grades) / len(grades) <= 5.5


def test_no_button_of_a_question_is_cut_off_on_a_phone() -> None:
    long = {
        word_id: label
        for word_id, label in FAMILY.by_id.items()
        if word_id.startswith(("option.", "button.")) and "{" not in label and len(label) > 37
    }
    assert long == {}
