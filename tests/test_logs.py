"""The log: one line each, nothing in it that people wrote, whatever goes wrong."""

import json
import logging
import sys
from typing import Any

import pytest

from bot.logs import Lines, LogShape, OwnWords
from storage.trouble import StorageTrouble
from tests.overheard import overhearing
from tests.town import Town


def line(said: str, *given: Any, logger: str = "handlers.sender", **more: Any) -> str:
    """What the log shows after its moment."""
    record = logging.LogRecord(logger, logging.ERROR, "sender.py", 1, said, given, more.pop("exc_info", None))
    record.__dict__.update(more)
    return Lines().format(record).partition(" ")[2]


def test_a_line_says_numbers_kinds_of_trouble_and_our_own_words() -> None:
    assert line("message %s waits: %s", 7, TimeoutError) == (
        "ERROR handlers.sender: message 7 waits: TimeoutError"
    )
    assert line("it waits: %s", OwnWords("the disk")) == "ERROR handlers.sender: it waits: the disk"
    assert line("it waits: %s", StorageTrouble("The disk is full.")) == (
        "ERROR handlers.sender: it waits: The disk is full."
    )


WITHHELD = {
    "Words that came from elsewhere": ("it said %s", "Tom is 9"),
    "A value of any kind": ("it said %s", {"child": "Tom"}),
    "What a number's place was filled with": ("it said %d", "Tom"),
    "Words of another kind of error": ("it failed: %s", ValueError("Tom is 9")),
}


@pytest.mark.parametrize(("said", "value"), WITHHELD.values(), ids=WITHHELD.keys())
def test_whatever_else_is_put_into_a_line_is_withheld(said: str, value: Any) -> None:
    assert "Tom" not in line(said, value)


def test_words_of_other_programs_are_withheld_and_their_trouble_is_told() -> None:
    assert line("Task of Tom failed", logger="asyncio") == "ERROR asyncio: (withheld)"


def test_of_an_error_kind_and_place_are_told_and_never_its_words() -> None:
    try:
        raise ValueError("Tom is 9")
    except ValueError:
        said = line("one of several could not be done", exc_info=sys.exc_info())
    assert "ValueError in test_logs.py, line" in said
    assert "Tom" not in said


def test_a_line_is_one_line() -> None:
    assert "\n" not in line("it waits:\n%s", OwnWords("first\nsecond"))


def test_only_numbers_may_be_added_by_the_names_that_are_allowed() -> None:
    assert line("set aside", update=812, child="Tom", case="Tom") == (
        "ERROR handlers.sender: set aside update=812"
    )


def test_as_json_a_line_is_an_object_of_the_same() -> None:
    record = logging.LogRecord("bot.app", logging.INFO, "app.py", 1, "%s waits", (7,), None)
    record.created = 0
    assert json.loads(Lines(LogShape.JSON).format(record)) == {
        "at": "1970-01-01T00:00:00.000+00:00",
        "level": "INFO",
        "logger": "bot.app",
        "message": "7 waits",
    }


# The listener itself, which looks at every test: see conftest.py


async def test_a_word_of_a_familys_in_the_log_is_noticed(town: Town) -> None:
    with overhearing() as overheard:
        ann = town.family("Ann")
        await ann.says("/start", "They locked Barnaby in the cupboard", "AL1 3JE")
    log = [*overheard.lines]
    assert overheard.leaks() == []
    for leaked in ("it heard Barnaby", "of AL13JE", "Ann waits"):
        overheard.lines = [leaked]
        assert len(overheard.leaks()) == 1
    overheard.lines = [*log, "message 7 waits: TimedOut"]
    assert overheard.leaks() == []
