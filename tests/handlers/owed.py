"""Messages of Sendline's own: queued, and what became of them."""

from bot.casework.messages import Message, Rank
from tests.town import Town


async def queued(town: Town, chat: int, text: str, rank: Rank = Rank.REPLY) -> None:
    """A message of Sendline's own to a chat, committed now."""
    message = Message(html=text)
    await town.sendline.database.transact(
        lambda work: work.outbox.add(chat, message, town.clock(), rank=rank)
    )


def states(town: Town) -> list[str]:
    """What became of all messages that are on record."""
    read = "SELECT state FROM outgoing ORDER BY id"
    return town.sendline.database.transact_now(
        lambda work: [state for (state,) in work.connection.exec_driver_sql(read)]
    )
