"""Updates that could not be handled: kept, sealed, with the reason, until a person retries or drops them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from storage.dialects import put, table_of
from storage.tables import SetAside
from storage.vault import Vault

ASIDE = table_of(SetAside)


@dataclass(frozen=True)
class Put:
    """One that was set aside. `body` is the update as Telegram sent it, in JSON."""

    update_id: int
    at: datetime
    why: str
    body: str


@dataclass(frozen=True)
class Aside:
    connection: Connection
    vault: Vault

    def put(self, update_id: int, body: str, why: str, at: datetime) -> None:
        """Keep an update that cannot be handled, sealed, with the reason."""
        name, sealed = self.vault.seal_for_office(body, f"set-aside:{update_id}")
        row = {"update_id": update_id, "at": at, "why": why, "key_name": name, "sealed_body": sealed}
        put(self.connection, SetAside, row)

    def all(self) -> Sequence[Put]:
        """All of them, the oldest first."""
        rows = self.connection.execute(select(ASIDE)).all()
        found = [Put(row.update_id, row.at, row.why, self._body(row)) for row in rows]
        return sorted(found, key=lambda put: (put.at, put.update_id))

    def _body(self, row: Row[Any]) -> str:
        return str(self.vault.unseal_for_office(row.key_name, row.sealed_body, f"set-aside:{row.update_id}"))

    def count(self) -> int:
        return self.connection.execute(select(func.count()).select_from(ASIDE)).scalar_one()

    def drop(self, update_id: int) -> bool:
        """Let go of one. Returns whether it was there."""
        gone = self.connection.execute(delete(ASIDE).where(ASIDE.c.update_id == update_id))
        return gone.rowcount == 1
