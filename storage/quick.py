"""Statements that are worked out once, and then go straight to the database's driver: for the path of an answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, DateTime, Dialect, Float
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import TypeEngine

Values = Mapping[str, Any]
Convert = Callable[[Any], Any]


@dataclass(frozen=True)
class _Plan:
    """A statement in a dialect's own words, and how values go in and come out that the driver does not know."""

    sql: str
    fixed: Values  # what the statement says itself, such as a limit
    order: Callable[[Any], Any] | None  # picks values by place; None where they go by name
    written: Sequence[tuple[str, Convert]]
    read: Sequence[tuple[int, Convert]]

    def fill(self, values: Values) -> Any:
        filled = {**self.fixed, **values}
        for name, write in self.written:
            filled[name] = write(filled[name])
        return filled if self.order is None else self.order(filled)

    def opened(self, row: Sequence[Any]) -> Sequence[Any]:
        if not self.read:
            return row
        values = list(row)
        for place, read in self.read:
            values[place] = read(values[place])
        return values


class Quick:
    """A statement of which only the values change: SQLAlchemy's work around a call costs more than the call.

    The same names must be given each time. Errors are SQLAlchemy's, as they are everywhere else.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._plans: dict[str, _Plan] = {}

    def run(self, connection: Connection, values: Values) -> int:
        """Returns how many rows it concerned."""
        _, cursor = self._ask(connection, values)
        concerned: int = cursor.rowcount
        return concerned

    def first(self, connection: Connection, values: Values) -> Sequence[Any] | None:
        plan, cursor = self._ask(connection, values)
        row = cursor.fetchone()
        return None if row is None else plan.opened(row)

    def all(self, connection: Connection, values: Values) -> Sequence[Sequence[Any]]:
        plan, cursor = self._ask(connection, values)
        return [plan.opened(row) for row in cursor.fetchall()]

    def _ask(self, connection: Connection, values: Values) -> tuple[_Plan, Any]:
        plan = self._plan(connection.dialect, values)
        try:
            filled = plan.fill(values)
        except Exception as wrong:
            raise _as_elsewhere(connection, plan.sql, wrong) from wrong
        return plan, ask(connection, plan.sql, filled)

    def _plan(self, dialect: Dialect, values: Values) -> _Plan:
        return self._plans.get(dialect.name) or self._work_out(dialect, values)

    def _work_out(self, dialect: Dialect, values: Values) -> _Plan:
        compiled = self._statement.compile(dialect=dialect, column_keys=list(values))
        if not isinstance(compiled, SQLCompiler):
            raise TypeError("only statements on rows can be worked out")
        fixed = {name: bind.value for name, bind in compiled.binds.items() if name not in values}
        written = ((name, _writer(bind.type, dialect)) for name, bind in compiled.binds.items())
        columns = getattr(self._statement, "exported_columns", ())
        read = ((place, _reader(column.type, dialect)) for place, column in enumerate(columns))
        plan = _Plan(
            compiled.string,
            fixed,
            None if compiled.positiontup is None else _picks(compiled.positiontup),
            [(name, write) for name, write in written if write],
            [(place, convert) for place, convert in read if convert],
        )
        self._plans[dialect.name] = plan
        return plan


def ask(connection: Connection, sql: str, values: Any = ()) -> Any:
    """Put a statement to the driver within SQLAlchemy's transaction. Returns the driver's cursor."""
    driver: Any = connection.connection.driver_connection
    try:
        return driver.execute(sql, values)  # sqlite3's and psycopg's alike
    except Exception as refused:
        raise _as_elsewhere(connection, sql, refused) from refused


def _as_elsewhere(connection: Connection, sql: str, refused: Exception) -> Exception:
    """The driver's error as SQLAlchemy would raise it, without the values."""
    dialect = connection.dialect
    base: Any = dialect.loaded_dbapi.Error
    lost = isinstance(refused, base) and dialect.is_disconnect(refused, None, None)
    return DBAPIError.instance(
        sql, None, refused, base, hide_parameters=True, connection_invalidated=lost, dialect=dialect
    )


def _picks(names: Sequence[str]) -> Callable[[Any], Any]:
    if len(names) == 1:
        return lambda values: (values[names[0]],)
    return itemgetter(*names) if names else lambda _: ()


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return _once(kind, kind.dialect_impl(dialect).bind_processor(dialect))


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    if isinstance(kind, Float):  # both drivers read numbers as they are
        return None
    return _once(kind, kind.dialect_impl(dialect).result_processor(dialect, None))


def _once(kind: TypeEngine[Any], convert: Convert | None) -> Convert | None:
    """One moment stands in many rows of a transaction: it is converted once."""
    is_moment = isinstance(getattr(kind, "impl", kind), DateTime)
    return lru_cache(maxsize=64)(convert) if convert and is_moment else convert
