"""SQLite's write-ahead log goes into the file beside the writer, so that no commit waits for that."""

import logging
import sqlite3
from threading import Event, Lock, Thread

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from storage.engine import BUSY_MS

log = logging.getLogger(__name__)

GATHER_SECONDS = 1.0
"""After a commit, so long is waited for others before the log is moved."""

READERS_MS = 50
"""How long to wait for another program that still reads the log."""


class Checkpoints:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn, self._wrote, self._stopped = Lock(), Event(), Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin, where the database has such a log."""
        if self._engine.dialect.name == "sqlite":
            self._thread = Thread(target=self._run, name="checkpoints", daemon=True)
            self._thread.start()

    def wrote(self) -> None:
        """Something was committed."""
        self._wrote.set()

    def empty(self) -> bool:
        """Move all of the log into the file, and leave nothing in it: it may hold what was destroyed.

        Returns whether that is done; where a reader or a full disk is in the way, it has to be tried again.
        """
        if self._engine.dialect.name != "sqlite":
            return True
        try:
            return self._move("TRUNCATE")
        except (SQLAlchemyError, sqlite3.Error):
            return False

    def stop(self) -> None:
        self._stopped.set()
        self._wrote.set()
        if self._thread:
            self._thread.join()

    def _run(self) -> None:
        while self._wrote.wait() and not self._stopped.wait(GATHER_SECONDS):
            self._wrote.clear()
            try:
                self._move("PASSIVE")
            except Exception as trouble:  # the writer meets it as well, and says so
                log.warning("the log was not moved into the file (%s)", type(trouble))

    def _move(self, how: str) -> bool:
        """One at a time: SQLite would turn a second one away. Returns whether nobody was in the way."""
        with self._turn:
            connection = self._engine.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute(f"PRAGMA busy_timeout={READERS_MS}")
                (busy, _, _) = cursor.execute(f"PRAGMA wal_checkpoint({how})").fetchone()
                cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
            finally:
                connection.close()
        return not busy
