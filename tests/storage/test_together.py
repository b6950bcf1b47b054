"""The owner of the commit: those who wait share one, whoever fails is taken back alone, and nobody is told early."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.casework.messages import Message
from storage import quick
from storage.checkpoints import Checkpoints
from storage.database import Database
from storage.outbox import Ready
from storage.quick import ask
from storage.sealing import read_master_keys
from storage.tables import Heard
from storage.trouble import StorageTrouble
from storage.work import Work

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ANN = 7
MASTERS = read_master_keys("first:" + "A" * 43 + "=")


class Watched:
    """A database whose commits are counted, and whose thread can be held while others come and wait."""

    def __init__(self, folder: Path) -> None:
        self._patching = pytest.MonkeyPatch()
        self.database = Database(f"sqlite:///{folder / 'sendline.db'}", MASTERS)
        self.database.prepare()
        self.commits = 0
        self.sent: list[Ready] = []
        self.database.room, self.database.take = lambda: 100, self.sent.extend
        self._gate = threading.Event()
        self._engine = self.database._engine
        event.listen(self._engine, "commit", self._count)

    def _count(self, _: Any) -> None:
        self.commits += 1

    async def together(self, *use_cases: Callable[[Work], Any], failing: str = "") -> list[Any]:
        """Put use-cases while the thread is held, so that they share its next transaction; what became of each.

        The next statement that begins with `failing` meets a full disk.
        """
        held = await self.holds()
        left = self._fails(failing) if failing else []
        waiting = [asyncio.ensure_future(self.database.transact(one)) for one in use_cases]
        await asyncio.sleep(0)
        self.commits -= 1  # the one that held it
        self.lets_go()
        await held
        became = await asyncio.gather(*waiting, return_exceptions=True)
        assert left == []
        return became

    async def holds(self) -> "asyncio.Future[None]":
        """Keep the thread in a use-case until let go."""
        began = asyncio.Event()
        loop = asyncio.get_running_loop()

        def hold(_: Work) -> None:
            loop.call_soon_threadsafe(began.set)
            self._gate.wait(10)

        held = asyncio.ensure_future(self.database.transact(hold))
        await began.wait()
        return held

    def lets_go(self) -> None:
        self._gate.set()

    def closes(self) -> None:
        self.database.close()
        self._patching.undo()

    def heard(self) -> set[int]:
        rows = self.database.transact_now(
            lambda work: work.connection.exec_driver_sql("SELECT update_id FROM heard").all()
        )
        return {int(number) for (number,) in rows}

    def _fails(self, beginning: str) -> list[OperationalError]:
        left = [OperationalError(beginning, None, sqlite3.OperationalError("database or disk is full"))]

        def refuse_or_ask(connection: Connection, sql: str, values: Any = ()) -> Any:
            if sql.startswith(beginning) and left:
                raise left.pop()
            return ask(connection, sql, values)

        self._patching.setattr(quick, "ask", refuse_or_ask)
        return left


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    found = Watched(tmp_path)
    yield found
    found.lets_go()
    found.closes()


def hears(number: int) -> Callable[[Work], int]:
    def use_case(work: Work) -> int:
        work.heard_before(number, AT)
        return number

    return use_case


def queues(work: Work) -> None:
    work.outbox.add(ANN, Message(html="Hello"), AT)


def stumbles(work: Work) -> None:
    work.heard_before(99, AT)
    queues(work)
    raise RuntimeError("it stumbled")


def repeats(work: Work) -> None:
    """Insert a row that stands there already."""
    row = {"update_id": 98, "heard_at": AT}
    work.connection.execute(insert(Heard), row)
    work.connection.execute(insert(Heard), row)


async def test_those_who_wait_share_one_commit_and_each_gets_its_own_result(watched: Watched) -> None:
    assert await watched.together(*(hears(number) for number in range(1, 21))) == list(range(1, 21))
    assert watched.commits == 1
    assert watched.heard() == set(range(1, 21))


async def test_no_more_than_so_many_share_one(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.MOST_TOGETHER", 8)
    await watched.together(*(hears(number) for number in range(1, 21)))
    assert watched.commits == 3


async def test_one_that_raises_is_taken_back_alone(watched: Watched) -> None:
    one, failed, two = await watched.together(hears(1), stumbles, hears(2))
    assert (one, two) == (1, 2)
    assert isinstance(failed, RuntimeError)
    assert watched.commits == 1
    assert watched.heard() == {1, 2}
    assert watched.sent == []


async def test_one_that_the_database_refuses_makes_them_run_one_by_one_and_fails_alone(
    watched: Watched,
) -> None:
    one, failed, two = await watched.together(hears(1), repeats, hears(2))
    assert (one, two) == (1, 2)
    assert isinstance(failed, IntegrityError)
    assert watched.commits == 2
    assert watched.heard() == {1, 2}


async def test_what_the_database_refuses_for_good_is_no_trouble_that_passes(watched: Watched) -> None:
    with pytest.raises(IntegrityError) as refused:
        await watched.database.transact(repeats)
    assert "98" not in str(refused.value)


async def test_a_disk_that_is_full_for_a_moment_fails_nobody_who_shared_the_transaction(
    watched: Watched,
) -> None:
    assert await watched.together(hears(1), hears(2), queues, failing="INSERT") == [1, 2, None]
    assert watched.heard() == {1, 2}
    assert [ready.message.html for ready in watched.sent] == ["Hello"]


async def test_a_message_of_a_use_case_that_ran_twice_is_handed_over_once(watched: Watched) -> None:
    assert await watched.together(queues, hears(1), failing="INSERT INTO heard") == [None, 1]
    assert [ready.message.html for ready in watched.sent] == ["Hello"]


async def test_where_another_program_holds_the_database_nobody_is_tried_one_by_one(watched: Watched) -> None:
    became = await watched.together(*(hears(number) for number in range(1, 21)), failing="BEGIN IMMEDIATE")
    assert [type(one) for one in became] == [StorageTrouble] * 20
    assert watched.commits == 0


async def test_results_and_messages_are_handed_over_only_after_the_commit(watched: Watched) -> None:
    seen: list[tuple[int, int]] = []
    watched.database.take = lambda ready: seen.append((watched.commits, len(ready)))
    await watched.database.transact(queues)
    assert seen == [(1, 1)]


async def test_a_waiter_that_is_cancelled_is_committed_all_the_same(watched: Watched) -> None:
    held = await watched.holds()
    waiting = asyncio.ensure_future(watched.database.transact(hears(1)))
    await asyncio.sleep(0)
    waiting.cancel()
    watched.lets_go()
    await held
    assert await watched.database.transact(hears(2)) == 2
    assert waiting.cancelled()
    assert watched.heard() == {1, 2}


@pytest.mark.parametrize("waiting", [1, 3, 64, 65, 200])
async def test_a_close_commits_all_that_waits(tmp_path: Path, waiting: int) -> None:
    watched = Watched(tmp_path)
    held = await watched.holds()
    futures = [asyncio.ensure_future(watched.database.transact(hears(n))) for n in range(waiting)]
    await asyncio.sleep(0)
    closing = asyncio.create_task(asyncio.to_thread(watched.database.close))
    await asyncio.sleep(0)
    watched.lets_go()
    async with asyncio.timeout(20):
        await closing
        await asyncio.gather(held, *futures)
    again = Watched(tmp_path)
    assert again.heard() == set(range(waiting))
    again.database.close()


async def test_after_a_close_nothing_is_taken(watched: Watched) -> None:
    watched.database.close()
    with pytest.raises(StorageTrouble, match="The database is closed"):
        await watched.database.transact(hears(1))


# What was destroyed leaves the log


def erases(work: Work) -> None:
    case = work.cases.begin(ANN, AT)
    case.sent_at = AT
    work.cases.save()
    work.cases.erase(case, AT)


async def test_a_log_that_cannot_be_emptied_takes_nothing_back_and_loses_no_message(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Checkpoints, "empty", lambda _: False)
    await watched.together(erases, queues, hears(1))
    assert watched.commits == 1
    assert [ready.message.html for ready in watched.sent] == ["Hello"]


async def test_while_somebody_reads_the_log_is_not_empty_and_then_it_is(
    watched: Watched, tmp_path: Path
) -> None:
    log = tmp_path / "sendline.db-wal"
    await watched.database.transact(hears(1))
    with watched._engine.connect() as reader:
        raw = reader.connection.cursor()
        raw.execute("BEGIN")
        raw.execute("SELECT count(*) FROM heard").fetchone()
        await watched.database.transact(erases)
        assert log.stat().st_size > 0
        raw.execute("ROLLBACK")
    await watched.database.transact(hears(2))
    assert log.stat().st_size == 0
