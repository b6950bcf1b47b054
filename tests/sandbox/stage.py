"""What the sandbox's tests share: a fixed moment, a clock that stands still, controls that only note."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

TOKEN = "1234567:practice"
MONDAY_NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

Call = Callable[..., Coroutine[Any, Any, dict[str, Any]]]


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = MONDAY_NINE

    def __call__(self) -> datetime:
        return self.moment

    def pass_time(self, **parts: float) -> None:
        self.moment += timedelta(**parts)


@dataclass
class FewControls:
    """Controls whose moves are written down."""

    clock: Clock
    due: tuple[datetime, str] | None = None
    moves: tuple[str, ...] = ()

    def now(self) -> datetime:
        return self.clock()

    def next_due(self) -> tuple[datetime, str] | None:
        return self.due

    async def move(self, step: Literal["hour", "working-day", "next-due"]) -> None:
        self.moves += (step,)
        self.clock.pass_time(hours=1)

    async def settled(self) -> None:
        return None


async def until(holds: Callable[[], bool]) -> None:
    """Give the others their turn until it holds."""
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0)
