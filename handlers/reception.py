"""The way from a handler to the desk: each update is one transaction, and what it queued is sent at once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from bot.clock import Now
from bot.desk import family, outgoing, staff
from bot.desk.house import House
from bot.desk.outgoing import Work
from bot.desk.updates import FromFamily, StaffSaid, StaffTapped

T = TypeVar("T")


class Transact(Protocol):
    """Runs a use-case in one transaction, committed when it returns."""

    def __call__(self, use_case: Callable[[Work], T], /) -> Awaitable[T]: ...


@dataclass(frozen=True)
class Reception:
    transact: Transact
    house: House
    now: Now
    wake: Callable[[], None]  # there may be something to send

    async def hear(self, update: FromFamily) -> str:
        """A family's update. Returns what to show to whoever tapped, or nothing."""
        return await self._commit(partial(family.hear, house=self.house, update=update, now=self.now()))

    async def hear_staff(self, update: StaffSaid) -> None:
        await self._commit(partial(staff.said, house=self.house, update=update, now=self.now()))

    async def staff_tapped(self, update: StaffTapped) -> str:
        return await self._commit(partial(staff.tapped, house=self.house, update=update, now=self.now()))

    async def tell_number(self, update_id: int, chat_id: int) -> None:
        """Answer /chat in any group with the group's number."""
        await self._commit(
            partial(staff.tell_number, house=self.house, update_id=update_id, chat_id=chat_id, now=self.now())
        )

    async def set_aside(self, update_id: int, chat_id: int, body: str, why: str) -> None:
        """Keep an update that cannot be handled, so that it blocks nobody and is not lost; both sides are told."""
        aside = partial(outgoing.set_aside, house=self.house, update_id=update_id, chat_id=chat_id)
        await self._commit(partial(aside, body=body, why=why, now=self.now()))

    async def _commit(self, use_case: Callable[[Work], T]) -> T:
        result = await self.transact(use_case)
        self.wake()
        return result
