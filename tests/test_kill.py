"""The bot's process is killed without warning, again and again, and nobody notices."""

import asyncio
import signal
from collections.abc import AsyncIterator

import pytest

from bot.sandbox.telegram import Telegram
from tests.running import SCRIPT, Process, a_telegram, until_said


@pytest.fixture
async def telegram(database_url: str) -> AsyncIterator[tuple[Telegram, Process]]:
    async with a_telegram() as (standin, port):
        process = Process(database_url, port)
        yield standin, process
        if process.running:
            await process.end(signal.SIGKILL)


@pytest.mark.parametrize(
    "deaths",
    [
        pytest.param((3, 12), id="at two questions"),
        pytest.param(
            tuple(range(len(SCRIPT))),
            id="at every question",
            marks=[pytest.mark.slow, pytest.mark.sqlite],  # PostgreSQL waits for a lease each time
        ),
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
        await until_said(standin, ann, question)
        if place in deaths:
            await process.end(signal.SIGKILL)
            await process.start()
    standin.says(ann, ann, "/status")
    await until_said(standin, ann, "You are part of the way through")
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
    await until_said(standin, ann, "Who are you?")
    await process.end(signal.SIGKILL)
    standin.says(ann, ann, "parent or carer")
    standin.says(ann, ann, "AL1 3JE")
    await process.start()
    await until_said(standin, ann, "Which class or year?")


async def test_a_polite_stop_ends_within_five_seconds_and_exits_zero(
    telegram: tuple[Telegram, Process],
) -> None:
    standin, process = telegram
    ann = standin.add_person("Ann").id
    await process.start()
    standin.says(ann, ann, "/start")
    await until_said(standin, ann, "Who are you?")
    async with asyncio.timeout(5):
        assert await process.end(signal.SIGTERM) == 0
