"""What both sides share: the chats, the bot's inbox, and every change kept before it counts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from bot.sandbox.bell import Bell
from bot.sandbox.refusals import Json
from bot.sandbox.state import STAFF_CHAT, Person, State, load, save

STAFF_TITLE = "Casework team"
BOT_NAME = "sendline_practice_bot"


class World:
    """The pretend Telegram from inside."""

    def __init__(self, now: Callable[[], datetime], token: str, folder: Path | None) -> None:
        self.now = now
        self.token = token
        self.folder = folder
        self.bell = Bell()
        self.closed = False
        self.polls = 0
        self.hang_ups = 0
        self.wanted: tuple[str, ...] = ()  # kinds of updates that the bot asked for; all where it named none
        self.state = load(folder) or State()
        self.bot: Json = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": "Sendline",
            "username": BOT_NAME,
        }

    @contextmanager
    def change(self) -> Iterator[State]:
        """Change the state, keep it, then wake everyone who waits."""
        yield self.state
        self.state.version += 1
        save(self.state, self.folder)
        self.bell.ring()

    def moment(self) -> int:
        """Return now as the Bot API writes it."""
        return int(self.now().timestamp())

    def person(self, person_id: int) -> Person:
        return self.state.people[person_id]

    def chat(self, chat_id: int) -> Json | None:
        """Return the Bot API's Chat, or None."""
        if chat_id == STAFF_CHAT:
            return {"id": STAFF_CHAT, "type": "supergroup", "title": STAFF_TITLE}
        person = self.state.people.get(chat_id)
        return person.as_chat() if person else None

    def message(self, chat_id: int, message_id: int) -> Json | None:
        """Return the message as it is kept, or None."""
        return self.state.messages.get(chat_id, {}).get(message_id)

    def post(self, chat_id: int, sender: Json, content: Json) -> Json:
        """Put a message into a chat; call inside a change."""
        message: Json = {
            "message_id": self._next_message(chat_id),
            "date": self.moment(),
            "chat": self.chat(chat_id),
            "from": sender,
        }
        message |= content
        self.state.messages.setdefault(chat_id, {})[message["message_id"]] = message
        return message

    def _next_message(self, chat_id: int) -> int:
        if chat_id == STAFF_CHAT:
            self.state.last_group_message += 1
            return self.state.last_group_message
        self.state.last_private_message += 1
        return self.state.last_private_message

    def queue(self, kind: str, body: Json) -> None:
        """Put an update into the bot's inbox, if it wants such; call inside a change."""
        wanted = self.state.webhook.get("allowed_updates") or self.wanted
        if wanted and kind not in wanted:
            return
        self.state.last_update += 1
        self.state.updates.append({"update_id": self.state.last_update, kind: body})

    def hang_up(self) -> None:
        """End the calls that a "timeout" keeps waiting."""
        self.hang_ups += 1
        self.bell.ring()

    def close(self) -> None:
        """Let go of everyone who waits, so that a server can stop."""
        self.closed = True
        self.bell.ring()


def wire(message: Json) -> Json:
    """Return the message as the Bot API shows it: only inline keyboards, and one level of reply."""
    shown = {key: value for key, value in message.items() if key != "silent"}
    if "inline_keyboard" not in shown.get("reply_markup", {}):
        shown.pop("reply_markup", None)
    return shown


def quoted(message: Json) -> Json:
    """Return the message as it appears inside a reply to it."""
    return {key: value for key, value in wire(message).items() if key != "reply_to_message"}
