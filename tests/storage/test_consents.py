"""Consents: rows are added, the newest of a kind counts, and they go with the case."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest

from storage.database import Database
from storage.work import Work
from tests.storage.begun import an_empty, begins, case_of, sends
from tests.storage.sealed import ANN, AT, BEA


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with an_empty(database_url) as found:
        yield found


def says(work: Work, chat: int, kind: str, *, given: bool) -> None:
    at = AT + timedelta(hours=1)
    work.consents.add(case_of(work, chat), kind, at, given=given, wording=f"{kind}/1", who="family")


def test_the_newest_of_a_kind_counts_and_what_was_before_is_kept(database: Database) -> None:
    database.transact_now(sends)
    for given in (True, False):
        database.transact_now(partial(says, chat=ANN, kind="council", given=given))
    newest = database.transact_now(lambda work: work.consents.newest(case_of(work)))
    assert {kind: (row.given, row.wording, row.at) for kind, row in newest.items()} == {
        "council": (False, "council/1", AT + timedelta(hours=1))
    }
    assert [row.given for row in database.transact_now(lambda work: work.consents.of(case_of(work)))] == [
        True,
        False,
    ]


def test_only_cases_that_allow_it_now_are_counted_and_none_that_is_erased(database: Database) -> None:
    cal, dev = 303, 404
    for chat in (ANN, BEA, cal, dev):
        database.transact_now(partial(sends, chat=chat))
        database.transact_now(partial(says, chat=chat, kind="numbers", given=True))
    database.transact_now(lambda work: says(work, BEA, "numbers", given=False))
    database.transact_now(lambda work: says(work, BEA, "quote", given=True))
    database.transact_now(lambda work: work.cases.erase(case_of(work, dev), AT))
    assert database.transact_now(lambda work: list(work.consents.cases_with("numbers"))) == [1, 3]
    assert database.transact_now(lambda work: list(work.consents.cases_with("quote"))) == [2]


def test_consents_go_with_a_case_that_was_never_sent(database: Database) -> None:
    database.transact_now(begins)
    database.transact_now(lambda work: says(work, ANN, "casework", given=True))
    database.transact_now(lambda work: work.cases.forget(case_of(work)))
    assert database.transact_now(lambda work: list(work.consents.cases_with("casework"))) == []


def test_more_cases_than_fit_into_one_look_are_all_counted(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.consents.AT_A_TIME", 2)
    for chat in range(1, 6):
        database.transact_now(partial(sends, chat=chat))
        database.transact_now(partial(says, chat=chat, kind="numbers", given=True))
    assert database.transact_now(lambda work: list(work.consents.cases_with("numbers"))) == [1, 2, 3, 4, 5]
