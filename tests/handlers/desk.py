"""Where updates are heard in place of the desk: a chat can be held there, and an update can fail."""

import asyncio
from collections.abc import Callable

from handlers.reading import Json, chat_of
from handlers.reception import Reception

ANN, BEA = 5_000_000_101, 5_000_000_102


class Desk:
    """Where updates are heard; a chat can be held there, and an update can fail."""

    def __init__(self) -> None:
        self.heard: list[int] = []
        self.aside: list[int] = []
        self.failing: dict[int, list[Exception]] = {}
        self._gates: dict[int, asyncio.Event] = {}
        self.group = None

    def holds(self, chat: int) -> asyncio.Event:
        gate = self._gates[chat] = asyncio.Event()
        return gate

    async def hear(self, update: Json, **_: bool) -> None:
        number, gate = update["update_id"], self._gates.get(chat_of(update))
        if gate:
            await gate.wait()
        if self.failing.get(number):
            raise self.failing[number].pop(0)
        self.heard.append(number)

    async def set_aside(self, update: Json, *_: str) -> None:
        if self.failing.get(-update["update_id"]):
            raise self.failing[-update["update_id"]].pop(0)
        self.aside.append(update["update_id"])


def said(number: int, chat: int = ANN, text: str = "hello") -> Json:
    sender = {"id": chat, "is_bot": False, "first_name": "Someone"}
    message = {"message_id": number, "date": 0, "chat": {"id": chat, "type": "private"}, "from": sender}
    return {"update_id": number, "message": message | {"text": text}}


def as_reception(desk: Desk) -> Reception:
    return desk  # type: ignore[return-value]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0)
