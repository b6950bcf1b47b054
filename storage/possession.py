"""One process at a time runs on a SQLite file: two would send everything twice."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from storage.trouble import StorageTrouble


class InUseError(Exception):
    """Another process runs on this database file."""


def take_possession(path: Path) -> TextIO:
    """Hold the file until the returned handle is closed, or the process ends, however it ends.

    Raises InUseError, and StorageTrouble where nothing can be written beside the database.
    """
    if not path.absolute().parent.is_dir():
        raise StorageTrouble(f"The folder {path.absolute().parent} is not there. Make it first.")
    lock = lock_of(path)
    try:
        handle = lock.open("w")
    except OSError as refused:
        raise StorageTrouble(
            f"{lock.name} cannot be written beside the database ({refused.strerror}). "
            "Give Sendline's user the right to write there, and look at the space on that disk."
        ) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        raise InUseError(
            f"Another Sendline runs on {path.name}. Stop that one first; several at once need PostgreSQL."
        ) from None
    if not _stands_at(lock, handle):  # who held it before took it away in between
        handle.close()
        return take_possession(path)
    return handle


@contextmanager
def possessed(path: Path) -> Iterator[None]:
    """Hold the file for as long as this lasts. Where it ends with an error, no lock stays that was not there before.

    Raises what take_possession raises.
    """
    lock = lock_of(path)
    was_there = lock.exists()
    with take_possession(path):
        try:
            yield
        except BaseException:
            if not was_there:
                lock.unlink(missing_ok=True)
            raise


def lock_of(path: Path) -> Path:
    """The file beside a database that says whether somebody runs on it."""
    return path.with_name(f"{path.name}.lock")


def _stands_at(lock: Path, handle: TextIO) -> bool:
    try:
        return os.path.samestat(lock.stat(), os.fstat(handle.fileno()))
    except FileNotFoundError:
        return False
