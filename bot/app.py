"""The composition root: settings and clock in, a running Sendline out."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.casework.messages import STAFF_ROOM
from bot.clock import Now, system_now
from bot.content import load_rulebook
from bot.cues import load_cues
from bot.desk import daily, following, living, outgoing
from bot.desk.house import House, StorageTrouble, day_of
from bot.desk.outgoing import Work
from bot.logs import OwnWords
from bot.menus import FAMILY_COMMANDS, STAFF_COMMANDS
from bot.office import Office, calendar_of
from bot.retiring import retire
from bot.settings import Settings
from bot.wording import load_words
from handlers import menus
from handlers.intake import Intake
from handlers.line import Line, greet, secret_of
from handlers.pace import Elapsed, Limits, Pace
from handlers.poller import Poller
from handlers.pulse import Pulse
from handlers.reception import Reception, StaffGroup
from handlers.sender import Sender
from storage.database import Database
from storage.sealing import read_master_keys

log = logging.getLogger(__name__)

TICK_SECONDS, BEAT_SECONDS = 20, 4
MOST_PAGES = 50
"""How many handfuls of cases one tick decides anew: follow-ups do not wait for all of them."""

T = TypeVar("T")


def build_house(office: Office) -> House:
    names = office.names()
    return House(
        words=load_words("words", names),
        staff_words=load_words("staff", names),
        rulebook=load_rulebook(),
        cues=load_cues,
        office=office,
        calendar=calendar_of(office),
    )


class Sendline:
    """Everything that runs in one process: what takes in, what sends, a ticker, one owner of the commit."""

    def __init__(
        self,
        settings: Settings,
        office: Office,
        now: Now = system_now,
        request: BaseRequest | None = None,
        elapsed: Elapsed = time.monotonic,
    ) -> None:
        masters = read_master_keys(settings.master_keys.get_secret_value())
        self.now, self.house, self._settings, self.elapsed = now, build_house(office), settings, elapsed
        self._ticked_at = elapsed()
        self.database = Database(settings.database_url, masters)
        self.bot = bot_for(settings, request)
        self.group = StaffGroup(settings.staff_chat)
        self.pace = Pace(Limits(settings.pace_chat, settings.pace_group, settings.pace_overall), elapsed)
        transact, shared = self.database.transact, self.database.is_shared
        self.sender = Sender(
            self.bot, transact, self.house, self.group, now, self.pace, shared=shared, elapsed=elapsed
        )
        self.database.take, self.database.room = self.sender.take, lambda: self.sender.room
        self.reception = Reception(self.bot, self._commit_heard, self.house, now, self.group)
        self.reception.on_return = self._group_is_back
        self.intake = Intake(self.reception, elapsed)
        self.poller = Poller(self.bot, self.intake, elapsed)
        self._polls = asyncio.Event()  # of several processes one polls; another takes over when it is gone
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._tasks: list[asyncio.Task[Any]] = []
        self._polling = False
        self.sees_group = True  # whether the staff group could be reached at the start
        self._retired_on: date | None = None

    async def prepare(self) -> None:
        """Bring the database up to date, take part in it, and greet Telegram."""
        self.database.prepare()
        self.database.possess()
        await self.beat()
        await self.database.transact(partial(daily.begin, house=self.house, now=self.now()))
        await greet(self.bot)

    async def start(self, webhook: str = "") -> None:
        """Begin to take in and to send: by polling, or where Telegram delivers to this address."""
        await self.prepare()
        if webhook:
            from handlers.webhook import listen  # who polls does without a web server

            await listen(self.bot, webhook, self.secret)
        else:
            await self.bot.delete_webhook()
        await menus.offer(self.bot, FAMILY_COMMANDS)
        self.sees_group = await menus.offer_in_group(self.bot, STAFF_COMMANDS, self.group.number)
        self._scheduler.add_job(
            _unless_in_trouble(self.tick),
            "interval",
            seconds=TICK_SECONDS,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
        self._scheduler.start()
        self._tasks = [asyncio.create_task(self.sender.run()), asyncio.create_task(self._keep_beating())]
        self._polling = not webhook
        if not webhook:
            self._tasks.append(asyncio.create_task(self.poller.run(self._polls)))

    @property
    def secret(self) -> str:
        """What Telegram says at the webhook to show that it is Telegram."""
        return secret_of(self._settings.token.get_secret_value())

    async def _group_is_back(self) -> None:
        """The staff group can be written to again: send what it is owed, and offer it its commands."""
        self.sender.resume(STAFF_ROOM)
        await menus.offer_in_group(self.bot, STAFF_COMMANDS, self.group.number)

    async def run_until(self, stopped: asyncio.Event, *besides: asyncio.Task[Any]) -> None:
        """Run until told to stop. A part that dies takes the process with it, loudly."""
        waiting = asyncio.create_task(stopped.wait())
        done, _ = await asyncio.wait([waiting, *self._tasks, *besides], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        for task in done - {waiting}:
            task.result()

    def _commit_heard(self, use_case: Callable[[Work], T], chat_id: int = 0) -> Awaitable[T]:
        """What was heard is committed together with the notes of what went out until now."""
        self.sender.share_commit()
        return self.database.transact(use_case, chat_id)

    async def stop(self) -> None:
        """Stop fetching, finish what is being sent, tell Telegram how far we came, leave the rest to others."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with suppress(TelegramError, StorageTrouble, TimeoutError):
            async with asyncio.timeout(4):
                await self.poller.finish()
                await self.sender.stop()
                leave = partial(outgoing.let_go, numbers=self.sender.in_hand(), process=self.database.process)
                await self.database.transact(leave)
        await self.bot.shutdown()
        self.database.close()

    async def tick(self) -> None:
        """Send every follow-up that is due, a handful a transaction; then what the office does once a day."""
        taken = following.AT_ONCE
        while taken == following.AT_ONCE:
            taken = await self.database.transact(
                partial(following.follow_up, house=self.house, now=self.now())
            )
        await self.database.transact(partial(daily.begin, house=self.house, now=self.now()))
        for _ in range(MOST_PAGES):
            if not await self.database.transact(partial(daily.go_on, house=self.house, now=self.now())):
                break
        await self.database.transact(lambda work: work.forget_heard(self.now()))
        await self._retire()
        self.intake.forget_calm()
        self._ticked_at = self.elapsed()

    def pulse(self) -> Pulse:
        """How lately this process did what it is there for."""
        now, open_since = self.elapsed(), self.intake.open_since
        return Pulse(
            poll=now - self.poller.answered_at if self._polling and self._polls.is_set() else None,
            update=None if self.intake.heard_at is None else now - self.intake.heard_at,
            tick=now - self._ticked_at,
            unacknowledged=len(open_since),
            oldest_unacknowledged=max((now - since for since in open_since), default=0),
        )

    async def _retire(self) -> None:
        """Once a day, erase what is kept for no longer, where the office wants that to happen by itself."""
        today = day_of(self.now())
        if self.house.office.retention.automatic and self._retired_on != today:
            self._retired_on = today
            became, _ = await retire(self.database.transact, self.house, self.now(), commit=True)
            log.info("retention: %s erased, staff told of %s", became["erased"], became["told"])

    async def beat(self) -> None:
        """Say that this process lives, learn who else does, and whether it is this one that polls."""
        me, number = self.database.process, self._settings.staff_chat
        try:
            life = await self.database.transact(partial(living.beat, process=me, group=number))
        except StorageTrouble:
            if self.database.is_shared:
                self._polls.clear()  # another process may be better off
            raise
        self.group.number = life.group
        self.pace.share(life.processes)
        if life.polls:
            self._polls.set()
        else:
            self._polls.clear()

    async def _keep_beating(self) -> None:
        """Beat by time that never goes back. Where the machine's clock did, let the ticker come all the same: it
        would wait for the moment that it had planned.
        """
        beat = _unless_in_trouble(self.beat)
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            await beat()
            for job in self._scheduler.get_jobs():
                if job.next_run_time > system_now() + 2 * timedelta(seconds=TICK_SECONDS):
                    job.modify(next_run_time=system_now())

    async def advance(self, target: datetime, move_to: Callable[[datetime], None]) -> None:
        """Move a clock to a moment, stopping at each follow-up on the way to deliver what falls due."""
        while True:
            due = self.next_due()
            stop_at = min(due[0], target) if due else target
            move_to(max(stop_at, self.now()))
            await self.tick()
            await self.sender.drain()
            if stop_at >= target:
                return

    def idle(self) -> bool:
        """Whether nothing waits to be sent."""
        return not self.sender.busy

    def next_due(self) -> tuple[datetime, str] | None:
        """When the next follow-up comes, or the next of the day's chores, and its kind."""
        return self.database.transact_now(partial(following.next_due, house=self.house, now=self.now()))


def bot_for(settings: Settings, request: BaseRequest | None = None) -> Bot:
    """The bot of these settings, on one line to Telegram."""
    base = settings.telegram.rstrip("/")
    line = request or Line(base)
    token = settings.token.get_secret_value()
    return Bot(token, f"{base}/bot", f"{base}/file/bot", request=line, get_updates_request=line)


def _unless_in_trouble(job: Callable[[], Any]) -> Callable[[], Any]:
    """A job that the database's trouble does not end: it comes again."""

    async def tried() -> None:
        try:
            await job()
        except StorageTrouble as trouble:
            log.error("%s waits: %s", OwnWords(job.__name__), trouble)

    return tried
