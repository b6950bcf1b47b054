"""The audit trail: who did or saw what, in a chain that shows where a row was changed, added or taken out."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from storage.columns import storable
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
    """What a walk along the trail found so far. `broken` is the number of the first row that does not fit, if any.

    `head` is the digest of the last row: noted elsewhere, it shows whether rows at the end were taken out. `met`:
    the digest that was looked for stands in the trail. `last` is the number of the last row; `ended`: there is no more.
    """

    rows: int = 0
    head: str = FIRST
    broken: int | None = None
    met: bool = False
    last: int = 0
    ended: bool = False


@dataclass(frozen=True)
class Line:
    """One row of the trail; `who_id` is 0 for Sendline itself, and for a family."""

    number: int
    at: datetime
    who_id: int
    who: str
    act: str
    case_id: int
    ref: str
    digest: str


@dataclass(frozen=True)
class Audit:
    connection: Connection

    def add(self, at: datetime, who_id: int, who: str, act: str, case: Case | None = None) -> None:
        """Note that somebody did or saw something; `who_id` is 0 for Sendline itself, and for a family."""
        lock_audit(self.connection)
        number, ref = (number_of(case), case.ref or "") if case else (0, "")
        digest = digest_of(self.head(), at, who_id, who, act, number, ref)
        row = {"at": at, "who_id": who_id, "who": who, "act": act, "case_id": number, "ref": ref}
        _ADD.run(self.connection, row | {"digest": digest})

    def head(self) -> str:
        (last,) = _LAST.first(self.connection, {}) or (FIRST,)
        return str(last)

    def verify(self, noted: str = "") -> Chain:
        """Walk along the whole trail, in memory for a thousand rows."""
        chain = Chain()
        while not chain.ended:
            chain = self.verify_on(chain, noted)
        return chain

    def verify_on(self, chain: Chain, noted: str = "") -> Chain:
        """Walk on by a thousand rows, so that nobody who writes has to wait for the whole of it."""
        page = self.page(chain.last)
        for line in page:
            if line.digest != _digest(chain.head, line):
                return replace(chain, broken=line.number, ended=True)
            met = chain.met or line.digest == noted
            chain = Chain(chain.rows + 1, line.digest, None, met, line.number)
        met = chain.met or noted in ("", chain.head)
        return replace(chain, met=met, ended=True) if len(page) < AT_A_TIME else chain

    def page(self, after: int = 0, ref: str = "") -> Sequence[Line]:
        """Up to a thousand rows from behind a number: all of them, or those of one case."""
        wanted = select(AUDIT).where(AUDIT.c.id > after)
        wanted = wanted.where(AUDIT.c.ref == ref) if ref else wanted
        rows = self.connection.execute(wanted.order_by(AUDIT.c.id).limit(AT_A_TIME)).all()
        return [_line(row) for row in rows]


def _line(row: Any) -> Line:
    return Line(row.id, row.at, row.who_id, row.who, row.act, row.case_id, row.ref, row.digest)


def _digest(before: str, line: Line) -> str:
    return digest_of(before, line.at, line.who_id, line.who, line.act, line.case_id, line.ref)


def digest_of(before: str, at: datetime, who_id: int, who: str, act: str, case_id: int, ref: str) -> str:
    """The digest of a row, which rests on that of the row before."""
    told = [before, at.astimezone(UTC).isoformat(), who_id, storable(who), act, case_id, storable(ref)]
    return hashlib.sha256(json.dumps(told, ensure_ascii=True).encode()).hexdigest()
