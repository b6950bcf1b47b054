"""The morning's digest to the staff group: what waits, one line each, by reference alone."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.casework.messages import STAFF_ROOM, Button, Message
from bot.casework.targets import target_on
from bot.casework.words import LONDON, Html
from bot.desk import retention
from bot.desk.house import House, day_of
from storage.overview import Overview, Some
from storage.work import Work

DIGEST = "digest"
"""The chore's name."""

MOST, MOST_BUTTONS, A_ROW = 10, 30, 3
"""References in one line, buttons under the digest, and buttons side by side."""

HEAD_LETTERS = 12
"""So much of the audit trail's head stands in the digest: noted outside the database, it shows what was taken out."""

Line = tuple[str, Some]


def send_digest(work: Work, house: House, now: datetime, before: date) -> None:
    """Post the digest; `before` is the day of the last one. Where nothing waits and nothing is new, none."""
    overview = Overview(work.connection, MOST)
    lines = [(kind, some) for kind, some in _lines(overview, work, house, now, before) if some.count]
    count = overview.open()
    if not count and not lines:
        return
    words = house.staff_words
    html = [words("digest.head", on=day_of(now), number=count)]
    html += [_line(house, kind, some) for kind, some in lines] or [words("digest.calm")]
    html += [words("digest.audit", head=work.audit.head()[:HEAD_LETTERS])]
    message = Message(html="\n".join(html), buttons=_buttons([some for _, some in lines]))
    work.outbox.add(STAFF_ROOM, message, now)


def _lines(overview: Overview, work: Work, house: House, now: datetime, before: date) -> Iterator[Line]:
    today, since = day_of(now), datetime.combine(before, house.office.hours.staff.opens, LONDON)
    sunday = today + timedelta(days=6 - today.weekday())
    yield "new", overview.new(since)
    yield "unclaimed", overview.urgent_unclaimed()
    yield "overdue", overview.overdue(today)
    yield "today", overview.due(today, today)
    yield "week", overview.due(today + timedelta(days=1), sunday)
    yield "late", overview.late(_allowed(house, today, "contact"), _allowed(house, today, "council"))
    yield "unreached", overview.not_reached()
    yield "retention", Some(retention.due_for_erasure(work, house.office, now), ())


def _allowed(house: House, today: date, target: str) -> tuple[datetime, datetime]:
    """What was sent before these moments, urgent and routine, is late today."""
    days = (getattr(house.office.targets.of(kind), target) for kind in ("urgent", "routine"))
    urgent, routine = (_late_before(house, today, n) for n in days)
    return urgent, routine


def _late_before(house: House, today: date, days: int) -> datetime:
    """The first day back from today on which a case may have been sent whose target has not passed."""
    day = today
    while (
        target_on(house.calendar, house.office.hours.staff, _midnight(day - timedelta(days=1)), days) >= today
    ):
        day -= timedelta(days=1)
    return _midnight(day)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _line(house: House, kind: str, some: Some) -> Html:
    words = house.staff_words
    refs = " ".join(ref for _, ref in some.first)
    more = some.count - len(some.first)
    return words(
        f"digest.{kind}",
        number=some.count,
        refs=refs,
        more=words("digest.more", number=more) if more and some.first else Html(""),
    )


def _buttons(lines: list[Some]) -> tuple[tuple[Button, ...], ...]:
    """Each case that is named, once: a tap posts its card."""
    named = dict(case for some in lines for case in some.first)
    buttons = [Button(ref, f"k|{number}|post") for number, ref in named.items()][:MOST_BUTTONS]
    return tuple(tuple(buttons[place : place + A_ROW]) for place in range(0, len(buttons), A_ROW))
