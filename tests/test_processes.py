"""Several processes of the real bot on one PostgreSQL: all take part, any of them may die, and nobody notices."""

import asyncio
import random
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from bot.sandbox.state import STAFF_CHAT
from bot.sandbox.telegram import Telegram
from bot.trial import TOKEN
from handlers.line import secret_of
from handlers.webhook import SECRET_HEADER
from storage.database import Database
from storage.engine import NEWEST
from storage.sealing import read_master_keys
from storage.work import Work
from tests.databases import PostgreSQL
from tests.running import KEY, SCRIPT, Process, a_telegram, from_bot, until_said

pytestmark = pytest.mark.postgresql

LEASE_SECONDS, LOOK_SECONDS, BEAT_SECONDS = 15, 5, 4
TAKEN_OVER_SECONDS = LEASE_SECONDS + LOOK_SECONDS + BEAT_SECONDS
"""How long after a death its work may lie still."""

ANSWERED = [
    "start",
    "postcode",
    "stage",
    "plan",
    "now",
    "rtt_hours",
    "rtt_weeks",
    "rtt_agreed",
    "rtt_end",
    "rtt_why",
    "another",
    "impact",
    "contact",
    "extras",
]
"""What a family is asked, in this order."""

AGAIN = ("You may have had this before", "This may have come before")


@dataclass
class Office:
    """A stand-in for Telegram, a database, and the processes that share it."""

    telegram: Telegram
    port: int
    url: str
    processes: list[Process] = field(default_factory=list)
    said: dict[tuple[int, int], str] = field(default_factory=dict)

    async def watches(self) -> None:
        """Note what each of the bot's messages said when it came: an answer is written over it later."""
        while True:
            version = self.telegram.version
            for chat in list(self.telegram.world.state.messages):
                for message in from_bot(self.telegram, chat):
                    self.said.setdefault((chat, message["message_id"]), message["text"])
            await self.telegram.changed_since(version)

    def shown(self, chat: int, signs: list[str]) -> list[str]:
        """Which of these signs messages in a chat showed, in order. A repeat that says so is no second one."""
        found: list[str] = []
        for text_then in (said for (where, _), said in sorted(self.said.items()) if where == chat):
            may_repeat = any(words in text_then for words in AGAIN)
            new = [sign for sign in signs if sign in text_then]
            found += [sign for sign in new if not (may_repeat and sign in found)]
        return found

    async def starts(self, *webhooks: int) -> None:
        """Start processes, all at once, and wait until they run."""
        new = [Process(self.url, self.port, webhook) for webhook in webhooks]
        self.processes += new
        await asyncio.gather(*(process.start() for process in new))
        await asyncio.gather(*(process.runs() for process in new))

    def finds(self, sql: str) -> list[Any]:
        database = Database(self.url, read_master_keys(KEY))
        try:
            return database.transact_now(lambda work: list(work.connection.execute(text(sql)).all()))
        finally:
            database.close()

    def answered(self, chat: int) -> list[str]:
        """The questions that a family's history says it answered, in order."""

        def history(work: Work) -> list[str]:
            case = work.cases.of_chat(chat)
            lines = work.history.of(case) if case else []
            return [str(line.detail["question"]) for line in lines if line.kind == "answered"]

        database = Database(self.url, read_master_keys(KEY))
        try:
            return database.transact_now(history)
        finally:
            database.close()


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with a_telegram() as (telegram, port):
        found = Office(telegram, port, database_url)
        watching = asyncio.create_task(found.watches())
        yield found
        watching.cancel()
        for process in found.processes:
            await process.end(signal.SIGKILL)


async def plays(telegram: Telegram, chat: int, seconds: float = 30) -> None:
    """A family answers every question as it comes, and sends its case."""
    for answer, question in SCRIPT:
        telegram.says(chat, chat, answer)
        await until_said(telegram, chat, question, seconds)
    check = await until_said(telegram, chat, "Please check your answers")
    rows = check["reply_markup"]["inline_keyboard"]
    (data,) = (b["callback_data"] for row in rows for b in row if b["text"].startswith("Send. You may"))
    telegram.taps(chat, chat, check["message_id"], data)
    await until_said(telegram, chat, "Your reference is", seconds)


def is_well(office: Office, chats: list[int]) -> None:
    """Every interview is finished, each answer counted once and in order, each case before staff once."""
    assert {chat: office.answered(chat) for chat in chats} == dict.fromkeys(chats, ANSWERED)
    asked = [question for _, question in SCRIPT]
    assert {chat: office.shown(chat, asked) for chat in chats} == dict.fromkeys(chats, asked)
    refs = sorted(ref for (ref,) in office.finds("SELECT ref FROM family_case WHERE status = 'open'"))
    assert len(refs) == len(chats)
    assert sorted(office.shown(STAFF_CHAT, refs)) == refs


async def until_quiet(office: Office) -> None:
    """Wait until nothing is queued any more."""
    async with asyncio.timeout(TAKEN_OVER_SECONDS):
        while office.finds("SELECT 1 FROM outgoing WHERE state = 'queued' LIMIT 1"):
            await asyncio.sleep(0.2)


# Starting


async def test_three_that_start_at_once_on_an_empty_database_migrate_it_once(postgresql: PostgreSQL) -> None:
    async with a_telegram() as (telegram, port):
        office = Office(telegram, port, postgresql.fresh("template0"))
        await office.starts(0, 0, 0)
        assert office.finds("SELECT version_num FROM alembic_version") == [(NEWEST,)]
        assert office.finds("SELECT count(*) FROM key_check") == [(1,)]
        assert office.finds("SELECT count(*) FROM lease WHERE name LIKE 'running:%'") == [(3,)]
        ann = telegram.add_person("Ann").id
        telegram.says(ann, ann, "/start")
        await until_said(telegram, ann, "Who are you?")
        codes = await asyncio.gather(*(process.end(signal.SIGTERM) for process in office.processes))
        assert codes == [0, 0, 0]
        assert office.finds("SELECT name FROM lease") == []


# By polling


async def test_when_the_one_that_polls_is_killed_another_goes_on_and_nothing_is_lost_or_doubled(
    office: Office,
) -> None:
    await office.starts(0)
    polls, telegram = office.processes[0], office.telegram
    await office.starts(0, 0)
    chats = [telegram.add_person(f"Parent {number}").id for number in range(8)]
    playing = [asyncio.create_task(plays(telegram, chat, TAKEN_OVER_SECONDS)) for chat in chats]
    await until_said(telegram, chats[0], "How many hours a week")
    await polls.end(signal.SIGKILL)
    await asyncio.gather(*playing)
    await until_quiet(office)
    is_well(office, chats)


async def test_while_three_run_one_polls(office: Office) -> None:
    await office.starts(0, 0, 0)
    before = office.telegram.world.polls
    ann = office.telegram.add_person("Ann").id
    await plays(office.telegram, ann)
    assert office.telegram.world.polls - before <= 2 * len(SCRIPT) + 2
    assert office.finds("SELECT count(DISTINCT holder) FROM lease WHERE name = 'polling'") == [(1,)]


# By webhook


@pytest.fixture
def ports() -> Iterator[list[int]]:
    """Three ports that nobody else listens on."""
    with ExitStack() as open_ones:
        sockets = [open_ones.enter_context(socket.socket()) for _ in range(3)]
        for one in sockets:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind(("127.0.0.1", 0))
        yield [int(one.getsockname()[1]) for one in sockets]


class Deliveries:
    """What Telegram does by webhook: each update to one of the processes, again until one of them says 200."""

    def __init__(self, office: Office, ports: list[int]) -> None:
        self.telegram, self.ports = office.telegram, ports
        self.line = httpx.AsyncClient(timeout=60)
        self.chance = random.Random(7)  # noqa: S311
        self.lanes: dict[int, asyncio.Lock] = {}
        self.begun = 0

    async def run(self) -> None:
        """Deliver for ever: chats side by side, each chat's own in turns."""
        async with self.line, asyncio.TaskGroup() as all_of_them:
            while True:
                for update in self.telegram.world.state.updates[self.begun :]:
                    self.begun += 1
                    all_of_them.create_task(self._deliver(update))
                await self.telegram.changed_since(self.telegram.version, 60)

    async def _deliver(self, update: dict[str, Any]) -> None:
        about = update.get("message") or update["callback_query"]["message"]
        async with self.lanes.setdefault(about["chat"]["id"], asyncio.Lock()):
            while not await self._is_taken(update):
                await asyncio.sleep(0.2)

    async def _is_taken(self, update: dict[str, Any]) -> bool:
        address = f"http://127.0.0.1:{self.chance.choice(self.ports)}/hook"
        try:
            answer = await self.line.post(address, json=update, headers={SECRET_HEADER: secret_of(TOKEN)})
        except httpx.TransportError:
            return False
        return answer.status_code == 200


async def test_by_webhook_processes_that_hear_the_same_chats_in_turns_keep_each_chat_in_order(
    office: Office, ports: list[int]
) -> None:
    await office.starts(*ports[:2])
    delivering = asyncio.create_task(Deliveries(office, ports[:2]).run())
    chats = [office.telegram.add_person(f"Parent {number}").id for number in range(8)]
    await asyncio.gather(*(plays(office.telegram, chat) for chat in chats))
    await until_quiet(office)
    delivering.cancel()
    is_well(office, chats)


async def test_of_three_that_hear_by_webhook_one_is_killed_and_its_work_is_taken_over(
    office: Office, ports: list[int]
) -> None:
    await office.starts(*ports)
    telegram = office.telegram
    delivering = asyncio.create_task(Deliveries(office, ports).run())
    chats = [telegram.add_person(f"Parent {number}").id for number in range(12)]
    playing = [asyncio.create_task(plays(telegram, chat, TAKEN_OVER_SECONDS)) for chat in chats]
    await until_said(telegram, chats[0], "How many hours a week")
    await office.processes[1].end(signal.SIGKILL)
    await asyncio.gather(*playing)
    await until_quiet(office)
    delivering.cancel()
    is_well(office, chats)
