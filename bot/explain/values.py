"""A value in JSON as an answer to one question, with the limits that the bot itself keeps to."""

import json
from datetime import date
from functools import partial
from typing import Any

from bot.casework.answers import Answer, Marker, State, Step
from bot.casework.question import Question
from bot.casework.script import resolved
from bot.casework.understanding import Accepted, Confirm, Rejected, read
from bot.casework.words import sayable

UNKNOWN, SKIPPED = "unknown", "skipped"
"""How "I don't know" and "Skip" are written."""

DAY_LIKE = "a day like 2026-09-01"
COUNTED = {"hours": "a number of hours", "days": "a number of days"}
TYPED = {
    "words": "a text",
    "postcode": "a full postcode",
    "contact": "a phone number or an email address",
    "length": f"a number of weeks, or {DAY_LIKE}",
    "date-past": f"{DAY_LIKE}, not after `on`",
    "date-ahead": DAY_LIKE,
    "date-near": f"{DAY_LIKE}, Monday to Friday, up to 10 days after `on`",
}
"""What may be written besides an option, by how the bot reads typed words."""

SAMPLE = {
    "number": "14",
    "length": "8",
    "postcode": '"AL1 3JE"',
    "contact": '"07700 900123"',
    "words": '"..."',
}


class WrongValueError(ValueError):
    """A value is no answer to its question. The message says what it is not, and what to write."""


def answer_from(question: Question, value: Any, offered: tuple[str, ...], on: date) -> Answer:
    """The answer that a value is. `offered` are the options on this path. Raises WrongValueError."""
    if value == UNKNOWN and question.dont_know:
        return Answer(state=State.DONT_KNOW)
    if value == SKIPPED and question.skip:
        return Answer(state=State.SKIPPED)
    if question.several:
        return Answer(_ticked(value, offered))
    if isinstance(value, str) and value not in (UNKNOWN, SKIPPED):
        return Answer(resolved(value, on)) if value in offered else _of_text(question, value, offered, on)
    if isinstance(value, int | float) and not isinstance(value, bool) and unit_of(question):
        if 0 < value <= question.most:
            return Answer(float(value))
        raise WrongValueError(
            f"{value:g} is too {'small' if value <= 0 else 'large'}: {_instead(question, offered)}"
        )
    raise _no_answer(question, value, offered)


def _ticked(value: Any, offered: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(value, list):
        like = f'like ["{offered[0]}"], or [] for none'
        raise WrongValueError(
            f"{_shown(value)} is not a list. Write what is true in square brackets, {like}."
        )
    for option in value:
        if option not in offered:
            raise WrongValueError(f"{_shown(option)} is not one of {', '.join(offered)}.")
    if len(set(value)) < len(value):
        raise WrongValueError("an option is named twice. Name it once.")
    return tuple(value)


def _of_text(question: Question, value: str, offered: tuple[str, ...], on: date) -> Answer:
    """Words as the bot reads what is typed; a day counts only as ISO, so that it means one day to everybody."""
    is_dated = question.typed == "length" or question.typed.startswith("date")
    if not question.typed or question.typed == "number" or (is_dated and not _is_day(value)):
        raise _no_answer(question, value, offered)
    outcome = read(Step(0, question.id), sayable(value), {}, {}, Marker(), on)
    if isinstance(outcome, Confirm):
        return Answer(outcome.day.isoformat())
    if isinstance(outcome, Accepted):
        return outcome.answer
    if isinstance(outcome, Rejected) and question.id == "nickname":
        raise WrongValueError(
            f"{_shown(value)} is not a name as the bot takes it: up to 20 letters, no digits."
        )
    if is_dated:
        raise WrongValueError(_off(question, date.fromisoformat(value), on))
    raise _no_answer(question, value, offered)


def _off(question: Question, day: date, on: date) -> str:
    """Why a day is none that the bot would take."""
    if question.typed == "date-near" and day.weekday() > 4:
        return f"{day} is a Saturday or Sunday. Write the school day that was the first."
    if question.typed == "date-near" and day > on:
        return f"{day} is more than 10 days after {on}, the day of the verdict (on)."
    if question.typed != "date-ahead" and day >= on:
        return f"{day} is not before {on}, the day of the verdict (on)."
    most = int(question.most) * 7 if question.typed == "length" else question.furthest
    return f"{day} is more than {most} days from {on}, the day of the verdict (on)."


def is_day(value: Any) -> bool:
    """Whether this is a day as ISO writes it."""
    return isinstance(value, str) and _is_day(value)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def unit_of(question: Question) -> str:
    """What a plain number would count; empty where no number can be an answer."""
    if question.typed == "length":
        return "a number of weeks"
    if question.typed != "number":
        return ""
    unit = question.numbers.keywords["unit"] if isinstance(question.numbers, partial) else ""
    return COUNTED.get(unit, "a number")


def kind_of(question: Question) -> str:
    """What may be written besides an option; empty where nothing may."""
    return unit_of(question) if question.typed == "number" else TYPED.get(question.typed, "")


def _no_answer(question: Question, value: Any, offered: tuple[str, ...]) -> WrongValueError:
    kinds = [kind_of(question), f"one of {', '.join(offered)}" if offered else ""]
    what = " or ".join(kind for kind in kinds if kind)
    return WrongValueError(f"{_shown(value)} is not {what}; {_instead(question, offered)}")


def _instead(question: Question, offered: tuple[str, ...]) -> str:
    """An example of what to write."""
    sample = SAMPLE.get(question.typed, '"2026-09-01"' if question.typed else f'"{offered[0]}"')
    also = [f'"{UNKNOWN}"'] if question.dont_know else [f'"{SKIPPED}"'] if question.skip else []
    return f"write {' or '.join([sample, *also])}"


def _shown(value: Any) -> str:
    written = json.dumps(value, ensure_ascii=False)
    return sayable(written if len(written) <= 60 else f"{written[:59]}…")
