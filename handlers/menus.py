"""The menus of commands: one for families, one for the staff group, none anywhere else."""

from collections.abc import Mapping

from telegram import Bot
from telegram.error import TelegramError

from handlers.line import call
from handlers.reading import Json

FAMILIES: Json = {"type": "all_private_chats"}
LANGUAGES = ("", "en")
"""Telegram prefers a list for somebody's own language: one that was left there would hide ours."""


async def offer(bot: Bot, family: Mapping[str, str]) -> None:
    """Offer families their commands, and nobody else any."""
    for language in LANGUAGES:
        await call(bot, "deleteMyCommands", {"language_code": language})
        await _put(bot, family, FAMILIES, language)


async def offer_in_group(bot: Bot, staff: Mapping[str, str], group: int) -> bool:
    """Offer staff theirs. Returns whether the group can be reached; if not yet, it is offered them when it can."""
    try:
        for language in LANGUAGES:
            await _put(bot, staff, {"type": "chat", "chat_id": group}, language)
    except TelegramError:
        return False
    return True


async def _put(bot: Bot, commands: Mapping[str, str], scope: Json, language: str) -> None:
    shown = [{"command": name, "description": text} for name, text in commands.items()]
    await call(bot, "setMyCommands", {"commands": shown, "scope": scope, "language_code": language})
