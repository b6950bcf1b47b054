"""Follow-ups come when they are due, once each, in order."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.tables import FollowUp
from storage.work import Work
from tests.storage.begun import an_empty, begins, case_of
from tests.storage.sealed import AT


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with an_empty(database_url) as found:
        yield found


def due(database: Database, now: datetime) -> list[tuple[str, int]]:
    return database.transact_now(lambda work: [(row.kind, row.nth) for row in work.follow_ups.due(now)])


def plans(database: Database, kind: str, due_at: datetime) -> None:
    database.transact_now(lambda work: work.follow_ups.renew(case_of(work), kind, due_at))


def takes_all(work: Work) -> None:
    for row in work.follow_ups.due(AT + timedelta(days=99)):
        row.state = "done"
        work.follow_ups.keep(row)


def test_a_follow_up_planned_again_while_it_waits_is_moved_and_comes_once(database: Database) -> None:
    database.transact_now(begins)
    plans(database, "check-in", AT)
    plans(database, "check-in", AT + timedelta(days=1))
    assert due(database, AT + timedelta(hours=23)) == []
    assert due(database, AT + timedelta(days=2)) == [("check-in", 1)]


def test_after_one_came_the_next_of_its_kind_has_the_next_number(database: Database) -> None:
    database.transact_now(begins)
    plans(database, "check-in", AT)
    database.transact_now(takes_all)
    plans(database, "check-in", AT + timedelta(days=1))
    assert due(database, AT + timedelta(days=2)) == [("check-in", 2)]


def test_the_database_itself_refuses_a_follow_up_a_second_time(database: Database) -> None:
    database.transact_now(begins)
    plans(database, "check-in", AT)
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        database.transact_now(
            lambda work: work.connection.execute(
                insert(FollowUp).values(case_id=1, kind="check-in", nth=1, due_at=AT, state="", ended_why="")
            )
        )


def test_follow_ups_come_when_they_are_due_and_not_before_the_earliest_first(database: Database) -> None:
    database.transact_now(begins)
    plans(database, "check-in", AT + timedelta(hours=2))
    plans(database, "unclaimed", AT + timedelta(hours=1))
    assert due(database, AT + timedelta(minutes=59)) == []
    assert due(database, AT + timedelta(hours=1)) == [("unclaimed", 1)]
    assert due(database, AT + timedelta(hours=2)) == [("unclaimed", 1), ("check-in", 1)]


def test_only_the_kinds_that_are_named_end(database: Database) -> None:
    database.transact_now(begins)
    plans(database, "check-in", AT)
    plans(database, "unclaimed", AT)
    database.transact_now(lambda work: work.follow_ups.end(case_of(work), "claimed", "unclaimed"))
    assert due(database, AT) == [("check-in", 1)]
