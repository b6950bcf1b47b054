"""The composition root: settings and clock in, a running Sendline out."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError
from telegram.ext import ApplicationBuilder
from telegram.request import BaseRequest, HTTPXRequest

from bot.clock import Now, system_now
from bot.content import load_rulebook
from bot.desk import following, outgoing
from bot.desk.house import House
from bot.office import Office, calendar_of
from bot.settings import Settings
from bot.wording import load_words
from handlers.inbox import register
from handlers.poller import Poller
from handlers.reception import Reception
from handlers.sender import Sender
from storage.database import Database
from storage.sealing import read_master_keys

log = logging.getLogger(__name__)

TICK_SECONDS = 20
CONNECTIONS = 8
"""More connections make httpx slower, not quicker."""

FAMILY_COMMANDS = {
    "start": "Begin, or go on",
    "status": "Where your case stands",
    "back": "One question back",
    "help": "Help, and numbers for a crisis",
    "stop": "Stop my messages",
    "delete": "Erase all you told me",
}
STAFF_COMMANDS = {"queue": "Open cases, the most pressing first", "case": "One case, by reference"}


def build_house(office: Office, staff_chat: int) -> House:
    names = office.names()
    return House(
        words=load_words("words", names),
        staff_words=load_words("staff", names),
        rulebook=load_rulebook(),
        office=office,
        calendar=calendar_of(office),
        staff_chat=staff_chat,
    )


class Sendline:
    """Everything that runs: one poller, one sender, one ticker, one database."""

    def __init__(
        self, settings: Settings, office: Office, now: Now = system_now, request: BaseRequest | None = None
    ) -> None:
        masters = read_master_keys(settings.master_keys.get_secret_value())
        self.now = now
        self.house = build_house(office, settings.staff_chat)
        self.database = Database(settings.database, masters)
        self._app = _application(settings, request)
        self.sender = Sender(self._app.bot, self.database.transact, self.house, now)
        reception = Reception(self.database.transact, self.house, now, self.sender.wake)
        register(self._app, reception, settings.staff_chat)
        self.poller = Poller(self._app, reception)
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._tasks: list[asyncio.Task[Any]] = []

    async def prepare(self) -> None:
        """Bring the database up to date and greet Telegram."""
        self.database.prepare()
        await self.database.transact(lambda work: work.postings.in_group(self.house.staff_chat))
        await self._app.initialize()
        await self._app.bot.delete_webhook()
        await self._show_commands()

    async def _show_commands(self) -> None:
        """Offer the commands in Telegram's menus; a group that cannot be reached yet is no reason not to start."""
        bot = self._app.bot
        await bot.set_my_commands(_commands(FAMILY_COMMANDS), BotCommandScopeAllPrivateChats())
        with suppress(TelegramError):
            await bot.set_my_commands(_commands(STAFF_COMMANDS), BotCommandScopeChat(self.house.staff_chat))

    async def start(self) -> None:
        await self.prepare()
        self._scheduler.add_job(
            self.tick,
            "interval",
            seconds=TICK_SECONDS,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
        self._scheduler.start()
        self._tasks = [asyncio.create_task(self.poller.run()), asyncio.create_task(self.sender.run())]

    async def run_until(self, stopped: asyncio.Event) -> None:
        """Run until told to stop. A poller or sender that dies takes the process with it, loudly."""
        waiting = asyncio.create_task(stopped.wait())
        done, _ = await asyncio.wait([waiting, *self._tasks], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        for task in done - {waiting}:
            task.result()

    async def stop(self) -> None:
        """Stop fetching, finish what is being sent, tell Telegram how far we came."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with suppress(TelegramError):
            await self.sender.stop()
            await self.poller.acknowledge()
        await self._app.shutdown()
        self.database.close()

    async def tick(self) -> None:
        """Send every follow-up that is due, a handful a transaction."""
        taken = following.AT_ONCE
        while taken == following.AT_ONCE:
            taken = await self.database.transact(
                partial(following.follow_up, house=self.house, now=self.now())
            )
            self.sender.wake()
        await self.database.transact(lambda work: work.forget_heard(self.now()))

    async def advance(self, target: datetime, move_to: Callable[[datetime], None]) -> None:
        """Move a clock to a moment, stopping at each follow-up on the way to deliver what falls due."""
        while True:
            due = self.next_due()
            stop_at = min(due[0], target) if due else target
            move_to(max(stop_at, self.now()))
            await self.tick()
            await self.sender.drain()
            if stop_at >= target:
                return

    async def idle(self) -> bool:
        """Whether nothing waits to be sent."""
        return not self.sender.busy and not await self.database.transact(partial(outgoing.ready, busy=()))

    def next_due(self) -> tuple[datetime, str] | None:
        """When the next follow-up comes, and its kind."""
        return self.database.transact_now(following.next_due)


def _application(settings: Settings, request: BaseRequest | None) -> Any:
    base = settings.telegram.rstrip("/")
    builder = (
        ApplicationBuilder()
        .token(settings.token.get_secret_value())
        .base_url(f"{base}/bot")
        .base_file_url(f"{base}/file/bot")
        .updater(None)
        .job_queue(None)
        .request(request or http_for(base))
        .get_updates_request(request or http_for(base))
    )
    return builder.build()


def http_for(base: str) -> HTTPXRequest:
    """A connection pool; a proxy of the environment is used, but never for this very machine."""
    at_home = urlsplit(base).hostname in ("127.0.0.1", "localhost", "::1")
    options = {"trust_env": not at_home}
    return HTTPXRequest(connection_pool_size=CONNECTIONS, read_timeout=40, httpx_kwargs=options)


def _commands(texts: dict[str, str]) -> list[BotCommand]:
    return [BotCommand(name, text) for name, text in texts.items()]
