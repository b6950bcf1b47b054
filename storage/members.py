"""Who was seen in the staff group."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from storage.dialects import put, table_of
from storage.tables import StaffMember

MEMBER = table_of(StaffMember)


@dataclass(frozen=True)
class Members:
    connection: Connection

    def seen(self, number: int, name: str, at: datetime) -> None:
        """Remember that somebody is here, by the name that Telegram knows now."""
        put(self.connection, StaffMember, {"id": number, "name": name, "seen_at": at})

    def left(self, number: int) -> None:
        """Forget somebody who is not here any more."""
        self.connection.execute(delete(MEMBER).where(MEMBER.c.id == number))

    def all(self) -> Sequence[StaffMember]:
        """Everybody who was seen and did not leave, by name."""
        rows = self.connection.execute(select(MEMBER).order_by(MEMBER.c.name, MEMBER.c.id))
        return [StaffMember(**row._mapping) for row in rows]

    def numbered(self, number: int) -> StaffMember | None:
        row = self.connection.execute(select(MEMBER).where(MEMBER.c.id == number)).first()
        return StaffMember(**row._mapping) if row else None
