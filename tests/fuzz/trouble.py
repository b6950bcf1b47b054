"""Telegram fails on the way, and a town that carries on all the same; what became of its messages."""

import asyncio
import sqlite3
from collections.abc import Sequence
from typing import Any

from telegram.error import TelegramError

from tests.town import Town

MOST_TRIES = 30
"""How often a line that fails is tried again: more often than it is ever made to fail."""


async def settles(town: Town) -> None:
    """Let the bot hear all that was said and send all that it owes, however often Telegram fails on the way.

    A chat that has to wait is not waited for: a new process knows of no pause, and goes on from the rows.
    """
    for _ in range(MOST_TRIES):
        try:
            await _hanging_up(town)
        except TelegramError:
            continue
        if not owed(town):
            return
        await restarts(town)
    raise AssertionError(f"these messages are never sent: {owed(town)}")


async def _hanging_up(town: Town) -> None:
    """Settle, and end the calls that a "timeout" keeps waiting."""
    settling = asyncio.ensure_future(town.settle())
    while not settling.done():
        await asyncio.wait({settling}, timeout=0.2)
        town.telegram.hang_up()
    settling.result()


async def restarts(town: Town) -> None:
    """Start the bot's process anew until Telegram lets it start."""
    for _ in range(MOST_TRIES):
        starting = asyncio.ensure_future(town.restart())
        while not starting.done():
            await asyncio.wait({starting}, timeout=0.2)
            town.telegram.hang_up()
        if not isinstance(starting.exception(), TelegramError):
            starting.result()
            return
    raise AssertionError("the bot does not start")


def rows(town: Town, question: str, *values: object) -> Sequence[Any]:
    """What the database answers, asked beside the bot."""
    connection = sqlite3.connect(town.url.removeprefix("sqlite:///"))
    connection.row_factory = sqlite3.Row
    try:
        return connection.execute(question, values).fetchall()
    finally:
        connection.close()


def owed(town: Town) -> list[tuple[int, str]]:
    """The messages that wait to be sent: to whom, and which message they edit."""
    waiting = rows(town, "SELECT chat_id, edits FROM outgoing WHERE state = 'queued' ORDER BY id")
    return [(row["chat_id"], row["edits"]) for row in waiting]


def not_met(town: Town) -> list[str]:
    """Updates that were set aside, and messages that were given up for any reason but a chat that is shut."""
    aside = [f"set aside: {row['why']}" for row in rows(town, "SELECT why FROM set_aside")]
    failed = rows(town, "SELECT chat_id, why FROM outgoing WHERE state = 'failed'")
    refused = [f"to {row['chat_id']}: {row['why']}" for row in failed if "blocked" not in row["why"]]
    return aside + refused
