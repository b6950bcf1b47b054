"""All that is held about one case besides its answers and its history: for whoever asks for a copy of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from storage.dialects import table_of
from storage.tables import Case, Consent, FollowUp, JoinedFile, StoredVerdict
from storage.vault import Vault, number_of

VERDICT, FOLLOW_UP = table_of(StoredVerdict), table_of(FollowUp)
CONSENT, FILE = table_of(Consent), table_of(JoinedFile)


@dataclass(frozen=True)
class Decided:
    """A verdict that was stored; `summary` is what it said, in words."""

    at: datetime
    on: date
    rulebook: str
    summary: Mapping[str, Any]


@dataclass(frozen=True)
class Kept:
    """A file that was joined to the case; `name` is empty where Telegram told none."""

    at: datetime
    kind: str
    name: str


@dataclass(frozen=True)
class Holding:
    connection: Connection
    vault: Vault

    def verdicts(self, case: Case) -> Sequence[Decided]:
        rows = self._rows(VERDICT, case)
        return [Decided(r.at, r.decided_on, r.rulebook, self._opened(case, r, "verdict")) for r in rows]

    def files(self, case: Case) -> Sequence[Kept]:
        rows = self._rows(FILE, case)
        return [Kept(r.at, r.kind, str(self._opened(case, r, "file").get("name") or "")) for r in rows]

    def consents(self, case: Case) -> Sequence[Consent]:
        return [Consent(**row._mapping) for row in self._rows(CONSENT, case)]

    def follow_ups(self, case: Case) -> Sequence[FollowUp]:
        return [FollowUp(**row._mapping) for row in self._rows(FOLLOW_UP, case)]

    def _rows(self, table: Any, case: Case) -> Sequence[Any]:
        of_case = select(table).where(table.c.case_id == number_of(case)).order_by(table.c.id)
        return self.connection.execute(of_case).all()

    def _opened(self, case: Case, row: Any, kind: str) -> Mapping[str, Any]:
        sealed = row.sealed_summary if kind == "verdict" else row.sealed_about
        opened: Mapping[str, Any] = self.vault.unseal(case, sealed, f"{kind}:{row.mark}")
        return opened
