"""Updates in: each of Telegram's is read into a plain value, put to the desk, and answered."""

import logging
from typing import Any

from telegram import CallbackQuery, ChatMember, Message, Update, User
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    filters,
)

from bot.desk.updates import (
    Member,
    Reached,
    Said,
    SentSomethingElse,
    SharedNumber,
    StaffSaid,
    StaffTapped,
    Tapped,
)
from handlers.reception import Reception

log = logging.getLogger(__name__)

UPDATES_WANTED = ("message", "callback_query", "my_chat_member")
App = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]


def register(app: App, reception: Reception, staff_chat: int) -> None:
    """Say which update goes where."""
    app.bot_data[Reception] = reception
    private, staff = filters.ChatType.PRIVATE, filters.Chat(staff_chat)
    app.add_handlers(
        [
            MessageHandler(private & filters.TEXT, family_said),
            MessageHandler(private & filters.CONTACT, family_shared_number),
            MessageHandler(private, family_sent_something_else),
            MessageHandler(staff & (filters.TEXT | filters.REPLY), staff_said),
            MessageHandler(filters.ChatType.GROUPS & filters.Regex(r"^/chat\b"), group_asked_number),
            CallbackQueryHandler(button_tapped),
            ChatMemberHandler(reached, ChatMemberHandler.MY_CHAT_MEMBER),
        ]
    )


def _reception(context: Context) -> Reception:
    found: Reception = context.bot_data[Reception]
    return found


async def family_said(update: Update, context: Context) -> None:
    message = _message(update)
    await _reception(context).hear(Said(update.update_id, message.chat_id, message.text or ""))


async def family_shared_number(update: Update, context: Context) -> None:
    message = _message(update)
    phone = message.contact.phone_number if message.contact else ""
    await _reception(context).hear(SharedNumber(update.update_id, message.chat_id, phone))


async def family_sent_something_else(update: Update, context: Context) -> None:
    await _reception(context).hear(SentSomethingElse(update.update_id, _message(update).chat_id))


async def reached(update: Update, context: Context) -> None:
    """The person blocked the bot, or let it back in."""
    change = update.my_chat_member
    if change and change.chat.type == "private":
        back = change.new_chat_member.status != ChatMember.BANNED
        await _reception(context).hear(Reached(update.update_id, change.chat.id, back))


async def staff_said(update: Update, context: Context) -> None:
    message = _message(update)
    replies_to = message.reply_to_message.message_id if message.reply_to_message else None
    said = StaffSaid(update.update_id, _member(message.from_user), message.text or "", replies_to)
    await _reception(context).hear_staff(said)


async def group_asked_number(update: Update, context: Context) -> None:
    await _reception(context).tell_number(update.update_id, _message(update).chat_id)


async def button_tapped(update: Update, context: Context) -> None:
    """A button: under a family's question, or on a card in the staff group."""
    query, reception = update.callback_query, _reception(context)
    if query is None or query.message is None:
        return
    chat = query.message.chat
    if chat.id == reception.house.staff_chat:
        toast = await _staff_tapped(update.update_id, query, context)
    else:
        toast = await reception.hear(Tapped(update.update_id, chat.id, query.data or ""))
    await _answer(query, toast)


async def _staff_tapped(update_id: int, query: CallbackQuery, context: Context) -> str:
    reception = _reception(context)
    try:
        member = await context.bot.get_chat_member(reception.house.staff_chat, query.from_user.id)
    except TelegramError as trouble:
        log.warning("membership could not be checked: %s", type(trouble).__name__)
        return reception.house.staff_words.plain("toast.unchecked")
    here = member.status in (ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER) or (
        member.status == ChatMember.RESTRICTED and getattr(member, "is_member", False)
    )
    tapped = StaffTapped(update_id, _member(query.from_user), query.data or "", here)
    return await reception.staff_tapped(tapped)


async def _answer(query: CallbackQuery, toast: str) -> None:
    """Stop the button's spinner. Best effort: what the tap did is committed already."""
    try:
        await query.answer(toast or None, show_alert=len(toast) > 60)
    except TelegramError as trouble:
        log.info("a tap was not answered: %s", type(trouble).__name__)


def _message(update: Update) -> Message:
    if update.effective_message is None:
        raise ValueError(f"update {update.update_id} carries no message")
    return update.effective_message


def _member(user: User | None) -> Member:
    if user is None:
        raise ValueError("nobody is named as the sender")
    return Member(user.id, user.full_name)
