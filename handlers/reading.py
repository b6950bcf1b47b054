"""What Telegram sends, read into the plain values that the desk knows. One function a kind of update."""

import re
from typing import Any

from bot.desk.updates import (
    AskedNumber,
    GroupMoved,
    Member,
    Reached,
    Said,
    SentSomethingElse,
    SharedNumber,
    StaffSaid,
    StaffTapped,
    Tapped,
    Update,
)

Json = dict[str, Any]
"""An update as it travels: https://core.telegram.org/bots/api#update"""

UPDATES_WANTED = ("message", "callback_query", "my_chat_member")
ASKS_NUMBER = re.compile(r"/chat\b")


def chat_of(update: Json) -> int:
    """The chat that an update belongs to; 0 where there is none."""
    for kind in UPDATES_WANTED:
        match update.get(kind):
            case {"chat": {"id": int(chat)}} | {"message": {"chat": {"id": int(chat)}}}:
                return chat
    return 0


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
            return (
                StaffTapped(number, member(query["from"]), data, still_member=False)
                if chat == staff_chat
                else Tapped(number, chat, data)
            )
        case {"my_chat_member": {"chat": {"type": "private", "id": int(chat)}} as change}:
            return Reached(number, chat, change["new_chat_member"]["status"] != "kicked")
        case {"message": {"chat": {"type": "private", "id": int(chat)}} as message}:
            return _from_family(number, chat, message)
        case {"message": {"chat": {"id": int(chat)}} as message}:
            return _from_group(number, chat, message, staff_chat)
    return None


def _from_family(number: int, chat: int, message: Json) -> Update:
    match message:
        case {"text": str(text)}:
            return Said(number, chat, text)
        case {"contact": {"phone_number": phone}}:
            return SharedNumber(number, chat, str(phone))
    return SentSomethingElse(number, chat)


def _from_group(number: int, chat: int, message: Json, staff_chat: int) -> Update | None:
    match message:
        case {"migrate_to_chat_id": int(now)}:
            return GroupMoved(number, chat, now) if chat == staff_chat else None
        case {"migrate_from_chat_id": int(was)}:
            return GroupMoved(number, was, chat) if was == staff_chat else None
    text, reply = str(message.get("text") or ""), message.get("reply_to_message")
    if chat == staff_chat and (text or reply):
        replies_to = reply["message_id"] if reply else None
        return StaffSaid(number, chat, member(message["from"]), text, replies_to)
    return AskedNumber(number, chat) if ASKS_NUMBER.match(text) else None


def member(user: Json) -> Member:
    names = (user["first_name"], user.get("last_name"))
    return Member(user["id"], " ".join(name for name in names if name))


def is_member(answer: Json) -> bool:
    """Whether getChatMember says that this person is in the group."""
    status = answer["status"]
    return status in ("creator", "administrator", "member") or (
        status == "restricted" and bool(answer.get("is_member"))
    )
