"""The stand-in for Telegram, an empty database, and the real bot as a process that can be killed."""

import asyncio
import logging
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.clock import MovableClock
from bot.sandbox.server import Server
from bot.sandbox.state import STAFF_CHAT
from bot.sandbox.telegram import Telegram
from bot.sandbox.web import site
from bot.trial import TOKEN, UNHURRIED, Trial
from storage.database import Database
from storage.sealing import new_master_key, read_master_keys
from tests.town import ROOT

RUN = ("-m", "bot", "run")
POLITE_SECONDS = 20


class EndedError(Exception):
    """The bot's process ended in a way that nobody asked for."""


class Bot:
    """One process of the bot: whoever wants three of them makes three."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self._env = {**os.environ, **env}
        self._log = folder / "bot.log"
        self._running: asyncio.subprocess.Process | None = None

    async def start(self, *how: str) -> None:
        """Start it; returns before it is ready. `how` replaces what `./sendline run` does."""
        with self._log.open("ab") as log:
            self._running = await asyncio.create_subprocess_exec(
                sys.executable, *(how or RUN), cwd=ROOT, env=self._env, stdout=log, stderr=log
            )

    async def kill(self) -> None:
        """Kill it without warning. Raises EndedError where it was dead already."""
        await self._end(signal.SIGKILL, -signal.SIGKILL)

    async def stop(self) -> None:
        """Ask it to stop, and see that it does. Raises EndedError where it does not end well."""
        async with asyncio.timeout(POLITE_SECONDS):
            await self._end(signal.SIGTERM, 0)

    async def died(self) -> int:
        """Wait until it ends by itself; returns its exit status."""
        if self._running is None:
            raise EndedError("it was never started")
        status = await self._running.wait()
        self._running = None
        return status

    async def _end(self, how: signal.Signals, wanted: int) -> None:
        if self._running is None:
            raise EndedError("it does not run")
        if self._running.returncode is None:
            self._running.send_signal(how)
        status = await self.died()
        if status != wanted:
            raise EndedError(f"it ended with {status}, not {wanted}. Its last words:\n{self.last_words()}")

    def last_words(self) -> str:
        return self._log.read_text(errors="replace")[-2000:]

    async def be_gone(self) -> None:
        """Leave nothing behind, whatever happened."""
        if self._running is not None and self._running.returncode is None:
            self._running.kill()
            await self._running.wait()


@dataclass(frozen=True)
class Stage:
    folder: Path
    telegram: Telegram
    bot: Bot
    key: str

    def open_database(self) -> Database:
        """The bot's database, to look into while the bot does not run."""
        return Database(f"sqlite:///{self.folder / 'sendline.db'}", read_master_keys(self.key))

    def rows(self, query: str) -> list[Any]:
        """What a plain query finds, also while the bot runs."""
        path = self.folder / "sendline.db"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
            return connection.execute(query).fetchall()

    def queued(self) -> int:
        """How many messages wait to be sent."""
        return int(self.rows("SELECT count(*) FROM outgoing WHERE state NOT IN ('sent', 'failed')")[0][0])


@asynccontextmanager
async def a_stage(folder: Path, begins: datetime | None = None) -> AsyncIterator[Stage]:
    """Everything but a running bot. `begins`: the moment at which Telegram's clock starts; now, if not given."""
    ahead = begins - datetime.now(UTC) if begins else timedelta()
    telegram = Telegram(MovableClock(ahead), TOKEN)
    server = Server(site(telegram, Trial.__new__(Trial)), telegram)
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # it tells of each call that we make fail
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0)
    key = new_master_key("test")
    bot = Bot(folder, _environment(folder, server.port, key))
    try:
        yield Stage(folder, telegram, bot, key)
    finally:
        await bot.be_gone()
        server.should_exit = True
        await serving


def _environment(folder: Path, port: int, key: str) -> dict[str, str]:
    return {
        "SENDLINE_TOKEN": TOKEN,
        "SENDLINE_STAFF_CHAT": str(STAFF_CHAT),
        "SENDLINE_MASTER_KEYS": key,
        "SENDLINE_OFFICE": str(ROOT / "office.example.toml"),
        "SENDLINE_DATABASE_URL": f"sqlite:///{folder / 'sendline.db'}",
        "SENDLINE_TELEGRAM": f"http://127.0.0.1:{port}",
        "SENDLINE_PACE_CHAT": str(UNHURRIED),
        "SENDLINE_PACE_GROUP": str(UNHURRIED),
        "SENDLINE_PACE_OVERALL": str(UNHURRIED),
    }
