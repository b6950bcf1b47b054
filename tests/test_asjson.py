"""JSON the quick way and the slow way: what is written either way is read back the same."""

from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

import pytest

from bot.asjson import read, written
from bot.casework.messages import Button


class Colour(StrEnum):
    RED = "red"


class Place(NamedTuple):
    child: int
    question: str


VALUES: dict[str, tuple[Any, Any]] = {
    "Words": ("Zoë <b> \u202e 👩‍👧", "Zoë <b> \u202e 👩‍👧"),
    "A number": (7.5, 7.5),
    "Nothing": (None, None),
    "A tuple": (("job", "home"), ["job", "home"]),
    "A named tuple": (Place(1, "now"), [1, "now"]),
    "One of a few words": (Colour.RED, "red"),
    "A dataclass within tuples": (((Button("Yes", "y|1"),),), [[{"label": "Yes", "data": "y|1"}]]),
    "A day": (date(2026, 11, 23), "2026-11-23"),
}
HALF = "\ud83c"
"""Half a character: with it, all that stands beside it is written and read the slow way."""


@pytest.mark.parametrize(("value", "back"), VALUES.values(), ids=VALUES.keys())
@pytest.mark.parametrize("beside", ["", HALF], ids=["quick", "slow"])
def test_a_value_comes_back_as_json_has_it(value: Any, back: Any, beside: str) -> None:
    assert read(written({"value": value, "beside": beside})) == {"value": back, "beside": beside}


def test_a_number_that_is_too_large_for_the_quick_way_comes_back() -> None:
    assert b"18446744073709551617" in written([2**64 + 1])


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        read(b"<html>502</html>")
