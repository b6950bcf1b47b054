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

    def plan(self, case: Case, kind: str, nth: int, due_at: datetime) -> None:
        """Add a follow-up unless this very one was planned before."""
        if self._this(case, kind, nth) is None:
            self.session.add(FollowUp(case_id=number_of(case), kind=kind, nth=nth, due_at=due_at))
            self.session.flush()

    def postpone(self, case: Case, kind: str, nth: int, due_at: datetime) -> None:
        """Move a follow-up that has not come yet, or plan it."""
        row = self._this(case, kind, nth)
        if row is None:
            self.plan(case, kind, nth, due_at)
        elif row.state == "waiting":
            row.due_at = due_at
            self.session.add(row)

    def _this(self, case: Case, kind: str, nth: int) -> FollowUp | None:
        query = select(FollowUp).where(
            FollowUp.case_id == number_of(case), FollowUp.kind == kind, FollowUp.nth == nth
        )
        return self.session.exec(query).first()

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
