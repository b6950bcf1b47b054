"""The way from an update to the desk: read it, put it to the desk in one transaction, answer the button."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Protocol, TypeVar

from telegram import Bot
from telegram.error import TelegramError

from bot.clock import Now
from bot.desk import hearing, holding, outgoing
from bot.desk.house import House
from bot.desk.outgoing import Work
from bot.desk.updates import FromFamily, GroupMoved, Place, PlaceInGroup, StaffTapped
from handlers.line import call
from handlers.reading import Json, chat_of, is_member, query_of, read

log = logging.getLogger(__name__)

T = TypeVar("T")
QUICK_SECONDS = 5
"""How long a call may take that somebody's tap waits for."""


CLOSED = (Place.GONE, Place.MUTE)
TO_MEND = {
    Place.GONE: "The bot was taken out of the staff group. Add it again: what the group is owed waits until then.",
    Place.MUTE: "The bot may not write in the staff group. Let it send messages and files there, under the group's "
    "permissions: what the group is owed waits until then.",
    Place.ADMINISTRATOR: "The bot is an administrator of the staff group, so that Telegram shows it all that staff "
    "write. It keeps none of it, and needs no such right: make it an ordinary member.",
}
"""What is wrong with the bot's place in the staff group, and what to do."""


class Transact(Protocol):
    """Runs a use-case in one transaction, committed when it returns; those of one chat never at once."""

    def __call__(self, use_case: Callable[[Work], T], chat_id: int = 0, /) -> Awaitable[T]: ...


@dataclass
class StaffGroup:
    """The staff's group, by the number that it has now: Telegram gives it another one when it grows up."""

    number: int


@dataclass
class Reception:
    bot: Bot
    transact: Transact
    house: House
    now: Now
    group: StaffGroup
    on_return: Callable[[], Awaitable[None]] | None = None
    _calls: set[asyncio.Task[None]] = field(default_factory=set)

    async def hear(self, update: Json, *, hurried: bool = False, slow_down: bool = False) -> None:
        """Put one update to the desk. Returns once its effects are committed."""
        arrived = read(update, self.group.number)
        if isinstance(arrived, PlaceInGroup):
            await self._group_changed(arrived)
            return
        if isinstance(arrived, StaffTapped):
            toast = await self._staff_tapped(arrived)
        elif isinstance(arrived, FromFamily):
            told = replace(arrived, hurried=hurried, slow_down=slow_down) if hurried else arrived
            toast = await self._commit(told, arrived.chat_id)
        else:
            toast = await self._commit(arrived, 0) if arrived else ""
        if isinstance(arrived, GroupMoved):
            self.group.number = arrived.now
        self._answer(query_of(update), toast)

    async def _group_changed(self, change: PlaceInGroup) -> None:
        """Say in the log what to do; where the group can be written to again, do so."""
        if change.place in TO_MEND:
            log.error("%s", TO_MEND[change.place])
        if change.place not in CLOSED:
            log.info("the staff group can be written to")
            if self.on_return:
                await self.on_return()

    async def _commit(self, arrived: Any, chat_id: int) -> str:
        use_case = partial(hearing.hear, house=self.house, update=arrived, now=self.now())
        return await self.transact(use_case, chat_id)

    async def _staff_tapped(self, tap: StaffTapped) -> str:
        other = holding.named(tap.data)
        try:
            here = await self._is_here(tap.who.id)
            left = here and other is not None and not await self._is_here(other)
        except TelegramError as trouble:
            log.warning("membership could not be checked: %s", type(trouble))
            return self.house.staff_words.plain("toast.unchecked")
        return await self._commit(replace(tap, still_member=here, other_left=left), 0)

    async def _is_here(self, person: int) -> bool:
        asked = {"chat_id": self.group.number, "user_id": person}
        return is_member(await call(self.bot, "getChatMember", asked, QUICK_SECONDS))

    def _answer(self, query: str | None, toast: str) -> None:
        """Stop the button's spinner. Best effort: what the tap did is committed already."""
        if query is not None:
            calling = asyncio.create_task(self._answered(query, toast))
            self._calls.add(calling)
            calling.add_done_callback(self._calls.discard)

    async def _answered(self, query: str, toast: str) -> None:
        values = {"callback_query_id": query, "text": toast, "show_alert": len(toast) > 60}
        try:
            await call(self.bot, "answerCallbackQuery", values if toast else {"callback_query_id": query})
        except TelegramError as trouble:
            log.info("a tap was not answered: %s", type(trouble))

    async def settled(self) -> None:
        """Wait until no button waits for its answer."""
        while self._calls:
            await asyncio.gather(*self._calls)

    async def set_aside(self, update: Json, body: str, why: str) -> None:
        """Keep an update that cannot be handled, so that it blocks nobody and is not lost; both sides are told."""
        chat_id = chat_of(update)
        aside = partial(outgoing.set_aside, house=self.house, update_id=update["update_id"], chat_id=chat_id)
        await self.transact(partial(aside, body=body, why=why, now=self.now()), chat_id)
