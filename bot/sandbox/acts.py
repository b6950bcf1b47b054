"""What the page may do: each takes a JSON object and returns one."""

from collections.abc import Awaitable, Callable

from bot.sandbox.controls import STEPS, Controls
from bot.sandbox.people import NotPossible
from bot.sandbox.refusals import Json
from bot.sandbox.snapshot import clock
from bot.sandbox.telegram import Telegram

Act = Callable[[Json], Awaitable[Json]]
DRAMA_NUMBERS = "447700900{:03d}"
"""Numbers that Ofcom keeps free for drama: they ring nowhere."""


def acts(telegram: Telegram, controls: Controls) -> dict[str, Act]:
    """Return the acts by name: /api/<name>."""

    async def families(body: Json) -> Json:
        return {"id": telegram.add_person(str(body["name"])[:60]).id}

    async def says(body: Json) -> Json:
        return telegram.says(body["person"], body["chat"], str(body["text"]), body.get("reply_to"))

    async def edits(body: Json) -> Json:
        return telegram.edits(body["person"], body["chat"], body["message"], str(body["text"]))

    async def taps(body: Json) -> Json:
        return {"query": telegram.taps(body["person"], body["chat"], body["message"], str(body["data"]))}

    async def contact(body: Json) -> Json:
        return telegram.shares_contact(body["person"], _drama_number(telegram, body["person"]))

    async def attaches(body: Json) -> Json:
        return telegram.attaches(body["person"], str(body["kind"]))

    async def blocks(body: Json) -> Json:
        (telegram.blocks if body["blocked"] else telegram.unblocks)(body["person"])
        return {}

    async def moves(body: Json) -> Json:
        step = next((step for step in STEPS if step == body["step"]), None)
        if step is None:
            raise NotPossible(f"The clock knows the steps {', '.join(STEPS)}.")
        await controls.settled()
        await controls.move(step)
        return clock(controls)

    async def settled(_: Json) -> Json:
        await controls.settled()
        return {"version": telegram.version}

    known = (families, says, edits, taps, contact, attaches, blocks, moves, settled)
    return {act.__name__: act for act in known}


def _drama_number(telegram: Telegram, person_id: int) -> str:
    place = [person.id for person in telegram.people()].index(person_id)
    return DRAMA_NUMBERS.format((121 + place) % 1000)
