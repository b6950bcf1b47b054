"""One database and one owner of the commit: use-cases that wait share a transaction, each in a savepoint."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TextIO, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from storage.checkpoints import Checkpoints
from storage.dialects import lock_chats
from storage.engine import engine_for, prepare_schema
from storage.outbox import Ready
from storage.possession import take_possession
from storage.quick import ask
from storage.sealing import MasterKeys
from storage.trouble import StorageTrouble, is_passing, is_trouble, trouble_of
from storage.work import Work

log = logging.getLogger(__name__)

T = TypeVar("T")
MOST_TOGETHER = 64
"""How many use-cases share one transaction at the most."""

TRIES = 3
"""How often what other processes were in the way of is done again at once."""


@dataclass
class _Waiting:
    """A use-case that waits for its turn, and then what became of it."""

    use_case: Callable[[Work], Any]
    chat_id: int
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None
    taken: list[Ready] = field(default_factory=list)


class Database:
    def __init__(self, url: str, masters: MasterKeys) -> None:
        self._engine = engine_for(url)
        self._checkpoints = Checkpoints(self._engine)
        self._masters = masters
        self.process = secrets.token_hex(6)
        self.room: Callable[[], int] = lambda: 0  # how many more messages this process takes in hand to send
        self.take: Callable[[Sequence[Ready]], None] = lambda _: None  # told of those, once committed
        self._waiting: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._writer: Thread | None = None
        self._connection: Connection | None = None
        self._doubtful: set[int] = (
            set()
        )  # messages taken in a transaction that may or may not have been committed
        self._possession: TextIO | None = None
        self._closed = False
        self._log_holds_erased = False  # SQLite's log could not be emptied yet of what was destroyed

    @property
    def is_shared(self) -> bool:
        """Whether several processes may run on this database."""
        return self._engine.dialect.name == "postgresql"

    def transact(self, use_case: Callable[[Work], T], chat_id: int = 0) -> "asyncio.Future[T]":
        """Run a use-case in a transaction: committed when it returns, rolled back when it raises.

        It may run twice, where the transaction that it shared failed for another's sake; only one of them counts.
        What is put one after the other, with nothing awaited in between, shares a transaction. To await the result
        raises StorageTrouble where the database did not take it.
        """
        waiting = _Waiting(use_case, chat_id, asyncio.get_running_loop().create_future())
        if self._closed:
            waiting.future.set_exception(StorageTrouble("The database is closed: Sendline is stopping."))
            return waiting.future
        if self._writer is None:
            self._writer = Thread(target=self._write, name="storage", daemon=True)
            self._writer.start()
            self._checkpoints.start()
        self._waiting.put(waiting)
        return waiting.future

    def transact_now(self, use_case: Callable[[Work], T], chat_id: int = 0) -> T:
        """The same, at once and on the caller's thread; what it queues is left for whoever sends."""
        try:
            with self._engine.connect() as connection, connection.begin():
                lock_chats(connection, [chat_id] if chat_id else [])
                work = Work(connection, self._masters)
                result = use_case(work)
                work.cases.save()
        except SQLAlchemyError as failed:
            raise _said(failed) from failed
        self._empty_log(destroyed=work.vault.destroyed)
        return result

    def _write(self) -> None:
        """Commit what waits, all of it together, again and again until closed."""
        while group := self._gathered():
            for together in self._apart(group):
                self._settle(together)
                with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                    group[0].future.get_loop().call_soon_threadsafe(self._deliver, together)
        if self._connection:
            self._connection.close()

    def _gathered(self) -> list[_Waiting]:
        """Wait for a use-case, and take those that wait behind it; empty once closed and nothing is left."""
        group: list[_Waiting] = []
        with suppress(Empty):
            while len(group) < MOST_TOGETHER:
                one = self._waiting.get(block=not group)
                if one is None:
                    self._waiting.put(None)  # the end comes after this group
                    break
                group.append(one)
        return group

    def _apart(self, group: list[_Waiting]) -> Sequence[Sequence[_Waiting]]:
        """Who shares a transaction. Beside other processes, only those do that hold all they touch from the start.

        These are families, each in its own chat. What concerns no single chat may touch any case: it goes alone,
        so that no two processes ever wait for each other.
        """
        if not self.is_shared:
            return [group]
        families = [one for one in group if one.chat_id]
        return [*([families] if families else []), *([one] for one in group if not one.chat_id)]

    def _settle(self, group: Sequence[_Waiting], tries: int = TRIES) -> None:
        """Commit a group; where that fails, one by one, so that none suffers for another."""
        try:
            self._commit(sorted(group, key=lambda one: one.chat_id))
        except Exception as failed:
            unreachable = self._connection is None or _not_begun(failed)
            lost = unreachable or (isinstance(failed, DBAPIError) and failed.connection_invalidated)
            self._begin_anew(group)
            if tries and not unreachable and is_passing(failed) and (lost or len(group) == 1):
                self._settle(group, tries - 1)
            elif unreachable or len(group) == 1:
                for one in group:
                    one.error, one.taken = _said(failed), []
            else:
                log.info("a group of %s was not committed (%s): one by one", len(group), type(failed))
                for one in group:
                    self._settle([one])

    def _commit(self, group: Sequence[_Waiting]) -> None:
        """One transaction. What fails by itself is taken back alone; what the database refuses fails them all."""
        connection, destroyed = self._connected(), False
        with connection.begin():
            lock_chats(connection, [one.chat_id for one in group if one.chat_id])
            if self._doubtful:  # if it was committed after all, nobody has these in hand
                Work(connection, self._masters, self.process).outbox.let_go(sorted(self._doubtful))
            for one in group:
                work = Work(connection, self._masters, self.process, self.room())
                one.result, one.error, one.taken = None, None, work.outbox.taken
                if len(group) == 1:
                    one.result = one.use_case(work)
                    work.cases.save()
                else:
                    self._run(one, work)
                destroyed = destroyed or work.vault.destroyed
        self._doubtful.clear()
        self._checkpoints.wrote()
        self._empty_log(destroyed=destroyed)

    def _empty_log(self, *, destroyed: bool) -> None:
        """Leave nothing in the log of what was destroyed, now or before. What is committed stays so, come what may."""
        if destroyed or self._log_holds_erased:
            self._log_holds_erased = not self._checkpoints.empty()

    def empty_log_of_erased(self, tries: int = 20) -> bool:
        """Wait until nothing that was destroyed is left in the log. Returns whether it was, in a few seconds."""
        for _ in range(tries):
            self._empty_log(destroyed=False)
            if not self._log_holds_erased:
                return True
            time.sleep(0.2)
        return False

    def _run(self, one: _Waiting, work: Work) -> None:
        connection = work.connection
        ask(connection, "SAVEPOINT one")
        try:
            one.result = one.use_case(work)
            work.cases.save()
        except SQLAlchemyError:
            raise
        except Exception as failed:
            one.error = failed
            one.taken = []
            ask(connection, "ROLLBACK TO SAVEPOINT one")
        ask(connection, "RELEASE SAVEPOINT one")

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _begin_anew(self, group: Sequence[_Waiting]) -> None:
        """Go on with another connection: nobody knows what state this one is in, nor what became of the group."""
        self._doubtful.update(message.number for one in group for message in one.taken)
        if self._connection:
            with suppress(SQLAlchemyError):
                self._connection.invalidate()
                self._connection.close()
        self._connection = None

    def _deliver(self, group: Sequence[_Waiting]) -> None:
        """Hand results to those who wait, and messages to the sender."""
        taken = [message for one in group if one.error is None for message in one.taken]
        if taken:
            self.take(taken)
        for one in group:
            if one.future.done():  # whoever waited was cancelled; it is committed all the same
                continue
            if one.error is None:
                one.future.set_result(one.result)
            else:
                one.future.set_exception(one.error)

    def prepare(self) -> None:
        """Bring the schema up to date and check the keys. Raises SealError where a key is wrong."""
        try:
            prepare_schema(self._engine, self._masters)
        except SQLAlchemyError as failed:
            raise trouble_of(failed) from failed

    def possess(self) -> None:
        """Be the process that runs on this database, or one of several where it can be shared. Raises InUseError."""
        if self._possession or self.is_shared:
            return
        self._possession = take_possession(Path(self._engine.url.database or ""))
        self.transact_now(lambda work: work.leases.clear())  # whoever held one is dead

    def close(self) -> None:
        """Commit what still waits, and let go of the database."""
        self._closed = True
        self._waiting.put(None)
        if self._writer:
            self._writer.join()
        self._checkpoints.stop()
        self._engine.dispose()
        if self._possession:
            self._possession.close()


def _said(failed: Exception) -> Exception:
    """What to tell whoever waits: the database's trouble in words, or the very error where it is their own."""
    return trouble_of(failed) if isinstance(failed, SQLAlchemyError) and is_trouble(failed) else failed


def _not_begun(failed: Exception) -> bool:
    """Whether no use-case is to blame: there was no connection, or another program holds the database."""
    return is_trouble(failed) and getattr(failed, "statement", None) in (None, "BEGIN IMMEDIATE")
