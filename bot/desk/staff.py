"""The staff group's door: a button on a card, a command, or words that the bot asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.casework.messages import Message
from bot.casework.words import sayable
from bot.desk import (
    asked_erasure,
    asks,
    board,
    chasing,
    closing,
    consents,
    deciding,
    delivery,
    holding,
    joining,
    looking,
    noting,
    orders,
    phoning,
    writing,
)
from bot.desk.acting import looked
from bot.desk.asks import Asks
from bot.desk.house import House
from bot.desk.queue import View, queue
from bot.desk.talk import Talk
from bot.desk.updates import Member, StaffSaid, StaffTapped
from storage.tables import Case, Status
from storage.work import Work


@dataclass(frozen=True)
class Act:
    """What a button on a card does: `use` takes the case, who pressed and what stands behind the colon of its data.

    It returns what to show to whoever pressed. Who may only read may not press what `changes` something.
    """

    use: Callable[[Talk, Member, str], str]
    changes: bool = True


def tapped(work: Work, house: House, update: StaffTapped, now: datetime) -> str:
    """Carry out what a button in the group asks for. Returns what to show to whoever tapped it."""
    words = house.staff_words
    if not update.still_member:
        work.members.left(update.who.id)
        return words.plain("toast.member")
    work.members.seen(update.who.id, update.who.name, now)
    kind, _, rest = update.data.partition("|")
    first, _, action = rest.partition("|")
    if kind == "v":
        return _view(work, house, update.who, first, action, now)
    case = _known(work, first)
    if case is None:
        return words.plain("toast.gone")
    if kind == "w":
        if house.office.staff.only_reads(update.who.id):
            return words.plain("toast.read-only")
        return phoning.pressed(work, house, case, update, action, now)
    action, _, detail = action.partition(":")
    act = ACTIONS.get(action)
    if act is None:
        return words.plain("toast.old", ref=case.ref)
    if act.changes and house.office.staff.only_reads(update.who.id):
        return words.plain("toast.read-only")
    talk = Talk(work, house, case, now)
    talk.message = update.message
    if update.other_left:
        return holding.refused(talk, detail)
    return act.use(talk, update.who, detail)


def _known(work: Work, number: str) -> Case | None:
    """The case of this number, if staff know of it: without a reference it is not theirs."""
    known = number.isascii() and number.isdecimal() and len(number) < 16
    case = work.cases.numbered(int(number)) if known else None
    return case if case and case.ref is not None and case.status != Status.ERASED else None


def _view(work: Work, house: House, who: Member, name: str, behind: str, now: datetime) -> str:
    """Another view of the queue, from behind a case."""
    case = _known(work, behind)
    if name in list(View):
        shown = queue(work, house, now, View(name), who.id, case.place if case else "")
        looked(work, who, "queue", now)
        board.tell_staff(work, shown, now)
    return ""


ACTIONS: dict[str, Act] = {
    "open": Act(looking.open_card, changes=False),
    "post": Act(looking.post, changes=False),
    "answers": Act(looking.answers, changes=False),
    "files": Act(joining.show, changes=False),
    "more": Act(looking.more, changes=False),
    "cancel": Act(looking.cancel, changes=False),
    "claim": Act(holding.claim),
    "hand": Act(holding.hand_over),
    "release": Act(holding.release),
    "wait": Act(holding.waits),
    "accept": Act(deciding.accept),
    "change": Act(deciding.ask_why),
    "note": Act(noting.ask_for_note),
    "facts": Act(phoning.go_on),
    "message": Act(writing.ask),
    "send": Act(writing.send),
    "reword": Act(writing.reword),
    "drop": Act(writing.drop),
    "phoned": Act(delivery.phoned),
    "allowed": Act(consents.noted_by_phone),
    "rang": Act(chasing.rang),
    "raised": Act(chasing.raised),
    "answered": Act(chasing.answered),
    "close": Act(closing.close),
    "ask-sorted": Act(closing.ask_family),
    "because": Act(closing.because),
    "reopen": Act(closing.ask_why_again),
    "erase": Act(asked_erasure.confirmed),
    "keep": Act(asked_erasure.kept),
}
"""What each button of a case does."""


def said(work: Work, house: House, update: StaffSaid, now: datetime) -> None:
    """Words in the staff group: a command, or the words that the bot asked for."""
    update = replace(update, text=sayable(update.text))
    work.members.seen(update.who.id, update.who.name, now)
    if update.text.startswith("/"):
        orders.obey(work, house, update, now)
    elif update.replies_to is not None:
        _answer(work, house, update, update.replies_to, now)


def _answer(work: Work, house: House, update: StaffSaid, replies_to: int, now: datetime) -> None:
    """A reply to one of the bot's messages: if that message asked for words, use them."""
    ask = asks.asked_at(work, replies_to)
    case = work.cases.numbered(ask.case_id) if ask else phoning.question_of(work, replies_to)
    if ask is None and case is None and not asks.is_ask(work, replies_to):
        return
    if house.office.staff.only_reads(update.who.id):
        board.tell_staff(work, Message(html=house.staff_words("help.read-only", name=update.who.name)), now)
    elif case is None or case.status == Status.ERASED:
        board.tell_staff(work, Message(html=house.staff_words("help.no-reply")), now)
    elif ask:
        by = update.who if case.asked_by == update.who.id else None
        asks.answer(Talk(work, house, case, now, by=by), ask, update, USES)
    else:
        phoning.said(work, house, update, case, now)


USES: Mapping[str, Asks] = {
    "message": Asks(writing.written, once=False),
    "change": Asks(deciding.change),
    "note": Asks(noting.note, (Status.OPEN, Status.ASKING, Status.CLOSED)),
    "facts": Asks(phoning.corrected, (Status.OPEN,)),
    "reopen": Asks(closing.reopen, (Status.CLOSED,)),
}
"""What words are used for that the bot asked staff for."""


def tell_number(work: Work, house: House, chat_id: int, now: datetime) -> None:
    """Say a group's number, which the settings need before the group is known as the staff's."""
    work.outbox.add(chat_id, Message(html=house.staff_words("help.chat", number=chat_id)), now)
