"""What the process leaves alone when it looks for garbage, and that it looks at all."""

import asyncio
import gc
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from bot.office import read_office
from bot.running import run_here
from bot.sandbox.state import STAFF_CHAT
from bot.settings import Settings
from bot.trial import TOKEN
from tests.running import KEY, a_telegram
from tests.town import ROOT


@pytest.fixture
def start_without_looking() -> Iterator[None]:
    """As the command starts, and afterwards as it was."""
    was = gc.get_threshold()
    gc.disable()
    yield
    gc.unfreeze()
    gc.set_threshold(*was)
    gc.enable()


@pytest.mark.usefixtures("start_without_looking")
async def test_once_the_bot_runs_garbage_is_looked_for_but_not_in_what_the_start_loaded(
    database_url: str,
) -> None:
    stopped = asyncio.Event()
    looked = []

    def says_it_runs(_: str) -> None:
        looked.append((gc.isenabled(), gc.get_freeze_count() > 10_000))
        stopped.set()

    async with a_telegram() as (_, port):
        settings = Settings.model_construct(
            token=SecretStr(TOKEN),
            staff_chat=STAFF_CHAT,
            master_keys=SecretStr(KEY),
            database_url=database_url,
            telegram=f"http://127.0.0.1:{port}",
        )
        office = read_office(ROOT / "office.example.toml")
        await run_here(settings, office, "", "", 0, says_it_runs, stopped)
    assert looked == [(True, True)]
