"""/erase: a manager erases a family's cases for it, because it asked by phone or by letter."""

from datetime import datetime

from bot.casework.certificate import certificate
from bot.casework.messages import STAFF_ROOM, Button, Message
from bot.desk import board, erasing
from bot.desk.house import House
from bot.desk.my_data import living
from bot.desk.talk import Talk
from bot.desk.updates import Member
from bot.office import Role
from storage.tables import Status
from storage.vault import number_of
from storage.work import Work


def ask(work: Work, house: House, who: Member, ref: str, now: datetime) -> None:
    """Ask a manager whether all of this family is to be erased; anybody else is told whom to ask."""
    words = house.staff_words
    case = work.cases.referred(ref) or work.cases.referred(f"SL-{ref}") if ref else None
    if not _may(house, who):
        html = words("erase.managers", name=who.name)
    elif case is None:
        html = words("help.no-case", ref=ref) if ref else words("erase.which")
    elif case.status == Status.ERASED:
        html = words("card.erased", ref=case.ref, at=case.closed_at)
    else:
        _ask(Talk(work, house, case, now), who)
        return
    work.outbox.add(STAFF_ROOM, Message(html=html), now)


def _may(house: House, who: Member) -> bool:
    return house.office.staff.role_of(who.id) is Role.MANAGER


def _ask(talk: Talk, who: Member) -> None:
    """The buttons carry the number of this question: it is answered once, by whoever put it."""
    words, number = talk.house.staff_words, number_of(talk.case)
    asked = talk.work.asks.put(talk.case, "erase", who.id)
    several = talk.case.chat_id is not None and len(living(talk.work.cases, talk.case.chat_id)) > 1
    word_id = "erase.ask-several" if several else "erase.ask"
    yes = Button(words.plain("button.erase"), f"k|{number}|erase:{asked}")
    board.menu(talk, words(word_id, ref=talk.case.ref), ((yes,),), quiet=False, out=f"keep:{asked}")


def confirmed(talk: Talk, who: Member, asked: str) -> str:
    """Erase, tell the family where that is safe, and give staff the certificate to hand on."""
    words = talk.house.staff_words
    if not _may(talk.house, who):
        return words.plain("toast.managers")
    if not _answers(talk, who, asked):
        return words.plain("toast.old", ref=talk.case.ref)
    erased = erasing.erase_all(talk, erasing.By("erased", who.name, who.id))
    file = certificate(talk.house.words, erased)
    talk.work.outbox.add(STAFF_ROOM, Message(html=words("erase.certificate"), file=file), talk.now)
    return words.plain("toast.erased")


def kept(talk: Talk, who: Member, asked: str) -> str:
    """They thought better of it: the button beside this one does nothing any more."""
    if _answers(talk, who, asked):
        board.put_away(talk, talk.message)
    return talk.house.staff_words.plain("toast.kept")


def _answers(talk: Talk, who: Member, asked: str) -> bool:
    """Whether this was asked of them about this case, and not answered yet; it is now."""
    ask = (
        talk.work.asks.numbered(int(asked))
        if asked.isascii() and asked.isdecimal() and len(asked) < 16
        else None
    )
    if (
        ask is None
        or ask.answered
        or (ask.case_id, ask.action, ask.staff_id) != (talk.case.id, "erase", who.id)
    ):
        return False
    talk.work.asks.answered(ask)
    return True
