"""Families as JSON: one, a list of them, or one a line. Mistakes of JSON itself are named by line and column."""

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, BinaryIO, NoReturn

At = tuple[str | int, ...]
"""Where a value stands within a text: the keys and the places (from 0) that lead to it."""

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


@dataclass(frozen=True)
class Mistake:
    """What cannot be used: where it stands, and what to write. `key` is empty where none is to blame."""

    line: int
    key: str
    says: str

    def __str__(self) -> str:
        return f"line {self.line}{self.key and f', {self.key}'}: {self.says}"


@dataclass(frozen=True)
class Text:
    """A text that begins on a line, and the line of each key in it."""

    text: str
    line: int

    @cached_property
    def lines(self) -> Mapping[At, int]:
        return dict(_places(self.text, self.line))


@dataclass(frozen=True)
class Raw:
    """One family as it was written, and where."""

    told: Any
    text: Text
    at: At = ()

    def line_of(self, *keys: str | int) -> int:
        """The line on which one of the family's keys stands; without a key, the family's own."""
        if not self.at and not keys:
            return self.text.line
        return self.text.lines.get((*self.at, *keys), self.text.line)


class NotJsonError(ValueError):
    """A text is not JSON; the mistake says where and why."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(str(mistake))
        self.mistake = mistake


def families(stream: BinaryIO, *, by_line: bool) -> Iterator[Raw | Mistake]:
    """Each family in turn, or why it cannot be read. One a line is read as it comes; the rest is read whole."""
    filled = (
        (number, line) for number, line in enumerate(stream, start=1) if line.strip(b" \t\r\n\xef\xbb\xbf")
    )
    number, first = next(filled, (1, b""))
    if not first:
        yield Mistake(1, "", "there is no family here. Write one as an object in curly brackets.")
    elif by_line or _is_an_object(first):
        yield _family(number, first)
        yield from (_family(number, line) for number, line in filled)
    else:
        yield from _whole(number, first + stream.read())


def _whole(number: int, text: bytes) -> Iterator[Raw | Mistake]:
    lines = [(n, line) for n, line in enumerate(text.split(b"\n"), start=number) if line.strip()]
    if len(lines) > 1 and all(line.startswith(b"{") for _, line in lines):
        yield from (_family(n, line) for n, line in lines)
        return
    found = _family(number, text)
    if isinstance(found, Mistake) or not isinstance(found.told, list):
        yield found
    elif not found.told:
        yield Mistake(number, "", "this list holds no family. Write at least one.")
    else:
        yield from (Raw(told, found.text, (place,)) for place, told in enumerate(found.told))


def _is_an_object(line: bytes) -> bool:
    try:
        return isinstance(_parsed(_decoded(line, 1), 1), dict)
    except NotJsonError:
        return False


def _family(number: int, text: bytes) -> Raw | Mistake:
    try:
        decoded = _decoded(text, number)
        return Raw(_parsed(decoded, number), Text(decoded, number))
    except NotJsonError as wrong:
        return wrong.mistake


def _decoded(text: bytes, line: int) -> str:
    if text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        _refuse(line, "this is UTF-16. Save it again as UTF-8.")
    try:
        return text.removeprefix(codecs.BOM_UTF8).rstrip(b" \t\r\n").decode("utf-8")
    except UnicodeDecodeError as wrong:
        _refuse(
            line + text.count(b"\n", 0, wrong.start),
            "this is not text in UTF-8. Save it again with that encoding.",
        )


def _parsed(text: str, line: int) -> Any:
    """The value that a text holds. Raises NotJsonError, also where a key is written twice."""
    doubled = False

    def once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal doubled
        found = dict(pairs)
        doubled |= len(found) != len(pairs)
        return found

    try:
        value = json.loads(text, object_pairs_hook=once, parse_constant=_no_constant)
    except json.JSONDecodeError as wrong:
        _refuse(line + wrong.lineno - 1, f"this is not JSON: {_why(wrong)} at column {wrong.colno}.")
    except RecursionError:
        _refuse(line, "this is nested too deep to be a family.")
    except ValueError as wrong:
        _refuse(line, f"this is not JSON: {wrong}.")
    if doubled:
        _refuse_doubled(text, line)
    return value


def _why(wrong: json.JSONDecodeError) -> str:
    """Python's word for it, in the office's."""
    if wrong.msg == "Extra data":
        return "another value begins; put several families in a list, or each on a line of its own,"
    return wrong.msg[0].lower() + wrong.msg[1:]


def _no_constant(written: str) -> NoReturn:
    raise ValueError(f"{written} is no number")


def _refuse_doubled(text: str, line: int) -> NoReturn:
    places = list(_places(text, line))
    twice = next(at for at, times in Counter(at for at, _ in places).items() if times > 1)
    lines = [found for at, found in places if at == twice]
    _refuse(
        lines[-1], f"this key is written twice (first on line {lines[0]}). Keep one of them.", as_key(twice)
    )


def _refuse(line: int, says: str, key: str = "") -> NoReturn:
    raise NotJsonError(Mistake(line, key, says))


def as_key(at: At) -> str:
    """children[1].rtt_hours: places count from 0, as in JSON tools."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in at).lstrip(".")


def _places(text: str, line: int) -> Iterator[tuple[At, int]]:
    """The line of each key, and of each value in a list, of a JSON text that begins on `line`."""
    path: list[str | int | None] = []  # the key (none yet) or the place that each open bracket has come to
    read_to = 0
    for token in TOKEN.finditer(text):
        said, line = token[0], line + text.count("\n", read_to, token.start())
        read_to = token.start()
        if said in "]}":
            path.pop()
        elif said == ",":
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None
        elif path and path[-1] is None:
            path[-1] = str(json.loads(said))
            yield _known(path), line
        elif said != ":":
            if not path or isinstance(path[-1], int):
                yield _known(path), line
            path += [None] if said == "{" else [0] if said == "[" else []


def _known(path: list[str | int | None]) -> At:
    return tuple(part for part in path if part is not None)
