"""The real bot in processes of its own, beside a stand-in for Telegram that answers over a socket."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.sandbox.server import Server
from bot.sandbox.state import STAFF_CHAT
from bot.sandbox.telegram import Telegram
from bot.sandbox.web import site
from bot.trial import TOKEN, Trial
from storage.sealing import new_master_key
from tests.town import MONDAY_MORNING, ROOT, StillClock

# What a family types, and the question that must come next.
SCRIPT = [
    ("/start", "Who are you?"),
    ("parent or carer", "What is your postcode?"),
    ("AL1 3JE", "Which class or year?"),
    ("years 3 to 6", "Is there an EHC plan?"),
    ("no", "What is school like this week?"),
    ("part days", "How many hours a week"),
    ("10", "How long has it been like this?"),
    ("3 months", "Did you agree"),
    ("no", "Is there a date when it ends?"),
    ("no end date", "Why part days?"),
    ("behaviour", "Is there another child"),
    ("no", "Is any of this true"),
    ("none of these", "How can we reach you?"),
    ("07700 900123", "Nearly done."),
    ("nothing to add", "Please check your answers"),
]
Message = dict[str, Any]
KEY = new_master_key("test")


class Process:
    """The real bot, as `./sendline run` starts it. With `webhook`: the port where it takes updates in."""

    def __init__(self, database_url: str, telegram: int, webhook: int = 0) -> None:
        self.webhook = webhook
        self.env = {
            **os.environ,
            "SENDLINE_TOKEN": TOKEN,
            "SENDLINE_STAFF_CHAT": str(STAFF_CHAT),
            "SENDLINE_MASTER_KEYS": KEY,
            "SENDLINE_OFFICE": str(ROOT / "office.example.toml"),
            "SENDLINE_DATABASE_URL": database_url,
            "SENDLINE_TELEGRAM": f"http://127.0.0.1:{telegram}",
            "SENDLINE_PACE_GROUP": "6000",  # the staff group's messages are not what is waited for here
        }
        self.running: asyncio.subprocess.Process | None = None

    async def start(self, log: int | None = None) -> None:
        """`log`: where its log goes, as for a subprocess; to ours where nothing is said."""
        how = (
            ["--webhook", "https://office.example/hook", "--port", str(self.webhook)] if self.webhook else []
        )
        self.running = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", *how),
            cwd=ROOT,
            env=self.env,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )

    async def runs(self) -> None:
        """Wait until it says that it is running."""
        if self.running is None or self.running.stdout is None:
            raise RuntimeError("it was never started")
        async with asyncio.timeout(60):
            line = await self.running.stdout.readline()
        assert line.startswith(b"Sendline is running.")

    async def end(self, how: signal.Signals) -> int:
        if self.running is None:
            return 0
        self.running.send_signal(how)
        code = await self.running.wait()
        self.running = None
        return code


@asynccontextmanager
async def a_telegram() -> AsyncIterator[tuple[Telegram, int]]:
    """A stand-in for Telegram, and the port where it answers."""
    telegram = Telegram(StillClock(MONDAY_MORNING), TOKEN)
    server = Server(_takes_webhooks(site(telegram, Trial.__new__(Trial))), telegram)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0)
    try:
        yield telegram, server.port
    finally:
        server.should_exit = True
        await serving


def _takes_webhooks(app: ASGIApp) -> ASGIApp:
    """The stand-in delivers nothing by itself, but says yes to whoever asks it to."""

    async def answers(scope: Scope, receive: Receive, send: Send) -> None:
        if not str(scope.get("path", "")).endswith("/setwebhook"):
            await app(scope, receive, send)
            return
        body = json.dumps({"ok": True, "result": True}).encode()
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [(b"content-type", b"application/json")],
            }
        )
        await send({"type": "http.response.body", "body": body})

    return answers


def from_bot(telegram: Telegram, chat: int) -> list[Message]:
    """The bot's messages in a chat, oldest first; what is said under a file is its text."""
    sent = (message for message in telegram.history(chat) if message["from"]["is_bot"])
    return [m if "text" in m else m | {"text": m.get("caption", "")} for m in sent]


async def until_said(telegram: Telegram, chat: int, words: str, seconds: float = 30) -> Message:
    """Wait for a message from the bot with these words that no answer was noted in yet. Returns it."""
    async with asyncio.timeout(seconds):
        while True:
            for message in reversed(from_bot(telegram, chat)):  # the newest first
                if words in message["text"] and "✓" not in message["text"]:
                    return message
            await telegram.changed_since(telegram.version, seconds)
