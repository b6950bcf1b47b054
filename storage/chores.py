"""What the office does once a day: begun by one process alone, and gone on with where it was left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select, update

from storage.dialects import insert_once, table_of
from storage.tables import Chore

CHORE = table_of(Chore)


@dataclass(frozen=True)
class Chores:
    connection: Connection

    def begin(self, name: str, on: date) -> date | None:
        """Begin a day's chore. Returns the day on which it was begun before; None where it is not ours to begin.

        Whoever asks first has it, and holds it until the transaction ends. One that is not known yet begins to be
        done on the day after this.
        """
        if insert_once(self.connection, Chore, {"name": name, "on": on, "reached": 0, "done": True}):
            return None
        before = self._row(name)
        if before is None or before.on >= on:
            return None
        self._put(name, {"on": on, "reached": 0, "done": False})
        return before.on

    def unfinished(self, name: str) -> Chore | None:
        """A chore that was begun and not finished, held until the transaction ends; None while others hold it."""
        row = self._row(name, skip=True)
        return None if row is None or row.done else row

    def reach(self, name: str, reached: int) -> None:
        """Note how far it came."""
        self._put(name, {"reached": reached})

    def finish(self, name: str) -> None:
        self._put(name, {"done": True})

    def all(self) -> Mapping[str, Chore]:
        """Every chore by its name."""
        return {row.name: Chore(**row._mapping) for row in self.connection.execute(select(CHORE))}

    def _row(self, name: str, *, skip: bool = False) -> Chore | None:
        asked = select(CHORE).where(CHORE.c.name == name).with_for_update(skip_locked=skip)
        row = self.connection.execute(asked).first()
        return Chore(**row._mapping) if row else None

    def _put(self, name: str, values: Mapping[str, Any]) -> None:
        self.connection.execute(update(CHORE).where(CHORE.c.name == name).values(values))
