"""What becomes of a follow-up whose time has come: done, ended with a reason, or moved."""

from datetime import datetime

from storage.tables import FollowUp
from storage.work import Work


def done(work: Work, row: FollowUp) -> None:
    row.state = "done"
    work.follow_ups.keep(row)


def end(work: Work, row: FollowUp, why: str) -> None:
    row.state, row.ended_why = "ended", why
    work.follow_ups.keep(row)


def move(work: Work, row: FollowUp, due_at: datetime) -> None:
    row.due_at = due_at
    work.follow_ups.keep(row)
