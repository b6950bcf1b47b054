"""Moves an office from its SQLite file to a PostgreSQL that several processes share."""

from collections.abc import Callable

from bot.settings import Settings
from storage import moving
from storage.possession import possessed

Told = Callable[[int], None]
"""Is told a number of rows."""


def move(settings: Settings, target: str, begins: Told, moved: Told) -> str:
    """Move, and return what to do next. Raises CannotMoveError, InUseError and StorageTrouble.

    `begins` is told how many rows there are, `moved` how many more have been copied.
    """
    path = moving.file_of(settings.database_url)
    with possessed(path):
        cases = moving.move(settings.database_url, target, begins, moved)
    return (
        f"Moved, and compared row by row. Cases: {cases}. {path.name} is as it was: keep it as a backup.\n"
        f"Now put this into .env, with the password in place of *** if there is one:\n"
        f"SENDLINE_DATABASE_URL={moving.shown(target)}\n"
        "The keys stay the same. ./sendline doctor checks it; then ./sendline run, in as many processes as you like."
    )
