"""Families that fell silent before they sent, or while they told what got worse."""

from datetime import timedelta

from bot.casework import followups
from bot.casework.answers import Step
from bot.casework.messages import Button
from bot.desk import board, phoning, quiet, rows
from bot.desk.planning import call_goes_soon_at, plan_next_unfinished, plan_task, plan_unfinished
from bot.desk.retention import last_kept, who_asked
from bot.desk.sending import finish_recheck
from bot.desk.talk import Talk
from storage.tables import FollowUp, Status


def unfinished(talk: Talk, row: FollowUp) -> None:
    """The family fell silent in mid-interview."""
    case = talk.case
    if case.status != Status.ASKING or not case.prompts or not case.reachable:
        rows.end(talk.work, row, "no longer unfinished")
    elif talk.now - case.heard_at < followups.silence_before(row.kind, case.urgency):
        rows.end(talk.work, row, "they wrote in the meantime")
        plan_unfinished(talk)
    elif never := quiet.may_prompt(talk).never:
        rows.end(talk.work, row, never)
        plan_task(talk)
    elif quiet.is_time(talk, row):
        rows.done(talk.work, row)
        _say_unfinished(talk, row.kind)
        plan_next_unfinished(talk, row.kind)


def _say_unfinished(talk: Talk, kind: str) -> None:
    urgent = talk.case.urgency == "urgent"
    word_id = "prompt.unfinished-urgent" if urgent else "prompt.unfinished"
    shown = urgent and Step(0, "postcode") in talk.answers
    buttons = ((Button(talk.words.plain("button.send-now"), "s|now"),),) if shown else ()
    quiet.prompt(talk, kind, talk.words(word_id, started=talk.case.begun_at), buttons)
    talk.ask_again()


def task(talk: Talk, row: FollowUp) -> None:
    """An urgent interview that stayed unfinished: staff get reference and verdict."""
    if talk.case.status != Status.ASKING or talk.case.urgency != "urgent":
        rows.end(talk.work, row, "sent, or no longer urgent")
        return
    rows.done(talk.work, row)
    board.announce(talk, "task")


def call(talk: Talk, row: FollowUp) -> None:
    """A call that was never sent goes soon: whoever asked last is told. Of an urgent one, retention tells by itself."""
    case = talk.case
    if case.status != Status.ASKING or board.counts_as(case) == "urgent":
        rows.end(talk.work, row, "sent, or urgent")
        return
    since, by = last_kept(talk)
    due = call_goes_soon_at(talk, since)
    if due > talk.now:
        rows.move(talk.work, row, due)
        return
    rows.done(talk.work, row)
    html = talk.house.staff_words("retention.call", ref=case.ref, by=by)
    board.say(talk, board.under_card(talk, html + who_asked(talk)))


def recheck(talk: Talk, row: FollowUp) -> None:
    """The family said that it got worse and fell silent: staff get what it has said so far."""
    if talk.case.status != Status.OPEN or not talk.case.rechecking:
        rows.end(talk.work, row, "answered")
        return
    heard_at = (talk.case.touched_at if talk.case.asked_by else None) or talk.case.heard_at
    if talk.now - heard_at < timedelta(days=followups.RECHECK_DAYS):
        rows.move(talk.work, row, heard_at + timedelta(days=followups.RECHECK_DAYS))
        return
    rows.done(talk.work, row)
    (phoning.left_off if talk.case.asked_by else finish_recheck)(talk)
