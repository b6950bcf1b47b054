"""Wording by id. Everything that people wrote is escaped and kept apart here, and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from html import escape
from zoneinfo import ZoneInfo

from bot.casework.letters import kept_apart

LONDON = ZoneInfo("Europe/London")


class Html(str):
    """Text that is markup already, made by us."""

    __slots__ = ()


@dataclass(frozen=True)
class Words:
    """Words by dotted id, such as "ask.plan"; `fixed` stands in for the office's own names and numbers."""

    by_id: Mapping[str, str]
    fixed: Mapping[str, str]

    def __call__(self, word_id: str, **values: object) -> Html:
        """The words, with values put in and escaped. Raises KeyError for an unknown id or a missing value."""
        shown = {name: shown_as(value) for name, value in values.items()}
        return Html(self.by_id[word_id].format_map({**self._fixed_shown, **shown}))

    @cached_property
    def _fixed_shown(self) -> Mapping[str, str]:
        return {name: shown_as(value) for name, value in self.fixed.items()}

    def plain(self, word_id: str, **values: object) -> str:
        """The words without escaping, for a button's label."""
        apart = {
            name: kept_apart(value) if isinstance(value, str) else value for name, value in values.items()
        }
        return self.by_id[word_id].format_map({**self.fixed, **apart} if apart else self.fixed)

    def first(self, *word_ids: str) -> str:
        """The first of these ids that has words."""
        return next((word_id for word_id in word_ids if word_id in self.by_id), word_ids[-1])

    def __contains__(self, word_id: str) -> bool:
        return word_id in self.by_id


def shown_as(value: object) -> str:
    if isinstance(value, Html):
        return value
    if isinstance(value, datetime):
        return clock_time(value)
    return escape(day(value) if isinstance(value, date) else kept_apart(str(value)), quote=False)


def day(value: date) -> str:
    """A day as people say it: Thursday 3 December 2026."""
    return f"{value:%A} {value.day} {value:%B %Y}"


def short_day(value: date, today: date | None = None) -> str:
    """Thu 3 Dec; with the year where it is not today's."""
    year = f" {value.year}" if today and value.year != today.year else ""
    return f"{value:%a} {value.day} {value:%b}{year}"


def clock_time(value: datetime) -> str:
    local = value.astimezone(LONDON)
    return f"{short_day(local.date())}, {local:%H:%M}"


def sayable(text: str) -> str:
    """The text with every half of a surrogate pair as �: a message that holds one can never be sent."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clip(text: str, most: int) -> str:
    """The text, cut at a word to at most so many characters, with a mark where it was cut."""
    if units(text) <= most:
        return text
    return pieces(text, most - 1)[0].rsplit(" ", 1)[0].rstrip() + "…"


def pieces(text: str, most: int) -> list[str]:
    """The text in parts of at most so many characters, none left out."""
    parts, room = [""], most
    for char in text:
        if units(char) > room:
            parts.append("")
            room = most
        parts[-1] += char
        room -= units(char)
    return parts


def units(text: str) -> int:
    """How many characters Telegram counts: most emoji are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def number(value: float) -> str:
    """5, 5½, 14.25: as people write a count of days or hours."""
    if value % 1 == 0.5:
        return f"{int(value)}½" if value >= 1 else "½"
    return f"{value:g}"
