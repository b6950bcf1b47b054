"""Polls Telegram, and says "received" only once the effects of an update are committed."""

import asyncio
import logging
import time

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.logs import OwnWords
from handlers.intake import Intake
from handlers.line import call
from handlers.pace import Elapsed, backoff, seconds
from handlers.reading import UPDATES_WANTED, Json

log = logging.getLogger(__name__)

POLL_SECONDS = 30
PATIENCE_SECONDS = 1
"""How long the next poll waits for what the last one brought: one family's trouble holds up no other."""


class Poller:
    def __init__(self, bot: Bot, intake: Intake, elapsed: Elapsed = time.monotonic) -> None:
        self._bot, self._intake, self._elapsed = bot, intake, elapsed
        self.answered_at = elapsed()
        """When Telegram last answered, by `elapsed`; until then, when we began."""
        self._next = 0  # the offset: what lies before it is committed; never stored
        self._open: dict[int, asyncio.Task[None]] = {}
        self._done: set[int] = set()  # committed, but Telegram cannot be told yet

    async def run(self, may: asyncio.Event) -> None:
        """Poll for ever, while this process may; trouble on the line is waited out."""
        tries = 0
        while True:
            if not may.is_set():
                await may.wait()
                self.answered_at = self._elapsed()  # another one polled until now
            try:
                await self.once(POLL_SECONDS)
                tries = 0
            except RetryAfter as slow:
                await asyncio.sleep(seconds(slow))
            except TelegramError as trouble:
                log.warning("%s; trying again", _told(trouble))
                await asyncio.sleep(min(backoff(tries), 30))
                tries += 1

    async def once(self, timeout: int = 0) -> int:
        """Fetch what waits and handle it. Returns how many updates were new."""
        updates = await self._fetch(timeout)
        new = [u for u in updates if u["update_id"] not in self._open and u["update_id"] not in self._done]
        for update in new:
            self._open[update["update_id"]] = asyncio.create_task(self._intake.take(update))
        if self._open:
            await asyncio.wait(self._open.values(), timeout=PATIENCE_SECONDS)
        self._confirm([u["update_id"] for u in updates])
        return len(new)

    async def _fetch(self, timeout: int, limit: int = 100) -> list[Json]:
        values = {"timeout": timeout, "limit": limit, "allowed_updates": UPDATES_WANTED}
        if self._next:
            values["offset"] = self._next
        fetched: list[Json] = await call(self._bot, "getUpdates", values, timeout + 15)
        self.answered_at = self._elapsed()
        return fetched

    def _confirm(self, fetched: list[int]) -> None:
        """Move the offset up to the first update that is not committed.

        Where nothing waits, all is confirmed, and no offset is named: Telegram begins anew with its numbers
        after a quiet week, and an old offset would confirm what nobody has seen.
        """
        for number, task in list(self._open.items()):
            if task.done():
                task.result()
                del self._open[number]
                self._done.add(number)
        waiting = [number for number in fetched if number in self._open]
        self._next = waiting[0] if waiting else fetched[-1] + 1 if fetched else 0
        self._done &= set(fetched[fetched.index(waiting[0]) :] if waiting else ())

    async def finish(self) -> None:
        """Let what was fetched be committed, and tell Telegram how far it may forget."""
        if self._open:
            await asyncio.wait(self._open.values(), timeout=PATIENCE_SECONDS)
        seen = sorted([*self._open, *self._done])
        if seen:
            self._confirm(seen)
        if self._next:
            await self._fetch(0, limit=1)


def _told(trouble: TelegramError) -> OwnWords:
    """What keeps us from polling, and what to do where somebody has to do something."""
    if isinstance(trouble, Conflict):
        return OwnWords(
            "another program uses this bot's token, or asked Telegram for a webhook: end that one"
        )
    if isinstance(trouble, InvalidToken):
        return OwnWords(
            "Telegram does not know SENDLINE_TOKEN any more: copy the new one from BotFather, and restart"
        )
    return OwnWords(f"Telegram cannot be reached ({type(trouble).__name__})")
