"""What goes out: which messages are ready, and what became of each."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.desk import board
from bot.desk.house import House
from bot.desk.planning import plan_task
from bot.desk.talk import Talk
from storage.outbox import Ready as Ready
from storage.tables import Case, Outgoing, Status
from storage.work import Work as Work

Record = Callable[..., None]
Recorded = Callable[[Work], None]


def ready(work: Work, busy: Sequence[int]) -> list[Ready]:
    """The next message of each chat that is not busy."""
    return work.outbox.ready(busy)


def sent(work: Work, message: Ready, message_id: int | None, now: datetime) -> None:
    said = message.message
    work.outbox.sent(message.number, message_id, said.slot or said.edits, now)


def tried(work: Work, message: Ready) -> None:
    work.outbox.tried(message.number)


def refused(work: Work, house: House, message: Ready, why: str, now: datetime) -> None:
    """Telegram will never take this message: give up on it, and tell staff where a family was meant."""
    row = work.outbox.failed(message.number, why, now)
    case = _family_of(work, house, row)
    if case and case.status == Status.OPEN:
        board.thread(Talk(work, house, case, now), "failed", why=why)


def unreachable(work: Work, house: House, message: Ready, why: str, now: datetime) -> None:
    """The family blocked the bot, or is gone: nothing more goes to them, and staff are asked to phone."""
    row = work.outbox.failed(message.number, why, now)
    case = _family_of(work, house, row)
    if case is None:
        return
    talk, was_reachable = Talk(work, house, case, now), case.reachable
    case.reachable = False
    work.outbox.drop_queued_to(message.chat_id, why, now)
    work.follow_ups.end(case, why, "unfinished", "check-in")
    plan_task(talk)
    if case.status == Status.OPEN and was_reachable:
        board.thread(talk, "unreachable")
        board.refresh(talk)
    elif case.status == Status.OPEN:
        board.thread(talk, "failed", why=why)


def _family_of(work: Work, house: House, row: Outgoing | None) -> Case | None:
    if row is None or row.case_id is None or row.chat_id == house.staff_chat:
        return None
    return work.cases.numbered(row.case_id)
