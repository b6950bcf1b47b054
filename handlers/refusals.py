"""What it means that Telegram refuses a message to the staff group, and what mends it."""

from telegram.error import Forbidden, TelegramError

from bot.logs import OwnWords

MEND = OwnWords("Let the bot be a member of it that may write; ./sendline doctor says more.")

CLOSED = ("chat not found", "not enough rights", "no rights", "write_forbidden", "restricted")
AT_FAULT = ("can't parse", "too long", "too_long", "empty", "button", "markup", "file")
"""What Telegram says where the group cannot be written to, and where this very message cannot be sent."""

MOST_TRIES = 5
"""How often a message is tried that may be at fault itself."""


def sign_of(refused: TelegramError) -> OwnWords:
    """What Telegram said, where we know it; its own words are not ours to log."""
    said = refused.message.casefold()
    return OwnWords(next((sign for sign in CLOSED if sign in said), type(refused).__name__))


def may_pass(refused: TelegramError, tries: int) -> bool:
    """Whether waiting may help: the staff group is closed to us, or the message may not be at fault."""
    said = refused.message.casefold()
    if isinstance(refused, Forbidden) or any(sign in said for sign in CLOSED):
        return True
    return not any(sign in said for sign in AT_FAULT) and tries < MOST_TRIES
