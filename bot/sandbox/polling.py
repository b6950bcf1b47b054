"""getUpdates: the bot's inbox, where only an offset confirms."""

import time

from bot.sandbox.faults import Faults
from bot.sandbox.params import Params
from bot.sandbox.refusals import Json, other_poll
from bot.sandbox.world import World

LIMIT = 100


async def updates(world: World, faults: Faults, params: Params) -> list[Json]:
    """Return the waiting updates; wait for some up to the timeout, unless a newer poll takes over."""
    world.polls += 1
    mine = world.polls
    world.bell.ring()
    again = _confirm(world, params.number("offset", 0))
    if again and faults.take_duplicate():
        return again
    limit = min(max(params.number("limit", LIMIT), 1), LIMIT)
    await _wait(world, mine, time.monotonic() + params.number("timeout", 0))
    if world.polls != mine:
        raise other_poll()
    return world.state.updates[:limit]


async def _wait(world: World, mine: int, ends_at: float) -> None:
    while not world.state.updates and not world.closed and world.polls == mine:
        left = ends_at - time.monotonic()
        if left <= 0:
            return
        await world.bell.wait(left)


def _confirm(world: World, offset: int) -> list[Json]:
    """Forget what the offset confirms, and return it."""
    waiting = world.state.updates
    kept = waiting[offset:] if offset < 0 else [each for each in waiting if each["update_id"] >= offset]
    forgotten = waiting[: len(waiting) - len(kept)]
    if forgotten:
        with world.change() as state:
            state.updates = kept
    return forgotten
