"""What is in deploy/: it names settings and commands that there are, and systemd finds nothing wrong."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.town import ROOT

DEPLOY = ROOT / "deploy"
UNITS = ("sendline.service", "sendline-backup.service", "sendline-backup.timer")
PAPERS = (*(DEPLOY / name for name in (*UNITS, "Dockerfile", "compose.yaml")), ROOT / "docs" / "running.md")


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
def test_only_settings_that_there_are_are_named(path: Path) -> None:
    named = re.findall(r"SENDLINE_([A-Z_]*[A-Z])", path.read_text("utf-8"))
    assert {name.lower() for name in named} - Settings.model_fields.keys() == set()


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
def test_only_commands_that_there_are_are_named(path: Path) -> None:
    helped = subprocess.run([ROOT / "sendline", "help"], check=True, capture_output=True, text=True).stdout
    offered = set(re.findall(r"^\./sendline ([\w-]+)", helped, flags=re.MULTILINE))
    assert set(re.findall(r"/sendline ([a-z][\w-]*)", path.read_text("utf-8"))) - offered == set()


def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not on this machine")
    for name in UNITS:  # as if installed here, for a user that there is
        unit = (DEPLOY / name).read_text("utf-8").replace("/opt/sendline/sendline", str(ROOT / "sendline"))
        (tmp_path / name).write_text(re.sub(r"^(User|Group)=.*$", r"\1=root", unit, flags=re.MULTILINE))
    places = [str(tmp_path / name) for name in UNITS]
    said = subprocess.run(["systemd-analyze", "verify", *places], check=False, capture_output=True, text=True)  # noqa: S607
    assert [line for line in said.stderr.splitlines() if str(tmp_path) in line or "sendline" in line] == []
    assert said.returncode == 0


def test_the_image_holds_what_a_run_needs_and_no_secret() -> None:
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert ignored[0] == "*"
    copied = re.findall(r"^COPY (\S+)", (DEPLOY / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    assert {f"!{name}" for name in copied} == {line for line in ignored if line.startswith("!")}
