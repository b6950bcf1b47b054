"""Follow-ups: rows with a due time, each of which can come only once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from storage.tables import Case, FollowUp
from storage.vault import number_of


@dataclass(frozen=True)
class FollowUps:
    session: Session

    def renew(self, case: Case, kind: str, due_at: datetime) -> None:
        """Plan the next follow-up of a kind. One of this kind that still waits is moved, so that none comes twice."""
        waiting = select(FollowUp).where(
            FollowUp.case_id == number_of(case), FollowUp.kind == kind, FollowUp.state == "waiting"
        )
        row = self.session.exec(waiting).first()
        if row is None:
            row = FollowUp(case_id=number_of(case), kind=kind, nth=self.last(case, kind) + 1, due_at=due_at)
        row.due_at = due_at
        self.session.add(row)
        self.session.flush()

    def last(self, case: Case, kind: str) -> int:
        """The number of the last follow-up of this kind that was planned; 0 if there was none."""
        query = select(func.max(FollowUp.nth)).where(
            FollowUp.case_id == number_of(case), FollowUp.kind == kind
        )
        return self.session.exec(query).one() or 0

    def end(self, case: Case, why: str, *kinds: str) -> None:
        """End what waits for this case: all, or the kinds named."""
        rows = select(FollowUp).where(FollowUp.case_id == number_of(case), FollowUp.state == "waiting")
        for row in self.session.exec(rows):
            if not kinds or row.kind in kinds:
                row.state, row.ended_why = "ended", why
                self.session.add(row)

    def due(self, now: datetime, most: int = 200) -> Sequence[FollowUp]:
        rows = (
            select(FollowUp)
            .where(FollowUp.state == "waiting", FollowUp.due_at <= now)
            .order_by(col(FollowUp.due_at), col(FollowUp.id))
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        return self.session.exec(rows).all()

    def next(self) -> FollowUp | None:
        rows = select(FollowUp).where(FollowUp.state == "waiting").order_by(col(FollowUp.due_at)).limit(1)
        return self.session.exec(rows).first()
