"""What SQLite and PostgreSQL say differently: inserting where a row may stand already, locks, the time."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, Table, bindparam, func, select, text
from sqlalchemy.dialects import sqlite
from sqlmodel import SQLModel

from storage.quick import Quick, Values
from storage.tables import Lease, Tally

MIGRATING = 5_377_001
"""The number of the lock under which PostgreSQL's schema is brought up to date; no chat's lock has two numbers."""

AUDITING = 5_377_002
"""The number of the lock under which the audit trail grows: each row rests on the one before."""

_CHATS = "FROM unnest(CAST(:chats AS bigint[])) AS chat"  # in this order
_LOCK_CHATS = text(f"SELECT pg_advisory_xact_lock(chat) {_CHATS}")
_LOCK_FREE_CHATS = text(f"SELECT chat {_CHATS} WHERE pg_try_advisory_xact_lock(chat) LIMIT :most")


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model."""
    found: Table = model.__dict__["__table__"]
    return found


def insert_once(connection: Connection, model: type[SQLModel], row: Values) -> bool:
    """Insert a row, unless one has its key. Returns whether it was new."""
    return _inserting_once(connection.dialect.name, model).run(connection, row) == 1


@cache
def _inserting_once(dialect: str, model: type[SQLModel]) -> Quick:
    return Quick(_insert(dialect, model).on_conflict_do_nothing())


def put(connection: Connection, model: type[SQLModel], row: Values) -> None:
    """Insert a row, or write over the one that has its key."""
    _putting(connection.dialect.name, model).run(connection, row)


@cache
def _putting(dialect: str, model: type[SQLModel]) -> Quick:
    insert, table = _insert(dialect, model), table_of(model)
    keys = [column.name for column in table.primary_key]
    new = {column.name: insert.excluded[column.name] for column in table.c if column.name not in keys}
    return Quick(insert.on_conflict_do_update(index_elements=keys, set_=new))


@cache
def count_one(dialect: str) -> Insert:
    """Begin an anonymous count with one, or add one to it."""
    insert, table = _insert(dialect, Tally), table_of(Tally)
    more: Insert = insert.on_conflict_do_update(
        index_elements=["kind", "month"], set_={"count": table.c.count + 1}
    )
    return more


@cache
def take_lease(dialect: str) -> Insert:
    """Insert or renew a lease, unless another holds it at `now`: the row count tells.

    One that ends after `latest` was taken before the clock was put back: it counts for nothing.
    """
    insert, table = _insert(dialect, Lease), table_of(Lease)
    over = (table.c.until <= bindparam("now")) | (table.c.until > bindparam("latest"))
    free = over | (table.c.holder == insert.excluded.holder)
    new = {"holder": insert.excluded.holder, "until": insert.excluded.until}
    taking: Insert = insert.on_conflict_do_update(index_elements=["name"], set_=new, where=free)
    return taking.execution_options(preserve_rowcount=True)


def _insert(dialect: str, model: type[SQLModel]) -> Any:
    if dialect == "sqlite":
        return sqlite.insert(table_of(model))
    from sqlalchemy.dialects import postgresql  # most offices do without

    return postgresql.insert(table_of(model))


def seconds_now(connection: Connection) -> int:
    """Seconds since 1970 by the clock that all who share this database see."""
    now: ColumnElement[Any] = (
        func.extract("epoch", func.clock_timestamp())
        if connection.dialect.name == "postgresql"
        else func.strftime("%s", "now")
    )
    return int(connection.execute(select(now)).scalar_one())


def lock_chats(connection: Connection, chats: Sequence[int]) -> None:
    """Hold these chats until the transaction ends, known to us or not; SQLite has one writer as it is.

    The lowest first, so that two who want the same ones never wait for each other.
    """
    if connection.dialect.name == "postgresql" and chats:
        connection.execute(_LOCK_CHATS, {"chats": sorted(set(chats))})


def lock_free_chats(connection: Connection, chats: Sequence[int], most: int) -> frozenset[int]:
    """Hold up to `most` of these chats, without waiting for those that others hold. Returns which are held now."""
    if connection.dialect.name != "postgresql":
        return frozenset(chats)
    held = connection.execute(_LOCK_FREE_CHATS, {"chats": list(dict.fromkeys(chats)), "most": most})
    return frozenset(held.scalars())


def lock_schema(connection: Connection) -> None:
    """Let one process at a time bring the schema up to date, until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(0, :number)"), {"number": MIGRATING})


def lock_audit(connection: Connection) -> None:
    """Let one process at a time add to the audit trail, until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(0, :number)"), {"number": AUDITING})
