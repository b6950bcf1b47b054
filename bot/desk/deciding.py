"""A machine proposes, a person decides: accept a verdict, or change it with a reason."""

from bot.casework.words import clip
from bot.desk import asks, board
from bot.desk.acting import acted
from bot.desk.asks import Reply
from bot.desk.board import counts_as
from bot.desk.planning import plan_unclaimed
from bot.desk.talk import Talk
from bot.desk.updates import Member
from storage.tables import Status


def accept(talk: Talk, who: Member, _: str) -> str:
    case, words = talk.case, talk.house.staff_words
    if case.status == Status.CLOSED:
        return words.plain("toast.closed")
    if not case.accepted_by:
        case.accepted_by = who.name
        acted(talk, who, "accepted", urgency=counts_as(case))
        board.refresh(talk)
    return words.plain("toast.accepted")


def ask_why(talk: Talk, who: Member, _: str) -> str:
    """Ask for the reason of a change."""
    words = talk.house.staff_words
    if talk.case.status == Status.CLOSED:
        return words.plain("toast.closed")
    target = "routine" if counts_as(talk.case) == "urgent" else "urgent"
    asks.ask(talk, who, f"change:{target}", urgency=words.plain(f"urgency.{target}"))
    return ""


def change(talk: Talk, reply: Reply) -> None:
    """A person decides otherwise, with a reason: both verdicts are kept."""
    case, words = talk.case, talk.house.staff_words
    who, why, target = reply.who, reply.text, reply.detail
    was = counts_as(case)
    if was == target:
        board.thread(talk, "changed-already")
        return
    case.decided = "" if target == case.urgency else target
    case.accepted_by = ""
    acted(talk, who, "changed", was=was, now=target, why=why)
    if target == "urgent" and case.claimed_at is None:
        plan_unclaimed(talk)
    board.refresh(talk)
    was_shown, shown = words.plain(f"urgency.{was}"), words.plain(f"urgency.{target}")
    board.thread(talk, "changed", who=who.name, was=was_shown, now=shown, why=clip(why, 1000))
