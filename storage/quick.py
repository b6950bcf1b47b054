"""Statements that are worked out once, for the path of an answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, CursorResult, Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

Values = Mapping[str, Any]


_COUNTED = {"preserve_rowcount": True}


@dataclass(frozen=True)
class _Plan:
    sql: str
    fixed: Values  # what the statement says itself, such as a limit
    order: Sequence[str] | None  # where values go by place, their names
    written: Sequence[
        tuple[str, Callable[[Any], Any]]
    ]  # how values are written that the driver does not know

    def fill(self, values: Values) -> Any:
        filled = {**self.fixed, **values}
        for name, write in self.written:
            filled[name] = write(filled[name])
        return filled if self.order is None else tuple(filled[name] for name in self.order)


class Quick:
    """A statement of which only the values change: SQLAlchemy's work around a call costs more than the call.

    For statements that return nothing, or numbers, texts and bytes: results come as the driver gives them.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._plans: dict[str, _Plan] = {}

    def __call__(self, connection: Connection, values: Values | Sequence[Values]) -> CursorResult[Any]:
        """Run it; once for each of several values. The same names must be given each time."""
        first = values if isinstance(values, Mapping) else values[0]
        plan = self._plans.get(connection.dialect.name) or self._work_out(connection.dialect, first)
        filled = plan.fill(values) if isinstance(values, Mapping) else [plan.fill(each) for each in values]
        return connection.exec_driver_sql(plan.sql, filled, execution_options=_COUNTED)

    def _work_out(self, dialect: Dialect, values: Values) -> _Plan:
        compiled = self._statement.compile(dialect=dialect, column_keys=list(values))
        if not isinstance(compiled, SQLCompiler):
            raise TypeError("only statements on rows can be worked out")
        fixed = {name: bind.value for name, bind in compiled.binds.items() if name not in values}
        writers = (
            (n, b.type.dialect_impl(dialect).bind_processor(dialect)) for n, b in compiled.binds.items()
        )
        written = tuple((name, write) for name, write in writers if write)
        plan = _Plan(compiled.string, fixed, compiled.positiontup, written)
        self._plans[dialect.name] = plan
        return plan
