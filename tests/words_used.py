"""Which words the code asks for, and where: as a call's argument, or as a text that looks like an id."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bot.casework import asking
from bot.casework.consent import OF_THE_CASE, SENDING, Consent
from bot.casework.contact import TIMES
from bot.casework.script import QUESTIONS, SAFETY_IMPACTS
from bot.casework.standing import DIFFERENCES, OUTCOMES
from bot.casework.words import Words
from bot.desk.checkin import ANSWERS
from bot.desk.closing import ANSWERS as SORTED
from bot.desk.family import ANSWERED_ALWAYS
from bot.desk.holding import WAITING_ON
from bot.desk.queue import View
from bot.desk.quiet import Never
from bot.desk.returning import CHOICES
from bot.desk.sending import AUTHORITY
from bot.desk.staff import USES as WORDS_OF_STAFF
from bot.desk.targets import MET
from bot.office import Role
from handlers.media import METHODS
from tests.town import ROOT
from tests.wording import FAMILY, KINDS, OPTIONS, RULEBOOK, STAFF

ROLES = ("parent", "self", "under-16", "helper")
PLAIN = [
    *(f"ask.{question}" for question in QUESTIONS),
    "check.foot",
    *(f"button.{choice}" for choice in (*AUTHORITY, "change")),
    *(f"copy.{allowed}" for allowed in AUTHORITY.values()),
    *(f"allow.{kind}" for kind in Consent),
]
"""What is said in other words to some of those who write."""

WHY = [why for rule in RULEBOOK.rules if (why := f"why.{rule.id}") in FAMILY]
BY_ROLE = [
    by_role
    for plain in (*PLAIN, *WHY)
    for role in ROLES
    if (by_role := plain.replace(".", f".{role}.", 1)) in FAMILY
]
OPTIONS_BY_ROLE = [
    by_role
    for question, options in OPTIONS.items()
    for option in options
    for role in ROLES
    if (by_role := f"option.{role}.{question}.{option}") in FAMILY
]
LABELS = [f"label.{question}" for question in QUESTIONS]
OUTCOME_IDS = [f"outcome.{outcome}" for outcome in OUTCOMES]


DIFFERENCE_IDS = [f"difference.{difference}" for difference in DIFFERENCES]
WAITING_IDS = [f"waiting.{on}" for on in WAITING_ON]
MORE = ("note", "more", "hand", "release", "wait", "facts")
DATES = ("begun-at", "heard-at", "sent-at", "contacted-at", "raised-at", "closed-at", "deadline-on")
SETTINGS = (
    *("allowed", "by-phone", "prompts", "reachable", "paused-until", "not-after", "neutral"),
    *("outcome", "difference"),
)
"""What /mydata says of a case, besides what was told."""

URGENCY_IDS = ["urgency.urgent", "urgency.routine", "urgency.safety", "urgency.undecided"]

BUILT = {
    ("asking.py", "{}.{}"): [*PLAIN, *WHY],
    ("asking.py", "{}.{}.{}"): BY_ROLE,
    ("asking_after.py", "never.{}"): [f"never.{why}" for why in Never],
    ("reminding.py", "never.{}"): [f"never.{why}" for why in Never],
    ("asking.py", "label.{}"): LABELS,
    ("asking.py", "option.{}.{}"): [f"option.{q}.{option}" for q, all_ in OPTIONS.items() for option in all_],
    ("asking.py", "option.{}.{}.{}"): OPTIONS_BY_ROLE,
    ("asking.py", "button.{}"): [f"button.{word}" for word, _ in asking.CONFIRMING],
    ("board.py", "label.{}"): LABELS,
    ("board.py", "urgency.{}"): ["urgency.urgent", "urgency.routine"],
    ("board.py", "thread.{}"): [],  # each call of board.thread names its own
    ("card.py", "card.by-{}"): ["card.by-helper", "card.by-self"],
    ("card.py", "card.clock-{}"): ["card.clock-on", "card.clock-passed"],
    ("card.py", "first.{}"): ["first.new", "first.unfinished", "first.alert", "first.task"],
    ("card.py", "label.{}"): LABELS,
    ("card.py", "label.{}-is"): ["label.plan-is", "label.plan_asked-is"],
    ("card.py", "outcome.{}"): OUTCOME_IDS,
    ("card.py", "permission.{}"): [
        *(f"permission.{kind}" for kind in SENDING),
        "permission.none",
        "permission.stop",
    ],
    ("card.py", "urgency.{}"): URGENCY_IDS,
    ("chasing.py", "chase.{}-{}"): [
        f"chase.escalate-{n}-{kind}" for n in (1, 2) for kind in ("urgent", "routine")
    ],
    ("digest.py", "digest.{}"): [
        f"digest.{kind}"
        for kind in ("new", "unclaimed", "overdue", "today", "week", "late", "unreached", "retention")
    ],
    ("ringing.py", "moved.by-{}"): ["moved.by-answers", "moved.by-date"],
    ("ringing.py", "urgency.{}"): ["urgency.urgent", "urgency.routine"],
    ("targets.py", "target.{}"): [f"target.{target}" for target in MET],
    ("targets.py", "target.is-{}"): ["target.is-near", "target.is-passed"],
    ("checkin.py", "button.{}"): [*(f"button.{answer}" for answer in ANSWERS), "button.stop-prompts"],
    ("checkin.py", "prompt.thanks-{}"): [f"prompt.thanks-{answer}" for answer in ANSWERS],
    ("commands.py", "{}.none"): [
        f"{command}.none" for command in ANSWERED_ALWAYS if command not in ("help", "mydata")
    ],
    ("consents.py", "consent.{}"): [f"consent.{kind}" for kind in OF_THE_CASE],
    ("consents.py", "consent.read-out-{}"): ["consent.read-out-council", "consent.read-out-school"],
    ("consents.py", "permission.{}"): [*(f"permission.{kind}" for kind in SENDING), "permission.stop"],
    ("privacy_screen.py", "option.best_time.{}"): [f"option.best_time.{time}" for time in TIMES],
    ("privacy_screen.py", "privacy.which-{}"): [
        f"privacy.which-{what}" for what in ("latest", "time", "pause")
    ],
    ("privacy_screen.py", "profile.safe-{}"): ["profile.safe-yes", "profile.safe-no"],
    ("privacy_screen.py", "profile.short-{}"): ["profile.short-on", "profile.short-off"],
    ("privacy_screen.py", "profile.{}"): ["profile.yes", "profile.no"],
    ("privacy_screen.py", "tap.{}"): [word_id for word_id in FAMILY.by_id if word_id.startswith("tap.")],
    ("erasing.py", "button.{}"): ["button.stop-keep", "button.delete-yes", "button.delete-no"],
    ("my_data_page.py", "label.{}"): LABELS,
    ("my_data_page.py", "held.state-{}"): [f"held.state-{state}" for state in ("asking", "open", "closed")],
    ("my_data_page.py", "held.{}"): [f"held.{name}" for name in DATES],
    ("my_data_page.py", "held.set-{}"): [f"held.set-{name}" for name in SETTINGS],
    ("returning.py", "button.{}"): [f"button.{choice}" for choice in CHOICES],
    ("confirming.py", "sent.{}"): [f"sent.{kind}" for kind in KINDS],
    ("confirming.py", "sent.door-{}"): ["sent.door-home", "sent.door-job"],
    ("answering.py", "option.impact.{}"): [f"option.impact.{impact}" for impact in SAFETY_IMPACTS],
    ("answering.py", "option.{}.{}"): [
        *(f"option.impact.{i}" for i in SAFETY_IMPACTS),
        "option.start.danger",
    ],
    ("elsewhere.py", "outside.{}"): [
        f"outside.{nation}"
        for nation in ("wales", "scotland", "northern_ireland", "crown_dependency", "border")
    ],
    ("answering.py", "safety.{}"): [f"safety.{impact}" for impact in SAFETY_IMPACTS],
    ("joining.py", "files.{}"): [f"files.{kind}" for kind in METHODS],
    ("unclaimed.py", "unclaimed.{}"): ["unclaimed.first", "unclaimed.second"],
    ("standing.py", "outcome.{}"): OUTCOME_IDS,
    ("standing.py", "urgency.{}"): URGENCY_IDS,
    ("standing.py", "button.{}"): [f"button.{more}" for more in MORE],
    ("asks.py", "ask.{}"): [*(f"ask.{action}" for action in WORDS_OF_STAFF), "ask.reword"],
    ("card.py", "difference.{}"): DIFFERENCE_IDS,
    ("card.py", "waiting.{}"): WAITING_IDS,
    ("chasing.py", "chase.to-{}"): ["chase.to-council", "chase.to-school"],
    ("chasing.py", "waiting.{}"): WAITING_IDS,
    ("closing.py", "button.sorted-{}"): [f"button.sorted-{answer}" for answer in SORTED],
    ("closing.py", "closed.{}"): [f"closed.{outcome}" for outcome in OUTCOMES],
    ("closing.py", "difference.{}"): DIFFERENCE_IDS,
    ("closing.py", "outcome.{}"): OUTCOME_IDS,
    ("closing.py", "sorted.thanks-{}"): [f"sorted.thanks-{answer}" for answer in SORTED],
    ("closing.py", "thread.sorted-{}"): [f"thread.sorted-{answer}" for answer in SORTED],
    ("deciding.py", "urgency.{}"): URGENCY_IDS,
    ("holding.py", "waiting.{}"): WAITING_IDS,
    ("orders.py", "role.{}"): [f"role.{role}" for role in Role],
    ("queue.py", "view.{}"): [f"view.{view}" for view in View],
    ("queue.py", "waiting.{}"): WAITING_IDS,
    ("talk.py", "label.{}"): LABELS,
    ("talk.py", "said.{}"): ["said.forwarded", "said.number-of-other", "said.edited"],
}
"""The ids that code builds of parts, by where and how it builds them."""

SAYING = {"words", "plain", "tell", "thread", "staff", "staff_words", "first"}
"""What is called with a word's id."""

FOR_STAFF = {
    *("card.py", "standing.py", "board.py", "staff.py", "queue.py", "inbox.py", "holding.py", "deciding.py"),
    *("looking.py", "orders.py", "asks.py", "noting.py", "phoning.py", "delivery.py", "writing.py"),
}
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
