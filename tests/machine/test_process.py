"""A whole `run` whose machine fails beneath it: it says what to do, and goes on, or the next start does."""

import asyncio
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from storage.engine import BUSY_MS
from tests.machine.conftest import Beside
from tests.machine.troubles import DAMAGED, FULL, IN_USE, LOCKED, UNWRITABLE, Machine, damage, full, locked
from tests.running import from_bot, until_said


async def is_at_its_second_question(beside: Beside) -> int:
    """A run, and Ann, who told it who she is. Returns her number."""
    await beside.machine.runs()
    ann: int = beside.telegram.add_person("Ann").id
    beside.telegram.says(ann, ann, "/start")
    await until_said(beside.telegram, ann, "Who are you?")
    beside.telegram.says(ann, ann, "parent or carer")
    await until_said(beside.telegram, ann, "What is your postcode?")
    return ann


def heard(beside: Beside, chat: int) -> list[str]:
    """How the bot's messages begin, oldest first."""
    return [message["text"][:20] for message in from_bot(beside.telegram, chat)]


ALL_ONCE = ["Hello. I help Robin ", "What is your postcod", "Which class or year?", "Is there an EHC plan"]


async def is_outlived(beside: Beside, trouble: AbstractContextManager[None], words: str) -> None:
    """What Ann says meanwhile is answered once it is mended, each question once."""
    ann = await is_at_its_second_question(beside)
    with trouble:
        beside.telegram.says(ann, ann, "AL1 3JE")
        beside.telegram.says(ann, ann, "years 3 to 6")
        await beside.machine.logs(f"Nothing is lost, and nothing goes on until this is mended: {words}")
    await until_said(beside.telegram, ann, "Is there an EHC plan?")
    assert heard(beside, ann) == ALL_ONCE
    assert await beside.machine.process.end(signal.SIGTERM) == 0


async def test_a_full_disk_is_outlived(on_a_small_disk: Beside) -> None:
    await is_outlived(on_a_small_disk, full(on_a_small_disk.machine.file), FULL)


async def test_a_disk_that_takes_no_write_is_outlived(beside: Beside) -> None:
    await is_outlived(beside, beside.machine.unwritable(), UNWRITABLE)


@contextmanager
def locked_for_long(file: Path) -> Iterator[None]:
    """Held until it is told of, which may not be before ten seconds are over."""
    began = time.monotonic()
    with locked(file):
        yield
    assert time.monotonic() - began >= 9.9


@pytest.mark.slow
async def test_a_lock_of_more_than_ten_seconds_is_told_of_and_outlived(beside: Beside) -> None:
    await is_outlived(beside, locked_for_long(beside.machine.file), LOCKED)


async def test_a_start_waits_for_a_lock_that_ends_within_ten_seconds(beside: Beside) -> None:
    beside.machine.was_there_before()
    holding = ExitStack()
    holding.enter_context(locked(beside.machine.file))
    asyncio.get_running_loop().call_later(3, holding.close)
    began = time.monotonic()
    await beside.machine.runs()
    assert time.monotonic() - began >= 3


@pytest.mark.slow
def test_a_start_that_waited_ten_seconds_for_a_lock_is_refused(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.was_there_before()
    began = time.monotonic()
    with locked(machine.file):
        code, said = machine.says("run", waits_ms=BUSY_MS)
    assert (code, LOCKED in said) == (2, True)
    assert time.monotonic() - began >= 10


async def backed_up(machine: Machine) -> Path:
    """A backup, made while Sendline runs, once it noted that all is sent."""
    backup = machine.file.with_name("office.backup")
    with closing(sqlite3.connect(machine.file)) as running:
        async with asyncio.timeout(30):
            while running.execute("SELECT 1 FROM outgoing WHERE state = 'queued'").fetchone():
                await asyncio.sleep(0.01)
    code, said = machine.says("backup", str(backup))
    assert (code, "Backed up, read back and checked. Cases: 1" in said) == (0, True)
    return backup


async def test_after_damage_the_last_backup_is_put_back_as_the_words_say_and_goes_on(beside: Beside) -> None:
    machine, telegram = beside.machine, beside.telegram
    ann = await is_at_its_second_question(beside)
    backup = await backed_up(machine)
    damage(machine.file, *IN_USE)
    telegram.says(ann, ann, "AL1 3JE")
    await machine.logs(f"Nothing is lost, and nothing goes on until this is mended: {DAMAGED}")
    assert await machine.process.end(signal.SIGTERM) == 0
    assert machine.says("run") == (
        2,
        f"Sendline cannot start.\n\n{DAMAGED}\n\n./sendline doctor checks everything.\n",
    )
    kept = machine.file.parent / "kept"
    kept.mkdir()
    for named_like_it in machine.file.parent.glob(f"{machine.file.name}*"):
        shutil.move(named_like_it, kept)
    code, said = machine.says("restore", str(backup))
    assert (code, "Cases: 1." in said) == (0, True)
    await machine.runs()
    await until_said(telegram, ann, "Which class or year?")
    telegram.says(ann, ann, "years 3 to 6")
    await until_said(telegram, ann, "Is there an EHC plan?")
    assert heard(beside, ann) == ALL_ONCE


async def test_a_start_with_a_wrong_number_of_the_staff_group_says_that_nobody_sees_a_case(
    beside: Beside,
) -> None:
    process = beside.machine.process
    process.env["SENDLINE_STAFF_CHAT"] = "-1"
    await beside.machine.runs()
    assert process.running and process.running.stdout
    async with asyncio.timeout(30):
        said = [(await process.running.stdout.readline()).decode() for _ in range(2)]
    assert said[1].startswith("The staff group cannot be reached: families are answered, and no caseworker")


async def test_the_database_of_an_office_is_for_its_own_user_alone(beside: Beside) -> None:
    await beside.machine.runs()
    assert beside.machine.file.stat().st_mode & 0o077 == 0
