"""Follow-ups whose time has come: each is sent once, or ended when there is no reason for it any more."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.casework import followups
from bot.casework.answers import Step
from bot.casework.calendar import next_open
from bot.casework.card import urgency_words
from bot.casework.messages import Button, Message, Rank
from bot.casework.words import Html
from bot.desk import board, checkin
from bot.desk.contact import quiet_until
from bot.desk.house import House
from bot.desk.planning import (
    plan_check_in,
    plan_next_unfinished,
    plan_unclaimed,
    plan_unclaimed_again,
    plan_unfinished,
)
from bot.desk.sending import finish_recheck
from bot.desk.talk import Talk
from storage.tables import Case, FollowUp, Status
from storage.work import Work

TRY_AGAIN = timedelta(hours=1)
"""When one that failed is tried again: it is not given up, since whatever is wrong may be mended."""

AT_ONCE = 20
"""How many follow-ups one transaction takes, so that a crowd of them holds nobody up."""


def follow_up(work: Work, house: House, now: datetime) -> int:
    """Take the follow-ups that are due. Returns how many; fewer than AT_ONCE means that none is left."""
    due = work.follow_ups.due(now, AT_ONCE)
    for row in due:
        case = work.cases.numbered(row.case_id)
        if case is None or case.status == Status.ERASED:
            _end(work, row, "the case is gone")
        else:
            work.apart(
                partial(_take, work, house, case, row, now), partial(_move, work, row, now + TRY_AGAIN)
            )
    return len(due)


def _take(work: Work, house: House, case: Case, row: FollowUp, now: datetime) -> None:
    KINDS[row.kind](Talk(work, house, case, now, Rank.PROMPT), row)


def next_due(work: Work) -> tuple[datetime, str] | None:
    """When the next follow-up is due, and its kind."""
    row = work.follow_ups.next()
    return (row.due_at, row.kind) if row else None


def _unfinished(talk: Talk, row: FollowUp) -> None:
    """The family fell silent in mid-interview."""
    case = talk.case
    if case.status != Status.ASKING or not case.prompts or not case.reachable:
        _end(talk.work, row, "no longer unfinished")
    elif talk.now - case.heard_at < followups.silence_before(row.kind, case.urgency):
        _end(talk.work, row, "they wrote in the meantime")
        plan_unfinished(talk)
    elif _in_window(talk, row):
        _done(talk.work, row)
        _say_unfinished(talk)
        plan_next_unfinished(talk, row.kind)


def _say_unfinished(talk: Talk) -> None:
    urgent = talk.case.urgency == "urgent"
    words = talk.words
    html = words(f"prompt.unfinished{'-urgent' if urgent else ''}", started=talk.case.begun_at)
    shown = urgent and Step(0, "postcode") in talk.answers
    buttons = ((Button(words.plain("button.send-now"), "s|now"),),) if shown else ()
    talk.say(Message(html=html, buttons=buttons))
    talk.ask_again()


def _task(talk: Talk, row: FollowUp) -> None:
    """An urgent interview that stayed unfinished: staff get reference and verdict."""
    if talk.case.status != Status.ASKING or talk.case.urgency != "urgent":
        _end(talk.work, row, "sent, or no longer urgent")
        return
    _done(talk.work, row)
    board.announce(talk, "task")


def _recheck(talk: Talk, row: FollowUp) -> None:
    """The family said that it got worse and fell silent: staff get what it has said so far."""
    if talk.case.status != Status.OPEN or not talk.case.rechecking:
        _end(talk.work, row, "answered")
        return
    if talk.now - talk.case.heard_at < timedelta(days=followups.RECHECK_DAYS):
        _move(talk.work, row, talk.case.heard_at + timedelta(days=followups.RECHECK_DAYS))
        return
    _done(talk.work, row)
    finish_recheck(talk)


def _check_in(talk: Talk, row: FollowUp) -> None:
    case = talk.case
    if case.status != Status.OPEN or not case.prompts or not case.reachable:
        _end(talk.work, row, "no longer wanted")
    elif case.rechecking:
        _done(talk.work, row)  # they are being asked what got worse: asking how things are would be noise
        plan_check_in(talk)
    elif _in_window(talk, row):
        _done(talk.work, row)
        checkin.ask(talk, row.nth)
        plan_check_in(talk)


def _unclaimed(talk: Talk, row: FollowUp) -> None:
    case, words = talk.case, talk.house.staff_words
    if case.status == Status.CLOSED or case.claimed_at or board.counts_as(case) != "urgent":
        _end(talk.work, row, "claimed, closed or no longer urgent")
        return
    _done(talk.work, row)
    html = words(
        f"unclaimed.{'first' if followups.calls_all(row.nth) else 'second'}",
        ref=case.ref,
        urgency=urgency_words(words, "urgent", safety=case.safety),
        since=case.sent_at or case.heard_at,
        second_line=_second_line(talk),
    )
    board.say(talk, Message(html=html, replies_to=board.slot_of(case)), urgent=True)
    (plan_unclaimed if followups.calls_all(row.nth) else plan_unclaimed_again)(talk)


def _second_line(talk: Talk) -> Html:
    staff, words = talk.house.office.staff, talk.house.staff_words
    name = staff.second_line or words.plain("unclaimed.someone")
    if staff.second_line_id:
        return words("unclaimed.mention", name=name, id=staff.second_line_id)
    return words("unclaimed.name", name=name)


def _in_window(talk: Talk, row: FollowUp) -> bool:
    """Whether a prompt may go to a family now; if not, it waits for the next opening."""
    wanted = quiet_until(talk) or talk.now
    opens = next_open(talk.house.calendar, talk.house.office.hours.prompts, wanted)
    if opens > talk.now:
        _move(talk.work, row, opens)
        return False
    return True


def _done(work: Work, row: FollowUp) -> None:
    row.state = "done"
    work.follow_ups.keep(row)


def _end(work: Work, row: FollowUp, why: str) -> None:
    row.state, row.ended_why = "ended", why
    work.follow_ups.keep(row)


def _move(work: Work, row: FollowUp, due_at: datetime) -> None:
    row.due_at = due_at
    work.follow_ups.keep(row)


KINDS: dict[str, Callable[[Talk, FollowUp], None]] = {
    followups.UNFINISHED: _unfinished,
    followups.AGAIN: _unfinished,
    followups.TASK: _task,
    followups.RECHECK: _recheck,
    followups.CHECK_IN: _check_in,
    followups.UNCLAIMED: _unclaimed,
}
