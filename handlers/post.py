"""One message to Telegram: posted, or edited where it stands."""

from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.casework.messages import Message
from bot.desk.outgoing import Ready

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def post(bot: Bot, chat_id: int, ready: Ready) -> int | None:
    """Send or edit. Returns the new message's id; None where an old one was edited.

    A card that is gone from the chat is posted anew; another message that is gone is let go.
    """
    if not ready.message.edits:
        return await _send(bot, chat_id, ready)
    if ready.edits_id is not None and await _edited(bot, chat_id, ready):
        return None
    return await _send(bot, chat_id, ready) if ready.message.edits.startswith("card:") else None


async def _send(bot: Bot, chat_id: int, ready: Ready) -> int:
    reply = ready.replies_to_id
    sent = await bot.send_message(
        chat_id,
        ready.message.html,
        parse_mode=ParseMode.HTML,
        reply_markup=markup(ready.message),
        disable_notification=ready.message.quiet,
        link_preview_options=NO_PREVIEW,
        reply_parameters=ReplyParameters(reply, allow_sending_without_reply=True) if reply else None,
    )
    return sent.message_id


async def _edited(bot: Bot, chat_id: int, ready: Ready) -> bool:
    """Whether the message now reads as it should; False where it is gone."""
    try:
        await bot.edit_message_text(
            ready.message.html,
            chat_id,
            ready.edits_id,
            parse_mode=ParseMode.HTML,
            reply_markup=_inline(ready.message),
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as refused:
        if "not modified" in refused.message:
            return True
        if "not found" in refused.message or "can't be edited" in refused.message:
            return False
        raise
    return True


def markup(message: Message) -> Markup | None:
    if message.keys:
        keys = [
            [KeyboardButton(key.label, request_contact=key.shares_number) for key in row]
            for row in message.keys
        ]
        return ReplyKeyboardMarkup(keys, resize_keyboard=True, one_time_keyboard=True)
    if message.hides_keys:
        return ReplyKeyboardRemove()
    if message.asks_reply:
        return ForceReply(selective=True)
    return _inline(message)


def _inline(message: Message) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(b.label, callback_data=b.data) for b in row] for row in message.buttons]
    return InlineKeyboardMarkup(rows) if rows else None
