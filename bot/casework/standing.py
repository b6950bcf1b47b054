"""Where a case stands with the office, and what staff can do with it from there."""

from dataclasses import dataclass
from datetime import datetime

from bot.casework.answers import Answers
from bot.casework.contact import Profile, is_safe
from bot.casework.messages import Button
from bot.casework.words import Words

OUTCOMES = ("full-time", "sorted", "signposted", "passed-on", "no-contact")


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


def card_buttons(words: Words, standing: Standing, answers: Answers) -> tuple[tuple[Button, ...], ...]:
    """What can be done now: nothing decided before it is sent, nothing written where that is not safe."""
    shown = button(words, standing, "answers", "button.answers")
    if standing.closed_at:
        return ((shown,),)
    claim = () if standing.claimed_at else (button(words, standing, "claim", "button.claim"),)
    message = (button(words, standing, "message", "button.message"),) if is_safe(answers) else ()
    if standing.sent_at is None:
        return tuple(row for row in (claim, message, (shown,)) if row)
    close = button(words, standing, "close", "button.close")
    return tuple(row for row in (claim, message, _deciding(words, standing), (shown, close)) if row)


def _deciding(words: Words, standing: Standing) -> tuple[Button, ...]:
    other = "routine" if standing.urgency == "urgent" else "urgent"
    label = words.plain("button.change", urgency=words.plain(f"urgency.{other}"))
    change = Button(label, f"k|{standing.number}|change")
    decided = standing.accepted_by or standing.changed
    return (change,) if decided else (button(words, standing, "accept", "button.accept"), change)


def outcome_buttons(words: Words, standing: Standing) -> tuple[tuple[Button, ...], ...]:
    """How a case can end, one a row, and a way back."""
    ends = (
        (Button(words.plain(f"outcome.{outcome}"), f"k|{standing.number}|close:{outcome}"),)
        for outcome in OUTCOMES
    )
    return (*ends, (button(words, standing, "cancel", "button.cancel"),))


def button(words: Words, standing: Standing, action: str, word_id: str) -> Button:
    return Button(words.plain(word_id), f"k|{standing.number}|{action}")
