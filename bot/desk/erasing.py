"""What a family told is erased: asked first, then the keys are destroyed and both sides told."""

from dataclasses import dataclass
from datetime import datetime

from bot.casework.certificate import Erased, certificate
from bot.casework.messages import STAFF_ROOM, Button, Message, Rank
from bot.desk import joining, left_aside
from bot.desk.confirming import is_safe_here, may_have_a_copy
from bot.desk.house import House
from bot.desk.my_data import living
from bot.desk.talk import Talk
from storage.tables import Status
from storage.work import Work


@dataclass(frozen=True)
class By:
    """Why something is erased, and who did it: as the history, the audit trail and staff's words say it."""

    act: str
    who: str
    who_id: int = 0


FAMILY = By("erased", "family")
TIME = By("retention", "sendline")
"""Its time is up by the office's own limits."""


def ask_first(talk: Talk) -> None:
    """Ask whether to erase all that this family told."""
    sent = talk.case.status != Status.ASKING
    buttons = ((_button(talk, "delete-yes", "twice" if sent else "yes"), _button(talk, "delete-no", "no")),)
    talk.say(Message(html=talk.words("delete.ask"), buttons=buttons, slot=_slot(talk)))


def offer(talk: Talk) -> None:
    """Offer to erase an interview that was stopped."""
    buttons = ((_button(talk, "stop-keep", "no"),), (_button(talk, "delete-yes", "yes"),))
    talk.say(Message(html=talk.words("stop.asking"), buttons=buttons, slot=_slot(talk)))


def _slot(talk: Talk, once_more: str = "ask") -> str:
    """Names the messages that ask whether to erase: once answered, they have no buttons any more."""
    return f"delete-{once_more}:{talk.case.id}"


def _button(talk: Talk, word: str, choice: str) -> Button:
    return Button(talk.words.plain(f"button.{word}"), f"d|{choice}|{talk.case.id}")


def deletion(talk: Talk, choice: str) -> str:
    """Answer the question whether to erase. A case that was sent is asked about twice."""
    sent = talk.case.status != Status.ASKING
    for slot, word_id in ((_slot(talk), "delete.ask"), (_slot(talk, "sure"), "delete.again")):
        if talk.work.postings.message_id(slot, talk.case.chat_id or 0):
            talk.say(Message(html=talk.words(word_id), edits=slot))
    if choice == "twice" and sent:
        buttons = ((_button(talk, "delete-yes", "sure"), _button(talk, "delete-no", "no")),)
        talk.say(Message(html=talk.words("delete.again"), buttons=buttons, slot=_slot(talk, "sure")))
    elif (choice == "sure") == sent and choice in ("sure", "yes"):
        erase_all(talk)
    else:
        talk.tell("delete.kept")
        if talk.is_asking:
            talk.ask_again()
    return ""


def erase_all(talk: Talk, by: By = FAMILY) -> Erased:
    """Erase every case of this family's, and what was set aside of it; the family is told, and gets a certificate.

    A case that was never sent goes whole; of one that staff had, reference, urgency and days stay.
    """
    work, chat_id = talk.work, talk.case.chat_id
    talks = [talk]
    if chat_id is not None:
        talks = [Talk(work, talk.house, one, talk.now) for one in living(work.cases, chat_id)]
    shown, safe = all(map(may_have_a_copy, talks)), all(map(is_safe_here, talks))
    refs = tuple(one.case.ref or "" for one in talks if one.case.sent_at is not None)
    for one in talks:
        erase(one, by)
    erased = Erased(talk.now, refs, by_team=by.who_id != 0)
    if chat_id is not None:
        left_aside.drop_of_chat(work, chat_id)
        if safe or by is FAMILY:
            _say_erased(work, talk.house, chat_id, erased, talk.now, with_file=shown)
    return erased


def erase(talk: Talk, by: By) -> None:
    """Destroy the key of one case; staff who knew of it learn that it happened, without the words."""
    case, work = talk.case, talk.work
    if case.ref or case.sent_at is not None:
        tell_staff_of_erasure(talk, work.cases.name(case), by)
    work.audit.add(talk.now, by.who_id, by.who, by.act, case)
    if case.sent_at is None:
        work.cases.forget(case)
        return
    work.history.add(case, talk.now, by.act, by.who)
    work.follow_ups.end(case, "erased by the family" if by is FAMILY else by.act)
    work.cases.erase(case, talk.now)


def tell_staff_of_erasure(talk: Talk, ref: str, by: By = FAMILY, said: str = "") -> None:
    """The card and all under it lose their words, and a new message says so; none belongs to a case any more.

    What went because its time was up is old, and may be much: it is not rung for, and waits behind all else. `said`:
    why it is gone, where nobody erased it.
    """
    words, outbox, chat = talk.house.staff_words, talk.work.outbox, STAFF_ROOM
    rank = Rank.PROMPT if by is TIME else Rank.REPLY
    blank_in_group(talk, words("card.erased", ref=ref, at=talk.now), rank)
    if by is not TIME:
        erased = words("thread.erased", ref=ref) if by is FAMILY else words("erase.done", ref=ref, who=by.who)
        outbox.add(chat, Message(html=said or erased), talk.now)
    joining.take_away(talk, ref)


def blank_in_group(talk: Talk, html: str, rank: Rank = Rank.REPLY) -> None:
    """Put these words in place of all that the bot said of a case in the staff group."""
    for slot in talk.work.postings.of_case(talk.case, STAFF_ROOM):
        if slot.startswith(("card:", "thread:", "question:", "safety:")):
            talk.work.outbox.add(STAFF_ROOM, Message(html=html, edits=slot), talk.now, rank=rank)


def _say_erased(
    work: Work, house: House, chat_id: int, erased: Erased, now: datetime, *, with_file: bool
) -> None:
    """Tell the family; what it is owed now belongs to no case."""
    if with_file:
        file = certificate(house.words, erased)
        work.outbox.add(chat_id, Message(html=house.words("certificate.caption"), file=file), now)
    html = house.words("delete.done-by-team" if erased.by_team else "delete.done")
    work.outbox.add(chat_id, Message(html=html, hides_keys=True), now)
