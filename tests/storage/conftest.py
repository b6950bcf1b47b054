"""A database in which two families have told something, and two processes that share an empty one."""

from collections.abc import AsyncIterator, Iterator

import pytest

from storage.database import Database
from tests.storage.queueing import Process
from tests.storage.sealed import ANN, BEA, opened, tells


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = opened(database_url)
    found.prepare()
    found.transact_now(lambda work: tells(work, ANN, "Tom was held in a cupboard"))
    found.transact_now(lambda work: tells(work, BEA, "Mia is at home all day"))
    yield found
    found.close()


@pytest.fixture
async def one(database_url: str) -> AsyncIterator[Process]:
    found = Process(database_url)
    await found.lives()
    yield found
    found.database.close()


@pytest.fixture
async def other(database_url: str, one: Process) -> AsyncIterator[Process]:
    found = Process(database_url)
    await found.lives()
    yield found
    found.database.close()
