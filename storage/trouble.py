"""What can go wrong with a database, in words that say what to do."""

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError, StatementError


class StorageTrouble(Exception):  # noqa: N818  (of the database, not a mistake of ours)
    """The database did not take something. Nothing of it counts, and it may be tried again."""


DAMAGED = (
    "The database file is damaged. Stop Sendline, move the file away together with those named like it "
    "(-wal, -shm), keep them all, and put the last backup in its place: ./sendline restore."
)

_WORDS = (
    (
        ("disk is full", "no space left"),
        "The disk is full. Free some space: what arrives waits at Telegram until then.",
    ),
    (
        ("database is locked",),
        "Another program holds the database. End it: a backup or an open shell, perhaps.",
    ),
    (
        ("readonly",),
        "The database may only be read. Give Sendline's user the right to write to it, to those named like it "
        "(-wal, -shm, .lock), and to their folder.",
    ),
    (("malformed", "not a database"), DAMAGED),
    (
        ("disk i/o",),
        "The disk cannot be read or written: it is full, may only be read, or fails. Look at its free space first.",
    ),
    (
        ("unable to open",),
        "The database cannot be opened. Check the path, and who may read and write there.",
    ),
    (
        ("too many clients", "too many connections", "remaining connection slots"),
        "PostgreSQL has no connection left. Raise its max_connections, or run fewer processes: each needs two.",
    ),
    (
        ("password authentication failed", "no pg_hba.conf entry", "no password supplied"),
        "PostgreSQL does not let Sendline in. Check name and password in SENDLINE_DATABASE_URL, and pg_hba.conf.",
    ),
    (
        ("read-only transaction",),
        "This PostgreSQL may only be read: a standby, perhaps. Name the main server in SENDLINE_DATABASE_URL.",
    ),
    (
        ("permission denied",),
        "PostgreSQL does not let this user do that. Make it the owner of the database.",
    ),
    (
        (
            "starting up",
            "shutting down",
            "recovery mode",
            "terminating connection",
            "server closed",
            "is lost",
        ),
        "PostgreSQL stopped or is starting. Sendline goes on when it is back; if it stays away, look at its log.",
    ),
    (
        ("could not translate host", "failed to resolve", "name or service not known"),
        "PostgreSQL's host is not known here. Check the host in SENDLINE_DATABASE_URL, and the network.",
    ),
    (
        ('fatal:  database "', 'fatal:  role "'),
        "PostgreSQL knows no such database or user. Make them, or mend SENDLINE_DATABASE_URL.",
    ),
    (
        (
            "connection failed",
            "connection refused",
            "connection is bad",
            "timeout expired",
            "connection is closed",
        ),
        "PostgreSQL cannot be reached. See that it runs, and check host and port in SENDLINE_DATABASE_URL.",
    ),
)
"""By what the database said; the first that fits counts."""

PASSING = ("40001", "40P01", "55P03")
"""PostgreSQL's signs that two transactions were in each other's way: done again, one gets through."""


def is_trouble(error: BaseException) -> bool:
    """Whether the database is at fault. A value or a row that it refuses is the fault of whoever sent it."""
    if isinstance(error, DBAPIError):
        return not isinstance(error, DataError | IntegrityError)
    return isinstance(error, SQLAlchemyError) and not isinstance(error, StatementError)


def is_passing(error: BaseException) -> bool:
    """Whether the same may well succeed at once: the line broke, or others were in the way."""
    if not isinstance(error, DBAPIError):
        return False
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) in PASSING


def trouble_of(error: Exception) -> StorageTrouble:
    """The trouble behind a database's error, without the statement and its values."""
    said = str(getattr(error, "orig", None) or error).casefold()
    known = next((words for signs, words in _WORDS if any(sign in said for sign in signs)), "")
    return StorageTrouble(known or f"The database did not take something ({type(error).__name__}).")
