"""Which lines of .env name no setting that there is, or cannot be read."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from io import StringIO

from dotenv.parser import Binding, parse_stream


def slips(name: str, text: str, prefix: str, known: Collection[str]) -> Iterator[str]:
    """What is wrong with the lines that begin with our prefix; never what stands behind a setting's name.

    Other programs' lines are not ours to judge.
    """
    for line in parse_stream(StringIO(text)):
        begins = re.match(r"\s*(?:export\s+)?'?(\w*)", line.original.string)
        word = begins.group(1).upper() if begins else ""
        if word.startswith(prefix) and (trouble := _trouble(line, word, prefix, known)):
            yield f"{name}, line {_number(line)}: {trouble}"


def _trouble(line: Binding, word: str, prefix: str, known: Collection[str]) -> str:
    if line.error or line.value is None or (line.key or "").upper() != word:
        return f"it cannot be read. Write {prefix}NAME=value, and quotes, if any, around the whole value."
    if word in known:
        return ""
    bare = {
        each.removeprefix(prefix): each for each in known
    }  # the prefix alone would make any two words alike
    close = get_close_matches(word.removeprefix(prefix), bare, 1)
    return f"{word} is not a setting. " + (
        f"Did you mean {bare[close[0]]}?" if close else f"Known are: {', '.join(known)}."
    )


def _number(line: Binding) -> int:
    """The parser counts from the empty lines before."""
    written = line.original.string
    return line.original.line + written[: len(written) - len(written.lstrip())].count("\n")
