"""Puts a backup where no office is yet: all of it at once, or nothing."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, make_url, update
from sqlalchemy.exc import SQLAlchemyError

from storage.audit import Audit
from storage.backup import open_backup, rows_in, without_log
from storage.copying import is_an_office
from storage.dialects import table_of
from storage.engine import NEWEST, check_keys, engine_for, migrate, version_of
from storage.moving import CannotMoveError, move
from storage.outbox import RESTORED
from storage.possession import InUseError, possessed
from storage.sealedfile import SealedFileError
from storage.sealing import MasterKeys
from storage.tables import Lease, Outgoing
from storage.trouble import trouble_of
from storage.unfinished import BeingMadeError, put_in_place, sync_folder, unfinished

ELSEWHERE = "restore to another place with --to."


class RestoreError(Exception):
    """Nothing was restored, and nothing was changed. The message says why."""


@dataclass(frozen=True)
class Restored:
    cases: int
    made_at: str


def restore(file: Path, url: str, masters: MasterKeys, now: datetime) -> Restored:
    """Put a backup into a database that is missing or empty; its audit trail says so.

    Raises RestoreError, SealError where a key is missing that the cases in it need, and StorageTrouble.
    """
    if not file.is_file():
        raise RestoreError(f"There is no backup {file}.")
    try:
        if make_url(url).get_backend_name() == "sqlite":
            return _into_file(file, Path(make_url(url).database or ""), masters, now)
        with unfinished(file.with_name(f"{file.name}.restored")) as folder:
            return _into_postgresql(_readied(file, folder, masters, now), url)
    except InUseError as running:
        raise RestoreError(f"{running} Or {ELSEWHERE}") from running
    except (BeingMadeError, SealedFileError, CannotMoveError) as wrong:
        raise RestoreError(str(wrong)) from wrong
    except OSError as refused:
        raise RestoreError(f"{refused.filename} cannot be read or written ({refused.strerror}).") from refused
    except (sqlite3.Error, SQLAlchemyError) as failed:
        raise trouble_of(failed) from failed


@dataclass(frozen=True)
class _Readied:
    """A backup, unsealed, checked, brought up to date, and ready to be used."""

    database: Path
    made_at: str
    cases: int


def _readied(file: Path, folder: Path, masters: MasterKeys, now: datetime) -> _Readied:
    database = folder / "restored.db"
    made_at = open_backup(file, database, masters)
    rows = rows_in(database)
    engine = engine_for(f"sqlite:///{database}")
    try:
        with engine.connect() as connection:
            _bring_up_to_date(connection, masters)
            connection.execute(table_of(Lease).delete())
            _mark_what_waits(connection)
            Audit(connection).add(now, 0, "sendline", "restored")
            connection.commit()
    finally:
        engine.dispose()
    without_log(database)
    return _Readied(database, made_at, rows["family_case"])


def _bring_up_to_date(connection: Connection, masters: MasterKeys) -> None:
    version = version_of(connection)
    if version is None or version > NEWEST:
        raise RestoreError(
            "This backup was made by a newer version of Sendline. Install that one, then restore it."
        )
    migrate(connection, masters)
    check_keys(connection, masters)


def _mark_what_waits(connection: Connection) -> None:
    """What waited when the backup was made may have gone out since: it goes out again, and says so."""
    out = table_of(Outgoing)
    connection.execute(update(out).where(out.c.state == "queued").values(claimed_by=RESTORED))


def _into_postgresql(readied: _Readied, url: str) -> Restored:
    source = f"sqlite:///{readied.database}"
    return Restored(move(source, url, lambda _: None, lambda _: None), readied.made_at)


def _into_file(file: Path, target: Path, masters: MasterKeys, now: datetime) -> Restored:
    with possessed(target):
        _check_target(target)
        with unfinished(target) as folder:
            readied = _readied(file, folder, masters, now)
            _make_room(target)
            put_in_place(readied.database, target)
            return Restored(readied.cases, readied.made_at)


def _check_target(target: Path) -> None:
    """Refuse where an office is already, or what is left of one."""
    if target.exists() and target.stat().st_size:
        engine = engine_for(f"sqlite:///{target}")
        try:
            with engine.connect() as connection:
                if not _is_empty(connection):
                    raise RestoreError(
                        f"There is something in {target.name} already, perhaps an office. Move it away together "
                        f"with those named like it (-wal, -shm), or {ELSEWHERE}"
                    )
        finally:
            engine.dispose()
    elif any(left.exists() for left in _beside(target)):
        raise RestoreError(
            f"Beside it, {target.name}-wal or {target.name}-shm belong to a file that is not there any more. Move them "
            f"away, or {ELSEWHERE}"
        )


def _is_empty(connection: Connection) -> bool:
    """Whether there is nothing, or no more than a first start leaves."""
    if version_of(connection) is None:
        return not connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first()
    return not is_an_office(connection)


def _make_room(target: Path) -> None:
    """Remove an empty database: its log must not be taken for that of the file which comes."""
    for left in (*_beside(target), target):
        left.unlink(missing_ok=True)
    sync_folder(target.parent)


def _beside(target: Path) -> tuple[Path, Path]:
    return target.with_name(f"{target.name}-wal"), target.with_name(f"{target.name}-shm")
