"""Urgent cases that nobody has claimed: called out to all, then to the second line, until somebody does."""

from bot.casework import followups
from bot.casework.card import urgency_words
from bot.casework.messages import Message
from bot.casework.words import Html
from bot.desk import board, rows
from bot.desk.planning import plan_unclaimed, plan_unclaimed_again
from bot.desk.talk import Talk
from bot.desk.targets import untouched_since
from storage.tables import FollowUp, Status


def unclaimed(talk: Talk, row: FollowUp) -> None:
    """Nobody has claimed an urgent case in time."""
    case, words = talk.case, talk.house.staff_words
    if case.status == Status.CLOSED or case.claimed_at or board.counts_as(case) != "urgent":
        rows.end(talk.work, row, "claimed, closed or no longer urgent")
        return
    rows.done(talk.work, row)
    html = words(
        f"unclaimed.{'first' if followups.calls_all(row.nth) else 'second'}",
        ref=case.ref,
        urgency=urgency_words(words, "urgent", safety=case.safety),
        since=case.sent_at or case.heard_at,
        second_line=_second_line(talk),
    )
    if idle_since := untouched_since(talk):
        html = Html(html + words("unclaimed.idle", since=idle_since))
    board.say(talk, Message(html=html, replies_to=board.slot_of(case)), urgent=True)
    (plan_unclaimed if followups.calls_all(row.nth) else plan_unclaimed_again)(talk)


def _second_line(talk: Talk) -> Html:
    staff, words = talk.house.office.staff, talk.house.staff_words
    name = staff.second_line or words.plain("unclaimed.someone")
    if staff.second_line_id:
        return words("unclaimed.mention", name=name, id=staff.second_line_id)
    return words("unclaimed.name", name=name)
