"""Listens to all that is logged while people talk: nothing that they said or are called may be in it."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.logs import OURS, Lines
from bot.sandbox.telegram import Telegram

ROOT = Path(__file__).parent.parent
WORD = re.compile(r"[^\W_]{5,}")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
LETTERS_IN_A_NAME = 2


@cache
def own_words() -> frozenset[str]:
    """The words of our own code, which people may use as well: they give nobody away."""
    sources = (path.read_text("utf-8") for folder in OURS for path in (ROOT / folder).rglob("*.py"))
    return frozenset(word.casefold() for text in sources for word in WORD.findall(text))


@dataclass
class Overheard:
    """What people said and are called, and what was logged meanwhile."""

    words: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)

    def said(self, text: str) -> None:
        new = {word.casefold() for word in WORD.findall(text)} - own_words()
        self.words |= new | {found.replace(" ", "").casefold() for found in POSTCODE.findall(text)}

    def leaks(self) -> list[tuple[str, str]]:
        """Every personal word in a line of the log, with that line."""
        return [(word, line) for line in self.lines for word in sorted(self._personal(line))]

    def _personal(self, line: str) -> set[str]:
        found = {word.casefold() for word in WORD.findall(line)}
        found |= {code.replace(" ", "").casefold() for code in POSTCODE.findall(line)}
        named = {name for name in self.names if re.search(rf"\b{re.escape(name)}\b", line)}
        return (found & self.words) | named


class _Ear(logging.Handler):
    """Takes a record as the log shows it and, where it is one of ours, as it was put."""

    def __init__(self, overheard: Overheard) -> None:
        super().__init__(logging.DEBUG)
        self._overheard, self._lines = overheard, Lines()

    def emit(self, record: logging.LogRecord) -> None:
        self._overheard.lines.append(self._lines.format(record))
        if record.name.partition(".")[0] in OURS:
            self._overheard.lines.append(record.getMessage())


@contextmanager
def overhearing() -> Iterator[Overheard]:
    """Note all that people in any pretend Telegram say meanwhile, and all that is logged."""
    overheard = Overheard()
    ear, loggers = _Ear(overheard), [logging.getLogger(name) for name in OURS]
    levels = [logger.level for logger in loggers]
    logging.getLogger().addHandler(ear)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    try:
        with _noting(overheard):
            yield overheard
    finally:
        logging.getLogger().removeHandler(ear)
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


@contextmanager
def _noting(overheard: Overheard) -> Iterator[None]:
    """Have the pretend Telegram tell what people put into it."""

    def noted(name: str, first: int) -> Any:
        original = getattr(Telegram, name)

        def notes(self: Telegram, *given: Any, **named: Any) -> Any:
            for text in _texts([*given[first:], *named.values()]):
                overheard.said(text)
            return original(self, *given, **named)

        return patch.object(Telegram, name, notes)

    def called(self: Telegram, first_name: str, last_name: str = "") -> Any:
        overheard.names |= {name for name in (first_name, last_name) if len(name) >= LETTERS_IN_A_NAME}
        return add_person(self, first_name, last_name)

    add_person = Telegram.add_person
    with (
        patch.object(Telegram, "add_person", called),
        noted("says", 2),
        noted("edits", 3),
        noted("sends", 1),
        noted("sends_picture", 1),
        noted("shares_contact", 1),
    ):
        yield


def _texts(values: Any) -> Iterator[str]:
    """Every text in what is sent, however deep."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, dict):
        yield from _texts(list(values.values()))
    elif isinstance(values, list | tuple):
        for value in values:
            yield from _texts(value)
