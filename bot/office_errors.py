"""What is wrong with an office's profile: which line, why, and what to write."""

import re
from difflib import get_close_matches
from tomllib import TOMLDecodeError
from typing import Any, get_args

from pydantic import BaseModel

from bot.plainly import kind_of, why

Loc = tuple[str | int, ...]
"""Where a key stands, as pydantic says it: its table, which of several, and its name."""

LIKE = {
    "date": " Write a day like 2026-09-01, without quotes.",
    "float": " Write a number like 6, without quotes.",
    "finite": " Write a number like 6, without quotes.",
    "int": " Write a whole number, without quotes.",
    "bool": " Write true or false, without quotes.",
    "string": " Write a text in double quotes.",
    "tuple": " Write a list in square brackets.",
}
"""What to write, by the kind of value that was expected."""


def said(profile: type[BaseModel], name: str, text: str, error: Any) -> str:
    """An error of pydantic's about the profile in this file, in words for whoever filled it in."""
    loc: Loc = error["loc"]
    line = line_of(text, loc)
    where = f"{name}, line {line}" if line else name
    key = ".".join(str(part) for part in loc)
    if error["type"] == "extra_forbidden":
        return f"{where}: {key} is not a setting.{_meant(profile, loc)}"
    if error["type"] == "missing":
        return f"{where}: {key} is missing. office.example.toml shows how to write it."
    return f"{where}: {key} is wrong: {why(error)}.{_like(profile, error)}"


def unreadable(name: str, text: str, wrong: TOMLDecodeError) -> str:
    """What the reader of TOML stumbled over."""
    found = re.search(r"line (\d+), column (\d+)", str(wrong))
    line = found.group(1) if found else len(text.rstrip().splitlines())
    if str(wrong).startswith("Cannot"):
        what = "this stands there twice. Keep one. Terms alone come several times, each below a [[terms]] of its own."
    else:
        where = f"from its character {found.group(2)} on" if found else "because the file ends here"
        what = (
            f"this cannot be read {where}. Texts stand in double quotes, days as 2026-09-01, lists in square "
            "brackets. Look at the line before as well."
        )
    return f"{name}, line {line}: {what}"


def _like(profile: type[BaseModel], error: Any) -> str:
    table, *rest = error["loc"]
    if kind_of(error) == "model" or (not rest and _of_tables(profile, table) and kind_of(error) == "tuple"):
        header = f"[[{table}]]" if _of_tables(profile, table) else f"[{table}]"
        brackets = "double" if header.startswith("[[") else "single"
        return f" Write {header}, in {brackets} square brackets, on a line of its own above its settings."
    return LIKE.get(kind_of(error), "")


def _of_tables(profile: type[BaseModel], key: object) -> bool:
    """Whether this comes several times, each with settings of its own."""
    return _part(profile, key) is not None and bool(get_args(profile.model_fields[str(key)].annotation))


def _part(profile: type[BaseModel], key: object) -> type[BaseModel] | None:
    """What stands below this heading of the profile."""
    field = profile.model_fields.get(str(key))
    kinds = (*get_args(field.annotation), field.annotation) if field else ()
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)


def _meant(profile: type[BaseModel], loc: Loc) -> str:
    part = _part(profile, loc[0]) if len(loc) > 1 else profile
    known = list((part or profile).model_fields)
    close = get_close_matches(str(loc[-1]), known, 1)
    return f" Did you mean {close[0]}?" if close else f" Known here: {', '.join(known)}."


def line_of(text: str, loc: Loc) -> int | None:
    """The line on which a key stands; the line of its table where the key itself is not there."""
    table, *rest = loc
    nth = rest[0] if rest and isinstance(rest[0], int) else 0  # of several tables of one name
    key = next((part for part in rest if isinstance(part, str)), None)
    current, seen, table_line = "", -1, None
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[+\s*([\w.-]+)\s*\]+\s*(#.*)?$", line):
            current = header.group(1)
            seen += current == table
            table_line = number if current == table and seen == nth else table_line
        elif found := re.match(r"\s*([\w-]+)\s*=", line):
            inside = current == table and seen == nth
            if found.group(1) == (key if inside else table if not current else None):
                return number
    return table_line
