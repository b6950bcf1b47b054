"""What reaches the desk: updates as plain values, free of Telegram."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class FromFamily:
    """`hurried`: more came from this chat than anybody can answer; `slow_down`: this is where that began."""

    update_id: int
    chat_id: int
    hurried: bool = field(default=False, kw_only=True)
    slow_down: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class Said(FromFamily):
    text: str


@dataclass(frozen=True)
class Tapped(FromFamily):
    """A button was tapped. `data` is what the button carried."""

    data: str


@dataclass(frozen=True)
class SharedNumber(FromFamily):
    phone: str


@dataclass(frozen=True)
class SentSomethingElse(FromFamily):
    """A picture, a voice message, a sticker: anything but words."""


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


@dataclass(frozen=True)
class StaffTapped:
    """A button in the staff group. `still_member` is what Telegram answered just now."""

    update_id: int
    who: Member
    data: str
    still_member: bool


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


Update = FromFamily | StaffSaid | StaffTapped | AskedNumber | GroupMoved
