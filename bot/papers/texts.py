"""The papers' own texts, and how days, facts and values are written in them."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from html import unescape
from importlib.resources import files
from string import Template
from typing import Any

DAY = date(2026, 11, 23)
"""The day that the papers in docs/ are written for."""


@cache
def own_words() -> Mapping[str, Mapping[str, str]]:
    """What the papers say where nobody else does, by section and id."""
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(_text("words.toml"))
    return found


def paper(name: str, **parts: object) -> str:
    """A paper from its template. Raises KeyError where a part is missing."""
    return Template(_text(name)).substitute(parts)


def _text(name: str) -> str:
    return (files("bot.papers") / "texts" / name).read_text("utf-8")


def day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def plain(html: str) -> str:
    """The families' words without their markup, on one line."""
    return " ".join(unescape(re.sub(r"</?\w+>", "", html)).split())


def value(found: Any) -> str:
    """A fact's value as people read it."""
    if isinstance(found, bool):
        return "yes" if found else "no"
    if found is None:
        return "not known"
    return f"{found:g}" if isinstance(found, int | float) else str(found)
