"""What is kept for no longer: found by the office's time limits, and erased one case a transaction."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.casework.calendar import months_after
from bot.casework.messages import Message
from bot.casework.retention import Kind, Limits, goes_after, last_day
from bot.casework.words import LONDON, clock_time
from bot.desk import board, erasing
from bot.desk.house import House, day_of
from bot.desk.talk import Talk
from bot.office import Office
from storage.retention import AT_A_TIME, Retention, Stands
from storage.tables import Case, Status
from storage.work import Work

TOLD = "retention-told"
"""The kind of event that says that staff were told of an urgent unfinished case that will go."""


@dataclass(frozen=True)
class Due:
    """A case whose time is up, by its name: a reference, or its number. `on` was its last day."""

    number: int
    chat_id: int | None
    name: str
    kind: Kind
    on: date


@dataclass(frozen=True)
class Page:
    """Cases that are due; `further` is from where to look on, and None at the end."""

    due: tuple[Due, ...]
    further: int | None


@dataclass(frozen=True)
class Rows:
    """How many rows outlived their use."""

    set_aside: int
    delivered: int
    postings: int


def page(work: Work, office: Office, now: datetime, after: int = 0) -> Page:
    """The cases that are due, of the next five hundred that may be."""
    limits, today = office.limits, day_of(now)
    closed_months = min(limits.closed_routine_months, limits.closed_urgent_months)
    heard_before = _midnight(today - timedelta(days=limits.unfinished_days))
    closed_before = _midnight(
        months_after(today, -closed_months) + timedelta(days=3)
    )  # months differ in length
    found = Retention(work.connection).page(after, heard_before, closed_before)
    due = tuple(one for stands in found if (one := _due(stands, limits, today)))
    return Page(due, found[-1].id if len(found) == AT_A_TIME else None)


def due_for_erasure(work: Work, office: Office, now: datetime) -> int:
    """How many cases have been kept for long enough, those included that staff are told of first."""
    number, after = 0, 0
    while True:
        found = page(work, office, now, after)
        number += len(found.due)
        if found.further is None:
            return number
        after = found.further


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _due(stands: Stands, limits: Limits, today: date) -> Due | None:
    urgent = (stands.decided or stands.urgency) == "urgent"
    if stands.status == Status.CLOSED and stands.closed_at:
        kind, since = (
            Kind.CLOSED_URGENT if urgent else Kind.CLOSED_ROUTINE,
            max(stands.closed_at, stands.last_at),
        )
    else:
        kind, since = Kind.URGENT_UNFINISHED if urgent and stands.ref else Kind.UNFINISHED, stands.last_at
    on = last_day(kind, day_of(since), limits)
    return Due(stands.id, stands.chat_id, stands.ref or f"case {stands.id}", kind, on) if on < today else None


def take(work: Work, house: House, now: datetime, due: Due) -> str:
    """Erase one case that is due. Returns "erased"; "told" where staff were told first; "kept" where it is due no more.

    Nothing is said to the family. An urgent interview that staff know of goes after they were told, and some days.
    """
    work.cases.hold([due.number])
    case = work.cases.numbered(due.number)
    if case is None or _due(_stands(case), house.office.limits, day_of(now)) != due:
        return "kept"
    talk = Talk(work, house, case, now)
    if due.kind is Kind.URGENT_UNFINISHED and not _may_go(talk):
        return "told" if _tell_staff(talk) else "kept"
    erasing.erase(talk, erasing.TIME)
    return "erased"


def _stands(case: Case) -> Stands:
    return Stands(
        case.id or 0,
        case.chat_id,
        case.ref,
        case.status,
        case.urgency,
        case.decided,
        case.heard_at,
        case.touched_at,
        case.talked_at,
        case.closed_at,
    )


def last_kept(talk: Talk) -> tuple[date, date]:
    """When something was last heard or done of an interview that was never sent, and the last day it is kept."""
    since = day_of(_stands(talk.case).last_at)
    return since, last_day(Kind.UNFINISHED, since, talk.house.office.limits)


def _told_at(talk: Talk) -> datetime | None:
    """When staff were told, since anything was last heard or done."""
    last_at = _stands(talk.case).last_at
    told = [h.at for h in talk.work.history.of(talk.case) if h.kind == TOLD and h.at >= last_at]
    return told[-1] if told else None


def _may_go(talk: Talk) -> bool:
    told = _told_at(talk)
    return told is not None and goes_after(day_of(told), talk.house.office.limits) < talk.on


def _tell_staff(talk: Talk) -> bool:
    """Tell staff once that the case will go. Returns whether it was news."""
    if _told_at(talk):
        return False
    words, case = talk.house.staff_words, talk.case
    by = goes_after(talk.on, talk.house.office.limits)
    html = words("retention.task", ref=case.ref, since=clock_time(_stands(case).last_at), by=by)
    board.say(talk, Message(html=html + who_asked(talk), replies_to=board.slot_of(case)))
    talk.work.history.add(case, talk.now, TOLD, "sendline")
    talk.work.audit.add(talk.now, 0, "sendline", TOLD, case)
    return True


def who_asked(talk: Talk) -> str:
    """Names whoever asked a family on the phone last; empty where the family wrote itself."""
    case = talk.case
    if case.asked_by is None:
        return ""
    return talk.house.staff_words("retention.whose", name=case.asked_by_name, id=case.asked_by)


def tidy(work: Work, office: Office, now: datetime, *, commit: bool) -> Rows:
    """Rows that belong to nobody's work any more. They are gone with `commit` alone."""
    found, limits = Retention(work.connection), office.limits
    delivered = now - timedelta(days=limits.delivered_days)
    return Rows(
        set_aside=found.set_aside(now - timedelta(days=limits.set_aside_days), commit=commit),
        delivered=found.delivered(delivered, commit=commit),
        postings=found.postings(delivered, commit=commit),
    )
