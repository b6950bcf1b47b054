"""What every test may ask for, and which tests run on which database."""

from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path

import pytest

from tests.databases import PostgreSQL
from tests.overheard import Overheard, overhearing
from tests.town import Town, a_town

OVERHEARD = pytest.StashKey[Overheard]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--postgresql",
        action="store_true",
        help="run the tests that touch a database, and those alone, on PostgreSQL",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what is about the database that was chosen."""
    chosen = [item for item in items if _is_chosen(item, postgresql=config.getoption("postgresql"))]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


def _is_chosen(item: pytest.Item, *, postgresql: bool) -> bool:
    if not postgresql:
        return item.get_closest_marker("postgresql") is None
    touches = "database_url" in getattr(item, "fixturenames", ()) or item.get_closest_marker("postgresql")
    return bool(touches) and item.get_closest_marker("sqlite") is None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Listen to what people say in a test, and to what is logged."""
    with overhearing() as overheard:
        item.stash[OVERHEARD] = overheard
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test in which a word of a family's, or a name, was logged: also by a process that it started."""
    report = yield
    if call.when == "call" and report.passed:
        overheard = item.stash[OVERHEARD]
        overheard.lines += report.capstderr.splitlines()
        if leaks := overheard.leaks():
            report.outcome, report.longrepr = "failed", f"personal words in the log: {leaks}"
    return report


@pytest.fixture(scope="session")
def postgresql(testrun_uid: str) -> Iterator[PostgreSQL]:
    """One server for all tests of a run."""
    found = PostgreSQL(testrun_uid[:12])
    yield found
    found.close()


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of this test's own."""
    if not request.config.getoption("postgresql"):
        return f"sqlite:///{tmp_path / 'sendline.db'}"
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.emptied()


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    async with a_town(database_url) as found:
        yield found
