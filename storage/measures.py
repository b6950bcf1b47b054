"""What is counted of an office's work: queues, ages, numbers of cases; nothing that tells of anybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, case, func, select, text

from bot.casework.messages import STAFF_ROOM
from storage.dialects import table_of
from storage.tables import CaseRow, FollowUp, Outgoing, SetAside, Status

OUT, FOLLOW_UP, ASIDE, CASE = (table_of(model) for model in (Outgoing, FollowUp, SetAside, CaseRow))
LATE_AFTER = timedelta(minutes=5)
"""The ticker comes every 20 seconds: what was due for longer than this is late."""


@dataclass(frozen=True)
class Measures:
    """Numbers at one moment; ages in seconds, 0 where nothing waits."""

    unsent_to_families: int = 0
    unsent_to_staff: int = 0
    oldest_unsent: float = 0
    follow_ups_due: int = 0
    follow_ups_late: int = 0
    oldest_due_follow_up: float = 0
    set_aside: int = 0
    cases_open: int = 0
    cases_urgent_unclaimed: int = 0


def measure(connection: Connection, now: datetime) -> Measures:
    """Count what waits. Every statement is served by an index of what waits, however many cases there are."""
    families, staff, queued_at = _unsent(connection)
    due, late, due_at = _due(connection, now)
    cases, unclaimed = _cases(connection)
    return Measures(
        unsent_to_families=families,
        unsent_to_staff=staff,
        oldest_unsent=_age(now, queued_at),
        follow_ups_due=due,
        follow_ups_late=late,
        oldest_due_follow_up=_age(now, due_at),
        set_aside=connection.execute(select(func.count()).select_from(ASIDE)).scalar_one(),
        cases_open=cases,
        cases_urgent_unclaimed=unclaimed,
    )


def _unsent(connection: Connection) -> tuple[int, int, datetime | None]:
    to_staff = func.coalesce(func.sum(case((OUT.c.chat_id == STAFF_ROOM, 1), else_=0)), 0)
    waiting = select(func.count(), to_staff, func.min(OUT.c.queued_at)).where(text("state = 'queued'"))
    number, staff, oldest = connection.execute(waiting).one()
    return number - staff, staff, oldest


def _due(connection: Connection, now: datetime) -> tuple[int, int, datetime | None]:
    is_late = func.coalesce(func.sum(case((FOLLOW_UP.c.due_at <= now - LATE_AFTER, 1), else_=0)), 0)
    due = select(func.count(), is_late, func.min(FOLLOW_UP.c.due_at)).where(
        text("state = 'waiting'"), FOLLOW_UP.c.due_at <= now
    )
    number, late, oldest = connection.execute(due).one()
    return number, late, oldest


def _cases(connection: Connection) -> tuple[int, int]:
    """Cases that were sent and go on, and those of them that are urgent and in nobody's hands."""
    decided = case((CASE.c.decided != "", CASE.c.decided), else_=CASE.c.urgency)
    pressing = case(((decided == "urgent") & CASE.c.claimed_by.is_(None), 1), else_=0)
    in_queue = select(func.count(), func.coalesce(func.sum(pressing), 0)).where(
        text("place <> ''"), CASE.c.status == Status.OPEN
    )
    number, unclaimed = connection.execute(in_queue).one()
    return number, unclaimed


def _age(now: datetime, since: datetime | None) -> float:
    return max((now - since).total_seconds(), 0) if since else 0
