"""What families allowed, and took back: rows are added, and the newest of a kind counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select

from storage.dialects import table_of
from storage.quick import Quick
from storage.tables import Case, Consent
from storage.vault import number_of

CONSENT = table_of(Consent)
_COLUMNS = tuple(CONSENT.c.keys())
_ADD = Quick(insert(CONSENT))
_OF_CASE = Quick(select(CONSENT).where(CONSENT.c.case_id == bindparam("case")).order_by(CONSENT.c.id))
_NEWEST = (
    select(func.max(CONSENT.c.id).label("id"))
    .where(CONSENT.c.kind == bindparam("which"))
    .group_by(CONSENT.c.case_id)
    .subquery()
)
_GIVEN = (
    select(CONSENT.c.case_id)
    .join(_NEWEST, _NEWEST.c.id == CONSENT.c.id)
    .where(CONSENT.c.given, CONSENT.c.case_id > bindparam("after"))
    .order_by(CONSENT.c.case_id)
    .limit(bindparam("most"))
)
AT_A_TIME = 1000


@dataclass(frozen=True)
class Consents:
    connection: Connection

    def add(self, case: Case, kind: str, at: datetime, *, given: bool, wording: str, who: str) -> None:
        """Note that something was allowed, or taken back; `wording` is the version of the words that were shown."""
        row = {"case_id": number_of(case), "kind": kind, "given": given, "at": at, "wording": wording}
        _ADD.run(self.connection, row | {"who": who})

    def of(self, case: Case) -> Sequence[Consent]:
        """All that was ever said on it, in its order."""
        rows = _OF_CASE.all(self.connection, {"case": number_of(case)})
        return [Consent(**dict(zip(_COLUMNS, row, strict=True))) for row in rows]

    def newest(self, case: Case) -> Mapping[str, Consent]:
        """What counts now, by kind; a kind that was never asked is not there."""
        return {row.kind: row for row in self.of(case)}

    def cases_with(self, kind: str) -> Iterator[int]:
        """The numbers of the cases for which this is allowed now, in memory for a thousand at a time.

        An erased case has no consents, so that it is not among them.
        """
        last = 0
        while True:
            asked = {"which": kind, "after": last, "most": AT_A_TIME}
            page = self.connection.execute(_GIVEN, asked).scalars().all()
            yield from page
            if len(page) < AT_A_TIME:
                return
            last = page[-1]
