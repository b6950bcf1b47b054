"""Where a case stands with the office, and what staff can do with it from there."""

from dataclasses import dataclass
from datetime import datetime

from bot.casework.answers import Answers
from bot.casework.contact import Profile, is_safe
from bot.casework.messages import Button
from bot.casework.words import Words

OUTCOMES = ("full-time", "sorted", "signposted", "passed-on", "no-contact")
THEIRS = ("council", "school")
"""Who is waited for while a letter is unanswered."""

DIFFERENCES = ("our-contact", "council", "school", "appeal", "family", "nothing")
"""What made the difference in a case that is closed."""


@dataclass(frozen=True)
class Standing:
    """Where a case stands, apart from what the family answered."""

    number: int
    ref: str
    urgency: str  # what counts now
    safety: bool
    begun_at: datetime
    sent_at: datetime | None
    closed_at: datetime | None
    outcome: str
    complete: bool
    authority: str  # whom staff may speak to; empty before it is sent
    changed: tuple[str, str, str] | None  # was, who, why
    accepted_by: str
    claimed_name: str
    claimed_at: datetime | None
    reachable: bool
    profile: Profile
    waiting_on: str = ""
    difference: str = ""
    by_phone: bool = False
    notes: tuple[tuple[str, datetime, str], ...] = ()  # the last ones: who, when, what
    files: int = 0
    contacted_at: datetime | None = None  # when somebody of staff first reached the family


def card_buttons(words: Words, standing: Standing, answers: Answers) -> tuple[tuple[Button, ...], ...]:
    """What can be done now: nothing decided before it is sent, nothing written where that is not safe."""
    shown = button(words, standing, "answers", "button.answers")
    if standing.closed_at:
        reopen = button(words, standing, "reopen", "button.reopen")
        return ((shown, *_files(words, standing)), (reopen,))
    claim = () if standing.claimed_at else (button(words, standing, "claim", "button.claim"),)
    safe = not standing.by_phone and is_safe(answers)
    message = (button(words, standing, "message", "button.message"),) if safe else ()
    if standing.sent_at is None:
        go_on = (button(words, standing, "facts", "button.go-on"),) if standing.by_phone else ()
        return tuple(row for row in (claim, message, (shown, *go_on), _files(words, standing)) if row)
    close = button(words, standing, "close", "button.close")
    note, more = (button(words, standing, name, f"button.{name}") for name in ("note", "more"))
    files = _files(words, standing)
    rows = (
        claim,
        message,
        _pressing(words, standing),
        _deciding(words, standing),
        (shown, note),
        files,
        (more, close),
    )
    return tuple(row for row in rows if row)


def _pressing(words: Words, standing: Standing) -> tuple[Button, ...]:
    """What somebody did outside Telegram: one tap notes it."""
    rang = button(words, standing, "rang", "button.rang")
    if standing.waiting_on in THEIRS:
        return rang, button(words, standing, "answered", "button.answered")
    return rang, button(words, standing, "raised", "button.raised")


def more_buttons(words: Words, standing: Standing) -> tuple[tuple[Button, ...], ...]:
    """What else can be done with a case that is open."""
    release = (button(words, standing, "release", "button.release"),) if standing.claimed_at else ()
    hand, wait, facts = (
        button(words, standing, name, f"button.{name}") for name in ("hand", "wait", "facts")
    )
    return (hand, *release), (wait, facts)


def _files(words: Words, standing: Standing) -> tuple[Button, ...]:
    """The button that brings what the family sent, where it sent anything."""
    if not standing.files:
        return ()
    label = words.plain("button.files", number=standing.files)
    return (Button(label, f"k|{standing.number}|files"),)


def _deciding(words: Words, standing: Standing) -> tuple[Button, ...]:
    other = "routine" if standing.urgency == "urgent" else "urgent"
    label = words.plain("button.change", urgency=words.plain(f"urgency.{other}"))
    change = Button(label, f"k|{standing.number}|change")
    decided = standing.accepted_by or standing.changed
    return (change,) if decided else (button(words, standing, "accept", "button.accept"), change)


def outcome_buttons(words: Words, standing: Standing) -> tuple[tuple[Button, ...], ...]:
    """How a case can end, one a row."""
    return tuple(
        (Button(words.plain(f"outcome.{outcome}"), f"k|{standing.number}|close:{outcome}"),)
        for outcome in OUTCOMES
    )


def button(words: Words, standing: Standing, action: str, word_id: str) -> Button:
    return Button(words.plain(word_id), f"k|{standing.number}|{action}")
