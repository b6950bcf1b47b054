"""The audit trail shows what was done to it: a row changed, put in, taken out, or the end cut off."""

import asyncio
from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import text

from storage.audit import AT_A_TIME, FIRST, Chain
from storage.database import Database
from storage.work import Work
from tests.storage.sealed import ANN, AT, case_of, opened

JO, PRIYA = 11, 12


@pytest.fixture
def trail(database: Database) -> Database:
    """Five rows about Ann's case."""
    for who_id, who, act in (
        (JO, "Jo", "opened"),
        (JO, "Jo", "claimed"),
        (PRIYA, "Priya", "opened"),
        (JO, "Jo", "message"),
        (0, "family", "mydata"),
    ):
        database.transact_now(partial(_adds, who_id=who_id, who=who, act=act))
    return database


def _adds(work: Work, who_id: int, who: str, act: str) -> None:
    work.audit.add(AT, who_id, who, act, case_of(work, ANN))


def verified(database: Database, noted: str = "") -> Chain:
    return database.transact_now(lambda work: work.audit.verify(noted))


def tampers(database: Database, *statements: str) -> None:
    """As somebody would who may write to the database past the bot: its guard is in their way no longer."""

    def use_case(work: Work) -> None:
        postgresql = work.connection.dialect.name == "postgresql"
        guards = (
            ["ALTER TABLE audit DISABLE TRIGGER USER"]
            if postgresql
            else ["DROP TRIGGER audit_not_updated", "DROP TRIGGER audit_not_deleted"]
        )
        back = ["ALTER TABLE audit ENABLE TRIGGER USER"] if postgresql else []
        for statement in (*guards, *statements, *back):
            work.connection.execute(text(statement))

    database.transact_now(use_case)


def test_a_trail_that_nobody_touched_is_whole(trail: Database) -> None:
    found = verified(trail)
    assert (found.rows, found.broken, found.met) == (5, None, True)
    assert found.head == trail.transact_now(lambda work: work.audit.head())


def test_a_trail_that_was_never_written_to_is_whole(database: Database) -> None:
    assert verified(database) == Chain(0, FIRST, None, met=True, last=0, ended=True)


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'Sam'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_trail(trail: Database, statement: str) -> None:
    with pytest.raises(Exception, match=r"never changed|refused"):
        trail.transact_now(lambda work: work.connection.execute(text(statement)))
    assert verified(trail).rows == 5


@pytest.mark.parametrize(
    "change",
    [
        "who = 'Sam'",
        "who_id = 13",
        "act = 'closed'",
        "ref = 'SL-AAAAA'",
        "case_id = 2",
        "at = '2026-11-23 11:00:00'",
    ],
)
def test_a_row_that_was_changed_is_the_first_that_does_not_fit(trail: Database, change: str) -> None:
    tampers(trail, f"UPDATE audit SET {change} WHERE id = 3")  # noqa: S608
    found = verified(trail)
    assert (found.rows, found.broken) == (2, 3)


def test_where_a_row_was_taken_out_the_next_one_does_not_fit(trail: Database) -> None:
    tampers(trail, "DELETE FROM audit WHERE id = 3")
    assert verified(trail).broken == 4


def test_where_the_first_row_was_taken_out_the_second_does_not_fit(trail: Database) -> None:
    tampers(trail, "DELETE FROM audit WHERE id = 1")
    assert verified(trail).broken == 2


def test_a_row_that_was_put_in_at_the_end_does_not_fit(trail: Database) -> None:
    tampers(
        trail,
        "INSERT INTO audit (id, at, who_id, who, act, case_id, ref, digest) "
        "SELECT 6, at, who_id, who, act, case_id, ref, digest FROM audit WHERE id = 2",
    )
    assert verified(trail).broken == 6


def test_a_row_that_was_put_in_between_does_not_fit(trail: Database) -> None:
    tampers(
        trail,
        "UPDATE audit SET id = 7 WHERE id = 5",
        "UPDATE audit SET id = 6 WHERE id = 4",
        "INSERT INTO audit (id, at, who_id, who, act, case_id, ref, digest) "
        "SELECT 4, at, who_id, who, act, case_id, ref, digest FROM audit WHERE id = 2",
    )
    assert verified(trail).broken == 4


def test_an_end_that_was_cut_off_shows_only_beside_a_head_that_was_noted(trail: Database) -> None:
    noted = verified(trail).head
    tampers(trail, "DELETE FROM audit WHERE id > 3")
    assert verified(trail).broken is None
    assert verified(trail).met
    assert not verified(trail, noted).met


def test_a_head_that_was_noted_is_met_again_however_far_the_trail_has_grown(trail: Database) -> None:
    noted = verified(trail).head
    trail.transact_now(partial(_adds, who_id=JO, who="Jo", act="closed"))
    assert verified(trail, noted).met
    assert verified(trail, noted).rows == 6


def test_erasing_what_it_is_about_leaves_the_trail_whole(trail: Database) -> None:
    trail.transact_now(lambda work: work.cases.erase(case_of(work, ANN), AT))
    assert (verified(trail).rows, verified(trail).broken) == (5, None)


def test_a_name_that_no_database_takes_does_not_break_the_trail(trail: Database) -> None:
    trail.transact_now(partial(_adds, who_id=JO, who="J\x00o \ud83d", act="opened"))
    assert (verified(trail).rows, verified(trail).broken) == (6, None)


def test_a_long_trail_is_walked_page_by_page(database: Database) -> None:
    def many(work: Work) -> None:
        for _ in range(AT_A_TIME + 1):
            work.audit.add(AT, JO, "Jo", "queue")

    database.transact_now(many)
    first = database.transact_now(lambda work: work.audit.verify_on(Chain()))
    assert (first.rows, first.ended) == (1000, False)
    rest = database.transact_now(lambda work: work.audit.verify_on(first))
    assert (rest.rows, rest.ended, rest.broken) == (1001, True, None)


@pytest.fixture
def other(trail: Database, database_url: str) -> Iterator[Database]:
    found = opened(database_url)
    yield found
    found.close()


@pytest.mark.postgresql
async def test_two_processes_that_write_at_once_make_one_chain(trail: Database, other: Database) -> None:
    writes = partial(_adds, who_id=JO, who="Jo", act="opened")
    await asyncio.gather(*(one.transact(writes) for _ in range(25) for one in (trail, other)))
    found = verified(trail)
    assert (found.rows, found.broken) == (55, None)


@pytest.mark.postgresql
async def test_beside_two_writers_a_row_that_was_changed_still_shows(
    trail: Database, other: Database
) -> None:
    writes = partial(_adds, who_id=JO, who="Jo", act="opened")
    await asyncio.gather(*(one.transact(writes) for _ in range(5) for one in (trail, other)))
    tampers(trail, "UPDATE audit SET act = 'seen' WHERE id = 9")
    assert verified(other).broken == 9
