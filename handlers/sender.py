"""Messages out: each chat's in order, chats side by side, at the pace that Telegram takes."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from functools import partial

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.casework.messages import STAFF_ROOM
from bot.clock import Now
from bot.desk import outgoing
from bot.desk.house import House, StorageTrouble
from bot.desk.outgoing import Became, Fate, Ready
from handlers.held import Chat, Drip, Held
from handlers.intake import reason
from handlers.journal import Journal
from handlers.line import NotReachedError
from handlers.pace import Elapsed, Pace, Slots, backoff, seconds
from handlers.post import Postman
from handlers.reception import StaffGroup, Transact
from handlers.refusals import MEND, may_pass, sign_of

log = logging.getLogger(__name__)

ROOM = 2000
"""How many messages are in hand at the most; others wait in the database."""

LOOK_SECONDS = 5
"""How often it is looked for messages that nobody has in hand."""

LOOK_AGAIN_SECONDS = 1
"""What waited longer in hand is looked up again: it may have been replaced, erased, or sent by another process."""

STOP_SECONDS = 1.5
"""How long what is being sent may take to finish when the process is to end."""


class Sender:
    """One sender a process. A chat that must wait (too fast, or no line) holds up no other chat."""

    def __init__(
        self,
        bot: Bot,
        transact: Transact,
        house: House,
        group: StaffGroup,
        now: Now,
        pace: Pace,
        *,
        shared: bool = False,
        elapsed: Elapsed = time.monotonic,
    ) -> None:
        """`shared`: other processes queue and send too. `elapsed` counts waits, as it does for `pace`."""
        self._postman = Postman(bot, transact, house, group)
        self._transact, self._house, self._group, self._now = transact, house, group, now
        self._pace, self._shared, self._elapsed = pace, shared, elapsed
        self._slots, self._drip, self._journal = Slots(), Drip(pace), Journal(self._record)
        self._chats: dict[int, Chat] = {}
        self._serving: set[asyncio.Task[None]] = set()
        self._in_flight: set[int] = set()
        self._count = 0  # of all that is in hand; the database's thread looks at it
        self._moved = asyncio.Event()
        self._stopping = self._draining = False

    @property
    def room(self) -> int:
        """How many more messages may be taken in hand."""
        return 0 if self._stopping else max(ROOM - self._count, 0)

    @property
    def busy(self) -> bool:
        return bool(self._chats)

    def take(self, messages: Sequence[Ready]) -> None:
        """Send these: they were committed just now, and are in our hands."""
        now = self._elapsed()
        for message in messages:
            chat = self._chats.get(message.chat_id)
            if chat is None:
                chat = self._chats[message.chat_id] = Chat()
                serving = asyncio.create_task(self._serve(message.chat_id, chat))
                self._serving.add(serving)
                serving.add_done_callback(partial(self._served, message.chat_id))
            chat.held.append(Held(message, now))
            self._count += 1
            chat.news.set()

    async def run(self) -> None:
        """Look for what nobody has in hand: after a crash, or where there was no room."""
        while True:
            try:
                await self.look()
            except StorageTrouble as trouble:
                log.error("Messages wait: %s", trouble)
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> int:
        """Take in hand what nobody sends. Returns how many messages."""
        most = min(self.room, 200)
        return await self._transact(partial(outgoing.claim, most=most)) if most > 0 else 0

    async def drain(self) -> None:
        """Send until nothing more can go out now; what must wait is left waiting."""
        self._draining = True
        while await self.look() or not self._all_rest():
            while not self._all_rest():
                self._journal.hurry()
                self._moved.clear()
                await self._moved.wait()
        self._draining = False

    def resume(self, chat_id: int) -> None:
        """A chat that was closed to us can be written to again: do not wait for the next try."""
        self._pace.resume(chat_id)
        chat = self._chats.get(chat_id)
        if chat:
            chat.news.set()

    def share_commit(self) -> None:
        """Something is about to be committed: what went out is noted with it."""
        self._journal.hurry()

    def _all_rest(self) -> bool:
        for chat_id, chat in self._chats.items():
            if chat.rests and self._pace.wait(chat_id) == 0 and (chat.asked or chat.allowed):
                chat.rests = False
                chat.news.set()
        return all(chat.rests for chat in self._chats.values())

    async def stop(self) -> None:
        """Let what is being sent finish, and leave the rest to whoever comes next."""
        self._stopping = True
        self._drip.stop()
        for chat in self._chats.values():
            chat.news.set()
        if self._serving:
            await asyncio.wait(self._serving, timeout=STOP_SECONDS)
        for serving in self._serving:
            serving.cancel()
        await self._journal.finish()

    def in_hand(self) -> list[int]:
        """The numbers of the messages that were not begun; what was begun may have gone out."""
        held = (held.message.number for chat in self._chats.values() for held in chat.held)
        return [number for number in held if number not in self._in_flight]

    def _served(self, chat_id: int, serving: asyncio.Task[None]) -> None:
        """A chat got what it was owed; or serving it failed in a way that nobody foresaw, which stops no other."""
        self._serving.discard(serving)
        failure = None if serving.cancelled() else serving.exception()
        if failure:
            log.error("chat %s is not sent what it is owed until the next start: %s", chat_id, type(failure))
            self._count -= len(self._chats.pop(chat_id).held)
            self._moved.set()

    async def _serve(self, chat_id: int, chat: Chat) -> None:
        """Send what one chat is owed, one after the other."""
        while (chat.held or chat.noting) and not self._stopping:
            if not chat.held:
                await self._noted(chat)
                continue
            await self._turn(chat_id, chat)
            held = chat.first()
            lane = next(iter(chat.noting), None) if chat_id == STAFF_ROOM else held.message.lane
            if lane in chat.noting:  # never two that a crash might repeat
                self._journal.hurry()
                await chat.noting.pop(lane)
            elif not self._stopping:
                await self._serve_one(chat_id, chat, held)
        if not self._stopping:
            del self._chats[chat_id]
            self._moved.set()

    async def _serve_one(self, chat_id: int, chat: Chat, held: Held) -> None:
        became = await self._attempt(chat_id, chat, held)
        if became is None:
            return
        chat.held.remove(held)
        noted = self._journal.note(became)
        chat.noting[held.message.lane] = noted
        noted.add_done_callback(partial(self._is_noted, chat, held.message))
        if became.fate is not Fate.SENT:
            self._journal.hurry()
            await noted

    async def _noted(self, chat: Chat) -> None:
        """Wait until what went out is committed, or there is more to send."""
        if self._draining:
            self._journal.hurry()
        chat.news.clear()
        await chat.news.wait()

    def _is_noted(self, chat: Chat, message: Ready, noted: "asyncio.Future[None]") -> None:
        if chat.noting.get(message.lane) is noted:
            del chat.noting[message.lane]
        self._in_flight.discard(message.number)
        self._count -= 1
        chat.news.set()

    async def _turn(self, chat_id: int, chat: Chat) -> None:
        """Wait until this chat may be written to."""
        while not self._stopping:
            wait = self._pace.wait(chat_id)
            if wait == 0 and (chat.asked or chat.allowed):
                break
            if wait == 0:
                self._drip.queue(chat)
            chat.news.clear()
            chat.rests = True
            self._moved.set()
            with suppress(TimeoutError):
                await asyncio.wait_for(chat.news.wait(), wait or None)
        chat.rests = False

    async def _attempt(self, chat_id: int, chat: Chat, held: Held) -> Became | None:
        """Send. Returns what became of it; None where it is to be tried again."""
        message = held.message
        await self._slots.enter(chat.wanted_by)
        try:
            if not await self._is_still_ours(held):
                return Became(message, Fate.GONE)
            if outgoing.is_late(message, self._now()):
                return Became(message, Fate.LATE)
            self._pace.take(chat_id, asked=not chat.allowed)
            chat.allowed = False
            self._in_flight.add(message.number)
            again = held.unsure or message.again
            numbers = await self._postman.post(message, again=again)
            return Became(message, Fate.SENT, next(iter(numbers), None), more=numbers[1:])
        except RetryAfter as slow:
            self._pace.slowed(chat_id, seconds(slow))
        except ChatMigrated as moved:
            if chat_id != STAFF_ROOM:
                return Became(message, Fate.REFUSED, why="this group has another number now")
            await self._follow(moved.new_chat_id)
        except (Forbidden, BadRequest) as refused:
            if chat_id != STAFF_ROOM or not may_pass(refused, held.tries):
                fate = Fate.UNREACHABLE if isinstance(refused, Forbidden) else Fate.REFUSED
                return Became(
                    message, fate, why=refused.message[:120]
                )  # Telegram's words, which never quote ours
            log.error("the staff group cannot be reached: %s; its messages wait. %s", sign_of(refused), MEND)
            self._later(chat_id, held)
        except TelegramError as trouble:
            log.warning("message %s waits: %s", message.number, type(trouble))
            held.unsure = held.unsure or not isinstance(trouble, (NotReachedError, InvalidToken))
            self._later(chat_id, held)
        except Exception as trouble:
            log.error("message %s waits: %s", message.number, reason(trouble))
            self._later(chat_id, held)
        finally:
            self._slots.leave()
        if not held.unsure:
            self._in_flight.discard(message.number)
        return None

    async def _is_still_ours(self, held: Held) -> bool:
        now = self._elapsed()
        if now - held.since <= LOOK_AGAIN_SECONDS:
            return True
        held.since = now
        return await self._transact(partial(outgoing.is_still_ours, message=held.message))

    def _later(self, chat_id: int, held: Held) -> None:
        self._pace.pause(chat_id, backoff(held.tries))
        held.tries += 1

    async def _follow(self, number: int) -> None:
        """The staff group has another number now. Where that cannot be noted, Telegram will say so again."""
        was = self._group.number
        with suppress(StorageTrouble):
            await self._transact(lambda work: work.postings.group_moved(was, number))
            self._group.number = number
            log.warning("the staff group is now %s; it is followed", number)

    def _record(self, became: Sequence[Became]) -> Awaitable[None]:
        noting = partial(outgoing.record, house=self._house, became=became, shared=self._shared)
        return self._transact(partial(noting, now=self._now()))
