"""Sendline with a watch on its event loop: `./sendline run` but for its clock, which SIGUSR1 moves on by a day."""

import asyncio
import json
import os
import signal
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bot.running
from bot.app import Sendline
from bot.clock import MovableClock, system_now
from bot.office import Office
from bot.settings import Settings

MONDAY_MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A school day in term: both then and a day later, prompts may go out."""

LATER = timedelta(days=1, hours=1)
BEAT_SECONDS = 0.002
DELIVERY_SECONDS = 10
"""How long the loop is watched after the follow-ups were taken, while their messages go out."""


class Watched(Sendline):
    def __init__(self, settings: Settings, office: Office) -> None:
        self._clock = MovableClock(MONDAY_MORNING - system_now())
        super().__init__(settings, office, self._clock)

    async def start(self, webhook: str = "") -> None:
        await super().start(webhook)
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, self._day_passes)

    def _day_passes(self) -> None:
        self._watch = asyncio.create_task(self._watch_a_day_pass())

    async def _watch_a_day_pass(self) -> None:
        """Let a day pass; write down how long the follow-ups held the loop; then end the process."""
        longest: list[float] = [0]
        beat = asyncio.create_task(_beat(longest))
        await asyncio.sleep(10 * BEAT_SECONDS)
        begun = time.monotonic()
        self._clock.move_to(self._clock() + LATER)
        await self.tick()
        taken, while_taken = time.monotonic() - begun, longest[0]
        with suppress(TimeoutError):
            await asyncio.wait_for(self._all_sent(), DELIVERY_SECONDS)
        beat.cancel()
        figures = {"hold_ms": longest[0] * 1000, "hold_taking_ms": while_taken * 1000, "taken_s": taken}
        (Path(os.environ["BENCH_FOLDER"]) / "probe.json").write_text(json.dumps(figures))
        os.kill(os.getpid(), signal.SIGKILL)  # how it stops is measured elsewhere

    async def _all_sent(self) -> None:
        while not self.idle():
            await asyncio.sleep(0.1)


async def _beat(longest: list[float]) -> None:
    """Note by how much the longest wait was longer than it should be."""
    while True:
        before = time.monotonic()
        await asyncio.sleep(BEAT_SECONDS)
        longest[0] = max(longest[0], time.monotonic() - before - BEAT_SECONDS)


if __name__ == "__main__":
    vars(bot.running)["Sendline"] = Watched  # where the command looks for it
    from bot.cli import app

    app(["run"])
