"""The queue: cases that go on, the most pressing first, by reference alone."""

from datetime import date, datetime

from bot.casework.card import urgency_words
from bot.casework.messages import Button, Message
from bot.casework.words import Words, short_day
from bot.desk.board import counts_as
from bot.desk.house import House, day_of
from storage.tables import Case
from storage.work import Work

MOST_IN_QUEUE = 20


def queue(work: Work, house: House, now: datetime, after: str = "") -> Message:
    """Open cases by reference, the most pressing first, from behind a place; nothing of a child."""
    words, cases = house.staff_words, work.cases.open(MOST_IN_QUEUE + 1, after)
    if not cases:
        return Message(html=words("queue.empty"))
    shown, more = cases[:MOST_IN_QUEUE], len(cases) > MOST_IN_QUEUE
    head = (
        words("queue.next")
        if after
        else words("queue.first")
        if more
        else words("queue.head", number=len(shown))
    )
    lines = [head, *(_queue_line(house, case, day_of(now)) for case in shown)]
    buttons = [Button(case.ref or "", f"k|{case.id}|post") for case in shown]
    rows = [tuple(buttons[place : place + 3]) for place in range(0, len(buttons), 3)]
    if more:
        rows.append((Button(words.plain("queue.more"), f"k|{shown[-1].id}|after"),))
    return Message(html="\n".join(lines), buttons=tuple(rows))


def _queue_line(house: House, case: Case, today: date) -> str:
    words = house.staff_words
    return words(
        "queue.line",
        urgency=urgency_words(words, counts_as(case), safety=case.safety),
        ref=case.ref,
        due=_due(words, case.deadline_on, today),
        claim=words.plain("queue.claim", name=case.claimed_name)
        if case.claimed_at
        else words.plain("queue.unclaimed"),
    )


def _due(words: Words, on: date | None, today: date) -> str:
    if on is None:
        return words.plain("queue.no-due")
    return words.plain("queue.passed" if on < today else "queue.due", day=short_day(on, today))
