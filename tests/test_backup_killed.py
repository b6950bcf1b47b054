"""Backup and restore, killed half-way at step after step: the old one stands, or the new one is whole."""

import re
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.sealing import read_master_keys
from tests.backups import an_office, backed_up, command, restored
from tests.town import Town


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    async with an_office(tmp_path) as found:
        yield found


def steps(done: subprocess.CompletedProcess[str]) -> int:
    assert done.returncode == 0, done.stderr
    return int(re.findall(r"(\d+) steps", done.stdout)[0])


def some_of(number: int) -> list[int]:
    """A few steps at first, and all of the last, where the file comes to its place; each takes a second."""
    return sorted({1, *range(3, number - 6, max(number // 3, 1)), *range(number - 6, number + 1)})


async def test_a_backup_that_is_killed_leaves_the_older_one_as_it_was(office: Town, tmp_path: Path) -> None:
    file = backed_up(office)
    older, kept = file.read_bytes(), tmp_path / "kept"
    last = steps(command(office, 0, kept, "backup", str(file), "--replace"))
    assert last >= 8
    file.write_bytes(older)
    for step in some_of(last):
        assert command(office, step, kept, "backup", str(file), "--replace").returncode == -signal.SIGKILL
        if file.read_bytes() != older:  # then the new one is whole
            restored(office, file, f"after-{step}.db")
            file.write_bytes(older)
    steps(command(office, 0, kept, "backup", str(file), "--replace"))
    assert list(kept.iterdir()) == [file]
    assert restored(office, file).cases == 2


async def test_a_restore_that_is_killed_leaves_nothing_or_the_whole(office: Town, tmp_path: Path) -> None:
    file = backed_up(office)
    place = tmp_path / "there"
    place.mkdir()
    to = f"sqlite:///{place / 'again.db'}"
    last = steps(command(office, 0, place, "restore", str(file), "--to", to))
    for step in some_of(last):
        shutil.rmtree(place)
        place.mkdir()
        died = command(office, step, place, "restore", str(file), "--to", to)
        assert died.returncode == -signal.SIGKILL
        if not (place / "again.db").exists():
            steps(command(office, 0, place, "restore", str(file), "--to", to))
        assert cases_in(place / "again.db", office.key) == 2


def cases_in(file: Path, key: str) -> int:
    database = Database(f"sqlite:///{file}", read_master_keys(key))
    database.prepare()
    found = database.transact_now(
        lambda work: work.connection.execute(text("SELECT count(*) FROM family_case")).scalar_one()
    )
    database.close()
    return int(found)


async def test_a_restore_is_refused_while_a_sendline_runs_there(office: Town) -> None:
    file = backed_up(office)
    refused = command(office, 0, file.parent, "restore", str(file))
    assert (
        "Another Sendline runs on office.db. Stop that one first; several at once need PostgreSQL. "
        in refused.stderr
    )
    assert "Or restore to another place with --to." in refused.stderr


async def test_a_kill_leaves_what_is_cleared_by_the_next_backup(office: Town, tmp_path: Path) -> None:
    left = tmp_path / "kept" / "office.backup.unfinished"
    left.mkdir()
    (left / "copy.db").write_text("of one that was killed")
    file = backed_up(office)
    assert list(file.parent.iterdir()) == [file]
