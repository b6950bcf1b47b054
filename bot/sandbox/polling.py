"""getUpdates: the bot's inbox, where only an offset confirms."""

import time
from collections import defaultdict
from random import Random

from bot.sandbox.faults import Faults
from bot.sandbox.params import Params
from bot.sandbox.refusals import Json, other_poll, webhook_is_set
from bot.sandbox.world import World

LIMIT = 100


async def updates(world: World, faults: Faults, params: Params) -> list[Json]:
    """Return the waiting updates; wait for some up to the timeout, unless a newer poll takes over."""
    if world.state.webhook:
        raise webhook_is_set()
    world.polls += 1
    mine = world.polls
    wanted = params.thing("allowed_updates")
    if wanted is not None:
        world.wanted = tuple(wanted)
    world.bell.ring()
    again = _confirm(world, params.number("offset", 0))
    if again and faults.take_of_inbox("duplicate"):
        return again
    limit = min(max(params.number("limit", LIMIT), 1), LIMIT)
    await _wait(world, mine, time.monotonic() + params.number("timeout", 0))
    if world.polls != mine:
        raise other_poll()
    found = world.state.updates[:limit]
    return shuffled(found, faults.chance) if found and faults.take_of_inbox("shuffle") else found


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


def shuffled(updates: list[Json], chance: Random) -> list[Json]:
    """Mix the updates of different chats; those of one chat keep their order."""
    lanes: dict[int, list[Json]] = defaultdict(list)
    for update in updates:
        lanes[_chat_of(update)].append(update)
    order = [_chat_of(update) for update in updates]
    chance.shuffle(order)
    waiting = {chat: iter(lane) for chat, lane in lanes.items()}
    return [next(waiting[chat]) for chat in order]


def _chat_of(update: Json) -> int:
    body = next(value for name, value in update.items() if name != "update_id")
    return int(body.get("message", body)["chat"]["id"])
