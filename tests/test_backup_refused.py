"""What is not backed up, and what is not restored: a clear word, and everything as it was."""

import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.backup import BackupError
from storage.database import Database
from storage.restoring import RestoreError
from storage.sealedfile import PART_BYTES, TAG_BYTES
from storage.sealing import new_master_key, read_master_keys
from tests.backups import an_office, backed_up, command, restored
from tests.town import Town


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    async with an_office(tmp_path) as found:
        yield found


async def test_an_older_backup_is_not_written_over_unless_that_is_said(office: Town) -> None:
    file = backed_up(office)
    before = file.read_bytes()
    with pytest.raises(BackupError, match=r"is there already\. Choose another name, or add --replace"):
        backed_up(office)
    assert file.read_bytes() == before
    backed_up(office, replace=True)
    assert file.read_bytes() != before


async def test_where_no_office_is_yet_no_backup_is_made(office: Town, tmp_path: Path) -> None:
    for name, words in (
        ("none.db", "none.db is not there"),
        ("empty.db", "There is no office in that database"),
    ):
        office.url = f"sqlite:///{tmp_path / name}"
        if name == "empty.db":
            (tmp_path / name).touch()
        with pytest.raises(BackupError, match=words):
            backed_up(office)
        assert list((tmp_path / "kept").iterdir()) == []
    assert not (tmp_path / "none.db").exists()


async def test_the_keys_of_no_database_are_not_looked_at_and_none_is_made(
    office: Town, tmp_path: Path
) -> None:
    office.url = f"sqlite:///{tmp_path / 'none.db'}"
    refused = command(office, 0, tmp_path, "keys")
    assert "There is no database yet" in refused.stderr
    assert not (tmp_path / "none.db").exists()


async def test_an_office_is_never_written_over(office: Town) -> None:
    with pytest.raises(RestoreError, match=r"There is something in again\.db already, perhaps an office"):
        for _ in range(2):
            restored(office, backed_up(office, replace=True))


async def test_another_programs_database_is_never_written_over(office: Town, tmp_path: Path) -> None:
    subprocess.run(["sqlite3", tmp_path / "again.db", "CREATE TABLE cat (name)"], check=True)  # noqa: S607
    with pytest.raises(RestoreError, match=r"There is something in again\.db already"):
        restored(office, backed_up(office))


async def test_what_a_first_start_left_gives_way_to_a_backup(office: Town) -> None:
    first = Database(office.url.replace("office.db", "again.db"), read_master_keys(office.key))
    first.prepare()
    first.close()
    assert restored(office, backed_up(office)).cases == 2


async def test_a_log_without_its_file_is_not_mixed_with_a_backup(office: Town, tmp_path: Path) -> None:
    (tmp_path / "again.db-wal").write_text("what somebody forgot to move away")
    with pytest.raises(RestoreError, match="belong to a file that is not there any more"):
        restored(office, backed_up(office))


async def test_a_refusal_leaves_no_file_behind_that_was_not_there(office: Town, tmp_path: Path) -> None:
    file = backed_up(office)
    restored(office, file, "full.db")
    (tmp_path / "full.db.lock").unlink()
    before = set(tmp_path.iterdir())
    file.write_bytes(file.read_bytes()[:-1])
    for name, why in (
        ("full.db", "There is something in full.db"),
        ("none.db", "this file is not as it was made"),
    ):
        with pytest.raises(RestoreError, match=why):
            restored(office, file, name)
    assert set(tmp_path.iterdir()) == before


async def test_a_refusal_leaves_a_lock_that_was_there(office: Town, tmp_path: Path) -> None:
    (tmp_path / "again.db.lock").touch()
    file = backed_up(office)
    file.write_bytes(b"")
    with pytest.raises(RestoreError):
        restored(office, file)
    assert (tmp_path / "again.db.lock").exists()


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("drill.db", "What --to names is no database: write it like sqlite:///sendline.db or "),
        (
            "sqlite:///FOLDER/again.db",
            "There is something in again.db already, perhaps an office. Move it away ",
        ),
        (
            "sqlite:///FOLDER/left.db",
            "Beside it, left.db-wal or left.db-shm belong to a file that is not there ",
        ),
    ],
)
async def test_where_the_place_is_no_good_the_command_names_the_option(
    office: Town, tmp_path: Path, to: str, why: str
) -> None:
    file = backed_up(office)
    restored(office, file)
    (tmp_path / "left.db-wal").write_text("what somebody forgot to move away")
    refused = command(office, 0, tmp_path, "restore", str(file), "--to", to.replace("FOLDER", str(tmp_path)))
    assert refused.stderr.startswith(f"Nothing was restored.\n\n{why}")
    assert "--to" in refused.stderr


async def test_another_key_of_the_same_name_is_noticed(office: Town) -> None:
    file = backed_up(office)
    office.key = new_master_key("test")
    with pytest.raises(
        RestoreError, match="Master key 'test' is not the one that this backup was made under"
    ):
        restored(office, file)


async def test_a_key_that_is_not_in_the_settings_is_named(office: Town) -> None:
    file = backed_up(office)
    office.key = new_master_key("other")
    with pytest.raises(RestoreError, match=r"made under master key 'test', which is not among .* \(other\)"):
        restored(office, file)


def parts_of(file: Path) -> tuple[bytes, list[bytes]]:
    """Its head, and its sealed parts."""
    first, second, rest = file.read_bytes().split(b"\n", 2)
    size = PART_BYTES + TAG_BYTES
    return first + b"\n" + second + b"\n", [rest[n : n + size] for n in range(0, len(rest), size)]


@pytest.fixture
async def long_backup(office: Town) -> Path:
    """A backup of several parts."""

    def fill(number: int) -> None:
        office.sendline.database.transact_now(
            lambda work: work.aside.put(number, "x" * 900_000, "KeyError", office.clock())
        )

    for number in range(3):
        fill(number)
    file = backed_up(office)
    assert len(parts_of(file)[1]) >= 3
    return file


async def test_a_backup_whose_end_is_missing_is_noticed(office: Town, long_backup: Path) -> None:
    head, parts = parts_of(long_backup)
    long_backup.write_bytes(head + b"".join(parts[:-1]))
    with pytest.raises(RestoreError, match="The end of this file is missing"):
        restored(office, long_backup)


DAMAGES = {
    "two parts changed places": lambda parts: [parts[1], parts[0], *parts[2:]],
    "a part came twice": lambda parts: [parts[0], *parts],
    "a part was left out": lambda parts: [parts[0], *parts[2:]],
    "a part was cut short": lambda parts: [*parts[:-1], parts[-1][:-1]],
    "a bit was flipped": lambda parts: [bytes([parts[0][0] ^ 1]) + parts[0][1:], *parts[1:]],
    "more was added at the end": lambda parts: [*parts, b"more than was there"],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
async def test_a_backup_that_was_changed_is_noticed(office: Town, long_backup: Path, damage: object) -> None:
    head, parts = parts_of(long_backup)
    long_backup.write_bytes(head + b"".join(damage(parts)))  # type: ignore[operator]
    with pytest.raises(RestoreError, match=r"Part \d of this file is not as it was made"):
        restored(office, long_backup)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (b"", "This is no backup of Sendline's"),
        (b"SQLite format 3", "This is no backup of Sendline's"),
        (b"Sendline backup 1\n{}\n", "The head of this backup is damaged"),
    ],
)
async def test_what_is_no_backup_is_refused(office: Town, written: bytes, words: str) -> None:
    file = backed_up(office)
    file.write_bytes(written)
    with pytest.raises(RestoreError, match=words):
        restored(office, file)


async def test_a_moment_in_the_head_that_was_changed_is_noticed(office: Town) -> None:
    file = backed_up(office)
    file.write_bytes(file.read_bytes().replace(b"2026-11-23", b"2026-11-24", 1))
    with pytest.raises(RestoreError, match="or the head of the backup is damaged"):
        restored(office, file)
