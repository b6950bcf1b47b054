"""`try`: bot, stand-in Telegram and page in one process on loopback; nothing leaves the machine."""

import asyncio
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.app import Sendline
from bot.casework.calendar import next_working_day
from bot.casework.words import LONDON
from bot.clock import MovableClock
from bot.office import read_office
from bot.ports import PortTakenError, is_free
from bot.sandbox.controls import Step
from bot.sandbox.server import LOOPBACK, Server
from bot.sandbox.state import STAFF_CHAT
from bot.sandbox.telegram import Telegram
from bot.sandbox.web import site
from bot.settings import Settings
from storage.sealing import new_master_key

TOKEN = "1000000001:PRETEND-TOKEN-OF-THE-STAND-IN"  # noqa: S105  (it opens nothing)
ROOT = Path(__file__).parent.parent
UNHURRIED = 1_000_000.0
"""The stand-in takes messages as fast as they come."""

WHAT = {
    "unfinished": "a prompt to a family that stopped half-way",
    "unfinished-again": "a second prompt to a family that stopped half-way",
    "unfinished-task": "an urgent case that was never sent comes to staff",
    "unfinished-call": "staff hear that a call that nobody sent will be erased",
    "recheck": "what a family said so far of what changed comes to staff",
    "check-in": "asking a family how things are",
    "by-phone": "asking staff to ring a family",
    "unclaimed": "a reminder that an urgent case is not claimed",
    "untouched": "a reminder of a case on which nothing was done",
    "chase": "a reminder that council or school did not answer",
    "phone": "a reminder to phone a family that was not reached",
    "remind-staff": "a reminder of a date to staff",
    "remind-family": "a reminder of a date to a family",
    "read-near": "the last day to open a case",
    "read-passed": "a case that was not opened in time",
    "contact-near": "the last day to write to a family",
    "contact-passed": "a family that was not written to in time",
    "council-near": "the last day to write to council or school",
    "council-passed": "council or school not written to in time",
    "re-triage": "the day's look at all open cases",
    "digest": "the morning's digest for staff",
}
"""What each kind of follow-up, and each of the day's chores, is called on the page."""


class Trial:
    """The whole of Sendline with a pretend Telegram, in one folder; the page's clock and its "is it done?"."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._kept = _Kept(folder / "clock.json")
        self.clock = MovableClock(self._kept.ahead)
        self.telegram = Telegram(self.clock, TOKEN, folder)
        self._folder = folder
        self._sendline: Sendline | None = None

    def server(self, port: int) -> Server:
        return Server(site(self.telegram, self), self.telegram, port)

    async def join(self, port: int) -> Sendline:
        """Start the bot against the stand-in that listens on this port."""
        settings = Settings.model_construct(
            token=SecretStr(TOKEN),
            staff_chat=STAFF_CHAT,
            master_keys=SecretStr(_key(self._folder)),
            office=ROOT / "office.example.toml",
            database_url=f"sqlite:///{self._folder / 'sendline.db'}",
            telegram=f"http://{LOOPBACK}:{port}",
            pace_chat=UNHURRIED,
            pace_group=UNHURRIED,
            pace_overall=UNHURRIED,
        )
        self._sendline = Sendline(settings, read_office(settings.office), self.clock)
        await self._sendline.start()
        return self._sendline

    @property
    def sendline(self) -> Sendline:
        if self._sendline is None:
            raise RuntimeError("the bot has not started")
        return self._sendline

    def now(self) -> datetime:
        return self.clock()

    def next_due(self) -> tuple[datetime, str] | None:
        if self._sendline is None:
            return None
        due = self._sendline.next_due()
        return (due[0], WHAT[due[1]]) if due else None

    async def move(self, step: Step) -> None:
        await self.sendline.advance(self._target(step), self._move_to)
        await self.settled()

    def _target(self, step: Step) -> datetime:
        if step == "hour":
            return self.now() + timedelta(hours=1)
        if step == "working-day":
            today = self.now().astimezone(LONDON)
            day = next_working_day(self.sendline.house.calendar, today.date())
            opens = self.sendline.house.office.hours.prompts.opens
            return datetime.combine(day, opens, LONDON).astimezone(UTC)
        due = self.next_due()
        return due[0] if due else self.now()

    def _move_to(self, moment: datetime) -> None:
        self.clock.move_to(moment)
        self._kept.keep(self.clock.ahead)

    async def settled(self) -> None:
        """Return when every update is handled and every message sent."""
        while self.telegram.world.state.updates or not self.sendline.idle():
            await self.sendline.sender.drain()
            await self.telegram.changed_since(self.telegram.version, 0.05)


class _Kept:
    """How far the clock was moved ahead, so that a restart goes on from there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        seconds = json.loads(path.read_text())["ahead_seconds"] if path.exists() else 0
        self.ahead = timedelta(seconds=seconds)

    def keep(self, ahead: timedelta) -> None:
        self._path.write_text(json.dumps({"ahead_seconds": ahead.total_seconds()}))


def _key(folder: Path) -> str:
    """The throw-away key of this folder, made at the first start."""
    path = folder / "key"
    if not path.exists():
        path.write_text(new_master_key("trial"))
        path.chmod(0o600)
    return path.read_text()


async def run_trial(folder: Path, port: int, say: Callable[[str], None], stopped: asyncio.Event) -> None:
    """Run until stopped. Says what it does, and the page's address."""
    began = time.monotonic()
    if not is_free(port, LOOPBACK):
        raise PortTakenError(
            f"Port {port} is taken: another trial, perhaps. Stop that one, or start with --port 0."
        )
    say(f"Keeping everything of this trial in {folder} (delete it to start afresh).")
    trial = Trial(folder)
    server = trial.server(port)
    serving = asyncio.create_task(server.serve())
    await _until(lambda: server.started or serving.done())
    if serving.done():
        serving.result()
        return
    sendline = await trial.join(server.port)
    say(f"Ready after {time.monotonic() - began:.1f} s. Open this page in a browser:\n")
    say(f"  http://{LOOPBACK}:{server.port}/\n")
    say("Press Play the example there. Ctrl+C stops; start again, and it goes on where it was.")
    try:
        await sendline.run_until(stopped)
    finally:
        server.should_exit = True
        await sendline.stop()
        await serving


async def _until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.01)
