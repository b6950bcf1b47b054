"""Polls Telegram, and says "received" only once the effects of an update are committed."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence

from telegram import Update
from telegram.error import RetryAfter, TelegramError

from handlers.inbox import UPDATES_WANTED, App, Context
from handlers.pace import seconds
from handlers.reception import Reception

log = logging.getLogger(__name__)

POLL_SECONDS = 30
TRIES = 2
"""How often an update is tried before it is set aside."""


class Poller:
    def __init__(self, app: App, reception: Reception) -> None:
        self._app, self._reception = app, reception
        self._next = 0  # the offset: what lies below it is committed; never stored
        self._failures: dict[int, Exception] = {}
        app.add_error_handler(self._note_failure)

    async def run(self) -> None:
        """Poll for ever; trouble on the line is waited out."""
        wait = 1.0
        while True:
            try:
                await self.once(POLL_SECONDS)
                wait = 1.0
            except RetryAfter as slow:
                await asyncio.sleep(seconds(slow))
            except TelegramError as trouble:
                log.warning("Telegram cannot be reached (%s); trying again", type(trouble).__name__)
                await asyncio.sleep(wait)
                wait = min(wait * 2, 30)

    async def once(self, timeout: int = 0) -> int:
        """Fetch what waits and handle it: a chat's updates in order, chats side by side. Returns how many."""
        updates = await self._app.bot.get_updates(
            offset=self._next, timeout=timeout, allowed_updates=UPDATES_WANTED
        )
        lanes = defaultdict[int, list[Update]](list)
        for update in updates:
            lanes[update.effective_chat.id if update.effective_chat else 0].append(update)
        await asyncio.gather(*(self._in_order(lane) for lane in lanes.values()))
        if updates:
            self._next = updates[-1].update_id + 1
        return len(updates)

    async def acknowledge(self) -> None:
        """Tell Telegram how far it may forget; otherwise the next poll does."""
        await self._app.bot.get_updates(offset=self._next, timeout=0, limit=1)

    async def _in_order(self, updates: Sequence[Update]) -> None:
        for update in updates:
            await self._handle(update)

    async def _handle(self, update: Update) -> None:
        for _ in range(TRIES):
            await self._app.process_update(update)
            failure = self._failures.pop(update.update_id, None)
            if failure is None:
                return
        log.error("update %s is set aside: %s", update.update_id, type(failure).__name__)
        chat_id = update.effective_chat.id if update.effective_chat else 0
        await self._reception.set_aside(update.update_id, chat_id, update.to_json(), type(failure).__name__)

    async def _note_failure(self, update: object, context: Context) -> None:
        """PTB swallows what a handler raises; this is how we learn of it."""
        if isinstance(update, Update) and context.error:
            self._failures[update.update_id] = context.error
