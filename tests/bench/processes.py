"""The processes of a run: the stand-in, and the bot that talks to it."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from storage.sealing import new_master_key

ROOT = Path(__file__).parent.parent.parent
OWN_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
"""An environment with aiogram, whose requirements do not agree with Sendline's."""

TOKEN = "1000000001:PRETEND-TOKEN-OF-THE-STAND-IN"
STAFF_CHAT = -1001000000001
NO_PACE = "1000000"
MODULES = {
    "Sendline": ("-m", "bot", "run"),
    "doctor": ("-m", "bot", "doctor"),
    "probe": ("-m", "tests.bench.probe"),
    "A": ("-m", "tests.bench.peers.a"),
    "B": ("-m", "tests.bench.peers.b"),
    "C": ("-m", "tests.bench.peers.c"),
    "floor": ("-m", "tests.bench.peers.floor"),
}
WITH_OWN_PYTHON = ("C", "floor")


class SceneError(Exception):
    """The stand-in could not play a scene, or the bot died in it."""


class Standin:
    """The stand-in for Telegram, and what its families are asked to play."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self._port = port

    def scene(self, name: str, seconds: float = 300, **params: Any) -> dict[str, Any]:
        """Play a scene to its end, for at most so many seconds. Returns what was measured."""
        line = HTTPConnection("127.0.0.1", self._port, timeout=seconds)
        try:
            line.request("POST", "/scene", json.dumps({"name": name, **params}))
            figures: dict[str, Any] = json.loads(line.getresponse().read())
        except TimeoutError as late:
            raise SceneError(f"{name} did not end within {seconds:.0f} s") from late
        finally:
            line.close()
        if "trouble" in figures:
            raise SceneError(f"{name}: {figures['trouble']}")
        return figures


def installed_there(package: str) -> str:
    """The version of a package in the peers' environment."""
    ask = f"from importlib.metadata import version; print(version('{package}'))"
    told = subprocess.run([OWN_PYTHON, "-c", ask], check=True, capture_output=True, text=True)
    return told.stdout.strip()


@contextmanager
def standin() -> Iterator[Standin]:
    python = OWN_PYTHON if OWN_PYTHON.exists() else Path(sys.executable)
    command = [str(python), "-m", "tests.bench.standin"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield Standin(int(process.stdout.readline()))
        finally:
            process.kill()


@contextmanager
def stage() -> Iterator[tuple[Standin, Path]]:
    """A stand-in, and an empty folder for the bots that will talk to it."""
    with tempfile.TemporaryDirectory() as folder, standin() as telegram:
        yield telegram, Path(folder)


class Bot:
    """One of the bots, on a folder of its own. What it prints goes into a file there."""

    def __init__(self, name: str, base: str, folder: Path, questions: Path | None = None) -> None:
        self._command = [str(OWN_PYTHON) if name in WITH_OWN_PYTHON else sys.executable, *MODULES[name]]
        self.log = folder / "log"
        self._env = {**_as_an_office_has_it(), "NO_PROXY": "127.0.0.1", **_sendline_env(base, folder)}
        self._env |= {"BENCH_TELEGRAM": base, "BENCH_FOLDER": str(folder), "BENCH_QUESTIONS": str(questions)}
        self.started_at, self.code = 0.0, 0

    def start(self) -> None:
        self.started_at = time.monotonic()
        with self.log.open("a") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._env, stdout=log, stderr=subprocess.STDOUT
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def ends(self, how: signal.Signals, seconds: float = 10) -> float:
        """Tell it to end. Returns after how many seconds it did; one that does not is killed. `code` says how."""
        begun = time.monotonic()
        self._process.send_signal(how)
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self.code = self._process.returncode
        return time.monotonic() - begun

    def signalled(self, which: signal.Signals) -> None:
        self._process.send_signal(which)

    def wait(self, seconds: float) -> None:
        """Wait until it ends by itself."""
        self._process.wait(seconds)

    def said(self) -> str:
        """The last of what it printed."""
        return self.log.read_text()[-2000:]


def _as_an_office_has_it() -> dict[str, str]:
    """This environment, but Python keeps what it compiled: told not to, it would compile a bot anew at each start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _sendline_env(base: str, folder: Path) -> dict[str, str]:
    """The settings of `./sendline run`, with a database of its own and without Telegram's limits of pace."""
    key = folder / "key"
    if not key.exists():
        key.write_text(new_master_key("bench"))
    return {
        "SENDLINE_TOKEN": TOKEN,
        "SENDLINE_STAFF_CHAT": str(STAFF_CHAT),
        "SENDLINE_MASTER_KEYS": key.read_text(),
        "SENDLINE_OFFICE": str(ROOT / "office.example.toml"),
        "SENDLINE_DATABASE_URL": f"sqlite:///{folder / 'sendline.db'}",
        "SENDLINE_TELEGRAM": base,
        "SENDLINE_PACE_CHAT": NO_PACE,
        "SENDLINE_PACE_GROUP": NO_PACE,
        "SENDLINE_PACE_OVERALL": NO_PACE,
    }


def set_up_office(base: str, folder: Path) -> None:
    """Make the database, as an office does once: what is measured is the start of every day."""
    doctor = Bot("doctor", base, folder)
    doctor.start()
    doctor.wait(60)


@contextmanager
def running(name: str, base: str, folder: Path, questions: Path | None = None) -> Iterator[Bot]:
    """Start a bot, and end it whatever happens."""
    bot = Bot(name, base, folder, questions)
    bot.start()
    try:
        yield bot
    except SceneError as trouble:
        trouble.add_note(f"The last that {name} said:\n{bot.said()}")
        raise
    finally:
        bot.ends(signal.SIGKILL)
