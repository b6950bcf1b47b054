"""The doctor looks through all of the database: a page that is damaged is found before a family needs it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from storage.soundness import bytes_to_look_through, look_through
from storage.trouble import StorageTrouble
from tests.machine.troubles import DAMAGED, Machine, damage, locked

NOT_READ_AT_START = "happening"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    found = Machine(tmp_path)
    found.was_there_before()
    for name, value in found.process.env.items():
        monkeypatch.setenv(name, value)
    return found


def test_the_doctor_finds_damage_that_a_start_does_not_meet(machine: Machine) -> None:
    damage(machine.file, NOT_READ_AT_START)
    assert "did not answer as it should" in machine.says("run")[1]  # Telegram: it came past the database
    code, said = machine.says("doctor")
    assert (code, f"TO DO database and master key: {DAMAGED}\n" in said) == (1, True)


def test_damage_counts_before_what_is_set_aside(machine: Machine) -> None:
    damage(machine.file, "set_aside")
    assert f"TO DO database and master key: {DAMAGED}\n" in CliRunner().invoke(app, ["doctor"]).stdout


def test_the_doctor_says_what_takes_long_before_it_begins(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said_before: list[str] = []
    monkeypatch.setattr("bot.doctor.WORTH_SAYING", 1)
    monkeypatch.setattr("bot.doctor.look_through", lambda _: said_before.append(capsys.readouterr().err))
    with pytest.raises(SystemExit):
        app(["doctor"])
    assert said_before == ["Looking through all of the database (0.0 GB). Families are served meanwhile.\n"]


def test_of_a_small_database_that_is_not_said(machine: Machine) -> None:
    said = CliRunner().invoke(app, ["doctor"])
    assert "ok   database and master key" in said.stdout
    assert "Looking" not in said.output


def test_a_look_waits_for_nobody_who_writes(machine: Machine) -> None:
    with locked(machine.file):
        look_through(f"sqlite:///{machine.file}")


def test_whoever_writes_does_not_wait_for_a_look(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    connect, written = sqlite3.connect, list[int]()

    def write() -> None:
        with closing(connect(machine.file, timeout=0)) as other, other:
            other.execute("INSERT INTO heard VALUES (?, '2026-11-23')", (len(written),))
        written.append(len(written))

    def watched(*where: Any, **how: Any) -> sqlite3.Connection:
        reader: sqlite3.Connection = connect(*where, **how)
        reader.set_progress_handler(write, 1)
        return reader

    monkeypatch.setattr("storage.soundness.sqlite3.connect", watched)
    look_through(f"sqlite:///{machine.file}")
    assert len(written) > 3


def test_a_look_changes_nothing(machine: Machine) -> None:
    before = machine.file.read_bytes()
    look_through(f"sqlite:///{machine.file}")
    assert machine.file.read_bytes() == before


def test_a_look_makes_no_file_where_there_is_none(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'none.db'}"
    with pytest.raises(StorageTrouble, match="cannot be opened"):
        look_through(url)
    assert bytes_to_look_through(url) == 0
    assert not (tmp_path / "none.db").exists()


def test_a_servers_files_are_its_own_business() -> None:
    url = "postgresql+psycopg://nobody@127.0.0.1:9/none"
    look_through(url)
    assert bytes_to_look_through(url) == 0
