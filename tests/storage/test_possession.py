"""One process at a time runs on a file: who comes second is told, and no two hold two locks of one name."""

import fcntl
from pathlib import Path
from typing import TextIO

import pytest

from storage.possession import InUseError, take_possession
from storage.trouble import StorageTrouble


def test_a_second_process_on_one_file_is_refused_while_the_first_one_runs(tmp_path: Path) -> None:
    file = tmp_path / "sendline.db"
    first = take_possession(file)
    with pytest.raises(InUseError, match=r"Another Sendline runs on sendline\.db\. Stop that one first"):
        take_possession(file)
    first.close()
    take_possession(file).close()


def test_a_lock_that_was_taken_away_while_somebody_reached_for_it_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, reaches = tmp_path / "sendline.db", fcntl.flock

    def is_late(handle: TextIO, how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", reaches)
        (tmp_path / "sendline.db.lock").unlink()
        reaches(handle, how)

    monkeypatch.setattr(fcntl, "flock", is_late)
    with take_possession(file), pytest.raises(InUseError):
        take_possession(file)


def test_where_nothing_can_be_written_beside_the_database_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "sendline.db.lock").mkdir()
    with pytest.raises(StorageTrouble, match=r"sendline.db.lock cannot be written beside the database"):
        take_possession(tmp_path / "sendline.db")
