"""Which follow-ups a case is given, and when."""

from datetime import date, datetime, timedelta

from bot.casework import followups
from bot.casework.calendar import next_open
from bot.casework.retention import Kind, last_day
from bot.casework.words import LONDON
from bot.desk import board, quiet
from bot.desk.talk import Talk
from storage.tables import Status


def plan_check_in(talk: Talk) -> None:
    """Plan the next check-in, counted from now: by the bot, or by a person where the bot may not write."""
    never = quiet.why_never(talk)
    if never in quiet.BY_A_PERSON:
        _plan_asking(talk, followups.BY_PHONE, followups.CHECK_IN)
    elif never is None:
        _plan_asking(talk, followups.CHECK_IN, followups.BY_PHONE)


def _plan_asking(talk: Talk, kind: str, other: str) -> None:
    talk.work.follow_ups.end(talk.case, "asked in another way", other)
    follow_ups = talk.work.follow_ups
    nth = follow_ups.last(talk.case, kind) + (
        not follow_ups.waits(talk.case, kind)
    )  # one that waits is moved
    urgency, hours = board.counts_as(talk.case), talk.house.office.hours
    due = followups.check_in_at(urgency, nth, talk.now, talk.house.calendar, hours.prompts)
    talk.work.follow_ups.renew(talk.case, kind, due)


def plan_unclaimed(talk: Talk) -> None:
    """Plan the next call that nobody has claimed this, counted from now."""
    nth = talk.work.follow_ups.last(talk.case, followups.UNCLAIMED) + 1
    hours, safety = talk.house.office.hours, talk.case.safety
    due = followups.unclaimed_at(nth, talk.now, talk.house.calendar, hours.staff, safety=safety)
    talk.work.follow_ups.renew(talk.case, followups.UNCLAIMED, due)


def plan_unclaimed_anew(talk: Talk) -> None:
    """A case that somebody gave back is called out as soon as one that is new."""
    house, safety = talk.house, talk.case.safety
    due = followups.unclaimed_at(1, talk.now, house.calendar, house.office.hours.staff, safety=safety)
    talk.work.follow_ups.renew(talk.case, followups.UNCLAIMED, due)


def plan_unclaimed_again(talk: Talk) -> None:
    """Both calls went unheard: an urgent case is called out every working day until somebody claims it."""
    house = talk.house
    due = followups.unclaimed_again_at(talk.now, house.calendar, house.office.hours.staff)
    talk.work.follow_ups.renew(talk.case, followups.UNCLAIMED, due)


def plan_unfinished(talk: Talk) -> None:
    """Plan the first prompt to go on, counted from the family's last word."""
    talk.work.follow_ups.end(talk.case, "the silence starts anew", followups.AGAIN, followups.TASK)
    _plan_prompt(talk, followups.UNFINISHED)
    if talk.case.chat_id is None:
        plan_task(talk)  # nobody can be prompted: whoever took the call is told


def plan_next_unfinished(talk: Talk, kind: str) -> None:
    """What comes after a prompt that was just sent: one more, then staff where it is urgent."""
    if kind == followups.UNFINISHED:
        _plan_prompt(talk, followups.AGAIN)
    else:
        plan_task(talk, days=followups.TASK_DAYS - 1)


def _plan_prompt(talk: Talk, kind: str) -> None:
    if talk.case.prompts and talk.case.reachable and talk.case.chat_id is not None:
        wait = followups.silence_before(kind, talk.case.urgency)
        due = next_open(talk.house.calendar, talk.house.office.hours.prompts, talk.now + wait)
        talk.work.follow_ups.renew(talk.case, kind, due)


def plan_task(talk: Talk, days: int = followups.TASK_DAYS) -> None:
    """An urgent interview that stays unfinished becomes a task for staff."""
    if talk.case.status == Status.ASKING and talk.case.urgency == "urgent":
        hours = talk.house.office.hours.staff
        due = next_open(talk.house.calendar, hours, talk.now + timedelta(days=days))
        talk.work.follow_ups.renew(talk.case, followups.TASK, due)


def plan_call(talk: Talk) -> None:
    """Plan to say that what a caller told will be erased, counted from now."""
    if talk.case.status == Status.ASKING:
        talk.work.follow_ups.renew(talk.case, followups.CALL, call_goes_soon_at(talk, talk.on))


def call_goes_soon_at(talk: Talk, since: date) -> datetime:
    """When the last working day opens before the last day on which a call is kept that nobody went on with."""
    house = talk.house
    on = last_day(Kind.UNFINISHED, since, house.office.limits) - timedelta(days=1)
    while not house.calendar.is_working_day(on):
        on -= timedelta(days=1)
    hours = house.office.hours.staff
    return next_open(house.calendar, hours, max(datetime.combine(on, hours.opens, LONDON), talk.now))


def plan_recheck(talk: Talk) -> None:
    """Staff get what a family has said of what got worse, even if it falls silent."""
    hours = talk.house.office.hours.staff
    due = next_open(talk.house.calendar, hours, talk.now + timedelta(days=followups.RECHECK_DAYS))
    talk.work.follow_ups.renew(talk.case, followups.RECHECK, due)
