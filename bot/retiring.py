"""A round of retention: looks through all cases, erases what is due, in small transactions beside whatever runs."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from bot.desk import retention
from bot.desk.house import House
from bot.desk.retention import Due, Rows
from handlers.reception import Transact


async def retire(
    transact: Transact,
    house: House,
    now: datetime,
    *,
    commit: bool,
    show: Callable[[Due, str], Any] = lambda _, __: None,
) -> tuple[Counter[str], Rows]:
    """Go through what is due, each case in a transaction of its own; `show` is told of each, and what became of it.

    Without `commit` nothing is changed. Returns how many cases by what became of them, and how many rows.
    """
    became, after = Counter[str](), 0
    office = house.office
    further: int | None = after
    while further is not None:
        page = await transact(partial(retention.page, office=office, now=now, after=further), 0)
        for due in page.due:
            what = "due"
            if commit:
                taking = partial(retention.take, house=house, now=now, due=due)
                what = await transact(taking, due.chat_id or 0)
            became[what] += 1
            show(due, what)
        further = page.further
    rows = await transact(partial(retention.tidy, office=office, now=now, commit=commit), 0)
    return became, rows


def in_words(became: Counter[str], rows: Rows, *, commit: bool) -> Iterator[str]:
    """What a round did, or would do: numbers alone."""
    if commit:
        yield f"Cases erased: {became['erased']}. Staff told first of: {became['told']}. Kept: {became['kept']}."
    else:
        yield f"Cases due: {became['due']}."
    gone = "erased" if commit else "due"
    yield f"Set aside and never looked at, {gone}: {rows.set_aside}."
    yield f"Notes of messages long since sent, {gone}: {rows.delivered}."
    yield f"Notes of where they stand in a chat, {gone}: {rows.postings}."
