"""How things are with a family: the bot asks where it may, and otherwise staff are asked to ring."""

from datetime import timedelta

from bot.desk import board, checkin, quiet, rows
from bot.desk.planning import plan_check_in
from bot.desk.talk import Talk
from storage.tables import FollowUp, Status

WHILE_CORRECTED = timedelta(hours=1)
"""How often it is looked whether staff are done with correcting: what they have not said yet ends within a day."""


def check_in(talk: Talk, row: FollowUp) -> None:
    """Ask a family how things are."""
    case = talk.case
    if case.status != Status.OPEN:
        rows.end(talk.work, row, "no longer open")
    elif case.rechecking and case.asked_by is not None:
        rows.move(talk.work, row, talk.now + WHILE_CORRECTED)  # the family is asked nothing: it is put off
    elif case.rechecking:
        rows.done(talk.work, row)  # they are being asked what got worse: asking how things are would be noise
        plan_check_in(talk)
    elif quiet.may_prompt(talk).never in quiet.BY_A_PERSON:
        rows.end(talk.work, row, "for a person to ask")
        _ask_to_ring(talk)
    elif quiet.is_time(talk, row):
        rows.done(talk.work, row)
        checkin.ask(talk, row.nth)
        plan_check_in(talk)


def by_phone(talk: Talk, row: FollowUp) -> None:
    """A family whom the bot cannot ask how things are: staff do."""
    if talk.case.status != Status.OPEN or quiet.may_prompt(talk).never not in quiet.BY_A_PERSON:
        rows.end(talk.work, row, "no longer needed")
        return
    rows.done(talk.work, row)
    _ask_to_ring(talk)


def _ask_to_ring(talk: Talk) -> None:
    words = talk.house.staff_words
    why = words.plain(f"never.{quiet.may_prompt(talk).never}")
    html = words("ring.ask", ref=talk.case.ref, why=why)
    board.say(talk, board.under_card(talk, html))
    plan_check_in(talk)
