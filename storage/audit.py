"""The audit trail: who did or saw what, in a chain that shows where a row was changed, added or taken out."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from storage.dialects import lock_audit, table_of
from storage.quick import Quick
from storage.tables import Audited, Case
from storage.vault import number_of

AUDIT = table_of(Audited)
_LAST = Quick(select(AUDIT.c.digest).order_by(AUDIT.c.id.desc()).limit(1))
_ADD = Quick(insert(AUDIT))
AT_A_TIME = 1000
FIRST = "0" * 64
"""Stands for the digest before the first row."""


@dataclass(frozen=True)
class Chain:
    """What a walk along the trail found. `broken` is the number of the first row that does not fit, if any.

    `head` is the digest of the last row: noted elsewhere, it shows whether rows at the end were taken out.
    """

    rows: int
    head: str
    broken: int | None


@dataclass(frozen=True)
class Audit:
    connection: Connection

    def add(self, at: datetime, who_id: int, who: str, act: str, case: Case | None = None) -> None:
        """Note that somebody did or saw something; `who_id` is 0 for Sendline itself."""
        lock_audit(self.connection)
        number, ref = (number_of(case), case.ref or "") if case else (0, "")
        digest = digest_of(self.head(), at, who_id, who, act, number, ref)
        row = {"at": at, "who_id": who_id, "who": who, "act": act, "case_id": number, "ref": ref}
        _ADD.run(self.connection, row | {"digest": digest})

    def head(self) -> str:
        (last,) = _LAST.first(self.connection, {}) or (FIRST,)
        return str(last)

    def verify(self) -> Chain:
        """Walk along the whole trail, in memory for a thousand rows."""
        before, rows = FIRST, 0
        for row in self._rows():
            if row.digest != digest_of(before, row.at, row.who_id, row.who, row.act, row.case_id, row.ref):
                return Chain(rows, before, row.id)
            before, rows = row.digest, rows + 1
        return Chain(rows, before, None)

    def _rows(self) -> Iterator[Any]:
        last = 0
        while True:
            page: Sequence[Any] = self.connection.execute(
                select(AUDIT).where(AUDIT.c.id > last).order_by(AUDIT.c.id).limit(AT_A_TIME)
            ).all()
            yield from page
            if len(page) < AT_A_TIME:
                return
            last = page[-1].id


def digest_of(before: str, at: datetime, who_id: int, who: str, act: str, case_id: int, ref: str) -> str:
    """The digest of a row, which rests on that of the row before."""
    told = [before, at.astimezone(UTC).isoformat(), who_id, who, act, case_id, ref]
    return hashlib.sha256(json.dumps(told, ensure_ascii=True).encode()).hexdigest()
