"""What a question is made of: when it is asked, what may be answered, and how an answer reads as facts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from bot.casework.answers import OF_ONE_CHILD, Told, Value
from bot.casework.facts import Now
from bot.casework.reading import read_number

Reads = Callable[[Value, date], Mapping[str, Any]]
"""An answer's value, as facts by name. Ranges are read at their worse edge within one legal band."""


@dataclass(frozen=True)
class Where:
    """When a question is asked, beside the situation that it belongs to; `words` say it to a reader."""

    words: str
    holds: Callable[[Told], bool]

    def __call__(self, told: Told) -> bool:
        return self.holds(told)


ALWAYS = Where("", lambda _: True)


@dataclass(frozen=True, eq=False)
class Question:
    """One screen. `typed` says how words are read where they are none of the options.

    typed: "" (an option only), "words", "date-past", "date-ahead", "date-near" (a school day around now),
    "number", "length" (in weeks, or since a day), "postcode", "contact".
    """

    id: str
    options: tuple[str, ...] = ()
    asked: Where = ALWAYS
    when: tuple[Now, ...] = ()  # asked of a child in these situations only
    offers: Callable[[Told], tuple[str, ...]] | None = None  # which options, where not always all
    typed: str = ""
    dont_know: bool = False
    skip: bool = False
    several: bool = False
    key: bool = False  # asked again when a family says that things changed
    facts: tuple[str, ...] = ()
    reads: Reads | None = None
    numbers: Callable[[str], float | None] = read_number
    most: float = 600  # a larger number is a slip
    least: Mapping[str, float] = field(default_factory=dict)  # where a wide range of weeks begins
    furthest: int = 400  # days back or ahead; a day beyond is a slip

    @property
    def copied(self) -> bool:
        """Whether "same for both" takes the answer of the child before."""
        return self.id not in OF_ONE_CHILD

    def facts_of(self, value: Value, on: date) -> Mapping[str, Any]:
        return self.reads(value, on) if self.reads else {self.facts[0]: value} if self.facts else {}


def is_(question: str, *values: str) -> Where:
    named = " or ".join(f"`{value}`" for value in values)
    return Where(f"`{question}` is {named}", lambda told: told(question) in values)


def is_not(question: str, *values: str) -> Where:
    """Answered, and with none of these."""
    named = " or ".join(f"`{value}`" for value in values)
    return Where(f"`{question}` is known and not {named}", lambda told: told(question) not in (None, *values))


def not_sure(question: str) -> Where:
    return Where(f"`{question}` is not known", lambda told: _is_not_known(told, question))


def either(*places: Where) -> Where:
    return Where(", or ".join(p.words for p in places), lambda told: any(p(told) for p in places))


def both(*places: Where) -> Where:
    return Where(", and ".join(p.words for p in places), lambda told: all(p(told) for p in places))


def _is_not_known(told: Told, question: str) -> bool:
    answer = told.answer(question)
    return answer is not None and answer.state == "dont-know"


def edges(fact: str, by_option: Mapping[str, float]) -> Reads:
    """Ranges by their worse edge; a number counts as it is."""
    return lambda value, _: {fact: by_option[value] if isinstance(value, str) else value}


def yes(fact: str) -> Reads:
    return lambda value, _: {fact: value == "yes"}


def day_or(fact: str, *words: str) -> Reads:
    """A day, or one of these words as it stands."""
    return lambda value, _: {fact: value if value in words else date.fromisoformat(str(value))}


def weeks_since(weeks: str, since: str, by_option: Mapping[str, float]) -> Reads:
    """Weeks by a range's worse edge; of a typed length or day also the day that it began on."""

    def reads(value: Value, on: date) -> Mapping[str, Any]:
        if value in by_option:
            return {weeks: by_option[str(value)], since: None}
        if isinstance(value, float):
            return {weeks: value, since: on - timedelta(weeks=value)}
        began_on = date.fromisoformat(str(value))
        return {weeks: (on - began_on).days / 7, since: began_on}

    return reads
