"""SQLite's write-ahead log goes into the file by itself, and what was destroyed stays in neither."""

import asyncio
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from storage import checkpoints
from storage.database import Database
from storage.sealing import new_master_key, read_master_keys

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sendline.db"


@pytest.fixture
def database(file: Path) -> Database:
    found = Database(f"sqlite:///{file}", read_master_keys(new_master_key("test")))
    found.prepare()
    return found


def cases_in(file: Path) -> int:
    """How many cases stand in the file itself, whatever the log holds."""
    lines = sqlite3.connect(f"file:{file}?immutable=1", uri=True)
    (number,) = lines.execute("SELECT count(*) FROM family_case").fetchone()
    lines.close()
    return int(number)


async def test_what_was_committed_comes_into_the_file_without_another_commit(
    database: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "GATHER_SECONDS", 0.01)
    database._checkpoints.empty()
    await database.transact(lambda work: work.cases.begin(7, AT))
    async with asyncio.timeout(20):
        while cases_in(file) == 0:
            await asyncio.sleep(0.01)
    database.close()


async def test_what_was_destroyed_leaves_the_log_though_the_log_is_just_being_moved(
    database: Database, file: Path
) -> None:
    await database.transact(lambda work: work.cases.begin(7, AT))
    log = file.with_name("sendline.db-wal")
    with database._checkpoints._turn:  # as while it is moved
        emptying = Thread(target=database._checkpoints.empty)
        emptying.start()
        assert log.stat().st_size > 0
    emptying.join()
    assert log.stat().st_size == 0
    database.close()
