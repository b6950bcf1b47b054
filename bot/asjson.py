"""Values as JSON and back, quickly. Halves of characters, which strict JSON has no place for, go the slow way."""

import json
from datetime import date
from typing import Any

import orjson


def written(value: Any) -> bytes:
    """A value as JSON, in UTF-8. Dataclasses go in by their fields, tuples as lists, days as ISO."""
    try:
        return orjson.dumps(value, default=_plain)
    except TypeError:  # also where a text holds half a character, or a number is too large
        return json.dumps(value, ensure_ascii=False, default=_plain).encode(errors="surrogatepass")


def read(text: bytes) -> Any:
    """The value that a JSON text in UTF-8 holds. Raises ValueError where it is none."""
    try:
        return orjson.loads(text)
    except ValueError:
        return json.loads(text.decode(errors="surrogatepass"))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else vars(value)
