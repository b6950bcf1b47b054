"""A whole Sendline with a pretend Telegram, in one process: families and staff are people who talk and tap."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr
from telegram.request import HTTPXRequest

from bot.app import Sendline
from bot.cues import load_cues
from bot.office import Office, read_office
from bot.sandbox.state import STAFF_CHAT
from bot.sandbox.telegram import Telegram
from bot.sandbox.web import site
from bot.settings import Settings
from bot.trial import TOKEN, UNHURRIED, Trial
from handlers.pace import Elapsed
from storage.sealing import new_master_key
from tests.databases import stored

ROOT = Path(__file__).parent.parent
MONDAY_MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A school day in term, inside every window of the example office."""


THE_BOTS = ("Sender", "Journal", "Drip", "Intake", "Reception")
"""Whose tasks end with the process."""


class StillClock:
    """A clock that moves only when told to."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def move_to(self, moment: datetime) -> None:
        self.moment = moment


class Town:
    """Everyone and everything: `await town.family("Ann")` is a new parent with a phone."""

    def __init__(self, url: str, moment: datetime = MONDAY_MORNING, staff_chat: int = STAFF_CHAT) -> None:
        self.clock = StillClock(moment)
        self.elapsed: Elapsed = time.monotonic
        self.telegram = Telegram(self.clock, TOKEN)
        self.url = url
        self.key = new_master_key("test")
        self.staff_chat = staff_chat
        self.site = site(self.telegram, Trial.__new__(Trial))
        self.sendline = self._sendline()
        jo, priya = self.telegram.staff()
        self.jo, self.priya = Staff(self, jo.id), Staff(self, priya.id)

    def _sendline(self) -> Sendline:
        settings = Settings.model_construct(
            token=SecretStr(TOKEN),
            staff_chat=self.staff_chat,
            master_keys=SecretStr(self.key),
            office=ROOT / "office.example.toml",
            database_url=self.url,
            telegram="http://127.0.0.1",
            pace_chat=UNHURRIED,
            pace_group=UNHURRIED,
            pace_overall=UNHURRIED,
        )
        request = HTTPXRequest(httpx_kwargs={"transport": httpx.ASGITransport(self.site)})
        return Sendline(settings, self.office, self.clock, request, self.elapsed)

    @property
    def office(self) -> Office:
        return read_office(ROOT / "office.example.toml")

    def family(self, name: str) -> "Family":
        return Family(self, self.telegram.add_person(name).id)

    def colleague(self, name: str) -> "Staff":
        """Somebody who is new in the staff group."""
        person = self.telegram.add_person(name)
        self.telegram.join_staff(person.id)
        return Staff(self, person.id)

    async def settle(self) -> None:
        """Let the bot hear all that was said, and send all that it has to say."""
        while await self.sendline.poller.once():
            await self.sendline.sender.drain()
        await self.sendline.sender.drain()
        await self.sendline.reception.settled()

    async def restart(self) -> None:
        """The bot's process ends and another one starts on the same database."""
        for task in asyncio.all_tasks():
            if task.get_coro().__qualname__.split(".")[0] in THE_BOTS:  # type: ignore[union-attr]
                task.cancel()
        self.sendline.database.transact_now(lambda work: work.leases.clear())  # as if they had run out
        self.sendline.database.close()
        self.sendline = self._sendline()
        await self.sendline.prepare()

    async def passes(self, **time: float) -> None:
        """Let time pass, delivering what falls due on the way."""
        await self.sendline.advance(self.clock() + timedelta(**time), self.clock.move_to)
        await self.settle()

    def stored(self) -> str:
        """Everything that the database holds, as text, to look for words that must not be there."""
        return stored(self.url)


class Someone:
    """A person in a chat."""

    def __init__(self, town: Town, person: int, chat: int) -> None:
        self.town, self.person, self.chat = town, person, chat

    @property
    def screen(self) -> list[dict[str, Any]]:
        """The bot's messages in the chat, oldest first; what is said under a file is its text."""
        bot = self.town.telegram.world.bot["id"]
        sent = [m for m in self.town.telegram.history(self.chat) if m["from"]["id"] == bot]
        return [m if "text" in m else m | {"text": m.get("caption", "")} for m in sent]

    def newest_with(self, label: str) -> tuple[dict[str, Any], str]:
        """The newest message with a button that begins so, and what the button carries."""
        for message in reversed(self.screen):
            for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
                for button in row:
                    if button["text"].casefold().removeprefix("✓ ").startswith(label.casefold()):
                        return message, str(button["callback_data"])
        raise AssertionError(f"no button {label!r}; the last message is {self.last!r}")

    @property
    def last(self) -> str:
        return str(self.screen[-1]["text"]) if self.screen else ""

    @property
    def files(self) -> dict[str, str]:
        """The files from the bot, as they open on the phone: what they hold by what they are called."""
        documents = [m["document"] for m in self.screen if "document" in m]
        content = self.town.telegram.content_of
        return {d["file_name"]: (content(d["file_id"]) or b"").decode("utf-8-sig") for d in documents}

    async def taps(self, *labels: str) -> str:
        """Tap buttons by how their labels begin, one after the other. Returns the last toast."""
        toast = ""
        for label in labels:
            message, data = self.newest_with(label)
            toast = await self.taps_data(message["message_id"], data)
        return toast

    async def taps_data(self, message_id: int, data: str) -> str:
        query = self.town.telegram.taps(self.person, self.chat, message_id, data, stale=True)
        await self.town.settle()
        answer = self.town.telegram.answer_to(query)
        return str((answer or {}).get("text") or "")

    async def says(self, *texts: str) -> None:
        for text in texts:
            self.town.telegram.says(self.person, self.chat, text)
            await self.town.settle()

    def hears(self, text: str) -> bool:
        """Whether the newest message from the bot contains this."""
        return text in self.last

    def heard(self, text: str) -> bool:
        """Whether any message from the bot contains this."""
        return any(text in message["text"] for message in self.screen)

    def count(self, text: str) -> int:
        return sum(text in message["text"] for message in self.screen)


class Family(Someone):
    def __init__(self, town: Town, person: int) -> None:
        super().__init__(town, person, person)

    async def says_at_once(self, *texts: str) -> None:
        """As the apps send a text that is too long for one message: all of it is there before any is read."""
        for text in texts:
            self.town.telegram.says(self.person, self.chat, text)
        await self.town.settle()

    async def sends(self, *contents: dict[str, Any]) -> None:
        """Send what is no text of their own, by the Bot API's names."""
        for content in contents:
            self.town.telegram.sends(self.person, content)
        await self.town.settle()

    async def edits(self, old: str, new: str) -> None:
        """Change the newest message of their own that says so."""
        mine = [m for m in self.town.telegram.history(self.chat) if m["from"]["id"] == self.person]
        number = next(m["message_id"] for m in reversed(mine) if m.get("text") == old)
        self.town.telegram.edits(self.person, self.chat, number, new)
        await self.town.settle()

    async def shares_number(self, phone: str = "447700900123") -> None:
        self.town.telegram.shares_contact(self.person, phone)
        await self.town.settle()

    @property
    def ref(self) -> str:
        found = re.findall(r"SL-[A-Z0-9]{5}", " ".join(m["text"] for m in self.screen))
        return str(found[-1])


class Staff(Someone):
    def __init__(self, town: Town, person: int) -> None:
        super().__init__(town, person, STAFF_CHAT)

    async def replies(self, text: str) -> None:
        """Reply to the newest message that asks for a reply."""
        asking = [m for m in self.screen if "force_reply" in m.get("reply_markup", {})]
        self.town.telegram.says(self.person, self.chat, text, reply_to=asking[-1]["message_id"])
        await self.town.settle()

    async def answers(self, text: str) -> None:
        """Reply to the newest question that is asked for a family on the phone."""
        question = [m for m in self.screen if m["text"].startswith("☎")][-1]
        self.town.telegram.says(self.person, self.chat, text, reply_to=question["message_id"])
        await self.town.settle()

    @property
    def asked_for(self) -> str:
        """The reference of the family on the phone."""
        return str(re.findall(r"☎ (SL-[A-Z0-9]{5})", " ".join(m["text"] for m in self.screen))[-1])

    async def edits(self, old: str, new: str) -> None:
        """Change the newest message of their own that says so."""
        mine = [m for m in self.town.telegram.history(self.chat) if m["from"]["id"] == self.person]
        number = next(m["message_id"] for m in reversed(mine) if m.get("text") == old)
        self.town.telegram.edits(self.person, self.chat, number, new)
        await self.town.settle()

    async def writes(self, text: str) -> None:
        """Write to the family as the bot asked, read the preview, and send it."""
        await self.replies(text)
        await self.taps("Send")

    @property
    def card(self) -> str:
        """The newest card or first message of a case."""
        return next(str(m["text"]) for m in reversed(self.screen) if re.match(r"(🔴|🟢|🆘)", m["text"]))


@asynccontextmanager
async def a_town(
    url: str, moment: datetime = MONDAY_MORNING, staff_chat: int = STAFF_CHAT
) -> AsyncIterator[Town]:
    load_cues()  # as by the time that a process which runs hears its first words: they are made beside its start
    town = Town(url, moment, staff_chat)
    await town.sendline.prepare()
    try:
        yield town
    finally:
        town.sendline.database.close()
