"""Checks what a running Sendline needs: each of it is fine, or says what to do."""

import stat
from collections.abc import AsyncIterator, Callable

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError

from bot.app import bot_for
from bot.desk.updates import Place
from bot.office import OfficeError, read_office
from bot.settings import ENV_FILE, Settings, SettingsError, read_settings
from bot.unfilled import still_the_examples
from handlers.line import call, greet
from handlers.reading import place_of
from handlers.reception import TO_MEND
from storage.database import Database
from storage.sealing import MasterKeys, SealError, read_master_keys
from storage.soundness import bytes_to_look_through, look_through
from storage.trouble import StorageTrouble
from storage.work import Work

Finding = tuple[str, str]
"""What was checked, and what to do; empty when it is fine."""


FIND = "Add the bot to the staff's group, write /chat@your_bot there, use that number."
PRIVACY_OFF = (
    "it is off, so that Telegram shows the bot all that staff write in their group. The bot keeps none of it. "
    "Write /setprivacy to BotFather, choose the bot, then Enable; take the bot out of the group, and add it again."
)

NO_TERMS = "no term dates: every count of school days is a guess. Add [[terms]]."

WORTH_SAYING = 100_000_000
"""From so many bytes on, to look through the database takes long enough to be told of before."""


async def examine(say: Callable[[str], None] = lambda _: None) -> list[Finding]:
    """Every check that can be made; a check that needs another one to succeed waits for it.

    What takes long is said before it begins.
    """
    try:
        settings = read_settings()
    except SettingsError as wrong:
        return [("settings", str(wrong))]
    found: list[Finding] = [("settings", _open_to_others()), ("office profile", _office(settings))]
    try:
        masters = read_master_keys(settings.master_keys.get_secret_value())
    except ValueError as wrong:
        found.append(("master key", str(wrong)))
    else:
        found.append(("database and master key", _database(settings, masters, say)))
    found += [line async for line in _telegram(settings)]
    return found


def _open_to_others() -> str:
    if not ENV_FILE.is_file() or not ENV_FILE.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return ""
    return (
        f"others on this machine may read or change {ENV_FILE}, which holds the token and the master key. "
        f"Type: chmod 600 {ENV_FILE}"
    )


def _office(settings: Settings) -> str:
    try:
        office = read_office(settings.office)
    except OfficeError as wrong:
        return str(wrong)
    left = still_the_examples(office)
    unfilled = (
        f"it still says what the example says of an invented office: {', '.join(left)}. Put in your own."
        if left
        else ""
    )
    return "\n".join(trouble for trouble in (unfilled, "" if office.terms else NO_TERMS) if trouble)


def _database(settings: Settings, masters: MasterKeys, say: Callable[[str], None]) -> str:
    try:
        database = Database(settings.database_url, masters)
        database.prepare()
        _look_through(settings.database_url, say)
        aside = database.transact_now(_writes)
        database.close()
    except (SealError, StorageTrouble) as wrong:
        return str(wrong)
    return (
        f"{aside} set aside, because they could not be handled. ./sendline set-aside shows them."
        if aside
        else ""
    )


def _writes(work: Work) -> int:
    """Write and take it back: a file may open well, and be closed to writing. Returns how many are set aside."""
    work.leases.hold("doctor", "doctor", seconds=1)
    work.leases.let_go("doctor")
    return work.aside.count()


def _look_through(url: str, say: Callable[[str], None]) -> None:
    """Raises StorageTrouble where a page of the file is damaged, also one that nobody has asked for yet."""
    size = bytes_to_look_through(url)
    if size >= WORTH_SAYING:
        say(f"Looking through all of the database ({size / 1e9:.1f} GB). Families are served meanwhile.")
    look_through(url)


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
        yield "privacy mode", await _privacy(bot)
    await bot.shutdown()


async def _staff_chat(bot: Bot, settings: Settings) -> str:
    try:
        chat = await call(bot, "getChat", {"chat_id": settings.staff_chat})
        me = await call(bot, "getChatMember", {"chat_id": settings.staff_chat, "user_id": bot.id})
    except Forbidden:
        return TO_MEND[Place.GONE]
    except BadRequest:
        return f"the bot is not in it. {FIND}"
    except TelegramError as wrong:
        return f"Telegram answered {type(wrong).__name__}. Try again."
    if chat["type"] not in ("group", "supergroup"):
        return f"that number is no group. {FIND}"
    return TO_MEND.get(place_of(me), "")


async def _privacy(bot: Bot) -> str:
    """Whether Telegram keeps from the bot what staff write among themselves."""
    try:
        me = await call(bot, "getMe", {})
    except TelegramError as wrong:
        return f"Telegram answered {type(wrong).__name__}. Try again."
    return PRIVACY_OFF if me.get("can_read_all_group_messages") else ""
