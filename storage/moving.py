"""Copies an office from a SQLite file into an empty PostgreSQL: all of it, checked, or nothing."""

from collections.abc import Callable
from pathlib import Path

import psycopg
from sqlalchemy import Connection, Engine, make_url, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col

from storage.copying import CopyError, copy_all, count, empty, is_an_office, tables
from storage.dialects import seconds_now, table_of
from storage.engine import NEWEST, engine_for, migrate, version_of
from storage.tables import CaseRow, Lease
from storage.trouble import trouble_of


class CannotMoveError(Exception):
    """The office cannot be moved there. Nothing was changed; the message says why and what to do."""


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
                empty(taking)
                begins(sum(count(giving, table) for table in tables()))
                sums = copy_all(giving, taking, moved)
            return sums[table_of(CaseRow)].rows
    except CopyError as differs:
        raise CannotMoveError(
            f"{differs} Nothing was moved. Try again; if it comes back, tell the maintainers."
        ) from differs
    except (SQLAlchemyError, psycopg.Error) as failed:
        raise trouble_of(failed) from failed
    finally:
        source.dispose()
        target.dispose()


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
        text(f"LOCK TABLE {', '.join(table.name for table in tables())} IN SHARE ROW EXCLUSIVE MODE")
    )
    if is_an_office(taking):
        raise CannotMoveError("There are cases in that PostgreSQL already. Name an empty one with --to.")
    alive = select(col(Lease.name)).where(col(Lease.until) > seconds_now(taking))
    if taking.execute(alive).first():
        raise CannotMoveError(
            "A Sendline runs on that PostgreSQL, or did a few seconds ago. Stop it, wait a little, and try again; "
            "or name another one with --to."
        )
