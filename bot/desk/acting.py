"""What somebody of staff did or saw: kept in the case's history and in the audit trail."""

from datetime import datetime

from bot.desk import board
from bot.desk.talk import Talk
from bot.desk.updates import Member
from storage.tables import Case
from storage.work import Work


def acted(talk: Talk, who: Member, kind: str, **detail: object) -> None:
    """Note what somebody did about a case: it was touched, and the choices that they chose from are done with."""
    talk.case.touched_at = talk.now
    talk.work.history.add(talk.case, talk.now, kind, who.name, **detail)
    talk.work.audit.add(talk.now, who.id, who.name, kind, talk.case)
    board.put_away(talk, talk.message)
    talk.message = 0


def saw(talk: Talk, who: Member, kind: str = "opened") -> None:
    """Note that somebody looked at a case."""
    talk.work.history.add(talk.case, talk.now, kind, who.name)
    talk.work.audit.add(talk.now, who.id, who.name, kind, talk.case)


def looked(work: Work, who: Member, kind: str, now: datetime) -> None:
    """Note that somebody looked at several cases at once, such as the queue."""
    work.audit.add(now, who.id, who.name, kind)


def used_a_right(work: Work, case: Case, kind: str, now: datetime) -> None:
    """Note that a family asked for what is its own to ask, without what would say who it is."""
    work.history.add(case, now, kind, "family")
    work.audit.add(now, 0, "family", kind, case)
