"""Every open case decided anew for today: days pass, and a date can move a case across a line."""

from datetime import datetime
from functools import partial

from bot.casework.summary import Summary, kept_from, same_verdict, summarise
from bot.desk import board
from bot.desk.board import counts_as
from bot.desk.house import House, day_of
from bot.desk.reminding import plan_reminders
from bot.desk.ringing import BY_DATE, never_lower, new_reasons, ring, rises, say_what_moved
from bot.desk.talk import Talk
from storage.tables import Status
from storage.work import Work

RE_TRIAGE = "re-triage"
"""The chore's name."""

AT_ONCE = 20
"""How many cases one transaction takes, so that nobody who writes meanwhile waits long."""


def page(work: Work, house: House, now: datetime) -> bool:
    """Decide the next handful of today's cases. Returns whether more may be left."""
    chore = work.chores.unfinished(RE_TRIAGE)
    if chore is None:
        return False
    numbers = work.cases.to_triage(day_of(now), chore.reached, AT_ONCE)
    if not numbers:
        work.chores.finish(RE_TRIAGE)
        return False
    work.cases.hold(numbers)
    for number in numbers:
        work.apart(
            partial(_decide, work, house, number, now), lambda: None
        )  # it is logged; tomorrow is a day
    work.chores.reach(RE_TRIAGE, numbers[-1])
    return True


def _decide(work: Work, house: House, number: int, now: datetime) -> None:
    case = work.cases.numbered(number)
    if (
        case and case.status == Status.OPEN and not case.rechecking
    ):  # a family that is being asked is decided then
        decide_anew(Talk(work, house, case, now))


def decide_anew(talk: Talk) -> None:
    """Decide a case for today. Where nothing changed, nothing is stored but the day."""
    stored = talk.work.verdicts.newest(talk.case)
    if stored is None:
        return
    before = Summary.from_plain(stored)
    verdict = talk.house.triage(talk.answers, talk.on, sent=True)
    said = summarise(verdict, talk.answers, talk.words)
    after = kept_from(said, before, talk.house.rulebook, only_days_passed=True)
    if _is_same(after, before):
        board.place(talk, before)
        plan_reminders(talk, before)
        return
    was, safety = counts_as(talk.case), talk.case.safety
    summary = board.record(talk, verdict, only_days_passed=True)
    talk.case.safety = talk.case.safety or safety
    plan_reminders(talk, summary, before)
    _tell(talk, before, summary, was)


def _is_same(after: Summary, before: Summary) -> bool:
    """The promise stands first among the stored dates, and belongs to no rule."""
    promise = tuple(clock for clock in before.clocks if clock.rule == board.PROMISE)
    return same_verdict(Summary(**{**vars(after), "clocks": (*promise, *after.clocks)}), before)


def _tell(talk: Talk, before: Summary, summary: Summary, was: str) -> None:
    """A new urgent reason rings where the case did not count as urgent. Code never lowers."""
    case = talk.case
    if rises(talk, was, before, summary, BY_DATE):
        ring(talk, before, summary, BY_DATE)
        return
    never_lower(talk, was, summary)
    if new_reasons(before, summary) or new_reasons(summary, before):
        case.accepted_by = ""
        say_what_moved(talk, before, summary, BY_DATE)
    board.refresh(talk)
