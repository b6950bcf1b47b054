"""What one process has in hand to send: by chat, each with what it is owed."""

import asyncio
import heapq
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.casework.messages import Rank
from bot.desk.house import StorageTrouble
from bot.desk.outgoing import Became, Ready
from handlers.intake import reason
from handlers.pace import Pace, backoff

log = logging.getLogger(__name__)


@dataclass
class Held:
    """A message in hand. `since` is by the sender's clock of seconds; `unsure`: Telegram may have taken it already."""

    message: Ready
    since: float
    tries: int = 0
    unsure: bool = False


@dataclass
class Chat:
    """What one chat is owed. `rests`: it must wait; `allowed`: its turn came among those whom nobody waits for.

    `noting` are the lanes of which the last message went out, but is not committed as sent yet.
    """

    held: list[Held] = field(default_factory=list)
    noting: dict[int, "asyncio.Future[None]"] = field(default_factory=dict)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    rests: bool = False
    queued: bool = False
    allowed: bool = False

    def first(self) -> Held:
        """The oldest in the lane where something is wanted soonest: it stands in the way of that, or is it."""
        if len(self.held) == 1:
            return self.held[0]
        soonest = min(self.held, key=lambda held: (held.message.send_by, held.message.number))
        lane = (held for held in self.held if held.message.lane == soonest.message.lane)
        return min(lane, key=lambda held: held.message.number)

    @property
    def wanted_by(self) -> datetime:
        """When the most pressing of what this chat is owed should be there."""
        return min(held.message.send_by for held in self.held)

    @property
    def asked(self) -> bool:
        """Whether somebody waits for something here."""
        return any(held.message.rank <= Rank.REPLY for held in self.held)


class Drip:
    """Lets through those whom nobody waits for, at the overall pace, whoever is wanted soonest first."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._waiting: list[tuple[datetime, int, Chat]] = []
        self._count = count()
        self._dripping: asyncio.Task[None] | None = None

    def queue(self, chat: Chat) -> None:
        if chat.queued:
            return
        chat.queued = True
        heapq.heappush(self._waiting, (chat.wanted_by, next(self._count), chat))
        if self._dripping is None or self._dripping.done():
            self._dripping = asyncio.create_task(self._drip())

    async def _drip(self) -> None:
        while self._waiting:
            wait = self._pace.wait_overall()
            if wait > 0:
                await asyncio.sleep(wait)
                continue
            chat = heapq.heappop(self._waiting)[2]
            chat.queued = False
            if chat.rests:
                self._pace.take_overall()
                chat.allowed = True
                chat.news.set()

    def stop(self) -> None:
        if self._dripping:
            self._dripping.cancel()


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
