"""How fast Telegram may be called: token buckets, pauses that it asks for, and who goes first."""

import asyncio
import heapq
import random
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from telegram.error import RetryAfter
from telegram.warnings import PTBDeprecationWarning

SLOTS = 96
"""How many calls go side by side."""

CHAT_BURST, GROUP_BURST = 10, 5
LIMITED_CHATS = 3
"""So many chats that Telegram slows at once mean that it slows us altogether."""

HURRY_BURST, HURRY_RATE = 30, 0.5
"""From one chat, so many messages at once, and then so many a second, are answered one by one."""

Elapsed = Callable[[], float]
"""Seconds since some moment, which never go back."""


@dataclass(frozen=True)
class Limits:
    """What Telegram takes: messages a second to a person, a minute to a group, a second to all who did not ask."""

    chat: float
    group: float
    overall: float


@dataclass
class Bucket:
    """Lets through `rate` a second, and `burst` at once after a rest."""

    rate: float
    burst: float
    at: float
    tokens: float = field(default=-1)

    def __post_init__(self) -> None:
        if self.tokens < 0:
            self.tokens = self.burst

    def wait(self, now: float) -> float:
        """Seconds until one more may pass."""
        self._fill(now)
        return 0 if self.tokens >= 1 else (1 - self.tokens) / self.rate

    def take(self, now: float) -> None:
        self._fill(now)
        self.tokens -= 1

    def is_full(self, now: float) -> bool:
        self._fill(now)
        return self.tokens >= self.burst

    def _fill(self, now: float) -> None:
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now


class Pace:
    """When a chat may be written to next. Alone among many processes, each keeps to its share."""

    def __init__(self, limits: Limits, elapsed: Elapsed) -> None:
        self._limits, self._elapsed = limits, elapsed
        self._buckets: dict[int, Bucket] = {}
        self._paused: dict[int, float] = {}
        self._all_until = 0.0
        self._overall = Bucket(limits.overall, max(limits.overall, 1), elapsed())

    def share(self, processes: int) -> None:
        """So many processes send at once."""
        self._overall.rate = self._limits.overall / max(processes, 1)

    def wait(self, chat_id: int) -> float:
        """Seconds until this chat may be written to."""
        now = self._elapsed()
        paused = max(self._all_until, self._paused.get(chat_id, 0)) - now
        return max(0.0, paused, self._bucket(chat_id).wait(now))

    def take(self, chat_id: int, *, asked: bool) -> None:
        """A message goes out now. One that nobody `asked` for has had its place among all."""
        now = self._elapsed()
        self._bucket(chat_id).take(now)
        if asked:
            self._overall.take(now)

    def wait_overall(self) -> float:
        """Seconds until one may go out that nobody waits for: replies come first, and count too."""
        now = self._elapsed()
        return max(0.0, self._all_until - now, self._overall.wait(now))

    def take_overall(self) -> None:
        self._overall.take(self._elapsed())

    def _bucket(self, chat_id: int) -> Bucket:
        if chat_id not in self._buckets:
            if len(self._buckets) > 10_000:
                self._forget_idle()
            group = chat_id <= 0
            rate = self._limits.group / 60 if group else self._limits.chat
            burst = max(rate, GROUP_BURST if group else CHAT_BURST)
            self._buckets[chat_id] = Bucket(rate, burst, self._elapsed())
        return self._buckets[chat_id]

    def _forget_idle(self) -> None:
        now = self._elapsed()
        self._buckets = {chat: bucket for chat, bucket in self._buckets.items() if not bucket.is_full(now)}

    def pause(self, chat_id: int, seconds: float) -> None:
        """Leave this chat alone for so long."""
        self._paused[chat_id] = self._elapsed() + seconds

    def resume(self, chat_id: int) -> None:
        """This chat need not be left alone any longer."""
        self._paused.pop(chat_id, None)

    def slowed(self, chat_id: int, seconds: float) -> None:
        """Telegram asked for a pause: of this chat, or of all where it asks for several chats at once."""
        now = self._elapsed()
        self._paused = {chat: until for chat, until in self._paused.items() if until > now}
        self.pause(chat_id, seconds)
        if len(self._paused) >= LIMITED_CHATS:
            self._all_until = now + seconds


class Hurry:
    """Notices who sends faster than can be answered one by one."""

    def __init__(self, elapsed: Elapsed) -> None:
        self._elapsed = elapsed
        self._buckets: dict[int, Bucket] = {}
        self._told: set[int] = set()

    def note(self, chat_id: int) -> tuple[bool, bool]:
        """One more message came. Returns whether its chat is in a hurry, and whether it was not until now."""
        now = self._elapsed()
        bucket = self._buckets.setdefault(chat_id, Bucket(HURRY_RATE, HURRY_BURST, now))
        if bucket.is_full(now):
            self._told.discard(chat_id)
        if bucket.wait(now) == 0:
            bucket.take(now)
            return False, False
        new = chat_id not in self._told
        self._told.add(chat_id)
        return True, new

    def forget_calm(self) -> None:
        now = self._elapsed()
        self._buckets = {chat: bucket for chat, bucket in self._buckets.items() if not bucket.is_full(now)}
        self._told &= self._buckets.keys()


class Slots:
    """So many calls side by side; whoever is wanted soonest goes first when all are taken."""

    def __init__(self, slots: int = SLOTS) -> None:
        self._free = slots
        self._waiting: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._count = count()

    async def enter(self, send_by: datetime) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (send_by, next(self._count), turn))
        await turn

    def leave(self) -> None:
        while self._waiting:
            _, _, turn = heapq.heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


def backoff(tries: int) -> float:
    """Seconds before the next try: about twice as long each time, up to a minute, never the same for all."""
    return min(2.0 ** min(tries, 6), 60) * random.uniform(0.5, 1)  # noqa: S311  (nobody guesses it)


def seconds(slow: RetryAfter) -> float:
    """The wait that a 429 asks for. The library is changing the type, and warns of it at each look."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PTBDeprecationWarning)
        after = slow.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()
