"""The same interview in the staff group: for a family that rang, or to correct what a card says."""

from datetime import datetime

from bot.casework import asking
from bot.casework.answers import Marker, Step
from bot.casework.messages import STAFF_ROOM, Message
from bot.desk import answering, board, family, sending
from bot.desk.acting import acted
from bot.desk.asks import Reply
from bot.desk.house import House
from bot.desk.planning import plan_call, plan_recheck
from bot.desk.talk import Talk
from bot.desk.updates import Member, StaffEdited, StaffSaid, StaffTapped
from storage.tables import Case, Status
from storage.work import Work


def begin(work: Work, house: House, who: Member, now: datetime) -> None:
    """A family rang: its case begins, and whoever took the call is asked what the family would be asked."""
    case = work.cases.begin(None, now)
    work.cases.name(case)
    case.asked_by, case.asked_by_name = who.id, who.name
    case.claimed_by, case.claimed_name, case.claimed_at = who.id, who.name, now
    talk = Talk(work, house, case, now, by=who)
    acted(talk, who, "phone-case")
    plan_call(talk)
    talk.ask()


def go_on(talk: Talk, who: Member, _: str) -> str:
    """Go on with the questions of a family that rang; of a case that was sent, ask which answer to correct."""
    case, words = talk.case, talk.house.staff_words
    if case.status == Status.ASKING and not case.by_phone:
        return words.plain("toast.family-asked")
    if case.status not in (Status.ASKING, Status.OPEN):
        return words.plain("toast.closed")
    if case.rechecking and not case.asked_by:
        return words.plain("toast.family-asked")
    board.put_away(talk, talk.message)
    case.asked_by, case.asked_by_name = who.id, who.name
    mine = Talk(talk.work, talk.house, case, talk.now, by=who)
    if case.status == Status.OPEN and not case.rechecking:
        case.asked += 1
        mine.say(asking.change(talk.words, talk.answers, talk.on, mine.slot))
    elif case.status == Status.OPEN and mine.step is None:
        sending.finish_recheck(mine)  # all is answered, and only the reason is wanted
    else:
        mine.ask_again()
    return ""


def pressed(work: Work, house: House, case: Case, tap: StaffTapped, data: str, now: datetime) -> str:
    """A button under a question that staff answer in the family's place."""
    words, who = house.staff_words, tap.who
    if case.asked_by is None or case.status not in (Status.ASKING, Status.OPEN):
        return words.plain("toast.old", ref=case.ref)
    if case.asked_by != who.id:
        return words.plain("toast.other-asked", name=case.asked_by_name, ref=case.ref)
    talk = Talk(work, house, case, now, by=who)
    case.touched_at = now
    plan_call(talk)
    match data.split("|"):
        case ["c", child, question] if child.isdecimal() and case.status == Status.OPEN:
            return _correct(talk, Step(int(child), question))
        case ["s", _] if case.status == Status.OPEN and not case.rechecking:
            case.asked_by = None
            board.put_away(talk, tap.message)
            return words.plain("toast.kept")
    return family.pressed(talk, data)


def _correct(talk: Talk, step: Step) -> str:
    """Ask one question of a case that was sent once more, and on from there what it makes relevant."""
    if step not in talk.answers or talk.case.rechecking:
        return talk.words.plain("odd.already")
    talk.work.history.add(talk.case, talk.now, "correcting", talk.by_name)
    talk.case.rechecking = True
    talk.keep_marker(Marker(revising=(step,)))
    plan_recheck(talk)
    talk.ask()
    return ""


def said(work: Work, house: House, update: StaffSaid, case: Case, now: datetime) -> None:
    """Words typed as a reply to such a question."""
    if case.asked_by != update.who.id or not update.text.strip():
        html = house.staff_words("phone.not-asked", name=update.who.name, ref=case.ref)
        board.tell_staff(work, Message(html=html), now)
        return
    talk = Talk(work, house, case, now, by=update.who)
    case.touched_at = now
    plan_call(talk)
    if talk.is_asking:
        answering.read(talk, update.text.strip())


def edited(work: Work, house: House, update: StaffEdited, now: datetime) -> None:
    """A reply to such a question is edited: what was read of it stays, and how to correct it is said."""
    case = question_of(work, update.replies_to)
    if case and case.status in (Status.ASKING, Status.OPEN):
        board.thread(Talk(work, house, case, now), "edit-of-answer", who=update.who.name)


def corrected(talk: Talk, reply: Reply) -> None:
    """Decide again on what staff corrected, with their reason."""
    if not talk.case.rechecking or talk.by is None:  # or somebody else goes on: a colleague, the family
        board.thread(talk, "corrected-already")
        return
    acted(talk, reply.who, "corrected", why=reply.text)
    _over(talk)
    board.thread(talk, "corrected", who=reply.who.name, why=reply.text)
    sending.decide_again(talk)


def left_off(talk: Talk) -> None:
    """Whoever corrected a case never said why: what was changed counts all the same."""
    name = talk.case.asked_by_name
    _over(talk)
    board.thread(talk, "corrected-no-reason", who=name)
    sending.decide_again(talk)


def _over(talk: Talk) -> None:
    talk.case.rechecking, talk.case.asked_by = False, None
    talk.keep_marker(Marker())


def question_of(work: Work, message: int) -> Case | None:
    """The case whose question stands in this message of the staff group."""
    slot = work.postings.slot_of(STAFF_ROOM, message) or ""
    kind, _, rest = slot.partition(":")
    number = rest.partition(":")[0]
    return work.cases.numbered(int(number)) if kind == "question" and number.isdecimal() else None
