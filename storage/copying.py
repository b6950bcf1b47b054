"""Copies every row of an office from one database to another, either of SQLite or PostgreSQL, and compares."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, select, text
from sqlmodel import SQLModel

from storage.columns import ClearText, storable
from storage.dialects import table_of
from storage.tables import CaseRow, Lease, Outgoing, SetAside, Tally

AT_ONCE = 1000
"""How many rows are in memory at a time."""

HELD = (CaseRow, Outgoing, SetAside, Tally)
"""A database with rows in one of these is somebody's office; what else is there comes from a start alone."""


class CopyError(Exception):
    """The copy is not like the original. The message says where."""


@dataclass(frozen=True)
class Sum:
    """How many rows a table has, and a checksum over all of them, in whatever order."""

    rows: int = 0
    check: int = 0

    def and_one(self, row: Sequence[Any]) -> "Sum":
        read = int.from_bytes(hashlib.sha256(repr([_plain(value) for value in row]).encode()).digest())
        return Sum(self.rows + 1, (self.check + read) % (1 << 256))


def tables() -> Sequence[Table]:
    """All that is copied, in the order of foreign keys. Leases are not: whoever held one is gone."""
    return [table for table in SQLModel.metadata.sorted_tables if table is not table_of(Lease)]


def is_an_office(connection: Connection) -> bool:
    """Whether there is somebody's office, and not only what a first start left."""
    one = (
        select(text("1")).select_from(table_of(model)).limit(1) for model in HELD
    )  # whatever columns it has
    return any(connection.execute(row).first() for row in one)


def count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def copy_all(giving: Connection, taking: Connection, copied: Callable[[int], None]) -> dict[Table, Sum]:
    """Copy every table and compare it. Returns their sums; raises CopyError. `copied` is told of so many more rows."""
    sums = {table: _copy(giving, taking, table, copied) for table in tables()}
    _go_on_counting(giving, taking)
    _verify(taking, sums)
    return sums


def empty(taking: Connection) -> None:
    """Remove what a first start, or a look by the doctor, left there."""
    for table in reversed(SQLModel.metadata.sorted_tables):
        taking.execute(table.delete())


def _copy(giving: Connection, taking: Connection, table: Table, copied: Callable[[int], None]) -> Sum:
    """Copy a table in batches. Returns the sum of what was read."""
    total, add = Sum(), _into_postgresql if taking.dialect.name == "postgresql" else _into_sqlite
    for batch in _batches(giving, table):
        for row in batch:
            total = total.and_one(row)
        add(taking, table, batch)
        copied(len(batch))
    return total


def _into_postgresql(taking: Connection, table: Table, batch: Sequence[Sequence[Any]]) -> None:
    columns = ", ".join(f'"{column.name}"' for column in table.c)
    cursor = taking.connection.cursor()
    with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copying:
        for row in batch:
            copying.write_row(row)


def _into_sqlite(taking: Connection, table: Table, batch: Sequence[Sequence[Any]]) -> None:
    names = table.c.keys()
    taking.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in batch])


def _batches(connection: Connection, table: Table) -> Iterator[list[list[Any]]]:
    """All rows of a table, so many at a time, as they may be stored anywhere."""
    clear = [isinstance(column.type, ClearText) for column in table.c]
    reading = connection.execute(select(table), execution_options={"yield_per": AT_ONCE})
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


_GIVEN = {
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = 'family_case'",
    "postgresql": "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM family_case_id_seq",
}
"""The highest number that a case ever had."""


def _go_on_counting(giving: Connection, taking: Connection) -> None:
    """New rows get numbers that never were: not even that of a deleted case comes back."""
    counted = giving.execute(text(_GIVEN[giving.dialect.name])).scalar() or 0
    if taking.dialect.name == "sqlite":  # it counts from the highest there is, but for cases
        taking.execute(text("DELETE FROM sqlite_sequence WHERE name = 'family_case'"))
        counting = "INSERT INTO sqlite_sequence (name, seq) VALUES ('family_case', :number)"
        taking.execute(text(counting), {"number": counted})
        return
    for table in tables():
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
            raise CopyError(
                f"The copy is not like the original: {table.name} has {read.rows} rows here and {there.rows} there, "
                "or one differs."
            )
