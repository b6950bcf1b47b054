"""What is said, free of Telegram: words with light markup, buttons, and where it belongs."""

import json
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

STAFF_ROOM = 0
"""The chat that is the staff group, whatever its number in Telegram is when a message goes out."""


class Rank(IntEnum):
    """What goes first when not all can go at once."""

    ALERT = 0  # safety, and cases that are urgent
    REPLY = 1  # to somebody who waits for it
    CARD = 2  # a card brought up to date
    PROMPT = 3  # a follow-up, which nobody waits for

    @property
    def patience(self) -> timedelta:
        """How long a message of this rank may stand back for others: after that it is as pressing as they are."""
        return timedelta(minutes=(0, 1, 10, 60)[self])


@dataclass(frozen=True)
class Button:
    """A button under a message. `data` says what a tap means: at most 64 bytes."""

    label: str
    data: str


@dataclass(frozen=True)
class Key:
    """A button in place of the keyboard: it types its label, or shares the person's own phone number."""

    label: str
    shares_number: bool = False


@dataclass(frozen=True)
class Message:
    """One message. `html` is in Telegram's small subset of HTML, with everything people wrote escaped.

    `slot` names a message so that it can be edited or replied to later, such as "card:12"; `edits` and
    `replies_to` are such names. With `edits`, this message takes the place of that one.
    """

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    keys: tuple[tuple[Key, ...], ...] = ()
    hides_keys: bool = False
    asks_reply: bool = False
    quiet: bool = False
    slot: str = ""
    edits: str = ""
    replies_to: str = ""

    def to_json(self) -> str:
        said = {name: value for name, value in vars(self).items() if value}
        return _IN_JSON.encode(said)

    @staticmethod
    def from_json(text: str) -> "Message":
        raw = json.loads(text)
        return Message(
            **{
                "html": "",
                **raw,
                "buttons": tuple(tuple(Button(**b) for b in row) for row in raw.get("buttons", ())),
                "keys": tuple(tuple(Key(**k) for k in row) for row in raw.get("keys", ())),
            }
        )


_IN_JSON = json.JSONEncoder(ensure_ascii=False, default=vars)
"""A button or a key goes in by its fields."""
