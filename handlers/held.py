"""What one process has in hand to send: by chat, each with what it is owed."""

import asyncio
import heapq
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.casework.messages import Rank
from bot.desk.outgoing import Ready
from handlers.pace import Pace


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
