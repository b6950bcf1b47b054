"""What became of messages, noted: soon, with others, and however long the database takes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from bot.desk.house import StorageTrouble
from bot.desk.outgoing import Became
from handlers.intake import reason
from handlers.pace import backoff

log = logging.getLogger(__name__)

LATEST_SECONDS = 0.05
"""How long a note may wait for others to share its commit. A crash repeats what was sent and is not noted."""

MOST_TRIES = 3
"""How often a note is tried again that the database refuses, though nothing is wrong with it."""

Note = tuple[Became, "asyncio.Future[None]"]
"""What became of a message, and who waits until that is committed."""


class Journal:
    """Notes what became of messages. Notes that come within a moment share a commit, with answers if they can."""

    def __init__(self, commit: Callable[[Sequence[Became]], Awaitable[None]]) -> None:
        self._commit = commit
        self._open: list[Note] = []
        self._writing: asyncio.Task[None] | None = None
        self._latest: asyncio.TimerHandle | None = None

    def note(self, became: Became) -> "asyncio.Future[None]":
        """Returns what is done once it is committed: when `hurry` is called, or a moment later."""
        loop = asyncio.get_running_loop()
        noted = loop.create_future()
        self._open.append((became, noted))
        if self._latest is None:
            self._latest = loop.call_later(LATEST_SECONDS, self.hurry)
        return noted

    def hurry(self) -> None:
        """Commit what is noted so far, together with whatever is put to the database right after."""
        if self._latest:
            self._latest.cancel()
            self._latest = None
        if self._open and self._writing is None:
            batch, self._open = self._open, []
            committing = self._commit([became for became, _ in batch])
            self._writing = asyncio.create_task(self._write(committing, batch))

    async def finish(self) -> None:
        """Return once all that was noted is committed."""
        self.hurry()
        while self._writing:
            await self._writing

    async def _write(self, committing: Awaitable[None], batch: Sequence[Note]) -> None:
        await self._committed(committing, batch)
        self._writing = None
        for _, noted in batch:
            if not noted.done():
                noted.set_result(None)
        if self._latest is None:  # somebody hurried meanwhile
            self.hurry()

    async def _committed(self, committing: Awaitable[None], batch: Sequence[Note]) -> None:
        """Return once it is committed, however long that takes: what went out is not sent again meanwhile."""
        tries = 0
        while True:
            try:
                await committing
                return
            except Exception as failure:
                log.error("what was sent cannot be noted yet: %s", reason(failure))
                at_fault = not isinstance(failure, StorageTrouble)
            if at_fault and len(batch) > 1:  # one of them is, and holds up no other
                for note in batch:
                    await self._committed(self._commit([note[0]]), [note])
                return
            if at_fault and tries == MOST_TRIES:
                log.error("message %s may go out again at the next start", batch[0][0].message.number)
                return
            await asyncio.sleep(backoff(tries))
            tries += 1
            committing = self._commit([became for became, _ in batch])
