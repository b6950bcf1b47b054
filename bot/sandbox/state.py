"""All that the pretend Telegram remembers, and the one file it is kept in."""

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from bot.sandbox.refusals import Json

STAFF_CHAT = -1001000000001
"""The staff group, as settings for the sandbox name it."""
FILE = "telegram.json"


@dataclass(frozen=True)
class Person:
    """Someone invented, with a Telegram account that is pretend too."""

    id: int
    first_name: str
    last_name: str = ""
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def as_user(self) -> Json:
        """Return the Bot API's User."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": "en"}
        return user | ({"last_name": self.last_name} if self.last_name else {})

    def as_chat(self) -> Json:
        """Return the Bot API's Chat for talking with them alone."""
        chat: Json = {"id": self.id, "type": "private", "first_name": self.first_name}
        return chat | ({"last_name": self.last_name} if self.last_name else {})


@dataclass(frozen=True)
class Query:
    """A tap on a button, and what the bot answered; asked_at in seconds since 1970."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    data: str
    asked_at: float
    answer: Json | None = None


@dataclass
class State:
    """Changed only inside World.change, which keeps it."""

    people: dict[int, Person] = field(default_factory=dict)
    staff: dict[int, str] = field(default_factory=dict)
    bot_in_group: str = "member"  # or administrator, restricted, kicked, left
    reads_all: bool = False  # the bot's privacy mode is off
    messages: dict[int, dict[int, Json]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)  # what they hold, in base64, by their ids
    media: dict[str, Json] = field(default_factory=dict)  # what people sent, by kind, by their ids
    updates: list[Json] = field(default_factory=list)
    queries: dict[str, Query] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    webhook: Json = field(default_factory=dict)
    group_was: int = 0
    last_person: int = 5_000_000_000
    last_update: int = 700_000_000
    last_private_message: int = 0
    last_group_message: int = 0
    last_query: int = 0
    last_file: int = 0
    version: int = 0


def load(folder: Path | None) -> State | None:
    """Return what was kept in the folder, or None."""
    if folder is None or not (folder / FILE).exists():
        return None
    kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return _state({name: kept[name] for name in (part.name for part in fields(State)) if name in kept})


def _state(kept: dict[str, Any]) -> State:
    kept["people"] = {int(key): Person(**value) for key, value in kept["people"].items()}
    kept["staff"] = {int(key): value for key, value in kept["staff"].items()}
    kept["queries"] = {key: Query(**value) for key, value in kept["queries"].items()}
    kept["messages"] = {
        int(chat): {int(key): message for key, message in messages.items()}
        for chat, messages in kept["messages"].items()
    }
    return State(**kept)


def save(state: State, folder: Path | None) -> None:
    """Replace the file in one step: after a kill it holds the old state or the new, never half."""
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{FILE}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(_plain(state), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / FILE)


def _plain(state: State) -> Json:
    plain = {part.name: getattr(state, part.name) for part in fields(State)}
    plain["people"] = {key: asdict(person) for key, person in state.people.items()}
    plain["queries"] = {key: asdict(query) for key, query in state.queries.items()}
    return plain
