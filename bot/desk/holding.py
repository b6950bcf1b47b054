"""Who has a case, and whom it waits for: claim, hand over, release."""

from collections.abc import Sequence
from datetime import datetime

from bot.casework.messages import Button, Message
from bot.casework.words import clock_time
from bot.desk import board
from bot.desk.acting import acted
from bot.desk.house import House
from bot.desk.planning import plan_unclaimed_anew
from bot.desk.talk import Talk
from bot.desk.updates import Member
from bot.office import Role
from storage.cases import Wanted
from storage.tables import StaffMember, Status
from storage.work import Work

WAITING_ON = ("us", "family", "school", "council")
"""Whom a case may wait for."""

MOST_NAMED = 50
"""How many cases of somebody who left are named."""

MOST_NAMES = 24
"""How many people can be handed a case by a button."""


def claim(talk: Talk, who: Member, _: str) -> str:
    """One person takes a case; whoever comes second is told who was first."""
    case, words = talk.case, talk.house.staff_words
    if case.status == Status.CLOSED:
        return words.plain("toast.closed")
    if case.claimed_at and case.claimed_by == who.id:
        return words.plain("toast.yours")
    if case.claimed_at:
        return words.plain("toast.taken", name=case.claimed_name, at=clock_time(case.claimed_at))
    _holds(talk, who.id, who.name)
    acted(talk, who, "claimed")
    talk.work.follow_ups.end(case, "claimed", "unclaimed")
    board.refresh(talk)
    board.thread(talk, "claimed", who=who.name)
    return words.plain("toast.claimed")


def _holds(talk: Talk, number: int | None, name: str) -> None:
    talk.case.claimed_by, talk.case.claimed_name = number, name
    talk.case.claimed_at = talk.now if number else None


def _may_give(talk: Talk, who: Member) -> bool:
    """Whoever has a case may give it away, and so may a manager."""
    manager = talk.house.office.staff.role_of(who.id) is Role.MANAGER
    return talk.case.claimed_by in (None, who.id) or manager


def hand_over(talk: Talk, who: Member, to: str) -> str:
    """Ask whom to hand it to, by name; then it is theirs, and they are called."""
    case, words = talk.case, talk.house.staff_words
    if case.status == Status.CLOSED:
        return words.plain("toast.closed")
    if not _may_give(talk, who):
        return words.plain("toast.not-yours-to-give", name=case.claimed_name)
    if not to:
        return _ask_whom(talk)
    member = talk.work.members.numbered(int(to)) if to.isdecimal() else None
    if member is None or member.id == case.claimed_by or member not in _candidates(talk):
        return words.plain("toast.kept")
    _holds(talk, member.id, member.name)
    acted(talk, who, "handed", to=member.name)
    talk.work.follow_ups.end(case, "claimed", "unclaimed")
    board.refresh(talk)
    board.thread(talk, "handed", urgent=True, who=who.name, id=member.id, name=member.name)
    return words.plain("toast.handed", name=member.name)


def named(data: str) -> int | None:
    """Whom a button hands a case to, by Telegram's number; None where it does no such thing."""
    _, hands, number = data.rpartition("|hand:")
    known = hands and number.isascii() and number.isdecimal() and len(number) < 16
    return int(number) if known else None


def refused(talk: Talk, to: str) -> str:
    """Whoever was to have it left the group: nothing changes, and they are offered no more."""
    words, member = talk.house.staff_words, talk.work.members.numbered(int(to))
    talk.work.members.left(int(to))
    return words.plain("toast.left", name=member.name if member else words.plain("toast.whoever"))


def came(work: Work, who: Sequence[Member], now: datetime) -> None:
    """People joined the group: cases can be handed to them."""
    for member in who:
        work.members.seen(member.id, member.name, now)


def left(work: Work, house: House, who: Sequence[Member], now: datetime) -> None:
    """Somebody is not in the group any more: nothing is handed to them, and what they still have is named."""
    for member in who:
        work.members.left(member.id)
        held = [case.ref for case in work.cases.open(MOST_NAMED, wanted=Wanted(claimed_by=member.id))]
        if held:
            refs = " ".join(ref for ref in held if ref)
            html = house.staff_words("help.left-with", name=member.name, refs=refs)
            board.tell_staff(work, Message(html=html), now)


def holder_left(talk: Talk) -> bool:
    """Whether whoever has the case is not in the group any more."""
    return talk.case.claimed_by is not None and talk.work.members.numbered(talk.case.claimed_by) is None


def _candidates(talk: Talk) -> list[StaffMember]:
    """Who was seen in the group, did not leave, and may work on cases, without whoever has it."""
    staff = talk.house.office.staff
    seen = talk.work.members.all()
    return [m for m in seen if staff.role_of(m.id) is not Role.READ_ONLY and m.id != talk.case.claimed_by]


def _ask_whom(talk: Talk) -> str:
    words, found = talk.house.staff_words, _candidates(talk)[:MOST_NAMES]
    if not found:
        return words.plain("toast.nobody-else")
    buttons = [Button(member.name, f"k|{talk.case.id}|hand:{member.id}") for member in found]
    rows = tuple(tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2))
    word_id = "menu.hand-left" if holder_left(talk) else "menu.hand"
    board.menu(talk, words(word_id, ref=talk.case.ref, name=talk.case.claimed_name), rows)
    return ""


def release(talk: Talk, who: Member, _: str) -> str:
    """Give a case back: it is nobody's, and an urgent one is called out again."""
    case, words = talk.case, talk.house.staff_words
    if case.claimed_at is None:
        return words.plain("toast.nobodys")
    if not _may_give(talk, who):
        return words.plain("toast.not-yours-to-give", name=case.claimed_name)
    _holds(talk, None, "")
    acted(talk, who, "released")
    if board.counts_as(case) == "urgent":
        plan_unclaimed_anew(talk)
    board.refresh(talk)
    board.thread(talk, "released", urgent=board.counts_as(case) == "urgent", who=who.name)
    return words.plain("toast.released")


def waits(talk: Talk, who: Member, on: str) -> str:
    """Ask whom the case waits for, and note it."""
    words, case = talk.house.staff_words, talk.case
    if case.status == Status.CLOSED:
        return words.plain("toast.closed")
    if on not in WAITING_ON:
        buttons = [Button(words.plain(f"waiting.{each}"), f"k|{case.id}|wait:{each}") for each in WAITING_ON]
        board.menu(talk, words("menu.wait", ref=case.ref), (tuple(buttons[:2]), tuple(buttons[2:])))
        return ""
    case.waiting_on = on
    acted(talk, who, "waits", on=on)
    board.refresh(talk)
    return words.plain("toast.waits", on=words.plain(f"waiting.{on}"))
