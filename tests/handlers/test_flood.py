"""A flood from one person: slowed, told of once, and every word of it kept."""

from collections.abc import Iterator

import pytest

from handlers.reading import Json
from tests.handlers.ticks import Ticks
from tests.kept import wrote
from tests.plays import begins, routine_case
from tests.town import Family, Staff, Town

FLOOD = [f"Please read number {number}" for number in range(100)]
SLOWLY = "You are writing faster than I can answer."
MANY = "the family is sending very many messages"


async def floods(town: Town, family: Family, *texts: str) -> None:
    """All of it is there before any of it is read."""
    for text in texts:
        town.telegram.says(family.person, family.chat, text)
    await town.settle()


@pytest.fixture
async def unhurried(town: Town) -> Town:
    """A town whose intake counts no seconds: all comes at once."""
    town.elapsed = Ticks()
    await town.restart()
    return town


async def test_of_a_flood_every_word_is_kept_in_order(unhurried: Town) -> None:
    ann = unhurried.family("Ann")
    await begins(ann)
    await floods(unhurried, ann, *FLOOD)
    assert wrote(unhurried, ann) == FLOOD


async def test_a_flood_is_slowed_and_that_is_said_once(unhurried: Town) -> None:
    ann = unhurried.family("Ann")
    await begins(ann)
    told = len(ann.screen)
    await floods(unhurried, ann, *FLOOD)
    assert ann.count(SLOWLY) == 1
    assert len(ann.screen) - told < 35


@pytest.mark.parametrize("command", ["/help", "stop", "delete"])
async def test_a_flood_that_grows_too_much_with_a_command_is_said_as_well(
    unhurried: Town, command: str
) -> None:
    ann = unhurried.family("Ann")
    await begins(ann)
    await floods(unhurried, ann, *FLOOD[: 30 - 2], command, *FLOOD[30:])
    assert ann.count(SLOWLY) == 1


async def test_staff_are_told_once_of_a_flood(unhurried: Town) -> None:
    ann = unhurried.family("Ann")
    await routine_case(ann)
    await floods(unhurried, ann, *FLOOD)
    assert unhurried.jo.count(MANY) == 1
    assert unhurried.jo.count("Please read number") <= 30


async def test_a_flood_after_a_case_was_closed_is_slowed_too(unhurried: Town) -> None:
    ann = unhurried.family("Ann")
    await routine_case(ann)
    await _closes(unhurried.jo)
    await floods(unhurried, ann, *FLOOD)
    assert ann.count(SLOWLY) == 1
    assert unhurried.jo.count("Please read number") <= 30
    assert wrote(unhurried, ann) == FLOOD


async def _closes(staff: Staff) -> None:
    await staff.taps("Open the card", "Close")
    await staff.taps(next(iter(_labels(staff.screen[-1]))))


def _labels(message: Json) -> Iterator[str]:
    return (button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row)


async def test_danger_in_the_middle_of_a_flood_rings(unhurried: Town) -> None:
    ann = unhurried.family("Ann")
    await begins(ann)
    await floods(unhurried, ann, *FLOOD[:60], "I want to kill myself", *FLOOD[60:])
    assert ann.heard("116 123")
    assert unhurried.jo.heard("🆘")


async def test_a_number_that_is_shared_in_a_flood_is_kept(unhurried: Town) -> None:
    ann = unhurried.family("Ann")
    await begins(ann)
    for text in FLOOD[:40]:
        unhurried.telegram.says(ann.person, ann.chat, text)
    await ann.shares_number("447700900123")
    assert "+447700900123" in wrote(unhurried, ann)


COMMANDS = {
    "/help": "Samaritans",
    "stop": "No more",
    "delete": "Erase",
}


@pytest.mark.parametrize("command", COMMANDS)
async def test_help_stop_and_delete_work_in_a_flood(unhurried: Town, command: str) -> None:
    ann = unhurried.family("Ann")
    await begins(ann)
    await floods(unhurried, ann, *FLOOD[:60])
    before = len(ann.screen)
    await ann.says(command)
    assert len(ann.screen) > before
    assert command not in wrote(unhurried, ann)
