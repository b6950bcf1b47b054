"""The proof against faults: Telegram fails in each of its ways in turn, then behaves, and all is delivered."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.sandbox.faults import INBOX, Faults
from bot.sandbox.telegram import Telegram
from tests.chaos.crowd import Crowd
from tests.chaos.proof import broken, settle
from tests.chaos.run import Plan, Report, Say
from tests.chaos.stage import a_stage

FAILURES = ("429", "500", "502", "timeout", "reset", "after")
SHARE = 0.2
HANG_UP_SECONDS = 0.5
LEAVING = 0.25
"""The share of families who block the bot in mid-interview and come back."""


@dataclass
class Weather:
    telegram: Telegram
    crowd: Crowd
    answers: int
    say: Say
    over: bool = False

    async def pass_over(self) -> None:
        """Fail in each way in turn, for as long as a share of the answers takes, then behave."""
        for place, kind in enumerate(FAILURES, 1):
            for method in (None, "getUpdates"):
                self.telegram.misbehave(kind, method, share=SHARE)
            for trouble in sorted(INBOX):
                self.telegram.misbehave(trouble, share=SHARE)
            await self._until_answered(self.answers * place // len(FAILURES))
            self.telegram.behave()
            self.say(
                f"{kind}, with updates that come twice or out of order: {self.crowd.answers} answers so far"
            )
        self.over = True

    async def _until_answered(self, answers: int) -> None:
        while self.crowd.answers < answers:
            await self.telegram.changed_since(self.telegram.version, 1)


async def _hang_up_for_ever(telegram: Telegram) -> None:
    """End the calls that are kept waiting: the bot itself would wait for 40 seconds."""
    while True:
        await asyncio.sleep(HANG_UP_SECONDS)
        telegram.hang_up()


async def run_weather(folder: Path, plan: Plan, say: Say) -> Report:
    """Let Telegram fail while families talk; then let everything settle, and see what holds."""
    began = time.monotonic()
    async with a_stage(folder) as stage:
        telegram = stage.telegram
        telegram.faults = Faults(plan.seed)
        crowd = Crowd(telegram, Random(plan.seed), plan.at_once, leaving=LEAVING)
        weather = Weather(telegram, crowd, plan.answers, say)
        await stage.bot.start()
        await _until_it_polls(telegram)
        async with asyncio.TaskGroup() as group:
            hanging_up = group.create_task(_hang_up_for_ever(telegram))
            group.create_task(weather.pass_over())
            await crowd.talk(lambda: weather.over)
            hanging_up.cancel()
        await settle(stage, crowd)
        await stage.bot.stop()
        found = tuple(broken(stage, crowd))
    twice, families = crowd.twins.count, len(crowd.families)
    return Report(0, crowd.answers, families, twice, time.monotonic() - began, found)


async def _until_it_polls(telegram: Telegram) -> None:
    """A bot that is refused while it starts says so and ends: the faults begin when it has started."""
    while not telegram.world.polls:
        await telegram.world.bell.wait(1)
