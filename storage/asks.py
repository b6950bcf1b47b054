"""Words that staff are asked for, and those that wait for a second look before a family reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update

from storage.dialects import table_of
from storage.tables import Case, StaffAsk
from storage.vault import Vault, new_mark, number_of

ASK = table_of(StaffAsk)


@dataclass(frozen=True)
class Asks:
    connection: Connection
    vault: Vault

    def put(self, case: Case, action: str, staff_id: int) -> int:
        """Note that a member of staff is asked for words. Returns the number of the question."""
        row = {"case_id": number_of(case), "action": action, "staff_id": staff_id, "answered": False}
        (number,) = self.connection.execute(ASK.insert(), row | {"mark": ""}).inserted_primary_key or (0,)
        return int(number)

    def numbered(self, number: int) -> StaffAsk | None:
        row = self.connection.execute(select(ASK).where(ASK.c.id == number)).first()
        return StaffAsk(**row._mapping) if row else None

    def answered(self, ask: StaffAsk) -> None:
        """A question to staff is answered once."""
        self._change(ask, answered=True)

    def keep(self, case: Case, ask: StaffAsk, draft: Mapping[str, Any]) -> None:
        """Keep what was answered so far, sealed under the case's key."""
        mark = new_mark()
        self._change(ask, mark=mark, sealed_text=self.vault.seal(case, dict(draft), f"staff-ask:{mark}"))

    def draft(self, case: Case, ask: StaffAsk) -> Mapping[str, Any]:
        """What was kept of the answer; empty where nothing was."""
        if ask.sealed_text is None:
            return {}
        kept: Mapping[str, Any] = self.vault.unseal(case, ask.sealed_text, f"staff-ask:{ask.mark}")
        return kept

    def _change(self, ask: StaffAsk, **values: object) -> None:
        self.connection.execute(update(ASK).where(ASK.c.id == ask.id).values(**values))
        for name, value in values.items():
            setattr(ask, name, value)
