"""`./sendline explain`: all families are checked first; verdicts come only where every one can be read."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from bot.asjson import written
from bot.content import ContentError
from bot.explain.lines import Mistake, families
from bot.explain.page import page
from bot.explain.told import Given, given
from bot.explain.verdict import Explained, Scales, explained

BY_LINE = (".jsonl", ".ndjson")
IN_MEMORY = 32 * 1024 * 1024

Says = Callable[[str], None]


class NotThereError(Exception):
    """There is nothing to read. The message says what to write."""


@dataclass(frozen=True)
class Wanted:
    """How the verdicts are wanted."""

    as_json: bool = False
    with_flips: bool = True


def explain(path: Path, scales: Scales, today: date, wanted: Wanted, out: Says, err: Says) -> bool:
    """Say every mistake, or else every verdict, one after the other. Returns whether there were verdicts.

    The families are read twice, so that nothing but one of them is ever held. Raises NotThereError.
    """
    by_line = path.suffix in BY_LINE
    with _opened(path) as stream:
        read = _reading(stream, scales, today, by_line=by_line)
        number = _number_of_sound(read(), "standard input" if str(path) == "-" else path.name, err)
        for nth, family in enumerate(read() if number else (), start=1):
            result = explained(scales, cast(Given, family), nth, with_flips=wanted.with_flips)
            if wanted.as_json:
                out(_as_json(result, indented=number == 1 and not by_line))
            else:
                out(_titled(page(result), nth, result.line, number))
    return number > 0


def _reading(
    stream: BinaryIO, scales: Scales, today: date, *, by_line: bool
) -> Callable[[], Iterator[Given | tuple[Mistake, ...]]]:
    """Each call reads the families from the beginning."""

    @lru_cache
    def holds(on: date) -> str:
        try:
            scales.rulebook.law(on)
        except ContentError as wrong:
            return f"no verdict can be had for this day: {wrong}"
        return ""

    def read() -> Iterator[Given | tuple[Mistake, ...]]:
        stream.seek(0)
        for raw in families(stream, by_line=by_line):
            yield (raw,) if isinstance(raw, Mistake) else given(raw, today, holds)

    return read


def _number_of_sound(read: Iterable[Given | tuple[Mistake, ...]], name: str, err: Says) -> int:
    """How many families there are; 0 where any cannot be read, and then all that is wrong with them is said."""
    number = wrong = 0
    for family in read:
        number += 1
        if not isinstance(family, Given):
            wrong += 1
            for mistake in family:
                err(f"{name}, {mistake}")
    if wrong:
        err(
            f"{wrong} of {number} could not be read, so nothing was decided. docs/answers.md says what to write."
        )
    return 0 if wrong else number


def _as_json(result: Explained, *, indented: bool) -> str:
    text = written(result).decode()
    return json.dumps(json.loads(text), indent=2, ensure_ascii=False) if indented else text


def _titled(text: str, nth: int, line: int, number: int) -> str:
    """One of several is named; a line parts it from the one before."""
    rule = "─" * 40 + "\n" if nth > 1 else ""
    return f"{rule}Family {nth}, line {line}: {text}\n" if number > 1 else text


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The file; what comes through a pipe is kept aside, as it is read twice."""
    if str(path) != "-" and not path.exists():
        raise NotThereError(
            f"{path} is not there. docs/answers.md says what to write in it; - reads standard input."
        )
    if path.is_dir():
        raise NotThereError(f"{path} is a folder. Name a file; - reads standard input.")
    if path.is_file():
        with path.open("rb") as stream:
            yield stream
        return
    with SpooledTemporaryFile(IN_MEMORY) as kept:
        if str(path) == "-":
            copyfileobj(sys.stdin.buffer, kept)
        else:
            with path.open("rb") as stream:
                copyfileobj(cast(IO[bytes], stream), kept)
        yield cast(BinaryIO, kept)
