"""What the office means to have done by when: staff are told once when it is about to pass, and once when it has."""

from collections.abc import Callable
from datetime import datetime

from bot.casework import followups
from bot.casework.calendar import next_open, working_days_after
from bot.casework.targets import near_at, passed_at, target_on
from bot.casework.words import LONDON, Html
from bot.desk import board, permission, rows
from bot.desk.house import day_of
from bot.desk.talk import Talk
from storage.tables import Case, FollowUp, Status

MET: dict[str, Callable[[Case], bool]] = {
    "read": lambda case: bool(case.card_open or case.touched_at or case.claimed_at),
    "contact": lambda case: case.contacted_at is not None,
    "council": lambda case: case.raised_at is not None,
}
"""What tells that a target was met."""

NEAR, PASSED = "near", "passed"
TARGETS = tuple(f"{target}-{stage}" for target in MET for stage in (NEAR, PASSED))
"""The kinds of follow-up."""


def plan_targets(talk: Talk) -> None:
    """Plan what is told of each target that is not met, counted from now."""
    targets, house = talk.house.office.targets.of(board.counts_as(talk.case)), talk.house
    hours = house.office.hours.staff
    for target, met in MET.items():
        if met(talk.case):
            continue
        on = target_on(house.calendar, hours, talk.now, getattr(targets, target))
        near = near_at(hours, on)
        if near > talk.now:
            talk.work.follow_ups.renew(talk.case, f"{target}-{NEAR}", near)
        talk.work.follow_ups.renew(talk.case, f"{target}-{PASSED}", passed_at(house.calendar, hours, on))


def target(talk: Talk, row: FollowUp) -> None:
    """A target is about to pass, or has."""
    name, _, stage = row.kind.partition("-")
    if (
        talk.case.status != Status.OPEN
        or MET[name](talk.case)
        or (name != "read" and permission.is_stopped(talk))
    ):
        rows.end(talk.work, row, "met, closed, or not wanted any more")
        return
    rows.done(talk.work, row)
    words = talk.house.staff_words
    what = words.plain(f"target.{name}")
    html = words(f"target.is-{stage}", ref=talk.case.ref, what=what, sent=talk.case.sent_at)
    board.say(talk, board.under_card(talk, html), urgent=board.counts_as(talk.case) == "urgent")


def plan_untouched(talk: Talk) -> None:
    """Plan the look at whether anybody did something about a case."""
    talk.work.follow_ups.renew(talk.case, followups.UNTOUCHED, _untouched_at(talk))


def _untouched_at(talk: Talk) -> datetime:
    """So many working days after somebody of staff last did something, at the opening."""
    house, since = talk.house, talk.case.touched_at or talk.case.sent_at or talk.now
    days = house.office.targets.of(board.counts_as(talk.case)).untouched
    on = working_days_after(house.calendar, day_of(since), days).day
    return datetime.combine(on, house.office.hours.staff.opens, LONDON)


def untouched(talk: Talk, row: FollowUp) -> None:
    """Nobody did anything about an open case: name it to whoever has it, and again every week."""
    if talk.case.status != Status.OPEN:
        rows.end(talk.work, row, "no longer open")
        return
    due = _untouched_at(talk)
    if due <= talk.now and _is_called_out(talk):  # those calls say both, at the same opening
        hours = talk.house.office.hours.staff
        due = followups.unclaimed_again_at(talk.now, talk.house.calendar, hours)
    if due > talk.now:
        rows.move(talk.work, row, due)
        return
    rows.done(talk.work, row)
    since = talk.case.touched_at or talk.case.sent_at
    html = talk.house.staff_words("untouched.since", ref=talk.case.ref, holder=_holder(talk), since=since)
    board.say(talk, board.under_card(talk, html))
    later = talk.now + followups.UNTOUCHED_AGAIN
    again = next_open(talk.house.calendar, talk.house.office.hours.staff, later)
    talk.work.follow_ups.renew(talk.case, followups.UNTOUCHED, again)


def untouched_since(talk: Talk) -> datetime | None:
    """Since when nothing was done about a case, where that is for longer than the office means it to be."""
    return (talk.case.touched_at or talk.case.sent_at) if _untouched_at(talk) <= talk.now else None


def _is_called_out(talk: Talk) -> bool:
    """Whether the calls that nobody has claimed it go on."""
    unclaimed = board.counts_as(talk.case) == "urgent" and talk.case.claimed_at is None
    return unclaimed and talk.work.follow_ups.waits(talk.case, followups.UNCLAIMED)


def _holder(talk: Talk) -> Html:
    case, words = talk.case, talk.house.staff_words
    if case.claimed_by is None:
        return words("untouched.nobody")
    if talk.work.members.numbered(case.claimed_by) is None:
        return words("untouched.left", name=case.claimed_name)
    return words("untouched.holder", name=case.claimed_name, id=case.claimed_by)
