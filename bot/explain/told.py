"""A family in JSON, version 1, as the answers of an interview; what nobody could have been asked is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from bot.casework.answers import Answer, Answers, State, Step, Told
from bot.casework.danger import may_mean_danger
from bot.casework.interview import options_of, path
from bot.casework.question import Question
from bot.casework.script import CHILD, CLOSING, MORE_CHILDREN, MOST_CHILDREN, OPENING, QUESTIONS
from bot.casework.telling import DANGER_IN_WORDS
from bot.cues import load_cues
from bot.explain.lines import Mistake, Raw, as_key
from bot.explain.values import WrongValueError, answer_from, is_day

SCHEMA = 1
OF_FAMILY = tuple(question for question in (*OPENING, *CLOSING) if question.id != "nickname")
OF_CHILD = (*(question for question in CHILD if question.id != "another"), QUESTIONS["nickname"])
ABOUT = ("schema", "on", "children")
"""Keys that are no questions."""

FAMILY_KEYS = (*ABOUT, *(question.id for question in OF_FAMILY))
CHILD_KEYS = tuple(question.id for question in OF_CHILD)
EXTRAS = {"name": "nickname", "time": "best_time", "note": "note"}


@dataclass(frozen=True)
class Given:
    """One family as it was told, and the day to decide on."""

    on: date
    answers: Answers
    line: int


def given(raw: Raw, today: date, holds: Callable[[date], str]) -> Given | tuple[Mistake, ...]:
    """The answers that a family in JSON gives, or everything that is wrong with it.

    `holds` says why no verdict can be had on a day; nothing where one can.
    """
    reading = _Reading(raw, today)
    reading.read_all(holds)
    if reading.mistakes:
        return tuple(sorted(reading.mistakes, key=lambda mistake: mistake.line))
    return Given(reading.on, reading.answers, raw.line_of())


@dataclass
class _Reading:
    """One family while it is read."""

    raw: Raw
    on: date
    answers: dict[Step, Answer] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    unclear: set[int] = field(default_factory=set)  # whose answers (0: the family's) cannot all be told

    def read_all(self, holds: Callable[[date], str]) -> None:
        told = self.raw.told
        if not isinstance(told, dict):
            self._wrong("this is not a family. Write it as an object in curly brackets.")
            return
        self._day(told, holds)
        if "schema" in told and (isinstance(told["schema"], bool) or told["schema"] != SCHEMA):
            self._wrong(f"this is not a version that I read. Write {SCHEMA}, or leave it out.", "schema")
        children = self._children(told)
        self._keys(told, FAMILY_KEYS, CHILD_KEYS, "it belongs to a child: write it in children")
        self._questions(0, OPENING, told)
        for number, child in enumerate(children, start=1):
            self._child(number, len(children), child)
        self._questions(0, CLOSING, self._with_extras(told, children))
        self._refuse_what_was_not_asked()

    def _day(self, told: Mapping[str, Any], holds: Callable[[date], str]) -> None:
        day = told.get("on", self.on.isoformat())
        if not is_day(day):
            self._wrong('this is not a day. Write it like "2026-11-23", or leave it out for today.', "on")
            return
        self.on = date.fromisoformat(day)
        if why := holds(self.on):
            self._wrong(why, "on")

    def _children(self, told: Mapping[str, Any]) -> list[Any]:
        children = told.get("children")
        if not isinstance(children, list) or not children:
            self._wrong('a list of at least one child is needed. Write "children": [{...}].', "children")
            return []
        if len(children) > MOST_CHILDREN:
            self._wrong(f"the bot hears of up to {MOST_CHILDREN} children. Leave out the rest.", "children")
            return []
        return children

    def _child(self, number: int, of: int, told: Any) -> None:
        if isinstance(told, dict):
            where = "it belongs to the family: write it beside children"
            self._keys(told, CHILD_KEYS, FAMILY_KEYS, where, number)
            self._questions(number, CHILD, told)
        else:
            self.unclear.add(number)
            self._wrong(
                "this is not a child. Write it as an object in curly brackets.", "children", number - 1
            )
        may_follow = MORE_CHILDREN(Told(self.answers, number, self.on))
        if number < of and not may_follow and 0 not in self.unclear:
            self._wrong("who writes about themselves is one. Leave out the others.", "children", number)
        if may_follow:
            self.answers[Step(number, "another")] = Answer("different" if number < of else "no")

    def _with_extras(self, told: Mapping[str, Any], children: list[Any]) -> Mapping[str, Any]:
        """What the family liked to add: where `extras` is left out, whatever of it is there."""
        named = {key for part in (told, *children) if isinstance(part, dict) for key in part}
        added = [extra for extra, question in EXTRAS.items() if question in named]
        for number, child in enumerate(children, start=1):
            self._questions(number, (QUESTIONS["nickname"],), child if isinstance(child, dict) else {})
        return {"extras": added, **told} if added else told

    def _questions(self, child: int, questions: tuple[Question, ...], told: Mapping[str, Any]) -> None:
        for question in questions:
            if question.id in told and question.id in (CHILD_KEYS if child else FAMILY_KEYS):
                self._answer(Step(child, question.id), question, told[question.id])

    def _answer(self, step: Step, question: Question, value: Any) -> None:
        try:
            offered = options_of(step, self.answers, self.on)
            answer = answer_from(question, value, offered, self.on)
        except WrongValueError as wrong:
            self.unclear.add(step.child)
            self._wrong(str(wrong), *_keys_of(step))
            return
        self.answers[step] = answer
        if (
            question.typed == "words"
            and answer.state is State.ANSWERED
            and may_mean_danger(str(answer.value), load_cues())
        ):
            self.answers[Step(0, DANGER_IN_WORDS)] = Answer("yes")

    def _keys(
        self,
        told: Mapping[str, Any],
        known: tuple[str, ...],
        others: tuple[str, ...],
        where: str,
        child: int = 0,
    ) -> None:
        for key in told:
            if key not in known:
                self.unclear.add(child)
                self._wrong(_unknown(key, known, others, where), *_keys_of(Step(child, key)))

    def _refuse_what_was_not_asked(self) -> None:
        """Answers to questions that this path never comes to; not where what decides that could not be read."""
        asked = set(path(self.answers, self.on))
        for step in self.answers:
            of_child_alone = step.child and step.question != "nickname"
            clear = step.child not in self.unclear if of_child_alone else not self.unclear
            if step not in asked and clear and step.question in QUESTIONS:
                when = when_asked(QUESTIONS[step.question])
                self._wrong(f"this is not asked here. It is asked where {when}.", *_keys_of(step))

    def _wrong(self, says: str, *at: str | int) -> None:
        self.mistakes.append(Mistake(self.raw.line_of(*at), as_key(at), says))


def _keys_of(step: Step) -> tuple[str | int, ...]:
    return ("children", step.child - 1, step.question) if step.child else (step.question,)


def _unknown(key: str, known: tuple[str, ...], others: tuple[str, ...], where: str) -> str:
    if key == "another":
        return "this is no key: the list of children says whether there is another."
    if key in others and key not in ABOUT:
        return f"this stands in the wrong place: {where}."
    close = get_close_matches(key, known, 1) or get_close_matches(key.lower(), known, 1)
    meant = f"Did you mean {close[0]}?" if close else "docs/answers.md lists what there is."
    return f"this is not a question. {meant}"


def when_asked(question: Question) -> str:
    """When a question is asked, in words; empty where it always is."""
    situations = " or ".join(f"`{now}`" for now in question.when)
    if question.id == "nickname":
        return "`name` is ticked in `extras`"
    parts = [f"`now` is {situations}" if situations else "", question.asked.words]
    return ", and ".join(dict.fromkeys(part for part in parts if part))
