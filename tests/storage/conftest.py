"""A database in which two families have told something."""

from collections.abc import Iterator

import pytest

from storage.database import Database
from tests.storage.sealed import ANN, BEA, opened, tells


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = opened(database_url)
    found.prepare()
    found.transact_now(lambda work: tells(work, ANN, "Tom was held in a cupboard"))
    found.transact_now(lambda work: tells(work, BEA, "Mia is at home all day"))
    yield found
    found.close()
