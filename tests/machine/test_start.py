"""The machine is in trouble at start: the command ends, says what to do, and harms nothing."""

from pathlib import Path

import pytest

from tests.machine.troubles import (
    DAMAGED,
    FULL,
    LOCKED,
    NOT_OPENED,
    READ_ONLY,
    UNWRITABLE,
    Machine,
    Trouble,
    damaged,
    full,
    in_a_folder_not_ours_to_write,
    locked,
    mounted_read_only,
    no_database,
    not_ours_to_read,
    not_ours_to_write,
)

ON_A_SMALL_DISK: dict[str, tuple[Trouble, str]] = {
    "full": (full, UNWRITABLE),
    "mounted read-only": (mounted_read_only, NOT_OPENED),
}
ANYWHERE: dict[str, tuple[Trouble, str]] = {
    "locked": (locked, LOCKED),
    "file read-only": (not_ours_to_write, READ_ONLY),
    "folder read-only": (in_a_folder_not_ours_to_write, READ_ONLY),
    "not to be read": (not_ours_to_read, NOT_OPENED),
    "damaged": (damaged, DAMAGED),
    "no database": (no_database, DAMAGED),
}

anywhere = pytest.mark.parametrize(("trouble", "words"), ANYWHERE.values(), ids=ANYWHERE.keys())
on_a_small_disk = pytest.mark.parametrize(
    ("trouble", "words"), ON_A_SMALL_DISK.values(), ids=ON_A_SMALL_DISK.keys()
)


def is_refused(machine: Machine, trouble: Trouble, words: str) -> None:
    machine.was_there_before()
    with trouble(machine.file):
        code, said = machine.says("run")
    assert (code, said) == (
        2,
        f"Sendline cannot start.\n\n{words}\n\n./sendline doctor checks everything.\n",
    )
    assert machine.says("run")[1].startswith("Sendline cannot start.\n\nhttp://127.0.0.1:9 did not answer")


@anywhere
def test_run_refuses_to_start_says_what_to_do_and_starts_once_it_is_mended(
    tmp_path: Path, trouble: Trouble, words: str
) -> None:
    is_refused(Machine(tmp_path), trouble, words)


@on_a_small_disk
def test_run_refuses_to_start_on_a_disk_that_takes_nothing(disk: Path, trouble: Trouble, words: str) -> None:
    is_refused(Machine(disk), trouble, words)


@pytest.mark.parametrize("command", ["run", "set-aside"])
def test_a_first_start_on_a_full_disk_is_refused_in_words_and_works_once_there_is_space(
    disk: Path, command: str
) -> None:
    machine = Machine(disk)
    with full(machine.file):
        code, said = machine.says(command)
    assert (code, "Traceback" in said) == (2, False)
    assert any(words in said for words in (FULL, UNWRITABLE, NOT_OPENED))
    assert machine.says("set-aside") == (0, "Nothing is set aside.\n")


def the_doctor_says(machine: Machine, trouble: Trouble, words: str) -> None:
    machine.was_there_before()
    with trouble(machine.file):
        code, said = machine.says("doctor")
    assert (code, f"TO DO database and master key: {words}\n" in said) == (1, True)


@anywhere
def test_the_doctor_says_it_as_well(tmp_path: Path, trouble: Trouble, words: str) -> None:
    the_doctor_says(Machine(tmp_path), trouble, words)


@on_a_small_disk
def test_the_doctor_says_it_of_the_disk_as_well(disk: Path, trouble: Trouble, words: str) -> None:
    the_doctor_says(Machine(disk), trouble, words)
