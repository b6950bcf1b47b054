"""Follow-ups whose time has come: each is sent once, or ended when there is no reason for it any more."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.casework import followups
from bot.casework.messages import Rank
from bot.desk import asking_after, chasing, daily, delivery, reminding, rows, targets, unclaimed, unfinished
from bot.desk.house import House
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
            rows.end(work, row, "the case is gone")
        else:
            work.apart(
                partial(_take, work, house, case, row, now), partial(rows.move, work, row, now + TRY_AGAIN)
            )
    return len(due)


def _take(work: Work, house: House, case: Case, row: FollowUp, now: datetime) -> None:
    KINDS[row.kind](Talk(work, house, case, now, Rank.PROMPT), row)


def next_due(work: Work, house: House, now: datetime) -> tuple[datetime, str] | None:
    """When the next follow-up is due, or what is done once a day, and its kind."""
    row = work.follow_ups.next()
    due = [*([(row.due_at, row.kind)] if row else []), daily.next_due(work, house, now)]
    return min((one for one in due if one), default=None)


def _phone(talk: Talk, row: FollowUp) -> None:
    rows.done(talk.work, row)
    delivery.ask_again(talk)


KINDS: dict[str, Callable[[Talk, FollowUp], None]] = {
    followups.UNFINISHED: unfinished.unfinished,
    followups.AGAIN: unfinished.unfinished,
    followups.TASK: unfinished.task,
    followups.CALL: unfinished.call,
    followups.RECHECK: unfinished.recheck,
    followups.CHECK_IN: asking_after.check_in,
    followups.BY_PHONE: asking_after.by_phone,
    followups.UNCLAIMED: unclaimed.unclaimed,
    followups.UNTOUCHED: targets.untouched,
    followups.CHASE: chasing.chase,
    followups.PHONE: _phone,
    **dict.fromkeys(reminding.KINDS, reminding.remind),
    **dict.fromkeys(targets.TARGETS, targets.target),
}
"""What each kind of follow-up does when its time has come."""
