"""`./sendline run --webhook`, as it is started: what it refuses, and that it is delivered to."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.ports import PortTakenError, listening
from bot.sandbox.server import Server
from bot.sandbox.state import STAFF_CHAT
from bot.sandbox.telegram import Telegram
from bot.sandbox.web import site
from bot.trial import TOKEN, Trial
from handlers.webhook import SECRET_HEADER
from storage.sealing import new_master_key
from tests.town import MONDAY_MORNING, ROOT, StillClock

HOOK = "https://sendline.example.org/hook"


def refusal(*arguments: str) -> str:
    answer = CliRunner().invoke(app, ["run", *arguments])
    assert answer.exit_code == 2
    return answer.stderr


def test_an_address_without_tls_is_refused() -> None:
    assert "Telegram delivers to addresses that begin with https:// alone." in refusal(
        "--webhook", "http://sendline.example.org/hook"
    )


def test_a_port_that_is_taken_is_refused_in_plain_words() -> None:
    with listening("127.0.0.1", 0) as taken, pytest.raises(PortTakenError) as refused:
        listening("127.0.0.1", taken.getsockname()[1])
    assert str(refused.value) == (
        f"Nothing can listen on port {taken_port(refused)} of 127.0.0.1: Address already in use. "
        "End what listens there, or choose another with --port and --host."
    )


def taken_port(refused: pytest.ExceptionInfo[PortTakenError]) -> str:
    return str(refused.value).split()[5]


class Hooked:
    """The real bot, as `./sendline run --webhook` starts it behind a web server."""

    def __init__(self, folder: Path, telegram: int, port: int) -> None:
        self.port = port
        self.env = {
            **os.environ,
            "SENDLINE_TOKEN": TOKEN,
            "SENDLINE_STAFF_CHAT": str(STAFF_CHAT),
            "SENDLINE_MASTER_KEYS": new_master_key("test"),
            "SENDLINE_OFFICE": str(ROOT / "office.example.toml"),
            "SENDLINE_DATABASE_URL": f"sqlite:///{folder / 'sendline.db'}",
            "SENDLINE_TELEGRAM": f"http://127.0.0.1:{telegram}",
        }

    async def start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--webhook", HOOK, "--port", str(self.port)),
            cwd=ROOT,
            env=self.env,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )


@pytest.fixture
async def telegram() -> AsyncIterator[tuple[Telegram, int]]:
    found = Telegram(StillClock(MONDAY_MORNING), TOKEN)
    server = Server(site(found, Trial.__new__(Trial)), found)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0)
    yield found, server.port
    server.should_exit = True
    await serving


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


async def test_a_real_run_is_delivered_to_and_stops_politely(
    telegram: tuple[Telegram, int], tmp_path: Path
) -> None:
    standin, at = telegram
    ann = standin.add_person("Ann").id
    standin.says(ann, ann, "/start")
    hooked = Hooked(tmp_path, at, free_port())
    running = await hooked.start()
    async with asyncio.timeout(60):
        while not standin.world.state.webhook:
            await standin.changed_since(standin.version, 60)
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.post(
                f"http://127.0.0.1:{hooked.port}/hook",
                json=standin.world.state.updates[0],
                headers={SECRET_HEADER: standin.world.state.webhook["secret_token"]},
                timeout=50,
            )
        assert answer.status_code == 200
        while not any("Who are you?" in m["text"] for m in standin.history(ann)):
            await standin.changed_since(standin.version, 60)
        running.terminate()
        assert await running.wait() == 0


async def test_a_real_run_on_a_port_that_is_taken_refuses_before_it_tells_telegram_anything(
    telegram: tuple[Telegram, int], tmp_path: Path
) -> None:
    standin, at = telegram
    with socket.create_server(("127.0.0.1", 0)) as taken:
        hooked = Hooked(tmp_path, at, taken.getsockname()[1])
        running = await hooked.start()
        async with asyncio.timeout(60):
            _, said = await running.communicate()
    assert running.returncode == 2
    assert f"Nothing can listen on port {hooked.port} of 127.0.0.1: Address already in use." in said.decode()
    assert "Traceback" not in said.decode()
    assert standin.world.state.webhook == {}
    assert not (tmp_path / "sendline.db").exists()
