"""Where named messages stand in Telegram."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, select

from storage.dialects import put, table_of
from storage.quick import Quick
from storage.tables import Case, Posted
from storage.vault import number_of

POSTED = table_of(Posted)
_WHERE = Quick(select(POSTED.c.chat_id, POSTED.c.message_id).where(POSTED.c.slot == bindparam("name")))
_OF_CASE = Quick(
    select(POSTED.c.slot).where(POSTED.c.case_id == bindparam("case"), POSTED.c.chat_id == bindparam("chat"))
)

THE_GROUP, MOVED = "the-group", "moved:"
"""Name rows that hold the number of a group in place of a message's: the staff group's, and what one became."""


@dataclass(frozen=True)
class Postings:
    connection: Connection

    def add(self, slot: str, chat_id: int, message_id: int, case_id: int | None) -> None:
        """Remember where a named message stands now."""
        row = {"slot": slot, "chat_id": chat_id, "message_id": message_id, "case_id": case_id}
        put(self.connection, Posted, row)

    def message_id(self, slot: str, chat_id: int) -> int | None:
        chat, message = _WHERE.first(self.connection, {"name": slot}) or (None, None)
        return message if chat == chat_id else None

    def of_case(self, case: Case, chat_id: int) -> Sequence[str]:
        """The names of a case's messages in a chat."""
        rows = _OF_CASE.all(self.connection, {"case": number_of(case), "chat": chat_id})
        return [slot for (slot,) in rows]

    def slot_of(self, chat_id: int, message_id: int) -> str | None:
        here = (POSTED.c.chat_id == chat_id) & (POSTED.c.message_id == message_id)
        return self.connection.execute(select(POSTED.c.slot).where(here)).scalar()

    def group_now(self, number: int) -> int:
        """The number that a group has now, which had this one when the settings were written."""
        moved = self.message_id(f"{MOVED}{number}", 1)
        return self.group_now(moved) if moved else number

    def group_moved(self, was: int, now: int) -> None:
        self.add(f"{MOVED}{was}", 1, now, None)
        self.in_group(now)

    def in_group(self, number: int) -> None:
        """Where staff messages stand holds for one group only: forget it when the group has another number."""
        known = self.message_id(THE_GROUP, 1)
        if known is not None and known != number:
            self.connection.execute(delete(POSTED).where(POSTED.c.chat_id == 0))
        self.add(THE_GROUP, 1, number, None)
