"""Files that Telegram keeps: posted by their names with Telegram, and taken away again as far as it lets us."""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Bot, InputFile
from telegram.error import BadRequest

from bot.casework.messages import Media, Message
from handlers.line import call

Json = dict[str, Any]

METHODS = {
    "photo": "sendPhoto",
    "document": "sendDocument",
    "voice": "sendVoice",
    "audio": "sendAudio",
    "video": "sendVideo",
}
DOT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQAQAAAAA3iMLMAAAADklEQVR4nGP4/5+BFAQA/U4f4cOgO+EAAAAASUVORK5CYII="
)
"""A small white picture, to stand where one was that Telegram lets nobody take away."""


async def send(bot: Bot, chat_id: int, message: Message, replies_to: int | None) -> Sequence[int]:
    """Post one file, or several as an album. Returns the numbers of all messages."""
    values: Json = {"chat_id": chat_id, "disable_notification": message.quiet}
    if replies_to:
        values["reply_parameters"] = {"message_id": replies_to, "allow_sending_without_reply": True}
    said = {"caption": message.html, "parse_mode": "HTML"}
    if len(message.media) > 1:
        shown = [_in_album(each) for each in message.media]
        shown[0] |= said
        sent = await call(bot, "sendMediaGroup", values | {"media": shown})
        return tuple(int(each["message_id"]) for each in sent)
    only = message.media[0]
    sent = await call(bot, METHODS[only.kind], values | said | {only.kind: only.file_id})
    return (int(sent["message_id"]),)


def _in_album(media: Media) -> Json:
    return {"type": media.kind, "media": media.file_id}


async def deleted(bot: Bot, chat_id: int, message_id: int) -> bool:
    """Delete a message of ours. Returns False where it is too old for that."""
    return await _done(bot, "deleteMessage", {"chat_id": chat_id, "message_id": message_id})


async def emptied(bot: Bot, chat_id: int, message: Message, message_id: int) -> None:
    """Put nothing in place of a file that cannot be deleted, or at least say under it what to do."""
    there = {"chat_id": chat_id, "message_id": message_id}
    said = {"caption": message.html, "parse_mode": "HTML"}
    for kind, name, content in (("document", "erased.txt", b"Erased."), ("photo", "erased.png", DOT)):
        blank = {"type": kind, "media": "attach://blank", **said}
        values = there | {"media": blank, "blank": InputFile(content, filename=name)}
        if await _done(bot, "editMessageMedia", values):
            return
    await _done(bot, "editMessageCaption", there | said)


async def _done(bot: Bot, method: str, values: Mapping[str, Any]) -> bool:
    """Whether it is as it should be; False where Telegram does not let us."""
    try:
        await call(bot, method, values)
    except BadRequest as refused:
        return any(sign in refused.message for sign in ("not found", "not modified"))
    return True
