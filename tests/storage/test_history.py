"""History stays as it happened, and goes only with a case that was never sent."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.tables import Happening
from storage.work import Work
from tests.storage.begun import an_empty, begins, case_of, runs, sends
from tests.storage.sealed import ANN, AT, BEA


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with an_empty(database_url) as found:
        yield found


FORBIDDEN = {
    "A line of a case that was sent is changed": ("UPDATE happening SET who = 'nobody' WHERE case_id = 1"),
    "A line of a case that was sent is deleted": "DELETE FROM happening WHERE case_id = 1",
    "A line is moved to another case": "UPDATE happening SET case_id = 2 WHERE case_id = 1",
    "A line of a case that was never sent is changed": "UPDATE happening SET who = 'nobody' WHERE case_id = 2",
    "The whole history is deleted": "DELETE FROM happening",
}


@pytest.mark.parametrize("sql", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_history_can_neither_be_changed_nor_deleted(database: Database, sql: str) -> None:
    database.transact_now(lambda work: sends(work, ANN))
    database.transact_now(lambda work: begins(work, BEA))
    with pytest.raises(IntegrityError, match="history"):
        database.transact_now(lambda work: runs(work, sql))
    assert len(database.transact_now(lambda work: work.history.of(case_of(work, ANN)))) == 1


def test_a_case_that_was_sent_cannot_be_deleted_with_its_history(database: Database) -> None:
    database.transact_now(sends)
    with pytest.raises(IntegrityError, match="the history of a case that was sent is kept"):
        database.transact_now(lambda work: work.cases.forget(case_of(work)))
    assert database.transact_now(case_of).sealed_key is not None


def test_the_history_of_a_case_that_was_never_sent_goes_with_it(database: Database) -> None:
    database.transact_now(begins)
    database.transact_now(lambda work: work.cases.forget(case_of(work)))
    assert database.transact_now(lambda work: work.connection.execute(select(Happening)).all()) == []
    assert database.transact_now(lambda work: work.cases.of_chat(ANN)) is None


def test_history_comes_in_the_order_in_which_it_happened(database: Database) -> None:
    def happens(work: Work) -> None:
        case = begins(work)
        work.history.add(case, AT, "wrote", "family", text="first")
        work.history.add(case, AT, "wrote", "family", text="second")

    database.transact_now(happens)
    lines = database.transact_now(lambda work: work.history.of(case_of(work)))
    assert [(line.kind, dict(line.detail)) for line in lines] == [
        ("answered", {"question": "start"}),
        ("wrote", {"text": "first"}),
        ("wrote", {"text": "second"}),
    ]
