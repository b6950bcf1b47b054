"""A small disk, short waits, and a machine beside a pretend Telegram."""

import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox.telegram import Telegram
from tests.machine.troubles import Machine
from tests.running import a_telegram


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m,mode=755", "tmpfs", place],  # noqa: S607
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    yield place
    subprocess.run(["umount", "-l", place], check=True)  # noqa: S607


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits that are short, so that a trouble shows at once."""
    monkeypatch.setattr("storage.engine.BUSY_MS", 20)
    monkeypatch.setattr("storage.checkpoints.BUSY_MS", 20)
    monkeypatch.setattr("handlers.intake.backoff", lambda _: 0.02)
    monkeypatch.setattr("handlers.sender.backoff", lambda _: 0.02)
    monkeypatch.setattr("handlers.journal.backoff", lambda _: 0.02)
    monkeypatch.setattr("handlers.poller.PATIENCE_SECONDS", 0.2)


@dataclass
class Beside:
    """A machine, and the Telegram that it talks to."""

    machine: Machine
    telegram: Telegram


async def _beside(folder: Path) -> AsyncIterator[Beside]:
    async with a_telegram() as (telegram, port):
        machine = Machine(folder, port)
        yield Beside(machine, telegram)
        await machine.process.end(signal.SIGKILL)


@pytest.fixture
async def beside(tmp_path: Path) -> AsyncIterator[Beside]:
    async for found in _beside(tmp_path):
        yield found


@pytest.fixture
async def on_a_small_disk(disk: Path) -> AsyncIterator[Beside]:
    async for found in _beside(disk):
        yield found
