"""Loads the words of families and staff from their data files."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

from bot.casework.words import Words


def load_words(name: str, fixed: Mapping[str, str]) -> Words:
    """Words from content/NAME.toml by dotted id; `fixed` are the office's own names and numbers."""
    text = resources.files("bot.casework").joinpath("content", f"{name}.toml").read_text(encoding="utf-8")
    return Words(dict(_flat(tomllib.loads(text), "")), fixed)


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
