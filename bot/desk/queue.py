"""The queue: cases that go on, the most pressing first, by reference alone; all of them, or those that matter now."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.casework.card import urgency_words
from bot.casework.messages import Button, Message
from bot.casework.words import Words, short_day
from bot.desk.board import counts_as
from bot.desk.house import House, day_of
from storage.cases import Wanted
from storage.tables import Case
from storage.work import Work

MOST_IN_QUEUE = 20


class View(StrEnum):
    """Which of the open cases are looked at."""

    ALL = "all"
    URGENT = "urgent"
    UNCLAIMED = "unclaimed"
    DUE = "due"
    MINE = "mine"
    US = "us"
    FAMILY = "family"
    SCHOOL = "school"
    COUNCIL = "council"


def view_of(words: str) -> View | None:
    """The view that someone names behind /queue, such as "unclaimed", "due this week" or "waiting on the council"."""
    named = words.casefold().split()
    if not named:
        return View.ALL
    return next((View(word) for word in named if word in list(View)), None)


def queue(
    work: Work, house: House, now: datetime, view: View = View.ALL, who: int = 0, after: str = ""
) -> Message:
    """Open cases by reference, the most pressing first, from behind a place; nothing of a child."""
    words, today = house.staff_words, day_of(now)
    cases = work.cases.open(MOST_IN_QUEUE + 1, after, _wanted(view, who, today))
    shown, more = cases[:MOST_IN_QUEUE], len(cases) > MOST_IN_QUEUE
    head = _head(words, view, len(shown), further=bool(after), more=more)
    lines = [head, *(_line(house, case, today) for case in shown)]
    rows = _buttons(words, shown, view, more=more)
    return Message(html="\n".join(lines), buttons=rows, quiet=True)


def _wanted(view: View, who: int, today: date) -> Wanted:
    """What a view asks of the cases."""
    match view:
        case View.URGENT:
            return Wanted(urgent=True)
        case View.UNCLAIMED:
            return Wanted(unclaimed=True)
        case View.DUE:
            return Wanted(due_by=today + timedelta(days=6 - today.weekday()))
        case View.MINE:
            return Wanted(claimed_by=who)
        case View.ALL:
            return Wanted()
    return Wanted(waiting_on=view.value)


def _head(words: Words, view: View, number: int, *, further: bool, more: bool) -> str:
    named = words.plain(f"view.{view}")
    if not number:
        return words("queue.none", view=named) if view is not View.ALL else words("queue.empty")
    if further:
        return words("queue.next", view=named)
    return words("queue.first", view=named) if more else words("queue.head", number=number, view=named)


def _buttons(
    words: Words, shown: Sequence[Case], view: View, *, more: bool
) -> tuple[tuple[Button, ...], ...]:
    cases = [Button(case.ref or "", f"k|{case.id}|post") for case in shown]
    rows = [tuple(cases[place : place + 3]) for place in range(0, len(cases), 3)]
    if more:
        rows.append((Button(words.plain("queue.more"), f"v|{view}|{shown[-1].id}"),))
    views = [Button(words.plain(f"view.{each}"), f"v|{each}|0") for each in View if each is not view]
    return (*rows, *(tuple(views[place : place + 2]) for place in range(0, len(views), 2)))


def _line(house: House, case: Case, today: date) -> str:
    words = house.staff_words
    claim = (
        words.plain("queue.claim", name=case.claimed_name)
        if case.claimed_at
        else words.plain("queue.unclaimed")
    )
    waits = (
        words.plain("queue.waits", on=words.plain(f"waiting.{case.waiting_on}")) if case.waiting_on else ""
    )
    return words(
        "queue.line",
        urgency=urgency_words(words, counts_as(case), safety=case.safety),
        ref=case.ref,
        due=_due(words, case.deadline_on, today),
        claim=f"{claim}{waits}",
    )


def _due(words: Words, on: date | None, today: date) -> str:
    if on is None:
        return words.plain("queue.no-due")
    return words.plain("queue.passed" if on < today else "queue.due", day=short_day(on, today))
