"""An office on PostgreSQL is backed up into the same sealed file, and goes on from it there or on a file."""

from pathlib import Path

import pytest

from storage.backup import back_up
from storage.restoring import RestoreError, restore
from storage.sealing import read_master_keys
from tests.databases import PostgreSQL
from tests.plays import begins, seed_case
from tests.test_move import rows
from tests.town import Town, a_town

pytestmark = pytest.mark.postgresql


def backed_up(town: Town, folder: Path) -> Path:
    file = folder / "office.backup"
    back_up(town.url, file, read_master_keys(town.key), town.clock())
    return file


def but_the_restoring(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """The rows, without the one in the audit trail that says that they were put back."""
    return found | {"audit": [row for row in found["audit"] if "'restored'" not in row]}


async def test_every_row_comes_to_another_postgresql(postgresql: PostgreSQL, tmp_path: Path) -> None:
    target = postgresql.fresh("template0")
    async with a_town(postgresql.fresh()) as town:
        await seed_case(town.family("Ann"))
        file = backed_up(town, tmp_path)
        assert restore(file, target, read_master_keys(town.key), town.clock()).cases == 1
        assert but_the_restoring(rows(target)) == rows(town.url)
        with pytest.raises(RestoreError, match="There are cases in that PostgreSQL already"):
            restore(file, target, read_master_keys(town.key), town.clock())


async def test_an_office_goes_on_from_a_file_where_it_was_and_counts_on(
    postgresql: PostgreSQL, tmp_path: Path
) -> None:
    async with a_town(postgresql.fresh()) as town:
        await seed_case(town.family("Ann"))
        eve, fay = town.family("Eve"), town.family("Fay")
        await begins(fay)
        await begins(eve)
        await eve.says("/delete")
        await eve.taps("Yes")
        file = backed_up(town, tmp_path)
        again = f"sqlite:///{tmp_path / 'again.db'}"
        restore(file, again, read_master_keys(town.key), town.clock())
        assert but_the_restoring(rows(again)) == rows(town.url)
        town.url = again
        await town.restart()
        await fay.taps("Years 7", "No", "Suspended")
        assert fay.hears("How many school days")
        await begins(eve)
        numbers = town.sendline.database.transact_now(
            lambda work: (
                work.connection.exec_driver_sql("SELECT id FROM family_case ORDER BY id").scalars().all()
            )
        )
        assert numbers == [1, 2, 4]  # Eve's first was erased
