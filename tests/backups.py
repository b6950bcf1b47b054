"""Backups of a town's office, made and put back, by the code and by the commands."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.backup import back_up
from storage.restoring import Restored, restore
from storage.sealing import read_master_keys
from tests.plays import begins, seed_case
from tests.town import ROOT, Town, a_town


@asynccontextmanager
async def an_office(folder: Path) -> AsyncIterator[Town]:
    """A case that Jo claimed, a family in mid-interview, and follow-ups that wait."""
    (folder / "kept").mkdir()
    async with a_town(f"sqlite:///{folder / 'office.db'}") as found:
        await seed_case(found.family("Ann"))
        await found.jo.taps("Open the card", "Claim")
        eve = found.family("Eve")
        await begins(eve)
        await eve.taps("Years 7")
        yield found


def backed_up(town: Town, name: str = "office.backup", *, replace: bool = False) -> Path:
    file = Path(town.url.removeprefix("sqlite:///")).parent / "kept" / name
    back_up(town.url, file, read_master_keys(town.key), town.clock(), replace=replace)
    return file


def restored(town: Town, file: Path, to: str = "again.db") -> Restored:
    place = Path(town.url.removeprefix("sqlite:///")).with_name(to)
    return restore(file, f"sqlite:///{place}", read_master_keys(town.key), town.clock())


def command(town: Town, dies_at: int, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {
        **os.environ,
        "SENDLINE_TOKEN": "1:token",
        "SENDLINE_STAFF_CHAT": "-1",
        "SENDLINE_MASTER_KEYS": town.key,
        "SENDLINE_DATABASE_URL": town.url,
    }
    run = [sys.executable, "-m", "tests.storage.dies", str(dies_at), str(folder), *words]
    return subprocess.run(run, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)
