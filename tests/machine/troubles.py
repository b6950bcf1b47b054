"""What becomes of a machine, each trouble begun and mended; and the commands, run as a person would run them."""

import asyncio
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from storage.database import Database
from storage.sealing import read_master_keys
from tests.running import KEY, Process
from tests.town import ROOT

FULL = "The disk is full. Free some space: what arrives waits at Telegram until then."
LOCKED = "Another program holds the database. End it: a backup or an open shell, perhaps."
UNWRITABLE = "The disk cannot be read or written: it is full, may only be read, or fails. Look at its free space first."
NOT_OPENED = "The database cannot be opened. Check the path, and who may read and write there."
READ_ONLY = (
    "The database may only be read. Give Sendline's user the right to write to it, to those named like it "
    "(-wal, -shm, .lock), and to their folder."
)
DAMAGED = (
    "The database file is damaged. Stop Sendline, move the file away together with those named like it "
    "(-wal, -shm), keep them all, and put the last backup in its place: ./sendline restore."
)

Trouble = Callable[[Path], AbstractContextManager[None]]
IN_USE = ("family_case", "heard", "lease", "outgoing")
"""Tables that every answer needs."""


@contextmanager
def full(file: Path) -> Iterator[None]:
    """Something else takes all that is left of the disk; the journal, too, has no room of its own left."""
    _empty_the_journal(file)
    ballast = file.with_name("ballast")
    with ballast.open("wb", buffering=0) as filling:
        for size in (65536, 1):
            try:
                while filling.write(b"x" * size) == size:
                    pass
            except OSError:
                continue
    yield
    ballast.unlink()


def _empty_the_journal(file: Path) -> None:
    """A journal that was copied over is written anew from its beginning, which takes no room of the disk."""
    if file.exists():
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            _move_the_log(other)


def _move_the_log(other: sqlite3.Connection) -> None:
    """Move SQLite's log into the file, and wait for whoever is in the way."""
    while other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        pass


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another program writes, and does not end."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def all_in_the_file(file: Path) -> Iterator[sqlite3.Connection]:
    """Nobody writes, and the log is empty; whoever runs reads the file again, not what it knows of it."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA user_version=1")
        while True:
            _move_the_log(other)
            other.execute("BEGIN IMMEDIATE")
            log = file.with_name(f"{file.name}-wal")
            if not log.exists() or not log.stat().st_size:
                break
            other.execute("ROLLBACK")  # somebody wrote in between
        yield other
        other.execute("ROLLBACK")


def damage(file: Path, *tables: str) -> bytes:
    """The disk gives back nonsense in place of what was written: these tables lose their first pages.

    Returns the file as it was.
    """
    with all_in_the_file(file) as other:
        whole = file.read_bytes()
        (size,) = other.execute("PRAGMA page_size").fetchone()
        pages = dict(other.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'"))
        with file.open("r+b") as broken:
            for table in tables:
                broken.seek((pages[table] - 1) * size)
                broken.write(b"\xaa" * size)
    return whole


@contextmanager
def damaged(file: Path) -> Iterator[None]:
    """What every answer needs is damaged, until all that was written before is put back."""
    whole = damage(file, *IN_USE)
    yield
    with file.open("r+b") as mended:  # in place: at no moment is the file shorter
        mended.write(whole)


@contextmanager
def no_database(file: Path) -> Iterator[None]:
    """The file is something else altogether."""
    whole = file.read_bytes()
    file.write_bytes(b"This is a letter to the council. " * 200)
    yield
    file.write_bytes(whole)


@contextmanager
def mounted_read_only(file: Path) -> Iterator[None]:
    """The disk is mounted again so that it can only be read."""
    subprocess.run(["mount", "-o", "remount,ro", file.parent], check=True)  # noqa: S607
    yield
    subprocess.run(["mount", "-o", "remount,rw", file.parent], check=True)  # noqa: S607


@contextmanager
def not_ours_to_write(file: Path) -> Iterator[None]:
    """The file came back from a backup as another user's."""
    file.chmod(0o444)
    yield
    for named_like_it in file.parent.glob(f"{file.name}*"):  # SQLite makes them as it found the file
        named_like_it.chmod(0o644)


@contextmanager
def in_a_folder_not_ours_to_write(file: Path) -> Iterator[None]:
    file.parent.chmod(0o555)
    yield
    file.parent.chmod(0o755)


@contextmanager
def not_ours_to_read(file: Path) -> Iterator[None]:
    file.chmod(0)
    yield
    file.chmod(0o644)


class Machine:
    """`./sendline` on a database in this folder: once, to its end, or as a process that goes on."""

    def __init__(self, folder: Path, telegram: int = 9) -> None:
        self.file = folder / "sendline.db"
        self.process = Process(f"sqlite:///{self.file}", telegram)
        self.process.env["SENDLINE_MASTER_KEYS"] = KEY
        self._log = b""

    def was_there_before(self) -> None:
        """A first start went well."""
        database = Database(f"sqlite:///{self.file}", read_master_keys(KEY))
        database.prepare()
        database.close()

    def says(self, *command: str, waits_ms: int = 50) -> tuple[int, str]:
        """What it ends with, and all that it said. It may not do more than its user may, even as root."""
        start = f"import storage.engine as e; e.BUSY_MS = {waits_ms}; from bot.cli import app; app()"
        unprivileged = ["setpriv", "--bounding-set", "-all", "--"] if os.geteuid() == 0 else []
        ran = subprocess.run(
            [*unprivileged, sys.executable, "-c", start, *command],
            cwd=ROOT,
            env=self.process.env,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return ran.returncode, ran.stdout + ran.stderr

    async def runs(self) -> None:
        """Start it, and wait until it says that it runs."""
        await self.process.start(log=asyncio.subprocess.PIPE)
        await self.process.runs()

    async def logs(self, words: str, seconds: float = 30) -> None:
        """Wait for these words in its log."""
        if self.process.running is None or self.process.running.stderr is None:
            raise RuntimeError("it does not run")
        async with asyncio.timeout(seconds):
            line = b""
            while words.encode() not in line:
                line = await self.process.running.stderr.readline()
                assert line, "it ended without a word of it"
                self._log += line

    @property
    def log(self) -> str:
        """What was read of its log."""
        return self._log.decode()

    @contextmanager
    def unwritable(self) -> Iterator[None]:
        """Every write to the disk fails, as on one that is failing or that the system closed to writing."""
        if self.process.running is None:
            raise RuntimeError("it does not run")
        number, (_, most) = self.process.running.pid, resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.prlimit(number, resource.RLIMIT_FSIZE, (0, most))
        yield
        resource.prlimit(number, resource.RLIMIT_FSIZE, (most, most))
