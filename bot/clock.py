"""The one clock: made at the top, handed down, movable in the sandbox."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Now = Callable[[], datetime]
"""Returns the present moment, aware, in UTC."""


def system_now() -> datetime:
    return datetime.now(UTC)


class MovableClock:
    """A clock that runs at the machine's pace from wherever it was last moved to. Never moves back."""

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self.ahead = ahead

    def __call__(self) -> datetime:
        return system_now() + self.ahead

    def move_to(self, moment: datetime) -> None:
        self.ahead += max(moment - self(), timedelta())
