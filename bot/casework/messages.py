"""What is said, free of Telegram: words with light markup, buttons, and where it belongs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from typing import Any

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
        return _PATIENCE[self]


_PATIENCE = tuple(timedelta(minutes=minutes) for minutes in (0, 1, 10, 60))


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
class File:
    """A text to keep, such as "SL-7K3Q9.txt". It is plain: what people wrote stands in it as they wrote it."""

    name: str
    text: str


@dataclass(frozen=True)
class Media:
    """A file that Telegram keeps, by Telegram's name for it. `kind`: photo, document, voice, audio, video."""

    kind: str
    file_id: str


@dataclass(frozen=True)
class Message:
    """One message. `html` is in Telegram's small subset of HTML, with everything people wrote escaped.

    `slot` names a message so that it can be edited or replied to later, such as "card:12"; `edits` and
    `replies_to` are such names. With `edits`, this message takes the place of that one. With a `file`, `html`
    stands under it, has 1024 characters at most, and the message is always a new one. So it is with `media`, of
    which several go out as one album, without buttons. `deletes` names a message that is to go; where Telegram lets
    nobody take it away any more, `html` stands under it or in its place.

    `reports` names the message in the staff group that tells what became of this one.
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
    file: File | None = None
    media: tuple[Media, ...] = ()
    deletes: str = ""
    reports: str = ""
    kind: str = ""  # the follow-up that it was a prompt of
    until: str = (
        ""  # the moment from which on it is too late to send it, in ISO form; else it is sent in any case
    )

    def __post_init__(self) -> None:
        if self.file and self.edits:
            raise ValueError(f"{self.file.name} cannot take the place of {self.edits}: a file is sent anew")
        if self.media and (self.edits or self.file or (len(self.media) > 1 and self.buttons)):
            raise ValueError("media are sent anew, by themselves, and an album has no buttons")

    def as_plain(self) -> Mapping[str, Any]:
        """What is said, by its names; what is left out is as it is in most messages."""
        return {name: value for name, value in vars(self).items() if value}

    @staticmethod
    def from_plain(said: Mapping[str, Any]) -> "Message":
        buttons = tuple(tuple(Button(**button) for button in row) for row in said.get("buttons", ()))
        keys = tuple(tuple(Key(**key) for key in row) for row in said.get("keys", ()))
        file = File(**said["file"]) if "file" in said else None
        media = tuple(Media(**each) for each in said.get("media", ()))
        return Message(**{"html": "", **said, "buttons": buttons, "keys": keys, "file": file, "media": media})
