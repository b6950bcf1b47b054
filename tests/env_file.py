"""Settings in a file of somebody's, and nothing of the kind in the environment."""

from pathlib import Path

import pytest

TOKEN = "1234567:practice"
KEY = "first:" + "A" * 43 + "="
OTHER_KEY = "first:" + "B" * 43 + "="
RIGHT = {"TOKEN": TOKEN, "STAFF_CHAT": "-1001000000001", "MASTER_KEYS": KEY}


def settles_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Start from an empty folder, with no setting in the environment."""
    monkeypatch.chdir(folder)
    for name in ("TOKEN", "STAFF_CHAT", "MASTER_KEYS", "OFFICE", "DATABASE", "TELEGRAM"):
        monkeypatch.delenv(f"SENDLINE_{name}", raising=False)
    return folder


def write_env(folder: Path, **settings: str) -> None:
    lines = [f"SENDLINE_{name}={value}" for name, value in settings.items()]
    (folder / ".env").write_text("\n".join(lines), encoding="utf-8")
    (folder / ".env").chmod(0o600)
