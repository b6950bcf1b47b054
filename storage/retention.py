"""What may have been kept for long enough: found page by page, and the rows that outlive their use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, or_, select

from storage.dialects import table_of
from storage.tables import CaseRow, Outgoing, Posted, SetAside, Status

CASE, OUT, POSTED, ASIDE = table_of(CaseRow), table_of(Outgoing), table_of(Posted), table_of(SetAside)
AT_A_TIME = 500
_SHOWN = (
    "id",
    "chat_id",
    "ref",
    "status",
    "urgency",
    "decided",
    "heard_at",
    "touched_at",
    "talked_at",
    "closed_at",
)


@dataclass(frozen=True)
class Stands:
    """Where a case stands, without its words: no key is needed to see whether its time is up."""

    id: int
    chat_id: int | None
    ref: str | None
    status: str
    urgency: str
    decided: str
    heard_at: datetime
    touched_at: datetime | None
    talked_at: datetime | None
    closed_at: datetime | None

    @property
    def last_at(self) -> datetime:
        """When something was last heard of the family, or done by staff."""
        return max(at for at in (self.heard_at, self.touched_at, self.talked_at) if at)


@dataclass(frozen=True)
class Retention:
    connection: Connection

    def page(self, after: int, heard_before: datetime, closed_before: datetime) -> Sequence[Stands]:
        """Up to five hundred cases from behind a number that may be due: silent, or closed, since before then."""
        silent = and_(CASE.c.status == Status.ASKING, CASE.c.heard_at < heard_before)
        closed = and_(CASE.c.status == Status.CLOSED, CASE.c.closed_at < closed_before)
        wanted = select(*(CASE.c[name] for name in _SHOWN)).where(CASE.c.id > after, or_(silent, closed))
        rows = self.connection.execute(wanted.order_by(CASE.c.id).limit(AT_A_TIME)).all()
        return [Stands(*row) for row in rows]

    def set_aside(self, before: datetime, *, commit: bool) -> int:
        """What nobody looked at for so long. Returns how many; they are gone with `commit` alone."""
        return self._rows(ASIDE, ASIDE.c.at < before, commit=commit)

    def delivered(self, before: datetime, *, commit: bool) -> int:
        """Rows of messages that were sent or given up: their bodies are blank since."""
        return self._rows(OUT, and_(OUT.c.state != "queued", OUT.c.done_at < before), commit=commit)

    def postings(self, before: datetime, *, commit: bool) -> int:
        """Where messages of cases stand in the staff group that were erased so long ago."""
        erased = select(CASE.c.id).where(CASE.c.status == Status.ERASED, CASE.c.closed_at < before)
        return self._rows(POSTED, POSTED.c.case_id.in_(erased), commit=commit)

    def _rows(self, table: Table, which: ColumnElement[bool], *, commit: bool) -> int:
        if commit:
            return int(self.connection.execute(delete(table).where(which)).rowcount)
        return int(self.connection.execute(select(func.count()).select_from(table).where(which)).scalar_one())
