"""Why a value is refused, in plain words in place of pydantic's."""

from typing import Any

WHY = {
    "string_too_short": "it is empty",
    "too_short": "at least {min_length} must stand in the square brackets",
    "too_long": "no more than {max_length} may stand in the square brackets",
    "greater_than": "it must be more than {gt:g}",
    "greater_than_equal": "it must be at least {ge:g}",
    "less_than": "it must be less than {lt:g}",
    "less_than_equal": "it must be at most {le:g}",
    "enum": "it must be {expected}",
    "string": "this is no text",
    "int": "this is no whole number",
    "float": "this is no number",
    "finite": "this is no number to count with",
    "bool": "this is neither true nor false",
    "date": "this is no day",
    "tuple": "this is no list",
    "model": "this is no heading with settings below it",
}
"""By pydantic's type of error, or the first word of that, which is the kind of value that was expected."""


def why(error: Any) -> str:
    """Why this value is refused; one of our own validators says it in its own words."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    words = WHY.get(error["type"]) or WHY.get(kind_of(error))
    return words.format(**error.get("ctx", {})) if words else str(error["msg"])


def kind_of(error: Any) -> str:
    """The kind of value that was expected."""
    return str(error["type"]).split("_")[0]
