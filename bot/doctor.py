"""Checks what a running Sendline needs: each of it is fine, or says what to do."""

from collections.abc import AsyncIterator

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError

from bot.app import bot_for
from bot.office import OfficeError, read_office
from bot.settings import Settings, SettingsError, read_settings
from handlers.line import greet
from storage.database import Database
from storage.sealing import MasterKeys, SealError, read_master_keys
from storage.trouble import StorageTrouble

Finding = tuple[str, str]
"""What was checked, and what to do; empty when it is fine."""


async def examine() -> list[Finding]:
    """Every check that can be made; a check that needs another one to succeed waits for it."""
    try:
        settings = read_settings()
    except SettingsError as wrong:
        return [("settings", str(wrong))]
    found: list[Finding] = [("settings", ""), ("office profile", _office(settings))]
    try:
        masters = read_master_keys(settings.master_keys.get_secret_value())
    except ValueError as wrong:
        found.append(("master key", str(wrong)))
    else:
        found.append(("database and master key", _database(settings, masters)))
    found += [line async for line in _telegram(settings)]
    return found


def _office(settings: Settings) -> str:
    try:
        office = read_office(settings.office)
    except OfficeError as wrong:
        return str(wrong)
    return "" if office.terms else "no term dates: every count of school days is a guess. Add [[terms]]."


def _database(settings: Settings, masters: MasterKeys) -> str:
    try:
        database = Database(settings.database_url, masters)
        database.prepare()
        aside = database.transact_now(lambda work: work.aside.count())
        database.close()
    except (SealError, StorageTrouble) as wrong:
        return str(wrong)
    return (
        f"{aside} set aside, because they could not be handled. ./sendline set-aside shows them."
        if aside
        else ""
    )


async def _telegram(settings: Settings) -> AsyncIterator[Finding]:
    bot = bot_for(settings)
    try:
        await greet(bot)
    except InvalidToken:
        yield "token", "Telegram does not know it. Copy it again from BotFather into SENDLINE_TOKEN."
    except NetworkError:
        yield "token", f"{settings.telegram} cannot be reached. Check the line, then try again."
    else:
        yield "token", ""
        yield "staff chat", await _staff_chat(bot, settings)
    await bot.shutdown()


async def _staff_chat(bot: Bot, settings: Settings) -> str:
    try:
        chat = await bot.get_chat(settings.staff_chat)
        me = await bot.get_chat_member(settings.staff_chat, bot.id)
    except (BadRequest, Forbidden):
        return "the bot is not in it. Add the bot to the staff's group, write /chat@your_bot there, use that number."
    except TelegramError as wrong:
        return f"Telegram answered {type(wrong).__name__}. Try again."
    if chat.type not in ("group", "supergroup"):
        return "that number is no group. Add the bot to the staff's group, write /chat@your_bot there, use that number."
    return "" if me.status != "left" else "the bot was removed from it. Add it again."
