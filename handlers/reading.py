"""What Telegram sends, read into the plain values that the desk knows. One function a kind of update."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.desk.updates import (
    AskedNumber,
    Attached,
    CameOrLeft,
    Edited,
    FromFamily,
    GroupMoved,
    Kind,
    Member,
    Place,
    PlaceInGroup,
    Reached,
    Said,
    SentSomethingElse,
    SharedNumber,
    StaffEdited,
    StaffSaid,
    StaffTapped,
    Tapped,
    Update,
)

Json = dict[str, Any]
"""An update as it travels: https://core.telegram.org/bots/api#update"""

UPDATES_WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
NOT_SENT = frozenset(
    (
        *("pinned_message", "message_auto_delete_timer_changed", "chat_background_set"),
        *("write_access_allowed", "proximity_alert_triggered", "boost_added", "connected_website"),
    )
)
"""What a private chat says of itself: nobody sent it, so nobody waits for an answer."""

FILES = ("document", "voice", "audio", "video")
"""What is kept beside a picture."""

ASKS_NUMBER = re.compile(r"/chat\b")


def chat_of(update: Json) -> int:
    """The chat that an update belongs to; 0 where there is none."""
    for kind in UPDATES_WANTED:
        match update.get(kind):
            case {"chat": {"id": int(chat)}} | {"message": {"chat": {"id": int(chat)}}}:
                return chat
    return 0


def is_said(update: Json) -> bool:
    """Whether somebody waits for an answer to it: a message, or one whose words were edited."""
    return "message" in update or bool(_words_of(update.get("edited_message", {})))


def query_of(update: Json) -> str | None:
    """What a tapped button waits for an answer to."""
    query = update.get("callback_query")
    return str(query["id"]) if query else None


def read(update: Json, staff_chat: int) -> Update | None:
    """The update as the desk knows it; None where it concerns nobody here."""
    number = int(update["update_id"])
    match update:
        case {"callback_query": {"message": {"chat": {"id": int(chat)}}} as query}:
            data = str(query.get("data") or "")
            if chat != staff_chat:
                return Tapped(number, chat, data)
            at = int(query["message"]["message_id"])
            return StaffTapped(number, member(query["from"]), data, still_member=False, message=at)
        case {"my_chat_member": {"chat": {"type": "private", "id": int(chat)}} as change}:
            return Reached(number, chat, change["new_chat_member"]["status"] != "kicked")
        case {"my_chat_member": {"chat": {"id": int(chat)}, "new_chat_member": now}} if chat == staff_chat:
            return PlaceInGroup(number, place_of(now))
        case {"message": {"chat": {"type": "private", "id": int(chat)}} as message}:
            return None if NOT_SENT & message.keys() else _sent(_from_family(number, chat, message), message)
        case {"edited_message": {"chat": {"type": "private", "id": int(chat)}} as message}:
            words = _words_of(message)  # none where something else changed, such as a place that moves
            return _sent(Edited(number, chat, words), message) if words else None
        case {"edited_message": {"chat": {"id": int(chat)}} as message} if chat == staff_chat:
            return _edited_by_staff(number, message)
        case {"message": {"chat": {"id": int(chat)}} as message}:
            return _from_group(number, chat, message, staff_chat)
    return None


def _from_family(number: int, chat: int, message: Json) -> FromFamily:
    album, file = str(message.get("media_group_id") or ""), _file_of(message)
    match message:
        case {"forward_origin": _} if words := _words_of(message):
            return SentSomethingElse(number, chat, Kind.FORWARDED, words, album, file)
        case {"text": str(text)}:
            return Said(number, chat, text)
        case {"contact": {"phone_number": phone, "user_id": whose}} if whose == chat:
            return SharedNumber(number, chat, str(phone))
        case {"contact": {"phone_number": phone} as contact}:
            name = (contact.get("first_name"), contact.get("last_name"), phone)
            return SentSomethingElse(number, chat, Kind.NUMBER, " ".join(str(part) for part in name if part))
    return SentSomethingElse(number, chat, words=_words_of(message), album=album, file=file)


def _file_of(message: Json) -> Attached | None:
    """The file in a message; of a picture, its largest size. A moving picture is none, though it looks like one."""
    if "animation" in message:
        return None
    match message:
        case {"photo": [*_, {"file_id": str(file_id)} as largest]}:
            return Attached("photo", file_id, size=int(largest.get("file_size") or 0))
    for kind in FILES:
        file: Json = message.get(kind) or {}
        if "file_id" in file:
            name, mime = str(file.get("file_name") or ""), str(file.get("mime_type") or "")
            return Attached(kind, str(file["file_id"]), name, mime, int(file.get("file_size") or 0))
    return None


def _sent(update: FromFamily, message: Json) -> FromFamily:
    """The update, with which message it came in and when that was sent first."""
    return replace(update, message=int(message["message_id"]), sent=int(message["date"]))


def _words_of(message: Json) -> str:
    """The words in a message: its text, or those under a picture, or a poll's question."""
    poll = message.get("poll") or {}
    return str(message.get("text") or message.get("caption") or poll.get("question") or "")


def _from_group(number: int, chat: int, message: Json, staff_chat: int) -> Update | None:
    match message:
        case {"migrate_to_chat_id": int(now)}:
            return GroupMoved(number, chat, now) if chat == staff_chat else None
        case {"migrate_from_chat_id": int(was)}:
            return GroupMoved(number, was, chat) if was == staff_chat else None
        case {"new_chat_members": [*people]} if chat == staff_chat:
            return CameOrLeft(number, _people(people), here=True)
        case {"left_chat_member": someone} if chat == staff_chat:
            return CameOrLeft(number, _people([someone]), here=False)
    text, reply = str(message.get("text") or ""), message.get("reply_to_message")
    to_us = bool(reply and reply.get("from", {}).get("is_bot"))
    if chat == staff_chat and (
        to_us or text.startswith("/")
    ):  # whatever else they write is none of our business
        replies_to = reply["message_id"] if reply else None
        who, at = member(message["from"]), int(message["message_id"])
        return StaffSaid(number, chat, who, text, replies_to, message=at)
    return AskedNumber(number, chat) if ASKS_NUMBER.match(text) else None


def _people(users: Sequence[Json]) -> tuple[Member, ...]:
    return tuple(member(user) for user in users if not user.get("is_bot"))


def _edited_by_staff(number: int, message: Json) -> Update | None:
    """A reply that was edited; whatever else staff edit is none of our business."""
    match message:
        case {
            "message_id": int(at),
            "text": str(text),
            "reply_to_message": {"message_id": int(replies_to), "from": {"is_bot": True}},
        }:
            return StaffEdited(number, member(message["from"]), text, replies_to, at)
    return None


def member(user: Json) -> Member:
    names = (user["first_name"], user.get("last_name"))
    return Member(user["id"], " ".join(name for name in names if name))


def is_member(answer: Json) -> bool:
    """Whether getChatMember says that this person is in the group."""
    status = answer["status"]
    return status in ("creator", "administrator", "member") or (
        status == "restricted" and bool(answer.get("is_member"))
    )


def place_of(answer: Json) -> Place:
    """What getChatMember, or an update, says that the bot is in the group."""
    if answer["status"] in ("left", "kicked") or not is_member(answer):
        return Place.GONE
    if answer["status"] == "restricted" and not answer.get("can_send_messages"):
        return Place.MUTE
    return Place.ADMINISTRATOR if answer["status"] == "administrator" else Place.MEMBER
