"""A backup and its way back: made while families talk, sealed, whole or not at all, and the office goes on."""

import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.casework.messages import Message
from storage.backup import BackupError, back_up
from storage.database import Database
from storage.restoring import Restored, RestoreError, restore
from storage.sealedfile import PART_BYTES, TAG_BYTES
from storage.sealing import new_master_key, read_master_keys
from tests.plays import begins, routine_case, seed_case
from tests.town import ROOT, Town, a_town


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """A case that Jo claimed, a family in mid-interview, and follow-ups that wait."""
    (tmp_path / "kept").mkdir()
    async with a_town(f"sqlite:///{tmp_path / 'office.db'}") as found:
        await seed_case(found.family("Ann"))
        await found.jo.taps("Open the card", "Claim")
        eve = found.family("Eve")
        await begins(eve)
        await eve.taps("Years 7")
        yield found


def backed_up(town: Town, name: str = "office.backup", *, replace: bool = False) -> Path:
    file = Path(town.url.removeprefix("sqlite:///")).parent / "kept" / name
    back_up(town.url, file, read_master_keys(town.key), town.clock(), replace=replace)
    return file


def restored(town: Town, file: Path, to: str = "again.db") -> Restored:
    place = Path(town.url.removeprefix("sqlite:///")).with_name(to)
    return restore(file, f"sqlite:///{place}", read_master_keys(town.key))


async def goes_on_with(town: Town, file: Path) -> None:
    """The machine is gone; the office starts on another one, with what its backup holds."""
    restored(town, file)
    town.url = town.url.replace("office.db", "again.db")
    await town.restart()
    await town.settle()


# The drill


async def test_a_restored_office_goes_on_where_it_was(office: Town) -> None:
    eve = next(p for p in office.telegram.families() if p.first_name == "Eve")
    fay = office.family("Fay")
    await begins(fay)
    await office.jo.says("/queue")
    queue = office.jo.last
    due = office.sendline.next_due()
    file = backed_up(office)
    await goes_on_with(office, file)
    assert office.sendline.next_due() == due
    await office.jo.says("/queue")
    assert office.jo.last == queue
    await fay.says("/start")
    assert fay.hears("Which class or year?")
    await fay.taps("Years 7", "No", "Suspended")
    assert fay.hears("How many school days")
    office.telegram.says(eve.id, eve.id, "/status")
    await office.settle()
    assert "You are part of the way through" in str(office.telegram.history(eve.id))
    ann = next(p for p in office.telegram.families() if p.first_name == "Ann")
    prompts = len(office.telegram.history(ann.id))
    await office.passes(days=5)
    assert len(office.telegram.history(ann.id)) > prompts
    await office.jo.taps("All answers")
    assert "Claimed by Jo" in office.jo.card


async def test_a_backup_is_made_while_another_family_talks_and_is_of_one_moment(office: Town) -> None:
    fay = office.family("Fay")
    await begins(fay)
    made = asyncio.create_task(asyncio.to_thread(backed_up, office))
    await fay.taps("Years 7", "No", "Suspended", "3")
    file = await made
    await goes_on_with(office, file)
    await fay.says("/start")
    assert any(
        fay.hears(question)
        for question in ("class or year", "EHC plan", "school like", "school days", "When did")
    )


async def test_what_waited_to_be_sent_goes_out_once_more_and_says_so(office: Town) -> None:
    gus = office.family("Gus")
    await begins(gus)
    office.telegram.says(gus.person, gus.chat, "Years 7 to 10")
    await office.sendline.poller.once()  # the answer is kept, and the next question waits
    file = backed_up(office)
    await office.settle()
    assert gus.hears("Is there an EHC plan?")
    assert not gus.heard("You may have had this before")
    await goes_on_with(office, file)
    assert gus.count("Is there an EHC plan?") == 2
    assert gus.hears("You may have had this before")


async def test_of_several_that_waited_each_says_so(office: Town) -> None:
    gus = office.family("Gus")
    await begins(gus)
    for words in ("We rang the school.", "They will ring you."):
        waits = Message(html=words)
        office.sendline.database.transact_now(
            lambda work, waits=waits: work.outbox.add(gus.chat, waits, office.clock())  # type: ignore[misc]
        )
    await goes_on_with(office, backed_up(office))
    assert gus.count("You may have had this before") == 2
    assert gus.hears("They will ring you.")
    await gus.taps("Years 7")
    assert gus.count("You may have had this before") == 2


async def test_nobody_holds_a_lease_in_a_restored_office(office: Town) -> None:
    restored(office, backed_up(office))
    again = Database(office.url.replace("office.db", "again.db"), read_master_keys(office.key))
    held = again.transact_now(lambda work: work.connection.execute(text("SELECT * FROM lease")).all())
    again.close()
    assert held == []


# What is in it


async def test_a_backup_shows_nothing_that_anybody_wrote_or_is_called(office: Town) -> None:
    await routine_case(office.family("Barnaby"))
    sealed = backed_up(office).read_bytes()
    assert b"SQLite" not in sealed
    assert b"Barnaby" not in sealed
    assert b"AL1 3JE" not in sealed


async def test_a_backup_may_be_read_by_its_owner_alone_and_leaves_nothing_beside_it(office: Town) -> None:
    file = backed_up(office)
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


# What is refused


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


# Killed half-way, by the commands


def command(town: Town, dies_at: int, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {
        **os.environ,
        "SENDLINE_TOKEN": "1:token",
        "SENDLINE_STAFF_CHAT": "-1",
        "SENDLINE_MASTER_KEYS": town.key,
        "SENDLINE_DATABASE_URL": town.url,
    }
    run = [sys.executable, "-m", "tests.storage.dies", str(dies_at), str(folder), *words]
    return subprocess.run(run, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)


def steps(done: subprocess.CompletedProcess[str]) -> int:
    assert done.returncode == 0, done.stderr
    return int(re.findall(r"(\d+) steps", done.stdout)[0])


def some_of(number: int) -> list[int]:
    """A few steps at first, and all of the last, where the file comes to its place; each takes a second."""
    return sorted({1, *range(3, number - 6, max(number // 3, 1)), *range(number - 6, number + 1)})


async def test_a_backup_that_is_killed_leaves_the_older_one_as_it_was(office: Town, tmp_path: Path) -> None:
    file = backed_up(office)
    older, kept = file.read_bytes(), tmp_path / "kept"
    last = steps(command(office, 0, kept, "backup", str(file), "--replace"))
    assert last >= 8
    file.write_bytes(older)
    for step in some_of(last):
        assert command(office, step, kept, "backup", str(file), "--replace").returncode == -signal.SIGKILL
        if file.read_bytes() != older:  # then the new one is whole
            restored(office, file, f"after-{step}.db")
            file.write_bytes(older)
    steps(command(office, 0, kept, "backup", str(file), "--replace"))
    assert list(kept.iterdir()) == [file]
    assert restored(office, file).cases == 2


async def test_a_restore_that_is_killed_leaves_nothing_or_the_whole(office: Town, tmp_path: Path) -> None:
    file = backed_up(office)
    place = tmp_path / "there"
    place.mkdir()
    to = f"sqlite:///{place / 'again.db'}"
    last = steps(command(office, 0, place, "restore", str(file), "--to", to))
    for step in some_of(last):
        shutil.rmtree(place)
        place.mkdir()
        died = command(office, step, place, "restore", str(file), "--to", to)
        assert died.returncode == -signal.SIGKILL
        if not (place / "again.db").exists():
            steps(command(office, 0, place, "restore", str(file), "--to", to))
        assert cases_in(place / "again.db", office.key) == 2


def cases_in(file: Path, key: str) -> int:
    database = Database(f"sqlite:///{file}", read_master_keys(key))
    database.prepare()
    found = database.transact_now(
        lambda work: work.connection.execute(text("SELECT count(*) FROM family_case")).scalar_one()
    )
    database.close()
    return int(found)


async def test_a_restore_is_refused_while_a_sendline_runs_there(office: Town) -> None:
    file = backed_up(office)
    refused = command(office, 0, file.parent, "restore", str(file))
    assert "Another Sendline runs on office.db" in refused.stderr + refused.stdout


async def test_a_kill_leaves_what_is_cleared_by_the_next_backup(office: Town, tmp_path: Path) -> None:
    left = tmp_path / "kept" / "office.backup.unfinished"
    left.mkdir()
    (left / "copy.db").write_text("of one that was killed")
    file = backed_up(office)
    assert list(file.parent.iterdir()) == [file]
