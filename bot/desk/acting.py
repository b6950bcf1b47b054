"""What somebody of staff did or saw: kept in the case's history and in the audit trail."""

from bot.desk.talk import Talk
from bot.desk.updates import Member


def acted(talk: Talk, who: Member, kind: str, **detail: object) -> None:
    """Note what somebody did about a case: from now on it was touched."""
    talk.case.touched_at = talk.now
    talk.work.history.add(talk.case, talk.now, kind, who.name, **detail)
    talk.work.audit.add(talk.now, who.id, who.name, kind, talk.case)


def saw(talk: Talk, who: Member, kind: str = "opened") -> None:
    """Note that somebody looked at a case."""
    talk.work.history.add(talk.case, talk.now, kind, who.name)
    talk.work.audit.add(talk.now, who.id, who.name, kind, talk.case)
