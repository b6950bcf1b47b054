"""One process at a time runs on a SQLite file: two would send everything twice."""

import fcntl
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
    try:
        handle = path.with_name(f"{path.name}.lock").open("w")
    except OSError as refused:
        raise StorageTrouble(
            f"{path.name}.lock cannot be written beside the database ({refused.strerror}). "
            "Give Sendline's user the right to write there, and look at the space on that disk."
        ) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        raise InUseError(
            f"Another Sendline runs on {path.name}. Stop that one first; several at once need PostgreSQL."
        ) from None
    return handle
