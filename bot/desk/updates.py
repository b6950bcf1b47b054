"""What reaches the desk: updates as plain values, free of Telegram."""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class FromFamily:
    """`message` is the number of the message in its chat, 0 for none; `sent` its moment, in seconds since 1970.

    `hurried`: more came from this chat than anybody can answer; `slow_down`: this is where that began.
    """

    update_id: int
    chat_id: int
    message: int = field(default=0, kw_only=True)
    sent: int = field(default=0, kw_only=True)
    hurried: bool = field(default=False, kw_only=True)
    slow_down: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class Said(FromFamily):
    text: str


@dataclass(frozen=True)
class Edited(FromFamily):
    """A message that was sent before says something else now. `sent` is when it was sent first."""

    text: str


@dataclass(frozen=True)
class Tapped(FromFamily):
    """A button was tapped. `data` is what the button carried."""

    data: str


@dataclass(frozen=True)
class SharedNumber(FromFamily):
    """The family's own number: Telegram vouches for it."""

    phone: str


class Kind(StrEnum):
    """What else a family sends, by how it is met."""

    UNREADABLE = "not-text"
    FORWARDED = "forwarded"
    NUMBER = "number-of-other"


@dataclass(frozen=True)
class Attached:
    """A file, which stays with Telegram: `file_id` is how to ask for it. `kind`: photo, document, voice, ..."""

    kind: str
    file_id: str
    name: str = ""
    mime: str = ""
    size: int = 0


@dataclass(frozen=True)
class SentSomethingElse(FromFamily):
    """Anything but words of their own: a file, a sticker, a post of somebody else's, somebody else's number.

    `words` are those that came with it; `album` is the same for all that was sent together.
    """

    kind: Kind = Kind.UNREADABLE
    words: str = ""
    album: str = ""
    file: Attached | None = None


@dataclass(frozen=True)
class Reached(FromFamily):
    """The family blocked the bot, or let it back in."""

    reachable: bool


@dataclass(frozen=True)
class Member:
    """Someone in the staff group. `id` is Telegram's number for them."""

    id: int
    name: str


@dataclass(frozen=True)
class StaffSaid:
    """Words in the staff group: a command, or a reply to the message `replies_to`."""

    update_id: int
    chat_id: int
    who: Member
    text: str
    replies_to: int | None
    message: int = field(default=0, kw_only=True)  # by Telegram's number


@dataclass(frozen=True)
class StaffEdited:
    """A reply in the staff group, to the message `replies_to`, says something else now."""

    update_id: int
    who: Member
    text: str
    replies_to: int
    message: int


@dataclass(frozen=True)
class StaffTapped:
    """A button in the staff group. `still_member` is what Telegram answered just now."""

    update_id: int
    who: Member
    data: str
    still_member: bool
    message: int = field(default=0, kw_only=True)  # under which it stands, by Telegram's number
    other_left: bool = field(
        default=False, kw_only=True
    )  # whom the button names is not in the group any more


@dataclass(frozen=True)
class CameOrLeft:
    """People joined the staff group, or somebody is not in it any more."""

    update_id: int
    who: tuple[Member, ...]
    here: bool


@dataclass(frozen=True)
class AskedNumber:
    """Someone asks in a group for its number, which the settings need."""

    update_id: int
    chat_id: int


@dataclass(frozen=True)
class GroupMoved:
    """The staff group has another number, because it became a supergroup."""

    update_id: int
    was: int
    now: int


class Place(StrEnum):
    """What the bot is in the staff group."""

    MEMBER = "member"
    ADMINISTRATOR = "administrator"
    MUTE = "mute"  # it may not write
    GONE = "gone"


@dataclass(frozen=True)
class PlaceInGroup:
    """Somebody changed what the bot is in the staff group."""

    update_id: int
    place: Place


Update = (
    FromFamily | StaffSaid | StaffEdited | StaffTapped | CameOrLeft | AskedNumber | GroupMoved | PlaceInGroup
)
