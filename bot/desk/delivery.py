"""What became of staff's messages to a family, told where they were written; who is not reached is to be phoned."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from bot.casework import followups
from bot.casework.calendar import next_open
from bot.casework.messages import STAFF_ROOM, Button, Message
from bot.casework.words import LONDON, Html, clip
from bot.desk import board
from bot.desk.acting import acted
from bot.desk.talk import Talk
from bot.desk.updates import Member
from storage.conversations import Happened

MOST_OF_LINE = 2500
"""How much of a message its line repeats."""


def line_of(talk: Talk, who: str, text: str, state: Html) -> str:
    """The line in the thread that tells of a message to the family."""
    return talk.house.staff_words(
        "thread.sent", ref=talk.case.ref, who=who, text=clip(text, MOST_OF_LINE), state=state
    )


def queued(talk: Talk) -> Html:
    return talk.house.staff_words("delivery.queued")


def sent(talk: Talk, report: str) -> None:
    """A part of a message went out; once all parts have, its line says so, and the family is reached."""
    talk.work.history.add(talk.case, talk.now, "delivery", "sendline", report=report, why="")
    history = talk.work.history.of(talk.case)
    message = _message(history, report)
    outcomes = _outcomes(history, report)
    if message and not any(outcomes) and len(outcomes) == message.detail["parts"]:
        state = "delivery.sent-short" if message.detail.get("short") else "delivery.sent"
        _show(talk, message, talk.house.staff_words(state, at=talk.now))
        board.contacted(talk)


def failed(talk: Talk, report: str, why: str) -> bool:
    """A part of a message did not go out, so the message did not. Returns whether that is news."""
    history = talk.work.history.of(talk.case)
    message = _message(history, report)
    if message is None or any(_outcomes(history, report)):
        return False
    talk.work.history.add(talk.case, talk.now, "delivery", "sendline", report=report, why=why)
    _show(talk, message, talk.house.staff_words("delivery.failed", why=why))
    return True


def none_will_arrive(talk: Talk, why: str) -> bool:
    """Nothing more reaches this family: what still waited failed. Returns whether there was any."""
    history = talk.work.history.of(talk.case)
    waiting = [
        line.detail["report"]
        for line in history
        if line.kind == "message" and "report" in line.detail and _is_open(history, line)
    ]
    return bool([report for report in waiting if failed(talk, report, why)])


def _is_open(history: Sequence[Happened], message: Happened) -> bool:
    outcomes = _outcomes(history, message.detail["report"])
    return not any(outcomes) and len(outcomes) < message.detail["parts"]


def _message(history: Sequence[Happened], report: str) -> Happened | None:
    told = (line for line in history if line.kind == "message" and line.detail.get("report") == report)
    return next(told, None)


def _outcomes(history: Sequence[Happened], report: str) -> list[str]:
    """Of each part that is done with, why it failed; empty where it was sent."""
    lines: list[Mapping[str, Any]] = [line.detail for line in history if line.kind == "delivery"]
    return [str(detail["why"]) for detail in lines if detail["report"] == report]


def _show(talk: Talk, message: Happened, state: Html) -> None:
    html = line_of(talk, message.who, str(message.detail["text"]), state)
    board.say(talk, Message(html=html, edits=str(message.detail["report"])))


# Whoever cannot be reached here is to be phoned


def ask_to_phone(talk: Talk, html: str) -> None:
    """Put before staff why this family is not reached here, until somebody says that it is done."""
    done = Button(talk.house.staff_words.plain("button.phoned"), f"k|{talk.case.id}|phoned")
    board.say(talk, replace(board.under_card(talk, html, kind="phone-"), buttons=((done,),)))
    _plan(talk)


def _plan(talk: Talk) -> None:
    """Ask once more when the next working day begins."""
    tomorrow = datetime.combine(talk.on + timedelta(days=1), time(), LONDON)
    due = next_open(talk.house.calendar, talk.house.office.hours.staff, tomorrow)
    talk.work.follow_ups.renew(talk.case, followups.PHONE, due)


def ask_again(talk: Talk) -> None:
    """Nobody has said that the family was phoned."""
    ask_to_phone(talk, talk.house.staff_words("thread.phone-again", ref=talk.case.ref))


def was_refused(talk: Talk, report: str, why: str) -> None:
    """Telegram will never take a message to this family; `report` names the line that tells of it, if any does."""
    if not report or failed(talk, report, why):
        ask_to_phone(talk, talk.house.staff_words("thread.failed", ref=talk.case.ref, why=why))


def is_out_of_reach(talk: Talk) -> None:
    """The family has blocked the bot, or is gone."""
    ask_to_phone(talk, talk.house.staff_words("thread.unreachable", ref=talk.case.ref))


def is_back(talk: Talk) -> None:
    """The family can be written to again: it need not be phoned, unless something never reached it."""
    lost = [line.kind for line in talk.work.history.of(talk.case) if _matters(line)]
    if lost[-1:] != ["delivery"]:
        talk.work.follow_ups.end(talk.case, "it can be reached again", followups.PHONE)


def _matters(line: Happened) -> bool:
    return line.kind == "phoned" or (line.kind == "delivery" and bool(line.detail["why"]))


def phoned(talk: Talk, who: Member, _: str) -> str:
    """Somebody reached the family another way."""
    words = talk.house.staff_words
    if not talk.work.follow_ups.waits(talk.case, followups.PHONE):
        return words.plain("toast.phoned-before")
    talk.work.follow_ups.end(talk.case, f"done by {who.name}", followups.PHONE)
    board.contacted(talk)
    acted(talk, who, "phoned")
    html = words("thread.phoned", ref=talk.case.ref, who=who.name, at=talk.now)
    for slot in talk.work.postings.of_case(talk.case, STAFF_ROOM):
        if slot.startswith(f"thread:{talk.case.id}:phone-"):
            board.say(talk, Message(html=html, edits=slot))
    return words.plain("toast.phoned")
