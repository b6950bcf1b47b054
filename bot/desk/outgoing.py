"""What goes out: which messages are ready, and what became of each."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.casework import followups
from bot.casework.messages import Message
from bot.desk import board
from bot.desk.house import STAFF_ROOM, House
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
    case = _family_of(work, row)
    if case and case.ref:
        board.thread(Talk(work, house, case, now), "failed", why=why)
    elif row and row.chat_id == STAFF_ROOM and row.case_id:
        _say_unshown(work, house, row.case_id, why, now)


def _say_unshown(work: Work, house: House, number: int, why: str, now: datetime) -> None:
    """Something of a case could not be shown to staff: say so in words that can."""
    case = work.cases.numbered(number)
    if case and case.status != Status.ERASED:
        board.thread(Talk(work, house, case, now), "unshown", urgent=True, why=why)


def unreachable(work: Work, house: House, message: Ready, why: str, now: datetime) -> None:
    """The family blocked the bot, or is gone: nothing more goes to them, and staff are asked to phone."""
    row = work.outbox.failed(message.number, why, now)
    case = _family_of(work, row)
    if case is None:
        return
    talk, was_reachable = Talk(work, house, case, now), case.reachable
    case.reachable = False
    work.outbox.drop_queued_to(message.chat_id, why, now)
    work.follow_ups.end(case, why, *followups.PROMPTS)
    plan_task(talk)
    if case.status == Status.OPEN and was_reachable:
        board.thread(talk, "unreachable")
        board.refresh(talk)
    elif case.status == Status.OPEN:
        board.thread(talk, "failed", why=why)


def set_aside(
    work: Work, house: House, update_id: int, chat_id: int, body: str, why: str, now: datetime
) -> None:
    """Keep an update that cannot be handled; the family is asked to try again, and staff learn of it."""
    work.set_aside(update_id, body, why, now)
    if chat_id > 0:  # a private chat
        work.outbox.add(chat_id, Message(html=house.words("odd.broken")), now)
    work.outbox.add(STAFF_ROOM, Message(html=house.staff_words("help.set-aside", number=update_id)), now)


def _family_of(work: Work, row: Outgoing | None) -> Case | None:
    case = work.cases.numbered(row.case_id) if row and row.case_id else None
    return case if case and row and case.chat_id == row.chat_id else None
