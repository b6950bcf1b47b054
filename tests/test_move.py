"""An office moves from its file to PostgreSQL: all of it or nothing, and goes on there in mid-interview."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlmodel import SQLModel

from storage.engine import engine_for
from storage.moving import CannotMoveError, move
from tests.databases import PostgreSQL
from tests.plays import begins, routine_case, seed_case
from tests.town import ROOT, Town, a_town

pytestmark = pytest.mark.postgresql


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """An office on a file, with a family in every state, and something that waits to be sent."""
    async with a_town(f"sqlite:///{tmp_path / 'office.db'}") as found:
        await seed_case(found.family("Ann"))
        await found.jo.taps("Open the card", "Claim", "Accept")
        bea = found.family("Bea")
        await routine_case(bea)
        await bea.says("/delete")
        await bea.taps("Yes")
        cat = found.family("Cat")
        await begins(cat)
        await cat.says("/delete")
        await cat.taps("Yes")
        await routine_case(found.family("Dan"))
        await found.jo.taps("Open the card", "Close")
        await found.passes(days=4)
        found.sendline.database.transact_now(lambda work: work.aside.put(99, "{}", "KeyError", found.clock()))
        yield found


def rows(url: str) -> dict[str, list[Any]]:
    """Every row of every table but the leases, sorted."""
    engine = engine_for(url)
    with engine.connect() as connection:
        found = {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in SQLModel.metadata.sorted_tables
            if table.name != "lease"
        }
    engine.dispose()
    return found


def nobody(_: int) -> None:
    """Is told how far it is, and shows nothing."""


def moves(town: Town, target: str) -> int:
    town.sendline.database.close()
    return move(town.url, target, nobody, nobody)


async def test_an_office_moves_with_every_row_and_the_file_stays_as_it_was(
    town: Town, postgresql: PostgreSQL
) -> None:
    target = postgresql.fresh("template0")
    town.sendline.database.close()
    before = rows(town.url)
    told: list[int] = []
    assert move(town.url, target, told.append, told.append) == 3
    assert rows(target) == before
    assert rows(town.url) == before
    assert told[0] == sum(told[1:]) == sum(len(found) for found in before.values())


async def test_a_family_in_mid_interview_goes_on_where_the_office_went(
    town: Town, postgresql: PostgreSQL
) -> None:
    eve, fay = town.family("Eve"), town.family("Fay")
    await begins(eve)
    await eve.taps("Years 7")
    town.telegram.says(fay.person, fay.chat, "/start")
    await town.sendline.poller.once()
    target = postgresql.fresh()
    moves(town, target)
    town.url = target
    await town.restart()
    await town.settle()
    assert fay.hears("Who are you?")
    await eve.taps("No", "Suspended")
    assert eve.hears("How many school days")
    await town.jo.says("/queue")
    assert town.jo.hears("Jo")
    numbers = town.sendline.database.transact_now(
        lambda work: work.connection.execute(text("SELECT id FROM family_case ORDER BY id")).scalars().all()
    )
    assert numbers == [1, 2, 4, 5, 6]  # Cat's number 3 was erased before she sent anything
    await routine_case(town.family("Gus"))
    assert (
        town.sendline.database.transact_now(
            lambda work: work.connection.execute(text("SELECT max(id) FROM family_case")).scalar()
        )
        == 7
    )


async def test_the_number_of_a_case_that_was_deleted_last_does_not_come_back_there(
    town: Town, postgresql: PostgreSQL
) -> None:
    eve = town.family("Eve")
    await begins(eve)
    await eve.says("/delete")
    await eve.taps("Yes")
    target = postgresql.fresh()
    moves(town, target)
    town.url = target
    await town.restart()
    await begins(town.family("Fay"))
    assert (
        town.sendline.database.transact_now(
            lambda work: work.connection.execute(text("SELECT max(id) FROM family_case")).scalar()
        )
        == 6
    )


class Stopped(Exception):  # noqa: N818
    """Somebody pressed Ctrl+C."""


async def test_a_move_that_is_interrupted_leaves_the_target_empty_and_can_be_made_again(
    town: Town, postgresql: PostgreSQL
) -> None:
    def stops(_: int) -> None:
        raise Stopped

    target = postgresql.fresh()
    town.sendline.database.close()
    with pytest.raises(Stopped):
        move(town.url, target, nobody, stops)
    assert set(map(len, rows(target).values())) == {0}
    assert moves(town, target) == 3


async def test_a_move_to_where_cases_are_already_is_refused_and_changes_nothing(
    town: Town, postgresql: PostgreSQL
) -> None:
    target = postgresql.fresh()
    moves(town, target)
    there = rows(target)
    with pytest.raises(CannotMoveError, match="There are cases in that PostgreSQL already"):
        move(town.url, target, nobody, nobody)
    assert rows(target) == there


async def test_a_move_to_where_a_sendline_runs_is_refused(town: Town, postgresql: PostgreSQL) -> None:
    target = postgresql.fresh()
    async with a_town(target):
        with pytest.raises(CannotMoveError, match="A Sendline runs on that PostgreSQL"):
            moves(town, target)


async def test_what_the_doctor_left_in_the_target_is_no_reason_to_refuse(
    town: Town, postgresql: PostgreSQL
) -> None:
    target = postgresql.fresh()
    looks = Town(target)
    looks.sendline.database.prepare()
    looks.sendline.database.close()
    assert moves(town, target) == 3
    assert rows(target)["key_check"] == rows(town.url)["key_check"]


# By the command


def commands(folder: Path, town: Town, to: str) -> subprocess.CompletedProcess[str]:
    env = {
        **os.environ,
        "SENDLINE_TOKEN": "1:token",
        "SENDLINE_STAFF_CHAT": "-1",
        "SENDLINE_MASTER_KEYS": town.key,
        "SENDLINE_DATABASE_URL": town.url,
    }
    command = [sys.executable, "-m", "bot", "move", "--to", to]
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False
    )


async def test_the_command_moves_the_office_and_says_what_to_write_into_env(
    town: Town, tmp_path: Path, postgresql: PostgreSQL
) -> None:
    town.sendline.database.close()
    target = postgresql.fresh().replace("postgres:@", "postgres:s3cret@")
    done = commands(tmp_path, town, target)
    assert done.returncode == 0, done.stderr
    assert "Cases: 3. office.db is as it was" in done.stdout
    assert "\nSENDLINE_DATABASE_URL=postgresql+psycopg://postgres:***@/of_" in done.stdout
    assert "s3cret" not in done.stdout + done.stderr
    assert "Moving" in done.stderr


async def test_the_command_refuses_while_a_sendline_runs_on_the_file(
    town: Town, tmp_path: Path, postgresql: PostgreSQL
) -> None:
    target = postgresql.fresh()
    refused = commands(tmp_path, town, target)
    assert refused.returncode == 2
    assert "The office was not moved." in refused.stderr
    assert "Another Sendline runs on office.db. Stop that one first" in refused.stderr
    assert set(map(len, rows(target).values())) == {0}


async def test_the_command_refuses_an_address_that_is_no_postgresql(town: Town, tmp_path: Path) -> None:
    town.sendline.database.close()
    refused = commands(tmp_path, town, f"sqlite:///{tmp_path / 'elsewhere.db'}")
    assert refused.returncode == 2
    assert "an office moves to PostgreSQL" in refused.stderr
    assert not (tmp_path / "elsewhere.db").exists()
