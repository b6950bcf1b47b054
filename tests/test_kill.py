"""The bot's process is killed without warning, again and again, and nobody notices."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator

import pytest

from bot.sandbox.server import Server
from bot.sandbox.state import STAFF_CHAT
from bot.sandbox.telegram import Telegram
from bot.sandbox.web import site
from bot.trial import TOKEN, Trial
from storage.sealing import new_master_key
from tests.town import MONDAY_MORNING, ROOT, StillClock

# What the family does, and the question that must come next.
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


class Process:
    """The real bot, as `./sendline run` starts it."""

    def __init__(self, database_url: str, port: int) -> None:
        self.env = {
            **os.environ,
            "SENDLINE_TOKEN": TOKEN,
            "SENDLINE_STAFF_CHAT": str(STAFF_CHAT),
            "SENDLINE_MASTER_KEYS": new_master_key("test"),
            "SENDLINE_OFFICE": str(ROOT / "office.example.toml"),
            "SENDLINE_DATABASE_URL": database_url,
            "SENDLINE_TELEGRAM": f"http://127.0.0.1:{port}",
        }
        self.running: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self.running = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, env=self.env, stdout=asyncio.subprocess.DEVNULL
        )

    async def end(self, how: signal.Signals) -> int:
        if self.running is None:
            return 0
        self.running.send_signal(how)
        code = await self.running.wait()
        self.running = None
        return code


@pytest.fixture
async def telegram(database_url: str) -> AsyncIterator[tuple[Telegram, Process]]:
    telegram = Telegram(StillClock(MONDAY_MORNING), TOKEN)
    server = Server(site(telegram, Trial.__new__(Trial)), telegram)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0)
    process = Process(database_url, server.port)
    yield telegram, process
    if process.running:
        await process.end(signal.SIGKILL)
    server.should_exit = True
    await serving


def _asked(telegram: Telegram, chat: int) -> list[str]:
    """The bot's messages with a question that still waits for its answer."""
    return [m["text"] for m in telegram.history(chat) if m["from"]["is_bot"] and "✓" not in m["text"]]


async def _until_asked(telegram: Telegram, chat: int, question: str) -> None:
    async with asyncio.timeout(30):
        while not any(question in text for text in _asked(telegram, chat)):
            await telegram.changed_since(telegram.version, 30)


@pytest.mark.parametrize(
    "deaths",
    [
        pytest.param((3, 12), id="at two questions"),
        pytest.param(tuple(range(len(SCRIPT))), id="at every question", marks=pytest.mark.slow),
    ],
)
async def test_after_a_kill_the_interview_goes_on_at_that_question(
    telegram: tuple[Telegram, Process], deaths: tuple[int, ...]
) -> None:
    standin, process = telegram
    ann = standin.add_person("Ann").id
    await process.start()
    for place, (answer, question) in enumerate(SCRIPT):
        standin.says(ann, ann, answer)
        await _until_asked(standin, ann, question)
        if place in deaths:
            await process.end(signal.SIGKILL)
            await process.start()
    standin.says(ann, ann, "/status")
    await _until_asked(standin, ann, "You are part of the way through")
    checks = [m for m in standin.history(ann) if "Hours in school a week: 10" in m["text"]]
    assert len(checks) >= 1
    assert all("You agreed: No" in m["text"] for m in checks)


async def test_killed_before_it_could_read_a_message_the_bot_reads_it_when_it_is_back(
    telegram: tuple[Telegram, Process],
) -> None:
    standin, process = telegram
    ann = standin.add_person("Ann").id
    standin.says(ann, ann, "/start")
    await process.start()
    await _until_asked(standin, ann, "Who are you?")
    await process.end(signal.SIGKILL)
    standin.says(ann, ann, "parent or carer")
    standin.says(ann, ann, "AL1 3JE")
    await process.start()
    await _until_asked(standin, ann, "Which class or year?")


async def test_a_polite_stop_ends_within_five_seconds_and_exits_zero(
    telegram: tuple[Telegram, Process],
) -> None:
    standin, process = telegram
    ann = standin.add_person("Ann").id
    await process.start()
    standin.says(ann, ann, "/start")
    await _until_asked(standin, ann, "Who are you?")
    async with asyncio.timeout(5):
        assert await process.end(signal.SIGTERM) == 0
