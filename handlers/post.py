"""One message to Telegram: posted, or edited where it stands."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from telegram import Bot, InputFile
from telegram.error import BadRequest

from bot.casework.messages import STAFF_ROOM, File, Message
from bot.desk import outgoing
from bot.desk.house import House
from bot.desk.outgoing import Ready
from handlers import media
from handlers.line import call
from handlers.reception import StaffGroup, Transact

Json = dict[str, Any]


ONCE, MOST_KNOWN = "question:", 5000
"""Messages so named are posted once, so that where they stand may be remembered here."""


class Postman:
    """Brings one message to Telegram, and knows where the named ones stand."""

    def __init__(self, bot: Bot, transact: Transact, house: House, group: StaffGroup) -> None:
        self._bot, self._transact, self._house, self._group = bot, transact, house, group
        self._known: dict[str, int] = {}

    async def post(self, message: Ready, *, again: bool) -> Sequence[int]:
        """Send, edit or take away. Returns the numbers of new messages; none where an old one was edited.

        A card that is gone from the chat is posted anew; another message that is gone is let go. One that may be
        there already (`again`) says so, if it is not an edit.
        """
        chat_id, said = message.chat_id, message.message
        number = self._group.number if chat_id == STAFF_ROOM else chat_id
        if said.deletes:
            at = await self._stands_at(said.deletes, chat_id)
            if at is not None:
                await take_away(self._bot, number, said, at)
            return ()
        if said.edits:
            at = await self._stands_at(said.edits, chat_id)
            if at is not None and await edit(self._bot, number, said, at):
                return ()
            if not said.edits.startswith("card:"):
                return ()
        elif again:
            said = replace(said, html=f"{said.html}\n\n{self._says_again(chat_id)}")
        reply = await self._stands_at(said.replies_to, chat_id) if said.replies_to else None
        if said.media:
            return await media.send(self._bot, number, said, reply)
        posted = await send(self._bot, number, said, reply)
        if said.slot.startswith(ONCE):
            self._remember(said.slot, posted)
        return (posted,)

    def _says_again(self, chat_id: int) -> str:
        if chat_id == STAFF_ROOM:
            return self._house.staff_words("thread.again")
        return self._house.words("odd.again")

    async def _stands_at(self, slot: str, chat_id: int) -> int | None:
        if slot in self._known:
            return self._known[slot]
        return await self._transact(partial(outgoing.stands_at, slot=slot, chat_id=chat_id))

    def _remember(self, slot: str, message_id: int) -> None:
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[slot] = message_id


async def send(bot: Bot, chat_id: int, message: Message, replies_to: int | None) -> int:
    """Post a message, or a file with what is said under it. Returns its number."""
    values = _said(chat_id, message) | {"disable_notification": message.quiet}
    shown = markup(message)
    if shown:
        values["reply_markup"] = shown
    if replies_to:
        values["reply_parameters"] = {"message_id": replies_to, "allow_sending_without_reply": True}
    sent = await call(bot, "sendDocument" if message.file else "sendMessage", values)
    return int(sent["message_id"])


async def take_away(bot: Bot, chat_id: int, message: Message, message_id: int) -> None:
    """Delete a message of ours. One that is too old for it (48 hours) is emptied, or at least says what to do."""
    if await media.deleted(bot, chat_id, message_id):
        return
    if message.deletes.startswith("file:"):
        await media.emptied(bot, chat_id, message, message_id)
    else:
        await edit(bot, chat_id, message, message_id)


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
    if message.file:
        file, caption = _uploaded(message.file), message.html
        return {"chat_id": chat_id, "document": file, "caption": caption, "parse_mode": "HTML"}
    return {
        "chat_id": chat_id,
        "text": message.html,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }


def _uploaded(file: File) -> InputFile:
    """The file as it travels. The mark at its beginning is what tells older viewers that it is UTF-8."""
    return InputFile(file.text.encode("utf-8-sig"), filename=file.name)


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
