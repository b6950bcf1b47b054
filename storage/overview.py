"""The office's open cases at a glance, counted by the database: no word of a family's is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, text

from bot.casework.consent import STOP
from bot.casework.followups import PHONE
from storage.dialects import table_of
from storage.tables import CaseRow, FollowUp, Status

CASE, FOLLOW_UP = table_of(CaseRow), table_of(FollowUp)
_GOES_ON = text("family_case.place <> ''")  # said so, an index of the open ones serves it
_OPEN = CASE.c.status == Status.OPEN.value
_COUNTS_AS = func.coalesce(func.nullif(CASE.c.decided, ""), CASE.c.urgency)


@dataclass(frozen=True)
class Some:
    """How many cases there are of a kind, and the most pressing of them: (number, reference)."""

    count: int
    first: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Overview:
    connection: Connection
    most: int

    def new(self, since: datetime) -> Some:
        return self._some(CASE.c.sent_at >= since)

    def urgent_unclaimed(self) -> Some:
        return self._some(_COUNTS_AS == "urgent", CASE.c.claimed_at.is_(None))

    def due(self, first: date, last: date) -> Some:
        """Those whose next date lies between two days, both included."""
        return self._some(_OPEN, CASE.c.deadline_on >= first, CASE.c.deadline_on <= last)

    def overdue(self, today: date) -> Some:
        return self._some(_OPEN, CASE.c.deadline_on < today)

    def late(self, first_contact: tuple[datetime, datetime], letter: tuple[datetime, datetime]) -> Some:
        """Sent before the moment that each target allows, urgent and routine, and not done since."""
        return self._some(
            _OPEN,
            CASE.c.authority != STOP,  # nobody is to write where the family took back its consent
            or_(
                and_(CASE.c.contacted_at.is_(None), self._before(*first_contact)),
                and_(CASE.c.raised_at.is_(None), self._before(*letter)),
            ),
        )

    def not_reached(self) -> Some:
        """Families that blocked the bot, and those whom nobody has phoned yet because a message failed."""
        of_case = FOLLOW_UP.c.case_id == CASE.c.id
        to_phone = select(FOLLOW_UP.c.id).where(
            of_case, FOLLOW_UP.c.kind == PHONE, FOLLOW_UP.c.state == "waiting"
        )
        return self._some(_OPEN, or_(CASE.c.reachable.is_(False), to_phone.exists()))

    def open(self) -> int:
        return self._count()

    @staticmethod
    def _before(urgent: datetime, routine: datetime) -> ColumnElement[bool]:
        return or_(
            and_(_COUNTS_AS == "urgent", CASE.c.sent_at < urgent),
            and_(_COUNTS_AS != "urgent", CASE.c.sent_at < routine),
        )

    def _some(self, *where: ColumnElement[bool]) -> Some:
        count = self._count(*where)
        return Some(count, self._first(where) if count else ())

    def _count(self, *where: ColumnElement[bool]) -> int:
        asked = select(func.count()).select_from(CASE).where(_GOES_ON, *where)
        return int(self.connection.execute(asked).scalar_one())

    def _first(self, where: Sequence[ColumnElement[bool]]) -> tuple[tuple[int, str], ...]:
        asked = select(CASE.c.id, CASE.c.ref).where(_GOES_ON, *where).order_by(CASE.c.place).limit(self.most)
        return tuple((row.id, row.ref) for row in self.connection.execute(asked))
