"""The long proof: the bot is killed at random moments while families talk, and nobody loses anything."""

import asyncio
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.chaos.crowd import Crowd
from tests.chaos.proof import broken, settle
from tests.chaos.stage import Bot, a_stage

Say = Callable[[str], None]
SOONEST, LATEST = 0.05, 3.5
"""Seconds from the bot's start, or from when the families have caught up, to its end."""
YOUNG = 0.4
"""The share of the bots that die young whatever the families do: many of them before they are ready."""


@dataclass(frozen=True)
class Plan:
    kills: int = 100
    answers: int = 5000
    seed: int = 1
    at_once: int = 60


@dataclass(frozen=True)
class Report:
    """What was done, what came twice, and what broke."""

    ends: int  # how often the bot was killed
    answers: int
    families: int
    twice: int
    seconds: float
    broken: tuple[str, ...]

    def lines(self) -> list[str]:
        rate = f", {self.twice / self.ends:.2f} a kill" if self.ends else ""
        return [
            f"{self.ends} kills, {self.answers} answers of {self.families} families in {self.seconds:.0f} s.",
            f"Messages that came twice: {self.twice}{rate}.",
            *(f"BROKEN {what}" for what in self.broken),
            "Some guarantees do not hold." if self.broken else "Every guarantee holds.",
        ]


@dataclass
class Killer:
    """Starts the bot, lets it live for a random while, kills it, and starts it again."""

    bot: Bot
    crowd: Crowd
    plan: Plan
    say: Say
    ends: int = 0

    async def go_on(self) -> None:
        """Kill as often as planned; the bot runs afterwards."""
        chance, began = Random(self.plan.seed + 1), time.monotonic()
        while self.ends < self.plan.kills:
            await self.bot.start()
            if chance.random() > YOUNG:
                await self._catch_up()
            await asyncio.sleep(_life(chance))
            await self.bot.kill()
            self.ends += 1
            if self.ends % 10 == 0:
                elapsed = time.monotonic() - began
                self.say(f"{elapsed:4.0f} s: {self.ends} kills, {self.crowd.answers} answers")
        await self.bot.start()

    async def _catch_up(self) -> None:
        """Let families answer until they are as far as the kills, so that both end together."""
        while self.crowd.answers * self.plan.kills < self.plan.answers * self.ends:
            await self.crowd.telegram.changed_since(self.crowd.telegram.version, 1)


def _life(chance: Random) -> float:
    """Seconds to live. Short lives are as likely as long ones."""
    return math.exp(chance.uniform(math.log(SOONEST), math.log(LATEST)))


async def run_kills(folder: Path, plan: Plan, say: Say) -> Report:
    """Kill, let everything settle, and see what holds."""
    began = time.monotonic()
    async with a_stage(folder) as stage:
        crowd = Crowd(stage.telegram, Random(plan.seed), plan.at_once)
        killer = Killer(stage.bot, crowd, plan, say)
        async with asyncio.TaskGroup() as group:
            group.create_task(killer.go_on())
            group.create_task(crowd.talk(lambda: crowd.answers >= plan.answers and killer.ends >= plan.kills))
        await settle(stage, crowd)
        await stage.bot.stop()
        found = tuple(broken(stage, crowd))
    twice, families = crowd.twins.count, len(crowd.families)
    return Report(killer.ends, crowd.answers, families, twice, time.monotonic() - began, found)
