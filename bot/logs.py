"""The log: a line each, of our own words, numbers and kinds of trouble; whatever else is put into it stays out."""

import json
import logging
import sys
import traceback
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

OURS = ("bot", "handlers", "storage")
"""Whose texts are constants of ours; of others' only the kind of trouble is told."""

NUMBERS = ("update", "chat", "case", "number")
"""What may be given as `extra`, where it is a number."""

WITHHELD = "(withheld)"
TELLS = ("storage.trouble.StorageTrouble",)
"""Errors whose words are constants of ours, and say what to do."""


class LogShape(StrEnum):
    PLAIN = "plain"
    JSON = "json"


class OwnWords(str):
    """Text that was put together of our own words alone, and may stand in a log."""

    __slots__ = ()


def log_to_stderr(level: int, shape: LogShape = LogShape.PLAIN) -> None:
    """From now on, log so to standard error, and nowhere else."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(shape))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.raiseExceptions = False  # a line that cannot be made would be shown with all its values
    for noisy in ("httpx", "httpcore", "apscheduler", "telegram", "alembic", "uvicorn"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


class Lines(logging.Formatter):
    """Makes the one line of a record, out of what is allowed in it."""

    def __init__(self, shape: LogShape = LogShape.PLAIN) -> None:
        super().__init__()
        self._shape = shape

    def format(self, record: logging.LogRecord) -> str:
        numbers = {name: getattr(record, name) for name in NUMBERS if type(getattr(record, name, "")) is int}
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
            **numbers,
            **({"error": _error(record.exc_info[1])} if record.exc_info and record.exc_info[1] else {}),
        }
        if self._shape is LogShape.JSON:
            return json.dumps(line)
        return " ".join(_plainly(line))


def _plainly(line: dict[str, Any]) -> Iterator[str]:
    yield f"{line.pop('at')} {line.pop('level')} {line.pop('logger')}: {line.pop('message')}"
    for name, value in line.items():
        yield f"{name}={value!r}" if name == "error" else f"{name}={value}"


def _message(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] not in OURS:
        return WITHHELD
    given: Sequence[Any] = record.args if isinstance(record.args, tuple) else (record.args,)
    try:
        said = str(record.msg) % tuple(_allowed(value) for value in given) if given else str(record.msg)
    except (TypeError, ValueError):
        return WITHHELD
    return " ".join(said.split())


def _allowed(value: Any) -> Any:
    """A value as it may be shown: a number, a kind of thing, or words of our own."""
    if value is None or type(value) in (int, float, bool, OwnWords):
        return value
    if isinstance(value, type | FunctionType | MethodType):
        return value.__name__
    if isinstance(value, BaseException):
        return str(value) if _name(type(value)) in TELLS else _error(value)
    return WITHHELD


def _error(failed: BaseException) -> str:
    """What failed, where, and where in our own code: never the words that it failed on."""
    frames = traceback.extract_tb(failed.__traceback__)
    root = Path(__file__).parent.parent
    ours = [
        f for f in frames if Path(f.filename).parts[: len(root.parts)] == root.parts and _is_ours(f, root)
    ]
    places = [f"{Path(f.filename).name}, line {f.lineno}" for f in (*frames[-1:], *ours[-1:])]
    return " in ".join([type(failed).__name__, *dict.fromkeys(places)])


def _is_ours(frame: traceback.FrameSummary, root: Path) -> bool:
    return Path(frame.filename).relative_to(root).parts[0] in OURS


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"
