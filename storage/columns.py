"""Kinds of columns and indexes that the tables are made of."""

import re
from typing import Any

from sqlalchemy import Dialect, String, TypeDecorator, text


def while_in(state: str) -> dict[str, Any]:
    """An index over the rows in one state alone: what is done with does not slow it.

    The migrations say the same to PostgreSQL; to say it here would load that dialect at every start.
    """
    return {"sqlite_where": text(f"state = '{state}'")}


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text, without what no database takes: NUL, and halves of characters."""
    return _UNSTORABLE.sub("\ufffd", text)


class ClearText(TypeDecorator[str]):
    """Text in clear that comes from outside, such as a person's name."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else storable(value)
