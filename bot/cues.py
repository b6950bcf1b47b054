"""Loads the cues of danger from their data file, and refuses what cannot be used."""

import tomllib
from functools import cache
from importlib.resources import files

from bot.casework.danger import Cues, Tables, cues_from
from bot.casework.phrases import PhraseError
from bot.content import ContentError

DANGER = "danger.toml"
WORDS = ("passed-over", "weighty", "no-slips")
TABLES = ("words", "short-for", "groups", "danger", "look-alikes")


@cache
def load_cues() -> Cues:
    """The cues as installed, read once in a process: that takes a third of a second. Raises ContentError."""
    return cues_in((files("bot.casework") / "content" / DANGER).read_text("utf-8"))


def cues_in(text: str) -> Cues:
    """The cues in the text of their file. Raises ContentError."""
    tables = _tables(text)
    try:
        return cues_from(tables)
    except PhraseError as wrong:
        raise ContentError(f"{DANGER}, {wrong}") from None


def _tables(text: str) -> Tables:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise ContentError(f"{DANGER}: {wrong}. Lists of phrases stand between triple quotes.") from None
    if tuple(tables) != TABLES:
        raise ContentError(f"{DANGER}: the tables must be these, in this order: {', '.join(TABLES)}.")
    for name, table in tables.items():
        for key, value in table.items():
            if not isinstance(value, str):
                raise ContentError(f"{DANGER}, [{name}], {key}: {value!r} is not a text in double quotes.")
    for key in WORDS:
        if key not in tables["words"]:
            raise ContentError(f"{DANGER}, [words]: {key} is missing.")
    return tables
