"""A folder beside a file that is being made: nothing counts until the file is moved to its place, in one step."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class BeingMadeError(Exception):
    """Another process makes this file right now."""


@contextmanager
def unfinished(file: Path) -> Iterator[Path]:
    """An empty folder for what becomes `file`; what a killed process left in it is gone. Raises BeingMadeError."""
    folder = file.with_name(f"{file.name}.unfinished")
    folder.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BeingMadeError(f"Another process makes {file.name} right now. Wait for that one.") from None
        _clear(folder)
        try:
            yield folder
        finally:
            _clear(folder)
            with suppress(OSError):
                folder.rmdir()
    finally:
        os.close(handle)


def _clear(folder: Path) -> None:
    for left in folder.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()


def put_in_place(made: Path, file: Path) -> None:
    """Have a finished file stand where it belongs, at once and for good: also if the power fails now."""
    with made.open("rb+") as written:
        os.fsync(written.fileno())
    made.replace(file)
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
