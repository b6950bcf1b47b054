"""Updates in: a chat's in order, chats side by side. What cannot be handled is set aside, and blocks nobody."""

import asyncio
import json
import logging
import time
import traceback
from collections.abc import Awaitable, Callable, Sequence
from itertools import count
from pathlib import Path
from weakref import WeakValueDictionary

from bot.desk.house import StorageTrouble
from bot.logs import OwnWords
from handlers.pace import Elapsed, Hurry, backoff
from handlers.reading import Json, chat_of, is_said
from handlers.reception import Reception

log = logging.getLogger(__name__)

RETRY_SECONDS = (0.1, 0.5)
"""The waits between the tries of an update that fails; then it is set aside."""


class Intake:
    def __init__(self, reception: Reception, elapsed: Elapsed = time.monotonic) -> None:
        self._reception = reception
        self._lanes = WeakValueDictionary[int, asyncio.Lock]()
        self._hurry = Hurry(elapsed)
        self._elapsed, self._tickets = elapsed, count()
        self._open: dict[int, float] = {}  # what is not committed yet, and since when
        self.heard_at: float | None = None
        """When the last update came, by `elapsed`."""

    @property
    def open_since(self) -> Sequence[float]:
        """Since when each update is open that is not committed yet."""
        return tuple(self._open.values())

    async def take(self, update: Json) -> None:
        """Return once the effects of an update are committed, or it is set aside."""
        ticket, self.heard_at = next(self._tickets), self._elapsed()
        self._open[ticket] = self.heard_at
        try:
            await self._take(update)
        finally:
            del self._open[ticket]

    async def _take(self, update: Json) -> None:
        chat_id = chat_of(update)
        hurried, first = self._hurry.note(chat_id) if is_said(update) and chat_id > 0 else (False, False)
        lane = self._lanes.setdefault(chat_id, asyncio.Lock())
        async with lane:
            for wait in (*RETRY_SECONDS, None):
                try:
                    await self._kept(lambda: self._reception.hear(update, hurried=hurried, slow_down=first))
                    return
                except Exception as failure:
                    if wait is None:
                        await self._set_aside(update, reason(failure))
                        return
                    await asyncio.sleep(wait)

    async def _set_aside(self, update: Json, why: OwnWords) -> None:
        log.error("update %s is set aside: %s", update.get("update_id"), why)
        await self._kept(lambda: self._reception.set_aside(update, json.dumps(update), why))

    async def _kept(self, attempt: Callable[[], Awaitable[None]]) -> None:
        """Try until the database takes it: what is at fault there is not the update."""
        tries = 0
        while True:
            try:
                return await attempt()
            except StorageTrouble as trouble:
                log.error("Nothing is lost, and nothing goes on until this is mended: %s", trouble)
                await asyncio.sleep(backoff(tries))
                tries += 1

    def forget_calm(self) -> None:
        """Let go of what is known of chats that are in no hurry."""
        self._hurry.forget_calm()


def reason(failure: Exception) -> OwnWords:
    """What failed, and where in the code: never the words that it failed on."""
    if isinstance(failure, StorageTrouble):
        return OwnWords(failure)
    last = traceback.extract_tb(failure.__traceback__)[-1]
    return OwnWords(f"{type(failure).__name__} in {Path(last.filename).name}, line {last.lineno}")
