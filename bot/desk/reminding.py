"""Dates that come near: staff are reminded, and the family of those that the law gives it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from html import escape

from bot.casework import followups
from bot.casework.calendar import Window, next_open
from bot.casework.reminders import Key, Reminder, next_on, now_due, reminders
from bot.casework.summary import Summary
from bot.casework.words import LONDON, Html, day, short_day
from bot.desk import board, quiet, rows
from bot.desk.quiet import Never
from bot.desk.talk import Talk
from storage.tables import FollowUp, Status

KINDS = (followups.REMIND_STAFF, followups.REMIND_FAMILY)


def plan_reminders(talk: Talk, summary: Summary, before: Summary | None = None) -> None:
    """Plan the next reminder to staff, and to the family. What `before` did not hold is fresh: it was just shown."""
    known = {(c.rule, c.child, c.due, c.on) for c in before.clocks} if before else set()
    for kind in KINDS:
        found = _reminders(talk, summary, kind)
        fresh = [r for r in found if r.on <= talk.on and (*r.key[:3], r.last_on) not in known]
        if fresh and (before is not None or talk.case.sent_at == talk.now):
            _note(talk, kind, fresh)
        _plan(talk, kind, found)


def _reminders(talk: Talk, summary: Summary, kind: str) -> tuple[Reminder, ...]:
    of_family = kind == followups.REMIND_FAMILY
    clocks = [c for c in summary.clocks if c.on and c.on >= talk.on and (c.family or not of_family)]
    return reminders(clocks, talk.house.rulebook, talk.house.calendar)


def _plan(talk: Talk, kind: str, found: Sequence[Reminder]) -> None:
    on = next_on(found, _reminded(talk, kind), talk.on) if talk.case.status == Status.OPEN else None
    hours = talk.house.office.hours
    window: Window = hours.prompts if kind == followups.REMIND_FAMILY else hours.staff
    never = quiet.why_never(talk)
    if on is None or never is Never.STOPPED or (never and kind == followups.REMIND_FAMILY):
        talk.work.follow_ups.end(talk.case, "no date is near", kind)
        return
    opens = datetime.combine(on, window.opens, LONDON)
    due = next_open(talk.house.calendar, window, max(opens, talk.now))
    talk.work.follow_ups.renew(talk.case, kind, due)


def _reminded(talk: Talk, kind: str) -> frozenset[Key]:
    lines = (h.detail for h in talk.work.history.of(talk.case) if h.kind == "reminded")
    return frozenset(
        (str(rule), int(child), str(due), str(on), int(days))
        for detail in lines
        if detail["of"] == kind
        for rule, child, due, on, days in detail["dates"]
    )


def _note(talk: Talk, kind: str, given: Sequence[Reminder]) -> None:
    dates = [list(reminder.key) for reminder in given]
    talk.work.history.add(talk.case, talk.now, "reminded", "sendline", of=kind, dates=dates)


def remind(talk: Talk, row: FollowUp) -> None:
    """The day of one or more reminders has come: one message for all of them."""
    if talk.case.status != Status.OPEN or quiet.why_never(talk) is Never.STOPPED:
        rows.end(talk.work, row, "no longer open, or not wanted any more")
        return
    found = _reminders(talk, board.summary_of(talk), row.kind)
    due = now_due(found, _reminded(talk, row.kind), talk.on)
    of_family = row.kind == followups.REMIND_FAMILY
    if due and of_family and not quiet.is_time(talk, row, min(r.last_on for r in due)):
        return
    rows.done(talk.work, row)
    if due:
        (_to_family if of_family else _to_staff)(talk, due)
        _note(talk, row.kind, due)
    _plan(talk, row.kind, found)


def _to_staff(talk: Talk, due: Sequence[Reminder]) -> None:
    words = talk.house.staff_words
    lines = [
        words("remind.line", day=short_day(r.last_on, talk.on), due=r.due.due, working=r.due.working)
        for r in due
    ]
    theirs, never = any(r.due.family for r in due), quiet.why_never(talk)
    ring = words("remind.ring", why=words.plain(f"never.{never}")) if theirs and never else Html("")
    html = words("remind.staff", ref=talk.case.ref, lines=Html("\n".join(dict.fromkeys(lines))), ring=ring)
    board.say(talk, board.under_card(talk, html), urgent=any(_is_near(r, talk.on) for r in due))


def _is_near(reminder: Reminder, today: date) -> bool:
    return reminder.last_on - today <= timedelta(days=1)


def _to_family(talk: Talk, due: Sequence[Reminder]) -> None:
    about = talk.words.plain("sent.about")
    lines = [
        f"• {about if r.due.about else ''}{day(r.last_on)}: {escape(r.due.family, quote=False)}" for r in due
    ]
    dates = Html("\n".join(dict.fromkeys(lines)))
    html = talk.words("remind.family", ref=talk.case.ref, dates=dates)
    quiet.prompt(talk, followups.REMIND_FAMILY, html)
