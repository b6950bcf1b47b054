"""Follow-ups: rows with a due time, each of which can come only once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, text, update

from storage.dialects import lock_free_chats, table_of
from storage.quick import Quick
from storage.tables import Case, CaseRow, FollowUp
from storage.vault import number_of

FOLLOW_UP, CASE = table_of(FollowUp), table_of(CaseRow)
_WAITING = text("follow_up.state = 'waiting'")  # said so, the index of those that wait serves it
_OF_KIND = (FOLLOW_UP.c.case_id == bindparam("case")) & (FOLLOW_UP.c.kind == bindparam("which"))
_MOVE = Quick(update(FOLLOW_UP).where(_OF_KIND, _WAITING).values(due_at=bindparam("due")))
_WAKE = Quick(
    update(FOLLOW_UP)
    .where(FOLLOW_UP.c.case_id == bindparam("case"), _WAITING, FOLLOW_UP.c.due_at >= bindparam("since"))
    .values(due_at=bindparam("due"))
)
_LAST = Quick(select(func.max(FOLLOW_UP.c.nth)).where(_OF_KIND))
_WAITS = Quick(select(FOLLOW_UP.c.id).where(_OF_KIND, _WAITING).limit(1))
_PLAN = Quick(insert(FOLLOW_UP))
_ENDING = update(FOLLOW_UP).where(_WAITING).values(state="ended", ended_why=bindparam("why"))
_END_ALL = Quick(_ENDING.where(FOLLOW_UP.c.case_id == bindparam("case")))
_END_KIND = Quick(_ENDING.where(_OF_KIND))
_IS_DUE = FOLLOW_UP.c.due_at <= bindparam("now")
_DUE = (
    select(FOLLOW_UP.c.id, CASE.c.chat_id)
    .join(CASE, CASE.c.id == FOLLOW_UP.c.case_id)
    .where(_WAITING, _IS_DUE)
    .order_by(FOLLOW_UP.c.due_at, FOLLOW_UP.c.id)
    .limit(bindparam("most"))
)
_TAKE = (
    select(FOLLOW_UP)
    .where(_WAITING, _IS_DUE, FOLLOW_UP.c.id.in_(bindparam("numbers", expanding=True)))
    .with_for_update(skip_locked=True)
)
PROCESSES = 5
"""So many times what one process takes is looked at, so that several find something side by side."""
_NEXT = select(FOLLOW_UP).where(_WAITING).order_by(FOLLOW_UP.c.due_at, FOLLOW_UP.c.id).limit(1)


@dataclass(frozen=True)
class FollowUps:
    connection: Connection

    def renew(self, case: Case, kind: str, due_at: datetime) -> None:
        """Plan the next follow-up of a kind. One of this kind that still waits is moved, so that none comes twice."""
        of_kind = {"case": number_of(case), "which": kind}
        if _MOVE.run(self.connection, of_kind | {"due": due_at}):
            return
        row = {"case_id": number_of(case), "kind": kind, "nth": self.last(case, kind) + 1, "due_at": due_at}
        _PLAN.run(self.connection, row | {"state": "waiting", "ended_why": ""})

    def last(self, case: Case, kind: str) -> int:
        """The number of the last follow-up of this kind that was planned; 0 if there was none."""
        (nth,) = _LAST.first(self.connection, {"case": number_of(case), "which": kind}) or (0,)
        return nth or 0

    def waits(self, case: Case, kind: str) -> bool:
        """Whether one of this kind waits for its time."""
        return _WAITS.first(self.connection, {"case": number_of(case), "which": kind}) is not None

    def end(self, case: Case, why: str, *kinds: str) -> None:
        """End what waits for this case: all, or the kinds named."""
        of_case = {"case": number_of(case), "why": why}
        for kind in kinds:
            _END_KIND.run(self.connection, of_case | {"which": kind})
        if not kinds:
            _END_ALL.run(self.connection, of_case)

    def wake(self, case: Case, since: datetime, due_at: datetime) -> None:
        """Bring forward what waits for this case until `since` or longer."""
        _WAKE.run(self.connection, {"case": number_of(case), "since": since, "due": due_at})

    def due(self, now: datetime, most: int = 200) -> Sequence[FollowUp]:
        """Those whose time has come, the earliest first; their chats are held until the transaction ends.

        A family that is being heard right now, or that another process has in hand, is left for the next time.
        """
        found = self.connection.execute(_DUE, {"now": now, "most": most * PROCESSES}).all()
        if not found:
            return []
        chats = [row.chat_id for row in found if row.chat_id is not None]
        held = lock_free_chats(self.connection, chats, most)
        free = [row.id for row in found if row.chat_id is None or row.chat_id in held]
        rows = self.connection.execute(_TAKE, {"now": now, "numbers": free[:most]})
        return sorted((FollowUp(**row._mapping) for row in rows), key=lambda row: (row.due_at, row.id))

    def keep(self, row: FollowUp) -> None:
        """Write back what became of one."""
        became = {"state": row.state, "ended_why": row.ended_why, "due_at": row.due_at}
        self.connection.execute(update(FOLLOW_UP).where(FOLLOW_UP.c.id == row.id).values(became))

    def next(self) -> FollowUp | None:
        row = self.connection.execute(_NEXT).first()
        return FollowUp(**row._mapping) if row else None
