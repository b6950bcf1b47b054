"""Messages out: the outbox is drained in order per chat, different chats side by side."""

import asyncio
import logging
import time
from collections.abc import Callable
from functools import partial

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.clock import Now
from bot.desk import outgoing
from bot.desk.house import STAFF_ROOM, House
from bot.desk.outgoing import Ready
from handlers.pace import seconds
from handlers.post import post
from handlers.reception import Transact

log = logging.getLogger(__name__)

LOOK_SECONDS = 15
"""How long the sender sleeps when nothing wakes it."""

CLOSED = ("chat not found", "not enough rights", "no rights", "write_forbidden", "restricted")
AT_FAULT = ("can't parse", "too long", "too_long", "empty", "button", "markup")
"""What Telegram says where the group cannot be written to, and where this very message cannot be sent."""

MOST_TRIES = 5


class Sender:
    """One sender. A chat that must wait (too fast, or no line) holds up no other chat."""

    def __init__(
        self,
        bot: Bot,
        transact: Transact,
        house: House,
        now: Now,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        """`elapsed` tells the seconds since some moment, and never goes back: pauses are counted by it."""
        self._bot, self._transact, self._house, self._now = bot, transact, house, now
        self._elapsed = elapsed
        self._woken = asyncio.Event()
        self._choosing = asyncio.Lock()
        self._sending: dict[int, asyncio.Task[None]] = {}
        self._paused: dict[int, float] = {}  # chat: when it may go on, by `elapsed`

    def wake(self) -> None:
        self._woken.set()

    @property
    def busy(self) -> bool:
        return bool(self._sending)

    async def run(self) -> None:
        while True:
            self._woken.clear()
            await self._start_ready()
            wait = min([LOOK_SECONDS, *(until - self._elapsed() for until in self._paused.values())])
            try:
                await asyncio.wait_for(self._woken.wait(), max(wait, 0.01))
            except TimeoutError:
                continue

    async def drain(self) -> None:
        """Send until nothing more is ready; what must wait is left waiting."""
        while await self._start_ready() or self._sending:
            await asyncio.gather(*self._sending.values())

    async def stop(self) -> None:
        """Let what is being sent finish."""
        await asyncio.gather(*self._sending.values(), return_exceptions=True)

    async def _start_ready(self) -> int:
        """Start sending the next message of every chat that is free. Returns how many were started."""
        async with self._choosing:  # two who choose at once would both take the same message
            now = self._elapsed()
            self._paused = {chat: until for chat, until in self._paused.items() if until > now}
            busy = [*self._sending, *self._paused]
            ready = await self._transact(partial(outgoing.ready, busy=busy))
            for message in ready:
                self._sending[message.chat_id] = asyncio.create_task(self._send(message))
        return len(ready)

    async def _send(self, message: Ready) -> None:
        try:
            await self._attempt(message)
        except Exception:
            log.exception("message %s could not be recorded", message.number)
            self._pause(message.chat_id, 5)
        finally:
            del self._sending[message.chat_id]
            self.wake()

    async def _attempt(self, message: Ready) -> None:
        """Send, and record what became of it."""
        try:
            chat_id = self._house.staff_chat if message.chat_id == STAFF_ROOM else message.chat_id
            message_id = await post(self._bot, chat_id, message)
        except RetryAfter as slow:
            self._pause(message.chat_id, seconds(slow))
        except (Forbidden, BadRequest) as refused:
            if message.chat_id == STAFF_ROOM and _may_pass(refused, message.tries):
                log.error("the staff group cannot be reached: %s; its messages wait", _reason(refused))
                await self._try_later(message)
            else:
                use_case = outgoing.unreachable if isinstance(refused, Forbidden) else outgoing.refused
                await self._transact(self._record(use_case, message, why=_reason(refused)))
        except ChatMigrated as moved:
            log.error("the group is now %s: put that number into SENDLINE_STAFF_CHAT", moved.new_chat_id)
            await self._try_later(message)
        except TelegramError as trouble:
            log.warning("message %s waits: %s", message.number, type(trouble).__name__)
            await self._try_later(message)
        else:
            await self._transact(
                partial(outgoing.sent, message=message, message_id=message_id, now=self._now())
            )

    async def _try_later(self, message: Ready) -> None:
        """Leave the message queued; its chat waits twice as long each time, up to a minute."""
        await self._transact(partial(outgoing.tried, message=message))
        self._pause(message.chat_id, min(2**message.tries, 60))

    def _record(self, use_case: outgoing.Record, message: Ready, *, why: str) -> outgoing.Recorded:
        return partial(use_case, house=self._house, message=message, why=why, now=self._now())

    def _pause(self, chat_id: int, seconds: float) -> None:
        self._paused[chat_id] = self._elapsed() + seconds


def _may_pass(refused: TelegramError, tries: int) -> bool:
    """Whether waiting may help: the staff group is closed to us, or the message may not be at fault."""
    said = refused.message.casefold()
    if isinstance(refused, Forbidden) or any(sign in said for sign in CLOSED):
        return True
    return not any(sign in said for sign in AT_FAULT) and tries < MOST_TRIES


def _reason(error: TelegramError) -> str:
    """Telegram's words, which never quote ours."""
    return error.message[:120]
