"""How a family can be reached safely: where, by when, in which words, and when it wants quiet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.casework.answers import Answer, Answers, State, Step
from bot.casework.words import LONDON, Html, Words, clip

SAFE, TIME = Step(0, "safe_now"), Step(0, "time_now")
"""What was said in chat since the interview asked "safe_here" and "best_time". It counts before those, and unlike
them it is never moot: no question asks for it."""

SAID_SINCE = {"safe_here": SAFE, "best_time": TIME}

HOURS = (17, 18, 19, 20, 21)
"""The hours from which a family can want quiet, by London's clock."""

TIMES = ("morning", "afternoon", "evening")

SILENCE = datetime(9999, 1, 1, tzinfo=UTC)
"""Until when a pause lasts that ends when the family writes."""

PAUSES = {"day": timedelta(days=1), "week": timedelta(days=7), "silence": None}
"""How long a pause can be; None is until they write."""


@dataclass(frozen=True)
class Profile:
    """What a family wants of all that comes on its own."""

    paused_until: datetime | None = None
    not_after: int | None = None
    neutral: bool = False


def is_safe(answers: Answers) -> bool:
    """Whether nobody said that it is not safe to write here."""
    return safety_of(answers) != "no"


def safety_of(answers: Answers) -> str:
    """What was said last of whether it is safe to write here: yes, no, or nothing."""
    said = answers.get(SAFE) or answers.get(Step(0, "safe_here"))
    return str(said.value) if said else ""


def good_time(answers: Answers) -> Answer | None:
    """The answer to when is a good time to call, as it was given last."""
    given = answers.get(TIME) or answers.get(Step(0, "best_time"))
    return given if given and given.state is State.ANSWERED else None


def lines_for_staff(words: Words, answers: Answers, profile: Profile, today: date) -> Iterator[Html]:
    """What whoever rings or writes must know, as pieces of one line."""
    time_said = good_time(answers)
    if time_said:
        yield words("card.good-time", time=clip(str(time_said.value), 80))
    if profile.not_after is not None:
        yield words("contact.not-after", hour=profile.not_after - 12)
    if profile.neutral:
        yield words("contact.neutral")
    if profile.paused_until == SILENCE:
        yield words("contact.silence")
    elif profile.paused_until and profile.paused_until.astimezone(LONDON).date() >= today:
        yield words("contact.paused", until=profile.paused_until)
    if not is_safe(answers):
        yield words("card.unsafe")
