"""What is kept for long enough goes by itself where the office wants that, and otherwise by the command."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from bot import clock
from bot.cli import app
from bot.desk import outgoing
from bot.office import Office
from tests.plays import begins
from tests.retiring import case_of, closed, count, jumps
from tests.town import Town
from tests.typing_here import sits_down


class Automatic(Town):
    """A town whose office wants it done by itself."""

    @property
    def office(self) -> Office:
        office = super().office
        return office.model_copy(
            update={"retention": office.retention.model_copy(update={"automatic": True})}
        )


@pytest.fixture
async def automatic(database_url: str) -> AsyncIterator[Town]:
    found = Automatic(database_url)
    await found.sendline.prepare()
    yield found
    found.sendline.database.close()


async def test_where_the_office_wants_it_the_bot_does_it_once_a_day_by_itself(automatic: Town) -> None:
    ann = automatic.family("Ann")
    await begins(ann)
    await automatic.passes(days=14)
    assert case_of(automatic, ann) is not None
    await automatic.passes(days=1)
    assert case_of(automatic, ann) is None


async def test_otherwise_the_bot_erases_nothing_by_itself(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await town.passes(days=20)
    assert case_of(town, ann) is not None
    assert count(town) == 1


@pytest.fixture
async def due(town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Town:
    """Ann's closed case and Bea's interview are due, Cat's is not; whoever types has the office's settings."""
    await closed(town, town.family("Ann"))
    await begins(town.family("Bea"))
    jumps(town, days=366)
    await begins(town.family("Cat"))
    sits_down(town, monkeypatch, tmp_path)
    monkeypatch.setattr(clock, "system_now", town.clock)
    return town


def command(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["retention", *arguments])


def cases(town: Town) -> list[tuple[int, str]]:
    read = "SELECT id, status FROM family_case ORDER BY id"
    rows = town.sendline.database.transact_now(lambda work: work.connection.execute(text(read)).all())
    return [(row.id, row.status) for row in rows]


def _in_a_thread(*arguments: str) -> Result:
    """The command has a loop of its own, as it has in its own process."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(command, *arguments).result()


async def test_the_command_lists_what_is_due_without_words_and_changes_nothing(due: Town) -> None:
    said = _in_a_thread()
    assert said.exit_code == 0, said.output
    ref, _, rest = said.stdout.partition("  ")
    assert ref.startswith("SL-")
    assert rest.startswith(
        "closed-routine  kept until 2027-11-23  due\ncase 2  unfinished  kept until 2026-12-07  due\n"
    )
    assert "Cases due: 2." in said.stdout
    assert said.stdout.endswith("Nothing was changed. --commit erases what is due.\n")
    assert "AL1" not in said.stdout
    assert cases(due) == [(1, "closed"), (2, "asking"), (3, "asking")]


async def test_the_command_commits_beside_a_running_bot_which_then_blanks_the_card(due: Town) -> None:
    said = _in_a_thread("--commit")
    assert said.exit_code == 0, said.output
    assert "Cases erased: 2. Staff told first of: 0. Kept: 0." in said.stdout
    assert cases(due) == [(1, "erased"), (3, "asking")]
    assert due.jo.heard("Suspended")
    await due.sendline.database.transact(partial(outgoing.claim, most=100))
    await due.settle()
    assert not due.jo.heard("Suspended")
    assert _in_a_thread().stdout.startswith("Cases due: 0.")
