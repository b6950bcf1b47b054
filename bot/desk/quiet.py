"""The one gate of what goes to a family on its own: whether, when, and how it is said."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.casework.messages import Button, Message
from bot.casework.quiet import Quiet, soonest
from bot.casework.words import Html
from bot.desk import permission, rows
from bot.desk.confirming import is_safe_here
from bot.desk.talk import Talk
from storage.tables import FollowUp


class Never(StrEnum):
    """Why nothing may come to a family on its own: the words for it stand under these names."""

    STOPPED = "stopped"
    UNWANTED = "unwanted"
    UNSAFE = "unsafe"
    BLOCKED = "blocked"
    BY_PHONE = "by-phone"
    NO_HOUR = "no-hour"


BY_A_PERSON = (Never.UNSAFE, Never.BLOCKED, Never.BY_PHONE, Never.NO_HOUR)
"""What a person does instead: ring, or write a letter."""


@dataclass(frozen=True)
class May:
    """`at`: now, or the later moment from which on; None for never, and then why."""

    at: datetime | None = None
    never: Never | None = None


def may_prompt(talk: Talk, last_on: date | None = None) -> May:
    """Whether something may come to this family on its own, and when.

    `last_on` is the last day on which it is of use: a talk then holds it back for hours, not for days.
    """
    never = why_never(talk)
    if never:
        return May(never=never)
    at = soonest(talk.now, talk.house.calendar, talk.house.office.hours.prompts, _wish(talk), last_on)
    return May(at) if at else May(never=Never.NO_HOUR)


def why_never(talk: Talk) -> Never | None:
    """What stands against any prompt, whatever the hour."""
    case = talk.case
    if case.chat_id is None:
        return Never.BY_PHONE
    if permission.is_stopped(talk):
        return Never.STOPPED
    if not is_safe_here(talk):
        return Never.UNSAFE
    if not case.prompts:
        return Never.UNWANTED
    return None if case.reachable else Never.BLOCKED


def _wish(talk: Talk) -> Quiet:
    case = talk.case
    days = talk.house.office.targets.after_talk
    return Quiet(case.paused_until, case.not_after, case.prompted_on, case.talked_at, days)


def is_time(talk: Talk, row: FollowUp, last_on: date | None = None) -> bool:
    """Whether the prompt of a follow-up may go now; if not, it is moved, or ended with the reason."""
    may = may_prompt(talk, last_on)
    if may.at is None:
        rows.end(talk.work, row, may.never or "")
        return False
    if may.at > talk.now:
        rows.move(talk.work, row, may.at)
        return False
    return True


def prompt(
    talk: Talk, kind: str, html: Html, buttons: tuple[tuple[Button, ...], ...] = (), slot: str = ""
) -> None:
    """Say something that a family did not ask for: one a day at the most, and never after its hours.

    `kind` is the follow-up that comes again where the line holds this one up for too long.
    """
    talk.case.prompted_on = talk.on
    message = Message(html=html, buttons=buttons, slot=slot)
    talk.say(replace(message, kind=kind))


def talked(talk: Talk) -> None:
    """Note that staff and family wrote to each other: for some days nothing else is asked."""
    talk.case.talked_at = talk.now
