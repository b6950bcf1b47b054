"""Families as they are written in JSON, and what is said of them."""

import io
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from bot.explain.lines import Mistake, families
from bot.explain.told import Given, given
from bot.explain.verdict import Explained, Scales, explained, scales_of
from bot.office import read_office
from tests.town import ROOT

HERE = Path(__file__).parent
NOVEMBER = date(2026, 11, 23)


@cache
def scales() -> Scales:
    return scales_of(read_office(ROOT / "office.example.toml"), "office.example.toml")


def read(text: str | bytes, *, by_line: bool = False) -> list[Given | str]:
    """Each family that a text holds, or what is wrong with it."""
    stream = io.BytesIO(text.encode() if isinstance(text, str) else text)
    found: list[Given | str] = []
    for raw in families(stream, by_line=by_line):
        family: Given | Sequence[Mistake] = (
            (raw,) if isinstance(raw, Mistake) else given(raw, NOVEMBER, lambda _: "")
        )
        found += [family] if isinstance(family, Given) else [str(mistake) for mistake in family]
    return found


def verdict_on(text: str, *, with_flips: bool = True) -> Explained:
    (family,) = read(text)
    assert isinstance(family, Given), family
    return explained(scales(), family, with_flips=with_flips)


def child(told: str, family: str = "") -> str:
    """A family of one child, on one line."""
    return f'{{"on": "2026-11-23", {family}{", " if family else ""}"children": [{{{told}}}]}}'
