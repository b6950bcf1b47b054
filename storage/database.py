"""One database, one thread that writes: transactions run there, and the event loop stays free."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, event
from sqlmodel import Session, col, create_engine, select

from storage.sealing import MasterKeys, SealError, seal, unseal
from storage.tables import Case, KeyCheck
from storage.work import Work

T = TypeVar("T")


class Database:
    def __init__(self, url: str, masters: MasterKeys) -> None:
        self._engine = engine_for(url)
        self._masters = masters
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="storage")

    async def transact(self, use_case: Callable[[Work], T]) -> T:
        """Run a use-case in one transaction: committed when it returns, rolled back when it raises."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._writer, self.transact_now, use_case)

    def transact_now(self, use_case: Callable[[Work], T]) -> T:
        """The same, at once and on the caller's thread."""
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            work = Work(session, self._masters)
            result = use_case(work)
        if work.vault.destroyed and self._engine.dialect.name == "sqlite":
            self._empty_log()
        return result

    def _empty_log(self) -> None:
        """Move SQLite's write-ahead log into the file: earlier pages in it still hold what was destroyed."""
        connection = self._engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    def prepare(self) -> None:
        """Bring the schema up to date and check the keys. Raises SealError where a key is wrong."""
        with self._engine.connect() as connection:
            migrate(connection)
        with Session(self._engine) as session, session.begin():
            check_keys(session, self._masters)

    def close(self) -> None:
        self._writer.shutdown()
        self._engine.dispose()


def engine_for(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_at_once)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    """One writer, durable commits, deleted text overwritten; transactions begin where we say."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_at_once(connection: Connection) -> None:
    """Take the write lock at the start: reading first and writing later loses updates."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def migrate(connection: Connection) -> None:
    """Apply every migration that this database has not seen."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.commit()


def check_keys(session: Session, masters: MasterKeys) -> None:
    """Notice a wrong or missing master key before anything is written. Raises SealError."""
    for name in session.exec(select(Case.key_name).where(col(Case.sealed_key).is_not(None)).distinct()):
        masters.named(name)
    known = {row.key_name: row.sealed for row in session.exec(select(KeyCheck))}
    for name, key in masters.by_name.items():
        if name not in known:
            session.add(KeyCheck(key_name=name, sealed=seal(key, name.encode(), f"key-check:{name}")))
            continue
        try:
            unseal(key, known[name], f"key-check:{name}")
        except SealError as wrong:
            raise SealError(
                f"Master key {name!r} is not the one that this database was written under. "
                "Put the right key into SENDLINE_MASTER_KEYS; without it, what families wrote cannot be read."
            ) from wrong
