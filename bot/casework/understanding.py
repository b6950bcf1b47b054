"""What a family taps or types, understood as an answer to the question that it is being asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.casework.answers import Answer, Answers, Marker, State, Step
from bot.casework.facts import Stage
from bot.casework.interview import options_of
from bot.casework.letters import is_visible, unmarked
from bot.casework.postcode import read_postcode
from bot.casework.question import Question
from bot.casework.reading import (
    folded,
    is_dont_know,
    is_email,
    is_no,
    is_phone,
    is_yes,
    matches,
    read_date,
)
from bot.casework.script import QUESTIONS, resolved

DONT_KNOW, SKIP, KEEP, DONE, NONE, YES, NO = (
    "dont-know",
    "skip",
    "keep",
    "done",
    "none",
    "that-day",
    "not-that-day",
)
"""What the buttons that are not options mean."""


@dataclass(frozen=True)
class Accepted:
    answer: Answer


@dataclass(frozen=True)
class Picked:
    """One of several was ticked or unticked; the question stays."""

    options: tuple[str, ...]
    option: str


@dataclass(frozen=True)
class Confirm:
    """A day was read from words: say it back before it counts."""

    day: date


@dataclass(frozen=True)
class Rejected:
    """Not an answer to this question. `why` is the id of the words that say so."""

    why: str


Outcome = Accepted | Picked | Confirm | Rejected


def tap(step: Step, option: str, answers: Answers, marker: Marker, on: date) -> Outcome:
    """Read a tapped button as an answer to the question being asked."""
    question = QUESTIONS[step.question]
    if marker.confirm and option in (YES, NO):
        return Accepted(Answer(marker.confirm)) if option == YES else Rejected("odd.date-again")
    if option == DONT_KNOW and question.dont_know:
        return Accepted(Answer(state=State.DONT_KNOW))
    if option == SKIP and question.skip:
        return Accepted(Answer(state=State.SKIPPED))
    if question.several:
        return _several(option, options_of(step, answers, on), _ticked(step, answers, marker))
    if option in options_of(step, answers, on):
        return Accepted(Answer(resolved(option, on)))
    return Rejected("odd.old-button")


def _ticked(step: Step, answers: Answers, marker: Marker) -> tuple[str, ...]:
    """What is ticked now: the marker's, or, when revising, the answer given before."""
    before = answers.get(step)
    if marker.picked is not None or before is None or not isinstance(before.value, tuple):
        return marker.picked or ()
    return before.value


def _several(option: str, options: tuple[str, ...], picked: tuple[str, ...]) -> Outcome:
    if option == NONE:
        return Accepted(Answer(()))
    if option == DONE:
        return Accepted(Answer(picked))
    if option not in options:
        return Rejected("odd.old-button")
    rest = tuple(o for o in picked if o != option)
    return Picked(rest if option in picked else (*picked, option), option)


def read(
    step: Step, text: str, labels: Mapping[str, str], answers: Answers, marker: Marker, on: date
) -> Outcome:
    """Read typed words as an answer. `labels` are the words on this question's buttons, by what they mean."""
    question = QUESTIONS[step.question]
    if marker.confirm and (is_yes(text) or is_no(text)):
        return tap(step, YES if is_yes(text) else NO, answers, marker, on)
    if question.typed == "words" and not question.options:
        return _words(question, text, labels)
    meant = _meant(question, text, labels)
    if meant:
        return tap(step, meant, answers, marker, on)
    return _typed(question, text, on)


def _words(question: Question, text: str, labels: Mapping[str, str]) -> Outcome:
    if question.id == "nickname" and not _is_name(text):
        return Rejected("odd.nickname")
    if question.skip and folded(text) in (folded(labels.get(SKIP, "")), "skip", "no", "nothing"):
        return Accepted(Answer(state=State.SKIPPED))
    return Accepted(Answer(text.strip())) if is_visible(text) else Rejected("odd.choice")


def _is_name(text: str) -> bool:
    short = len(text.strip()) <= 20 and not any(letter.isdigit() for letter in text)
    return short and is_visible(text)


def _meant(question: Question, text: str, labels: Mapping[str, str]) -> str | None:
    if question.id == "stage" and (
        year := re.fullmatch(r"(?:y|yr|year|in year|in yr)? ?(\d\d?)", folded(text))
    ):
        return _class_of_year(int(year[1]))
    if question.several and is_no(text):
        return NONE
    names = list(labels)
    place = matches(text, list(labels.values()))
    exact = place is not None and folded(labels[names[place]]) == folded(text)
    if exact and place is not None:
        return names[place]
    if is_dont_know(text) and DONT_KNOW in labels:
        return DONT_KNOW
    numeric = question.typed in ("number", "length", "contact") or question.typed.startswith("date")
    return None if place is None or (numeric and text.strip()[:1].isdigit()) else names[place]


def _typed(question: Question, text: str, on: date) -> Outcome:
    if question.typed == "postcode":
        postcode = read_postcode(text)
        return Accepted(Answer(postcode)) if postcode else Rejected("odd.postcode")
    if question.typed == "contact":
        found = is_email(text) or is_phone(text)
        return Accepted(Answer(unmarked(text).strip())) if found else Rejected("odd.contact")
    if question.typed in ("number", "length"):
        return _counted(question, text, on)
    if question.typed.startswith("date"):
        return _dated(question, text, on)
    written = question.typed == "words" and is_visible(text)
    return Accepted(Answer(text.strip())) if written else Rejected("odd.choice")


def _counted(question: Question, text: str, on: date) -> Outcome:
    """A number; of a length also the day since when it lasts, to be said back."""
    number = question.numbers(text)
    if number is not None and 0 < number <= question.most:
        return Accepted(Answer(float(number)))
    day = read_date(text, on, past=True) if question.typed == "length" and number is None else None
    if day and 0 < (on - day).days <= question.most * 7:
        return Confirm(day)
    return Rejected("odd.length" if question.typed == "length" else "odd.number")


def _class_of_year(year: int) -> str | None:
    """The class that a school year falls into, for "yr 5"."""
    ends = {2: Stage.Y1_2, 6: Stage.Y3_6, 10: Stage.Y7_10, 11: Stage.Y11, 14: Stage.Y12_PLUS}
    return next((stage for last, stage in ends.items() if 1 <= year <= last), None)


def _dated(question: Question, text: str, on: date) -> Outcome:
    """A day from words, to be said back. "date-near" is the nearest such weekday, up to ten days ahead."""
    if question.typed == "date-near":
        return _near(text, on)
    day = read_date(text, on, past=question.typed == "date-past")
    near = day and abs((day - on).days) <= question.furthest
    possible = near and day and (day <= on or question.typed == "date-ahead")
    return Confirm(day) if day and possible else Rejected("odd.date")


def _near(text: str, on: date) -> Outcome:
    found = [day for day in (read_date(text, on, past=True), read_date(text, on, past=False)) if day]
    day = min(found, key=lambda day: abs((day - on).days), default=None)
    if day and day.weekday() > 4:
        return Rejected("odd.weekend")
    return Confirm(day) if day and -400 <= (day - on).days <= 10 else Rejected("odd.date")
