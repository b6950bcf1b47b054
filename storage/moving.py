"""Copies an office from a SQLite file into an empty PostgreSQL: all of it, checked, or nothing."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, Table, func, make_url, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import SQLModel, col

from storage.dialects import seconds_now, table_of
from storage.engine import NEWEST, engine_for, migrate, version_of
from storage.tables import CaseRow, ClearText, Lease, Outgoing, SetAside, Tally, storable
from storage.trouble import trouble_of

AT_ONCE = 1000
"""How many rows are in memory at a time."""

HELD = (CaseRow, Outgoing, SetAside, Tally)
"""A database with rows in one of these is somebody's office; what else is there comes from a start alone."""


class CannotMoveError(Exception):
    """The office cannot be moved there. Nothing was changed; the message says why and what to do."""


@dataclass(frozen=True)
class Sum:
    """How many rows a table has, and a checksum over all of them, in whatever order."""

    rows: int = 0
    check: int = 0

    def and_one(self, row: Sequence[Any]) -> "Sum":
        read = int.from_bytes(hashlib.sha256(repr([_plain(value) for value in row]).encode()).digest())
        return Sum(self.rows + 1, (self.check + read) % (1 << 256))


def file_of(url: str) -> Path:
    """The SQLite file that is to be moved. Raises CannotMoveError."""
    place = make_url(url)
    if place.get_backend_name() != "sqlite":
        raise CannotMoveError(
            "SENDLINE_DATABASE_URL does not name a SQLite file. An office moves from one of these alone."
        )
    path = Path(place.database or "")
    if not path.is_file():
        raise CannotMoveError(
            f"{path} is not there. Check SENDLINE_DATABASE_URL: it names what is to be moved."
        )
    return path


def shown(url: str) -> str:
    """A database's address, without the password."""
    return make_url(url).render_as_string(hide_password=True)


def move(
    source_url: str, target_url: str, begins: Callable[[int], None], moved: Callable[[int], None]
) -> int:
    """Copy every table and check it. Returns how many cases there are; leaves the source as it was.

    `begins` is told how many rows there are, `moved` how many more have been copied. Raises CannotMoveError,
    and StorageTrouble where a database fails: the target is as empty then as it was before.
    """
    source, target = engine_for(source_url), engine_for(target_url)
    try:
        with source.connect() as giving:
            _check_source(giving)
            _prepare(target)
            with target.connect() as taking, taking.begin():
                _check_target(taking)
                _empty(taking)
                begins(sum(_count(giving, table) for table in _tables()))
                sums = {table: _copy(giving, taking, table, moved) for table in _tables()}
                _go_on_counting(giving, taking)
                _verify(taking, sums)
            return sums[table_of(CaseRow)].rows
    except (SQLAlchemyError, psycopg.Error) as failed:
        raise trouble_of(failed) from failed
    finally:
        source.dispose()
        target.dispose()


def _tables() -> Sequence[Table]:
    """All that is moved, in the order of foreign keys. Leases are not: whoever held one is gone."""
    return [table for table in SQLModel.metadata.sorted_tables if table is not table_of(Lease)]


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _check_source(giving: Connection) -> None:
    version = version_of(giving)
    if version != NEWEST:
        raise CannotMoveError(
            "This file was last used by another version of Sendline. Run ./sendline doctor once, "
            "which brings it up to date, then move it."
        )


def _prepare(target: Engine) -> None:
    if target.dialect.name != "postgresql":
        raise CannotMoveError(
            "--to is wrong: an office moves to PostgreSQL, as in postgresql+psycopg://name:password@host/database"
        )
    with target.connect() as connection:
        migrate(connection)
        connection.commit()


def _check_target(taking: Connection) -> None:
    """Refuse where an office is already, or a Sendline runs."""
    taking.execute(
        text("SET LOCAL idle_in_transaction_session_timeout = 0")
    )  # a slow disk may keep it waiting
    taking.execute(
        text(f"LOCK TABLE {', '.join(table.name for table in _tables())} IN SHARE ROW EXCLUSIVE MODE")
    )
    if any(taking.execute(select(table_of(model)).limit(1)).first() for model in HELD):
        raise CannotMoveError("There are cases in that PostgreSQL already. Move to a database that is empty.")
    alive = select(col(Lease.name)).where(col(Lease.until) > seconds_now(taking))
    if taking.execute(alive).first():
        raise CannotMoveError(
            "A Sendline runs on that PostgreSQL, or did a few seconds ago. Stop it, wait a little, and try again."
        )


def _empty(taking: Connection) -> None:
    """Remove what a first start, or a look by the doctor, left there."""
    for table in reversed(SQLModel.metadata.sorted_tables):
        taking.execute(table.delete())


def _copy(giving: Connection, taking: Connection, table: Table, moved: Callable[[int], None]) -> Sum:
    """Copy a table in batches. Returns the sum of what was read."""
    total = Sum()
    columns = ", ".join(f'"{column.name}"' for column in table.c)
    cursor = taking.connection.cursor()
    with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copying:
        for batch in _batches(giving, table):
            for row in batch:
                total = total.and_one(row)
                copying.write_row(row)
            moved(len(batch))
    return total


def _batches(connection: Connection, table: Table) -> Iterator[list[list[Any]]]:
    """All rows of a table, so many at a time, as they may be stored anywhere."""
    clear = [isinstance(column.type, ClearText) for column in table.c]
    reading = connection.execution_options(yield_per=AT_ONCE).execute(select(table))
    for batch in reading.partitions():
        yield [
            [storable(v) if is_clear and v else v for v, is_clear in zip(row, clear, strict=True)]
            for row in batch
        ]


def _plain(value: Any) -> Any:
    """A value in the one form in which both databases' are compared."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return bytes(value) if isinstance(value, bytes | memoryview) else value


def _go_on_counting(giving: Connection, taking: Connection) -> None:
    """New rows get numbers that never were: not even that of a deleted case comes back."""
    counted = giving.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'family_case'")).scalar() or 0
    for table in _tables():
        if table.autoincrement_column is None:
            continue
        highest = taking.execute(select(func.max(table.c.id))).scalar() or 0
        number = max(highest, counted if table is table_of(CaseRow) else 0)
        if number:
            here = {"name": table.name, "number": number}
            taking.execute(text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :number)"), here)


def _verify(taking: Connection, sums: dict[Table, Sum]) -> None:
    """Read all of it again from where it is now."""
    for table, read in sums.items():
        there = Sum()
        for batch in _batches(taking, table):
            for row in batch:
                there = there.and_one(row)
        if there != read:
            raise CannotMoveError(
                f"The copy is not like the original: {table.name} has {read.rows} rows here and {there.rows} there, "
                "or one differs. Nothing was moved. Try again; if it comes back, tell the maintainers."
            )
