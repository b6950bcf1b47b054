"""A backup: all of an office in one sealed file, made while Sendline runs, and read back before it counts."""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError

from storage.copying import CopyError, copy_all, empty
from storage.engine import NEWEST, engine_for, migrate, version_of
from storage.sealedfile import SealedFileError, seal_file, unseal_file
from storage.sealing import MasterKeys
from storage.trouble import DAMAGED, StorageTrouble, trouble_of
from storage.unfinished import BeingMadeError, put_in_place, unfinished

Rows = Mapping[str, int]
"""How many rows each table has."""


class BackupError(Exception):
    """No backup was made. The message says why; an older one stands as it was."""


@dataclass(frozen=True)
class Backup:
    cases: int
    rows: int
    bytes: int


def back_up(url: str, file: Path, masters: MasterKeys, now: datetime, *, replace: bool = False) -> Backup:
    """Make a backup, and read all of it back. Raises BackupError, and StorageTrouble where the database fails."""
    if file.exists() and not replace:
        raise BackupError(f"{file.name} is there already. Choose another name, or add --replace.")
    try:
        with unfinished(file) as folder:
            copy, sealed, again = (folder / name for name in ("copy.db", "sealed", "read-back.db"))
            _copy_office(url, copy)
            rows = rows_in(copy)
            if "family_case" not in rows:
                raise BackupError("There is no office in that database yet: there is nothing to back up.")
            _seal(copy, sealed, masters, now)
            copy.unlink()
            if _read_back(sealed, again, masters) != rows:
                raise BackupError("What was read back is not what was written. Try again, on another disk.")
            size = sealed.stat().st_size
            put_in_place(sealed, file)
    except (BeingMadeError, SealedFileError, CopyError) as wrong:
        raise BackupError(str(wrong)) from wrong
    except OSError as refused:
        raise BackupError(
            f"{file} cannot be written ({refused.strerror}). Look at the rights and the space there: it takes "
            "twice the size of the database for a while."
        ) from refused
    return Backup(rows["family_case"], sum(rows.values()), size)


def _copy_office(url: str, copy: Path) -> None:
    """Copy the database as it is at one moment; whoever writes goes on meanwhile."""
    _mine_alone(copy)
    try:
        if make_url(url).get_backend_name() == "sqlite":
            _copy_file(Path(make_url(url).database or ""), copy)
        else:
            _copy_rows(url, copy)
    except (sqlite3.Error, SQLAlchemyError, psycopg.Error) as failed:
        raise trouble_of(failed) from failed


def _copy_file(database: Path, copy: Path) -> None:
    """All in one step, beside whoever writes: in several, it would begin anew at each commit."""
    if not database.is_file():
        raise BackupError(
            f"{database} is not there. Check SENDLINE_DATABASE_URL: it names what is backed up."
        )
    with (
        closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True)) as giving,
        closing(sqlite3.connect(copy)) as taking,
    ):
        giving.backup(taking)
    without_log(copy)


def _copy_rows(url: str, copy: Path) -> None:
    """PostgreSQL's rows as they are in one snapshot, into a SQLite file."""
    source, target = engine_for(url), engine_for(f"sqlite:///{copy}")
    snapshot = source.execution_options(isolation_level="REPEATABLE READ")
    try:
        with snapshot.connect() as giving, target.connect() as taking:
            if version_of(giving) != NEWEST:
                raise BackupError(
                    "This PostgreSQL was last used by another version of Sendline. Back it up with that version."
                )
            giving.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            migrate(taking)
            empty(taking)
            copy_all(giving, taking, lambda _: None)
            taking.commit()
    finally:
        source.dispose()
        target.dispose()
    without_log(copy)


def _seal(copy: Path, sealed: Path, masters: MasterKeys, now: datetime) -> None:
    _mine_alone(sealed)
    with copy.open("rb") as plain, sealed.open("wb") as out:
        seal_file(plain, out, masters, now.isoformat(timespec="seconds"))
        out.flush()
        os.fsync(out.fileno())


def _read_back(sealed: Path, again: Path, masters: MasterKeys) -> Rows:
    open_backup(sealed, again, masters)
    return rows_in(again)


def open_backup(sealed: Path, plain: Path, masters: MasterKeys) -> str:
    """Unseal a backup into a file of its own, and look through it. Returns when it was made.

    Raises SealedFileError, and StorageTrouble where what was sealed is damaged.
    """
    _mine_alone(plain)
    with sealed.open("rb") as source, plain.open("wb") as out:
        head = unseal_file(source, out, masters)
        out.flush()
        os.fsync(out.fileno())
    return head.made_at


def rows_in(file: Path) -> Rows:
    """Look through all of a SQLite file, and count. Raises StorageTrouble where it is damaged."""
    try:
        with closing(sqlite3.connect(file)) as reader:
            if reader.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise StorageTrouble(DAMAGED)
            named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            names = [str(name) for (name,) in reader.execute(named)]
            return {
                name: reader.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
                for name in names
            }
    except sqlite3.Error as failed:
        raise trouble_of(failed) from failed


def without_log(file: Path) -> None:
    """Have all of a SQLite database in its one file, with nothing beside it."""
    with closing(sqlite3.connect(file)) as last:
        last.execute("PRAGMA journal_mode=DELETE")


def _mine_alone(file: Path) -> None:
    """A new file that nobody else may read."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
