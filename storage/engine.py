"""How a database is opened, set up and brought up to date."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, select

from storage import quick
from storage.dialects import insert_once, lock_schema, table_of
from storage.sealing import MasterKeys, SealError, seal, unseal
from storage.tables import CaseRow, KeyCheck

BUSY_MS = 10_000
"""How long to wait for another program that holds the database."""

NEWEST = "0005"
"""The last migration: a schema that is there already need not load the machinery."""


LINE = {
    "application_name": "sendline",
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""How soon a line to PostgreSQL counts as broken: sooner than others take a process for dead."""


def engine_for(url: str) -> Engine:
    """The database behind a URL; errors never show values."""
    place = make_url(url)
    if place.get_backend_name() == "sqlite":
        engine = create_engine(place, hide_parameters=True)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_at_once)
        return engine
    line = {name: value for name, value in LINE.items() if name not in place.query}
    engine = create_engine(place, hide_parameters=True, pool_pre_ping=True, connect_args=line)
    event.listen(engine, "connect", _set_up_postgresql)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    """One writer, durable commits, deleted text overwritten; transactions begin where we say."""
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "cache_size=-1024",  # in KiB; the system keeps the file's pages in memory as well
        "wal_autocheckpoint=16000",  # see checkpoints: 64 MB of log, if the writer never rests
    ):
        connection.execute(f"PRAGMA {pragma}")


def _set_up_postgresql(connection: Any, _record: Any) -> None:
    """Moments in UTC; a process that stands still in mid-transaction holds nobody up for longer than its lease."""
    connection.execute("SET timezone = 'UTC'; SET idle_in_transaction_session_timeout = '15s'")
    connection.commit()


def _begin_at_once(connection: Connection) -> None:
    """Take the write lock at the start: reading first and writing later loses updates."""
    quick.ask(connection, "BEGIN IMMEDIATE")


def prepare_schema(engine: Engine, masters: MasterKeys) -> None:
    """Bring the schema up to date and check the keys. Raises SealError where a key is wrong."""
    with engine.connect() as connection:
        migrate(connection, masters)
        check_keys(connection, masters)
        connection.commit()


def migrate(connection: Connection, masters: MasterKeys | None = None, upto: str = "head") -> None:
    """Apply every migration that this database has not seen; processes that start at once take turns.

    The keys are needed where there are cases already.
    """
    lock_schema(connection)
    if version_of(connection) == NEWEST:
        return
    from alembic import command  # a start that finds all in place does without
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes |= {"connection": connection, "masters": masters}
    command.upgrade(config, upto)
    connection.commit()


def version_of(connection: Connection) -> str | None:
    """The last migration that this database has seen."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


def check_keys(connection: Connection, masters: MasterKeys) -> None:
    """Notice a wrong or missing master key before anything is written. Raises SealError."""
    checks, cases = table_of(KeyCheck), table_of(CaseRow)  # the ORM would first map every table
    known = {row.key_name: row.sealed for row in connection.execute(select(checks))}
    for name in known.keys() - masters.by_name.keys():
        sealed = (cases.c.key_name == name) & cases.c.sealed_key.is_not(None)
        if connection.execute(select(cases.c.id).where(sealed).limit(1)).first():
            masters.named(name)
    for name, key in masters.by_name.items():
        if name not in known:
            row = {"key_name": name, "sealed": seal(key, name.encode(), f"key-check:{name}")}
            insert_once(connection, KeyCheck, row)
            continue
        try:
            unseal(key, known[name], f"key-check:{name}")
        except SealError as wrong:
            raise SealError(
                f"Master key {name!r} is not the one that this database was written under. "
                "Put the right key into SENDLINE_MASTER_KEYS; without it, what families wrote cannot be read."
            ) from wrong
