"""Whether a SQLite file is whole: read from end to end, beside whoever writes, and in nobody's way."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from storage.trouble import DAMAGED, StorageTrouble, trouble_of


def bytes_to_look_through(url: str) -> int:
    """How long a look will be; 0 where a server looks after its files itself."""
    file = _file(url)
    return file.stat().st_size if file and file.exists() else 0


def is_missing(url: str) -> bool:
    """Whether no file is there yet, or an empty one; a server's databases are there, or their absence is told."""
    return _file(url) is not None and bytes_to_look_through(url) == 0


def look_through(url: str) -> None:
    """Read every page. Raises StorageTrouble where one is damaged, or none can be read."""
    file = _file(url)
    if file is None:
        return
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as reader:
            (said,) = reader.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as failed:
        raise trouble_of(failed) from failed
    if said != "ok":
        raise StorageTrouble(DAMAGED)


def _file(url: str) -> Path | None:
    place = make_url(url)
    return Path(place.database) if place.get_backend_name() == "sqlite" and place.database else None
