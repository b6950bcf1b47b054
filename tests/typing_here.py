"""Somebody at the machine of a town's office, who types the commands."""

from pathlib import Path

import pytest

from bot.trial import TOKEN
from tests.town import ROOT, Town


def sits_down(town: Town, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """From now on the commands read this office's settings, in a folder of their own; no Telegram answers them."""
    settings = {
        "TOKEN": TOKEN,
        "STAFF_CHAT": str(town.staff_chat),
        "MASTER_KEYS": town.key,
        "OFFICE": str(ROOT / "office.example.toml"),
        "DATABASE_URL": town.url,
        "TELEGRAM": "http://127.0.0.1:9",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"SENDLINE_{name}", value)
    monkeypatch.chdir(folder)
