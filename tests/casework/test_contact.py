"""Safe contact: what was said last of it counts."""

from bot.casework.answers import Answer, Step
from bot.casework.contact import SAFE, is_safe


def test_what_was_said_last_of_safety_counts() -> None:
    asked = Step(0, "safe_here")
    assert is_safe({})
    assert not is_safe({asked: Answer("no")})
    assert not is_safe({asked: Answer("yes"), SAFE: Answer("no")})
    assert is_safe({asked: Answer("no"), SAFE: Answer("yes")})
