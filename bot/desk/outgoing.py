"""What goes out: which messages this process sends, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from bot.casework import followups
from bot.casework.calendar import next_open
from bot.casework.messages import STAFF_ROOM, Message
from bot.desk import board, delivery
from bot.desk.house import House
from bot.desk.planning import plan_check_in, plan_task
from bot.desk.talk import Talk
from storage.outbox import Ready as Ready
from storage.tables import Case, Status
from storage.work import Work as Work


class Fate(StrEnum):
    SENT = "sent"
    REFUSED = "refused"  # Telegram will never take this message
    UNREACHABLE = "unreachable"  # the family blocked the bot, or is gone
    LATE = "late"  # the line held it up beyond the hours in which it may come
    GONE = "gone"  # it was not to be sent any more: erased, replaced, or in other hands


@dataclass(frozen=True)
class Became:
    """What became of a message. `message_id` is Telegram's number for a new one; `why` its words of refusal.

    `more` are the numbers of what came with it in an album.
    """

    message: Ready
    fate: Fate
    message_id: int | None = None
    why: str = ""
    more: Sequence[int] = ()


def claim(work: Work, most: int) -> int:
    """Take in hand what nobody alive is sending. Returns how many messages."""
    work.outbox.claim(work.leases.alive(), most)
    return len(work.outbox.taken)


def is_still_ours(work: Work, message: Ready) -> bool:
    return work.outbox.is_still_ours(message)


def is_late(message: Ready, now: datetime) -> bool:
    """Whether the hours are over in which a prompt may come."""
    until = message.message.until
    return bool(until) and now >= datetime.fromisoformat(until)


def stands_at(work: Work, slot: str, chat_id: int) -> int | None:
    """Telegram's number of the message that a name stands for, if it was ever sent to this chat."""
    return work.postings.message_id(slot, chat_id)


def let_go(work: Work, numbers: Sequence[int], process: str) -> None:
    """This process ends: others may send what it had in hand."""
    work.outbox.let_go(numbers)
    work.leases.let_go(process)


def record(work: Work, house: House, became: Sequence[Became], now: datetime, *, shared: bool) -> None:
    """Note what became of messages; where others queue too, take on what waits behind them."""
    if shared:
        _hold(work, [one.message for one in became])
    for one in became:
        if one.fate is Fate.SENT:
            _went_out(work, house, one, now)
        elif one.fate in _TOLD:
            close = partial(work.outbox.close, one.message, "failed", one.why, now)
            work.apart(partial(_TOLD[one.fate], work, house, one, now), close)
    if shared:
        work.outbox.claim_next([one.message for one in became], work.leases.alive())


def _hold(work: Work, messages: Sequence[Ready]) -> None:
    """Hold every chat that is concerned, before anything is changed."""
    cases = {message.case_id for message in messages if message.case_id}
    work.cases.hold(cases, {message.chat_id for message in messages if message.chat_id != STAFF_ROOM})


def _went_out(work: Work, house: House, one: Became, now: datetime) -> None:
    """Note it and where it stands now, unless it was erased meanwhile: then nothing may be left of it."""
    said = one.message.message
    slot, still_there = said.slot or said.edits, work.outbox.close(one.message, "sent", "", now)
    if slot and one.message_id is not None and still_there:
        for n, number in enumerate((one.message_id, *one.more)):
            name = f"{slot}:{n}" if n else slot
            work.postings.add(name, one.message.chat_id, number, one.message.case_id)
    case = _family_of(work, one.message) if said.reports and still_there else None
    if case:
        told = partial(delivery.sent, Talk(work, house, case, now), said.reports)
        work.apart(told, lambda: None)  # it was sent, whatever fails in saying so


def _refused(work: Work, house: House, one: Became, now: datetime) -> None:
    """Give up on a message, and tell staff where a family was meant."""
    message = one.message
    work.outbox.close(message, "failed", one.why, now)
    case = _family_of(work, message)
    if case and case.ref:
        delivery.was_refused(Talk(work, house, case, now), message.message.reports, one.why)
    elif message.chat_id == STAFF_ROOM and message.case_id:
        _say_unshown(work, house, message.case_id, one.why, now)


def _say_unshown(work: Work, house: House, number: int, why: str, now: datetime) -> None:
    """Something of a case could not be shown to staff: say so in words that can."""
    case = work.cases.numbered(number)
    if case and case.status != Status.ERASED:
        board.thread(Talk(work, house, case, now), "unshown", urgent=True, why=why)


def _unreachable(work: Work, house: House, one: Became, now: datetime) -> None:
    """Nothing more goes to this family, and staff are asked to phone."""
    work.outbox.close(one.message, "failed", one.why, now)
    case = _family_of(work, one.message)
    if case is None:
        return
    talk, was_reachable = Talk(work, house, case, now), case.reachable
    case.reachable = False
    work.outbox.drop_queued_to(one.message.chat_id, one.why, now)
    work.follow_ups.end(case, one.why, *followups.PROMPTS)
    plan_task(talk)
    lost = delivery.none_will_arrive(talk, one.why)
    if case.status == Status.OPEN:
        plan_check_in(talk)
    if case.status == Status.OPEN and was_reachable:
        delivery.is_out_of_reach(talk)
        board.refresh(talk)
    elif case.status == Status.OPEN or lost:
        delivery.was_refused(talk, "", one.why)


def _late(work: Work, house: House, one: Became, now: datetime) -> None:
    """A prompt does not come at night because the line was down: it is asked for again, for the next opening."""
    said = one.message.message
    work.outbox.close(one.message, "failed", "held up beyond its hours", now)
    case = _family_of(work, one.message)
    if case and said.kind:
        if case.prompted_on == datetime.fromisoformat(said.until).date():
            case.prompted_on = None  # it did not come after all
        work.follow_ups.renew(case, said.kind, next_open(house.calendar, house.office.hours.prompts, now))


_TOLD = {Fate.REFUSED: _refused, Fate.UNREACHABLE: _unreachable, Fate.LATE: _late}


def _family_of(work: Work, message: Ready) -> Case | None:
    case = work.cases.numbered(message.case_id) if message.case_id else None
    return case if case and case.chat_id == message.chat_id else None


def set_aside(
    work: Work, house: House, update_id: int, chat_id: int, body: str, why: str, now: datetime
) -> None:
    """Keep an update that cannot be handled; the family is asked to try again, and staff learn of it."""
    work.aside.put(update_id, body, why, now)
    if chat_id > 0:  # a private chat
        work.outbox.add(chat_id, Message(html=house.words("odd.broken")), now)
    work.outbox.add(STAFF_ROOM, Message(html=house.staff_words("help.set-aside", number=update_id)), now)
