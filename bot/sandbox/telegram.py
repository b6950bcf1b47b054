"""The pretend Telegram: what people do in it, what can be read from it, how it can fail."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.sandbox import attachments, documents, people
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.refusals import Json
from bot.sandbox.state import Person
from bot.sandbox.world import World

FIRST_STAFF = ("Jo", "Priya")
FILE = {"file_id": "CAACAgIAAxkBAAE", "file_unique_id": "AgADAgAT", "width": 512, "height": 512}
STICKER = FILE | {"type": "regular", "is_animated": False, "is_video": False}
PICTURE = FILE | {"width": 1280, "height": 960}


class Telegram:
    """A Telegram with one bot, one staff group and invented people.

    Kept in `folder`, if given, before any change counts: a new object on the same folder goes on from there.
    """

    def __init__(self, now: Callable[[], datetime], token: str, folder: Path | None = None) -> None:
        self.world = World(now, token, folder)
        self.faults = Faults()
        if not self.world.state.people:
            self._first_staff()

    def _first_staff(self) -> None:
        with self.world.change() as state:
            for name, status in zip(FIRST_STAFF, ("creator", "member"), strict=True):
                state.staff[self._new(name, "").id] = status

    def _new(self, first_name: str, last_name: str) -> Person:
        state = self.world.state
        state.last_person += 1
        person = state.people[state.last_person] = Person(state.last_person, first_name, last_name)
        return person

    # Who is there

    def add_person(self, first_name: str, last_name: str = "") -> Person:
        """Invent someone with an account, who has not met the bot yet."""
        with self.world.change():
            return self._new(first_name, last_name)

    def people(self) -> tuple[Person, ...]:
        return tuple(self.world.state.people.values())

    def families(self) -> tuple[Person, ...]:
        """Return everyone who never was in the staff group."""
        return tuple(person for person in self.people() if person.id not in self.world.state.staff)

    def staff(self) -> tuple[Person, ...]:
        """Return who is in the staff group now."""
        states = self.world.state.staff
        return tuple(person for person in self.people() if states.get(person.id, "left") != "left")

    # What people do; people.NotPossible if Telegram would not let them

    def says(self, person_id: int, chat_id: int, text: str, reply_to: int | None = None) -> Json:
        """Write a message, and return it. A person's first message opens their chat to the bot."""
        return people.says(self.world, person_id, chat_id, text, reply_to)

    def shares_contact(self, person_id: int, phone: str) -> Json:
        """Send the bot one's own number, and return the message."""
        return people.shares_contact(self.world, person_id, phone)

    def sends_sticker(self, person_id: int) -> Json:
        """Send the bot a sticker, and return the message."""
        return people.sends_something_else(self.world, person_id, {"sticker": STICKER})

    def sends_picture(self, person_id: int, caption: str = "") -> Json:
        """Send the bot a picture, perhaps with words under it, and return the message."""
        words = {"caption": caption} if caption else {}
        return people.sends_something_else(self.world, person_id, {"photo": [PICTURE], **words})

    def sends(self, person_id: int, content: Json) -> Json:
        """Send the bot anything else that a message may hold, by the Bot API's names; return the message."""
        return people.sends_something_else(self.world, person_id, content)

    def attaches(self, person_id: int, kind: str) -> Json:
        """Send the bot an invented file of a kind (photo, document, voice), and return the message."""
        return people.sends_something_else(self.world, person_id, attachments.invented(self.world, kind))

    def edits(self, person_id: int, chat_id: int, message_id: int, text: str) -> Json:
        """Change one's own message, and return it."""
        return people.edits(self.world, person_id, chat_id, message_id, text)

    def taps(self, person_id: int, chat_id: int, message_id: int, data: str, *, stale: bool = False) -> str:
        """Tap a button and return the callback query's id; `stale` taps one that may be gone by now."""
        return people.taps(self.world, person_id, chat_id, message_id, data, stale=stale)

    def blocks(self, person_id: int) -> None:
        """Block the bot."""
        people.changes_block(self.world, person_id, blocked=True)

    def unblocks(self, person_id: int) -> None:
        """Let the bot write again."""
        people.changes_block(self.world, person_id, blocked=False)

    def deactivates(self, person_id: int) -> None:
        """Delete the account."""
        with self.world.change() as state:
            state.people[person_id] = replace(state.people[person_id], deactivated=True)

    def join_staff(self, person_id: int) -> None:
        """Be added to the staff group."""
        people.joins(self.world, person_id)

    def leave_staff(self, person_id: int) -> None:
        """Leave the staff group."""
        people.leaves(self.world, person_id)

    def bot_becomes(self, status: str) -> None:
        """The bot becomes member, administrator, restricted (it may not write) or kicked in the staff group."""
        people.changes_bot(self.world, status)

    def privacy_mode(self, *, on: bool) -> None:
        """Switch the bot's privacy mode, as BotFather does: off, it sees all that is written in groups."""
        with self.world.change() as state:
            state.reads_all = not on

    def group_grows(self, was: int, *, told: bool) -> None:
        """The staff group was a plain group of this number, and is a supergroup now; `told`: by a message too."""
        people.grows(self.world, was, told=told)

    # Reading

    @property
    def version(self) -> int:
        """Grows with every change, across restarts too."""
        return self.world.state.version

    async def changed_since(self, version: int, seconds: float | None = None) -> int:
        """Return the version once it differs from `version`, or after `seconds`, or at the close."""
        ends_at = None if seconds is None else time.monotonic() + seconds
        while self.version == version and not self.world.closed:
            left = None if ends_at is None else ends_at - time.monotonic()
            if left is not None and left <= 0:
                break
            await self.world.bell.wait(left)
        return self.version

    def history(self, chat_id: int) -> list[Json]:
        """Return the chat as people see it: reply_markup of any kind, silent if it made no sound."""
        return [dict(message) for message in self.world.state.messages.get(chat_id, {}).values()]

    def content_of(self, file_id: str) -> bytes | None:
        """Return what a file holds that stands in a chat; None if there is no such file."""
        return documents.content_of(self.world, file_id)

    def answer_to(self, query_id: str) -> Json | None:
        """Return what the bot answered to a tap: {"text", "show_alert"}; None while it has not."""
        return self.world.state.queries[query_id].answer

    # Failing, and the end

    def misbehave(
        self,
        kind: str,
        method: str | None = None,
        times: int = 1,
        *,
        after: bool = False,
        retry_after: int = 1,
        share: float | None = None,
    ) -> None:
        """Fail the next calls of `method`, or of any but getUpdates; with `share`, that share of them until behave.

        Kinds: 429, 500, 502, timeout, reset, uneditable (refused for good).
        With after=True the call is carried out and then fails;
        "after" is short for that with reset. "duplicate" delivers confirmed updates once more; "shuffle"
        delivers the updates of different chats in another order.
        """
        lost = kind == "after"
        name = "reset" if lost else str(kind)
        self.faults.add(Fault(name, method, times, after or lost, retry_after, share))

    def behave(self) -> None:
        """Forget every failure still to come, and end the calls that are kept waiting."""
        self.faults.waiting.clear()
        self.hang_up()

    def hang_up(self) -> None:
        """End the calls that a "timeout" keeps waiting."""
        self.world.hang_up()

    def close(self) -> None:
        """Let go of long polls and waiting pages, so that a server can stop."""
        self.world.close()
