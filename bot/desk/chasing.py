"""Letters to council or school: staff say that one went out, and are told when to chase and when to escalate."""

from datetime import datetime, time, timedelta

from bot.casework import followups
from bot.casework.calendar import next_open
from bot.casework.consent import Consent
from bot.casework.messages import Button
from bot.casework.standing import THEIRS
from bot.casework.targets import Rung, ladder
from bot.casework.words import LONDON, Html
from bot.desk import board, consents, permission, quiet, rows
from bot.desk.acting import acted
from bot.desk.house import day_of
from bot.desk.talk import Talk
from bot.desk.updates import Member
from storage.tables import FollowUp, Status

UNTIL_ALLOWED = timedelta(days=1)
"""How often it is looked whether a family that took its consent back has given it again."""


def raised(talk: Talk, who: Member, whom: str) -> str:
    """Somebody wrote to council or school, or rang: from now on an answer is waited for.

    It is asked which of the two, and, where the family has not allowed that, whether it did since.
    """
    case, words = talk.case, talk.house.staff_words
    if case.status != Status.OPEN:
        return words.plain("chase.not-open")
    if whom not in THEIRS:
        row = tuple(Button(words.plain(f"chase.to-{each}"), f"k|{case.id}|raised:{each}") for each in THEIRS)
        board.menu(talk, words("chase.whom", ref=case.ref), (row,))
        return ""
    if not permission.may(talk, Consent(whom)):
        consents.ask_staff(talk, Consent(whom))
        return ""
    case.raised_at = case.raised_at or talk.now
    case.waiting_on = whom
    acted(talk, who, "raised", whom=whom)
    _plan(talk, talk.now)
    board.refresh(talk)
    first = _next_rung(talk, talk.now)
    shown, on = words.plain(f"waiting.{whom}"), first.due.day if first else ""
    _say(talk, words("chase.started", ref=case.ref, who=who.name, whom=shown, on=on))
    return words.plain("chase.noted")


def answered(talk: Talk, who: Member, _: str) -> str:
    """Council or school answered: nothing more is to be chased."""
    case, words = talk.case, talk.house.staff_words
    if case.status != Status.OPEN or case.waiting_on not in THEIRS:
        return words.plain("chase.nothing")
    case.waiting_on = "us"
    acted(talk, who, "answered-by-council")
    talk.work.follow_ups.end(case, "answered", followups.CHASE)
    board.refresh(talk)
    _say(talk, words("chase.stopped", ref=case.ref, who=who.name))
    return words.plain("chase.noted")


def rang(talk: Talk, who: Member, _: str) -> str:
    """Somebody rang the family."""
    case, words = talk.case, talk.house.staff_words
    if case.status != Status.OPEN:
        return words.plain("chase.not-open")
    board.contacted(talk)
    quiet.talked(talk)
    acted(talk, who, "rang")
    _say(talk, words("chase.rang", ref=case.ref, who=who.name))
    return words.plain("chase.noted")


def chase(talk: Talk, row: FollowUp) -> None:
    """A letter stayed unanswered for so many working days: say what to do next."""
    since = _written_at(talk)
    if talk.case.status != Status.OPEN or talk.case.waiting_on not in THEIRS or since is None:
        rows.end(talk.work, row, "answered, or closed")
        return
    if not permission.may(talk, Consent(talk.case.waiting_on)):
        rows.move(talk.work, row, talk.now + UNTIL_ALLOWED)  # nobody may be pressed for an answer now
        return
    rows.done(talk.work, row)
    due = [rung for rung in _ladder(talk, since) if rung.due.day <= talk.on]
    if due:
        _say(talk, _what_to_do(talk, due[-1]))
    _plan(talk, since)


def _what_to_do(talk: Talk, rung: Rung) -> Html:
    """The step by name, and how its day was counted."""
    words = talk.house.staff_words
    kind = "urgent" if board.counts_as(talk.case) == "urgent" else "routine"
    step = words(f"chase.{rung.step}-{kind}" if rung.step.startswith("escalate") else "chase.chase")
    return words("chase.due", ref=talk.case.ref, step=step, days=rung.days, working=rung.due.working)


def _plan(talk: Talk, since: datetime) -> None:
    rung = _next_rung(talk, since)
    if rung:
        opens = datetime.combine(rung.due.day, time(), LONDON)
        due = next_open(talk.house.calendar, talk.house.office.hours.staff, opens)
        talk.work.follow_ups.renew(talk.case, followups.CHASE, due)


def _next_rung(talk: Talk, since: datetime) -> Rung | None:
    return next((rung for rung in _ladder(talk, since) if rung.due.day > talk.on), None)


def _ladder(talk: Talk, since: datetime) -> tuple[Rung, ...]:
    targets = talk.house.office.targets.of(board.counts_as(talk.case))
    return ladder(targets, talk.house.calendar, day_of(since))


def _written_at(talk: Talk) -> datetime | None:
    """When the letter went out that is waited for: the newest."""
    return max((h.at for h in talk.work.history.of(talk.case) if h.kind == "raised"), default=None)


def _say(talk: Talk, html: Html) -> None:
    board.say(talk, board.under_card(talk, html))
