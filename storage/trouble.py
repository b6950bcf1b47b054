"""What can go wrong with a database, in words that say what to do."""

from sqlalchemy.exc import SQLAlchemyError


class StorageTrouble(Exception):  # noqa: N818  (of the database, not a mistake of ours)
    """The database did not take something. Nothing of it counts, and it may be tried again."""


_WORDS = (
    ("disk is full", "The disk is full. Free some space: what arrives waits at Telegram until then."),
    ("database is locked", "Another program holds the database. End it: a backup or an open shell, perhaps."),
    (
        "readonly",
        "The database may only be read. Give Sendline's user the right to write to it and its folder.",
    ),
    ("malformed", "The database file is damaged. Stop Sendline, keep the file, and restore the last backup."),
    (
        "not a database",
        "The database file is damaged. Stop Sendline, keep the file, and restore the last backup.",
    ),
    ("disk i/o", "The disk cannot be read or written. Look at the machine's disk before anything else."),
    ("unable to open", "The database cannot be opened. Check the path, and who may read and write there."),
)


def trouble_of(error: SQLAlchemyError) -> StorageTrouble:
    """The trouble behind a database's error, without the statement and its values."""
    said = str(getattr(error, "orig", None) or type(error).__name__)
    known = next((words for sign, words in _WORDS if sign in said.casefold()), "")
    return StorageTrouble(known or f"The database did not take something ({type(error).__name__}).")
