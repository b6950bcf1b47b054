"""Quiet: from when on something may come by itself, by what the family set."""

from datetime import UTC, datetime

import pytest

from bot.casework.answers import Answer, Step
from bot.casework.contact import SAFE, SILENCE, Profile, is_safe, quiet_until

NOW = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
SUMMER_EVENING = datetime(2026, 7, 6, 16, 30, tzinfo=UTC)  # 17:30 in London

CASES = {
    "Nothing is set": (NOW, Profile(), None),
    "The hour has not come": (NOW, Profile(not_after=17), None),
    "The hour has come": (
        datetime(2026, 11, 23, 17, 0, tzinfo=UTC),
        Profile(not_after=17),
        datetime(2026, 11, 24, 0, 0, tzinfo=UTC),
    ),
    "The hour is London's, in summer too": (
        SUMMER_EVENING,
        Profile(not_after=17),
        datetime(2026, 7, 6, 23, 0, tzinfo=UTC),
    ),
    "A pause that goes on": (
        NOW,
        Profile(paused_until=datetime(2026, 11, 30, 10, 0, tzinfo=UTC)),
        datetime(2026, 11, 30, 10, 0, tzinfo=UTC),
    ),
    "A pause that is over": (NOW, Profile(paused_until=datetime(2026, 11, 23, 16, 30, tzinfo=UTC)), None),
    "A pause that ends after the hour lasts until the next day": (
        NOW,
        Profile(paused_until=datetime(2026, 11, 30, 19, 0, tzinfo=UTC), not_after=18),
        datetime(2026, 12, 1, 0, 0, tzinfo=UTC),
    ),
    "A pause until they write": (NOW, Profile(paused_until=SILENCE), SILENCE),
}


@pytest.mark.parametrize(("now", "profile", "until"), CASES.values(), ids=CASES)
def test_nothing_comes_by_itself_before(now: datetime, profile: Profile, until: datetime | None) -> None:
    assert quiet_until(now, profile) == until


def test_what_was_said_last_of_safety_counts() -> None:
    asked = Step(0, "safe_here")
    assert is_safe({})
    assert not is_safe({asked: Answer("no")})
    assert not is_safe({asked: Answer("yes"), SAFE: Answer("no")})
    assert is_safe({asked: Answer("no"), SAFE: Answer("yes")})
