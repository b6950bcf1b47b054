"""One message to Telegram: posted, or edited where it stands."""

from typing import Any

from telegram import Bot
from telegram.error import BadRequest

from bot.casework.messages import Message
from handlers.line import call

Json = dict[str, Any]


async def send(bot: Bot, chat_id: int, message: Message, replies_to: int | None) -> int:
    """Post a message. Returns its number."""
    values = _said(chat_id, message) | {"disable_notification": message.quiet}
    shown = markup(message)
    if shown:
        values["reply_markup"] = shown
    if replies_to:
        values["reply_parameters"] = {"message_id": replies_to, "allow_sending_without_reply": True}
    sent = await call(bot, "sendMessage", values)
    return int(sent["message_id"])


async def edit(bot: Bot, chat_id: int, message: Message, message_id: int) -> bool:
    """Bring a message up to date. Returns whether it now reads as it should; False where it is gone."""
    values = _said(chat_id, message) | {"message_id": message_id}
    buttons = _inline(message)
    if buttons:
        values["reply_markup"] = buttons
    try:
        await call(bot, "editMessageText", values)
    except BadRequest as refused:
        if "not modified" in refused.message:
            return True
        if "not found" in refused.message or "can't be edited" in refused.message:
            return False
        raise
    return True


def _said(chat_id: int, message: Message) -> Json:
    return {
        "chat_id": chat_id,
        "text": message.html,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }


def markup(message: Message) -> Json | None:
    if message.keys:
        keys = [
            [{"text": key.label, **({"request_contact": True} if key.shares_number else {})} for key in row]
            for row in message.keys
        ]
        return {"keyboard": keys, "resize_keyboard": True, "one_time_keyboard": True}
    if message.hides_keys:
        return {"remove_keyboard": True}
    if message.asks_reply:
        return {"force_reply": True, "selective": True}
    return _inline(message)


def _inline(message: Message) -> Json | None:
    rows = [[{"text": b.label, "callback_data": b.data} for b in row] for row in message.buttons]
    return {"inline_keyboard": rows} if rows else None
