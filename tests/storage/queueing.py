"""One of the processes that queue and send on a database, as the tests of the outbox drive it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from bot.casework.messages import Message
from storage.database import Database
from storage.outbox import Ready
from storage.sealing import read_master_keys
from storage.tables import Case, Outgoing
from storage.work import Work

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 10, 5, tzinfo=UTC)
ANN, BEA, CAT = 7, 8, 9
"""Three families' chats."""
CARD = "card:1"


def begins(work: Work, chat: int) -> Case:
    return work.cases.begin(chat, AT)


class Process:
    """One of the processes that queue and send on a database."""

    def __init__(self, url: str, room: int = 100) -> None:
        self.database = Database(url, read_master_keys("first:" + "A" * 43 + "="))
        self.in_hand: list[Ready] = []
        self.database.room, self.database.take = lambda: room, self.in_hand.extend

    async def lives(self) -> None:
        self.database.prepare()
        me = self.database.process
        await self.database.transact(lambda work: work.leases.hold(f"running:{me}", me, 60))

    async def dies(self) -> None:
        """Its lease runs out."""
        await self.database.transact(lambda work: work.leases.let_go(self.database.process))
        self.in_hand.clear()

    async def does(self, use_case: Callable[[Work], Any]) -> Any:
        return await self.database.transact(use_case)

    async def says(self, chat: int, said: Message | str, **how: Any) -> None:
        message = Message(html=said) if isinstance(said, str) else said
        await self.does(lambda work: work.outbox.add(chat, message, AT, **how))

    async def looks(self) -> None:
        """Take in hand what nobody alive has."""
        await self.does(lambda work: work.outbox.claim(work.leases.alive(), 50))

    async def sends(self, message: Ready) -> None:
        """Telegram took a message; what waits behind it is taken on."""
        self.in_hand.remove(message)

        def notes(work: Work) -> None:
            work.outbox.close(message, "sent", "", LATER)
            work.outbox.claim_next([message], work.leases.alive())

        await self.does(notes)

    @property
    def shown(self) -> list[str]:
        return [message.message.html for message in self.in_hand]

    async def rows(self) -> list[Any]:
        found = await self.does(
            lambda work: work.connection.execute(select(Outgoing).order_by(col(Outgoing.id))).all()
        )
        return list(found)
