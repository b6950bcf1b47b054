"""Which follow-ups a case is given, and when."""

from bot.casework import followups
from bot.desk import board
from bot.desk.talk import Talk
from storage.tables import Status


def plan_check_in(talk: Talk) -> None:
    """Plan the next check-in, counted from now."""
    if not (talk.case.prompts and talk.case.reachable):
        return
    nth = talk.work.follow_ups.last(talk.case, followups.CHECK_IN) + 1
    urgency, hours = board.counts_as(talk.case), talk.house.office.hours
    due = followups.check_in_at(urgency, nth, talk.now, talk.house.calendar, hours.prompts)
    talk.work.follow_ups.plan(talk.case, followups.CHECK_IN, nth, due)


def plan_unclaimed(talk: Talk) -> None:
    """Plan the next call that nobody has claimed this, counted from now."""
    nth = talk.work.follow_ups.last(talk.case, followups.UNCLAIMED) + 1
    hours, safety = talk.house.office.hours, talk.case.safety
    due = followups.unclaimed_at(nth, talk.now, talk.house.calendar, hours.staff, safety=safety)
    talk.work.follow_ups.plan(talk.case, followups.UNCLAIMED, nth, due)


def plan_unfinished(talk: Talk, nth: int) -> None:
    """Plan the nth prompt to go on, counted from the family's last word, or from the prompt just sent."""
    after = talk.case.heard_at if nth == 1 else talk.now
    hours = talk.house.office.hours
    due = followups.unfinished_at(talk.case.urgency, nth, after, talk.house.calendar, hours.prompts)
    if due and talk.case.prompts:
        talk.work.follow_ups.postpone(talk.case, followups.UNFINISHED, nth, due)


def plan_task(talk: Talk) -> None:
    """An urgent interview that nobody may prompt any more becomes a task for staff on the third day."""
    if talk.case.status == Status.ASKING and talk.case.urgency == "urgent":
        due = followups.task_at(talk.now, talk.house.calendar, talk.house.office.hours.staff)
        talk.work.follow_ups.plan(talk.case, followups.UNFINISHED, followups.TASK, due)
