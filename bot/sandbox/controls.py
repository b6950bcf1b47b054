"""What the page needs from whoever runs the bot beside it."""

from datetime import datetime
from typing import Literal, Protocol

Step = Literal["hour", "working-day", "next-due"]
STEPS: tuple[Step, ...] = ("hour", "working-day", "next-due")


class Controls(Protocol):
    """The clock, and when the bot has finished."""

    def now(self) -> datetime:
        """Return the present moment of the sandbox, aware."""

    def next_due(self) -> tuple[datetime, str] | None:
        """Return when the next thing falls due and what it is, in words; None if nothing does."""

    async def move(self, step: Step) -> None:
        """Move the clock; return when everything due up to there has been delivered."""

    async def settled(self) -> None:
        """Return when the bot has answered all it was told."""
