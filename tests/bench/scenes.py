"""The scenes that the families play, each with what was measured in it."""

import asyncio
import os
import random
import time
from collections.abc import Awaitable, Callable
from statistics import quantiles
from typing import Any

from tests.bench.botapi import BotApi
from tests.bench.families import Families, Pace
from tests.bench.watching import cpu_seconds, rss_mb

Figures = dict[str, Any]
CALM_SECONDS = 0.3
ENOUGH, ENOUGH_SECONDS = 20, 60
"""How many questions say something, and how long to wait for them."""


class SceneError(Exception):
    """The scene could not be played as it is written."""


async def first_poll(api: BotApi) -> Figures:
    """Wait until the bot asks for updates. `at` is the time by the machine's monotonic clock."""
    await api.polled.wait()
    return {"at": api.first_poll_at}


async def move_in(api: BotApi, families: int, steps: int) -> Figures:
    """New families, who play the first so many steps of the interview."""
    api.new_families(steps)
    api.families.move_in(families)
    return {}


async def scatter(api: BotApi) -> Figures:
    """Bring every family to a place of its own in the interview."""
    api.families.go(Pace.SCATTER)
    await api.families.all_served()
    return {}


async def calm(api: BotApi, within: float) -> Figures:
    """Wait until the bot has nothing left to say: what it says late belongs to what was answered before."""
    api.latency_seconds = 0
    ends_at = time.monotonic() + within
    before = -1
    while before != (before := api.calls.total() - api.calls["getupdates"]) and time.monotonic() < ends_at:
        await asyncio.sleep(CALM_SECONDS)
    return {}


async def answer(api: BotApi, answers: int) -> Figures:
    """So many answers, each as soon as its question has come."""
    api.families.answers_left = answers
    api.families.go(Pace.AT_ONCE)
    await api.families.all_served()
    return {}


async def keep_busy(api: BotApi, lasting: float) -> Figures:
    """Everybody answers at once, for so long and from then on."""
    api.families.go(Pace.AT_ONCE)
    await asyncio.sleep(lasting)
    return {}


async def settle(api: BotApi, within: float, latency_ms: float) -> Figures:
    """Nobody answers any more: wait for the questions still owed. `stuck` is how many never came."""
    api.latency_seconds = latency_ms / 1000
    api.families.go(Pace.HOLD)
    try:
        await asyncio.wait_for(api.families.all_served(), within)
    except TimeoutError:
        return {"stuck": api.families.waiting}
    return {"stuck": 0}


async def play(
    api: BotApi, pid: int, per_second: float, latency_ms: float, warm_up: float, window: float
) -> Figures:
    """Measure for `window` seconds, longer where too few questions come: answers at once where `per_second` is 0,
    or so many a second."""
    api.latency_seconds = latency_ms / 1000
    api.families.go(Pace.OFFERED if per_second else Pace.AT_ONCE)
    offering = asyncio.create_task(_offer(api.families, per_second)) if per_second else None
    await asyncio.sleep(warm_up)
    api.families.waits.clear()
    api.calls.clear()
    before = time.monotonic(), cpu_seconds(pid), time.process_time()
    await asyncio.sleep(window)
    await asyncio.wait_for(api.families.heard(ENOUGH), ENOUGH_SECONDS)
    after = time.monotonic(), cpu_seconds(pid), time.process_time()
    if offering:
        offering.cancel()
    seconds, cpu, own = (late - early for late, early in zip(after, before, strict=True))
    return _figures(api, seconds, cpu, own) | {"rss_mb": rss_mb(pid)}


def _figures(api: BotApi, seconds: float, cpu: float, own: float) -> Figures:
    waits = api.families.waits
    if api.families.trouble:
        raise SceneError(api.families.trouble)
    hundredths = quantiles(waits, n=100, method="inclusive")
    calls = sum(count for name, count in api.calls.items() if name != "getupdates")
    return {
        "per_s": len(waits) / seconds,
        "cpu_us": cpu / len(waits) * 1e6,
        "p50_ms": hundredths[49] * 1000,
        "p99_ms": hundredths[98] * 1000,
        "calls": calls / len(waits),
        "polls": api.calls["getupdates"] / len(waits),
        "standin_share": own / seconds,
    }


async def _offer(families: Families, per_second: float) -> None:
    """Answers fall due at random moments (a Poisson process)."""
    chance = random.Random(os.getpid())  # noqa: S311  (nothing is kept secret by it)
    due = time.monotonic()
    while True:
        due += chance.expovariate(per_second)
        await asyncio.sleep(max(due - time.monotonic(), 0))
        families.one_is_due()


async def recorded(api: BotApi) -> Figures:
    """What one family heard on its way through the interview."""
    await answer(api, len(api.families.steps))
    if api.families.trouble:
        raise SceneError(api.families.trouble)
    return {"heard": api.families.recorded}


async def calls(api: BotApi) -> Figures:
    """How often each method was called."""
    return dict(api.calls)


SCENES: dict[str, Callable[..., Awaitable[Figures]]] = {
    scene.__name__: scene
    for scene in (first_poll, move_in, scatter, calm, answer, keep_busy, settle, play, recorded, calls)
}
