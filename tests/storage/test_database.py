"""The database: its schema, transactions that are all or nothing, moments and names that come back."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import SQLModel, col

from storage.database import Database
from storage.engine import engine_for, migrate
from storage.tables import CaseRow, FollowUp, Happening, Heard, Tally
from storage.work import Work
from tests.storage.begun import an_empty, begins, case_of
from tests.storage.sealed import ANN, AT, opened

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with an_empty(database_url) as found:
        yield found


# Schema


def test_the_migrations_make_exactly_the_tables_that_the_models_describe(database_url: str) -> None:
    engine = engine_for(database_url)
    with engine.connect() as connection:
        migrate(connection)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_to_prepare_twice_is_harmless(database: Database) -> None:
    database.transact_now(begins)
    database.prepare()
    assert database.transact_now(case_of).begun_at == AT


def test_another_start_on_the_same_file_finds_what_was_stored(database: Database, database_url: str) -> None:
    database.transact_now(begins)
    again = opened(database_url)
    again.prepare()
    assert [line.kind for line in again.transact_now(lambda w: w.history.of(case_of(w)))] == ["answered"]
    again.close()


SETTINGS = {
    "Readers do not wait for the writer": ("PRAGMA journal_mode", "wal"),
    "What is committed is on the disk": ("PRAGMA synchronous", 2),
    "A row cannot belong to a case that is not there": ("PRAGMA foreign_keys", 1),
    "What is deleted is overwritten": ("PRAGMA secure_delete", 1),
}


@pytest.mark.sqlite
@pytest.mark.parametrize(("question", "answer"), SETTINGS.values(), ids=SETTINGS.keys())
def test_every_connection_is_set_up(database: Database, question: str, answer: object) -> None:
    found = database.transact_now(lambda work: work.connection.exec_driver_sql(question).scalar_one())
    assert found == answer


def test_an_answer_without_its_case_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        database.transact_now(
            lambda work: work.connection.execute(
                insert(FollowUp).values(case_id=99, kind="check-in", nth=1, due_at=AT)
            )
        )


def test_the_number_of_a_deleted_case_never_comes_back(database: Database) -> None:
    database.transact_now(begins)
    database.transact_now(lambda work: work.cases.forget(case_of(work)))
    assert database.transact_now(begins).id == 2


# Transactions


class Stumbled(Exception):  # noqa: N818  what a use-case may raise
    """A use-case that cannot go on."""


def begins_and_stumbles(work: Work) -> None:
    case = begins(work)
    work.follow_ups.renew(case, "check-in", AT)
    work.heard_before(812, AT)
    work.count("outside", AT)
    raise Stumbled


async def test_a_use_case_that_raises_changes_nothing(database: Database) -> None:
    with pytest.raises(Stumbled):
        await database.transact(begins_and_stumbles)
    found = await database.transact(
        lambda work: [
            work.connection.execute(select(t)).first() for t in (CaseRow, Happening, FollowUp, Heard, Tally)
        ]
    )
    assert found == [None, None, None, None, None]


async def test_after_a_use_case_that_raised_the_next_one_works(database: Database) -> None:
    with pytest.raises(Stumbled):
        await database.transact(begins_and_stumbles)
    assert (await database.transact(begins)).chat_id == ANN


async def test_of_two_hundred_increments_from_two_processes_and_several_threads_none_is_lost(
    database: Database, database_url: str
) -> None:
    other = opened(database_url)
    await asyncio.gather(
        *(database.transact(lambda work: work.count("outside", AT)) for _ in range(80)),
        *(other.transact(lambda work: work.count("outside", AT)) for _ in range(80)),
        *(asyncio.to_thread(other.transact_now, lambda work: work.count("outside", AT)) for _ in range(40)),
    )
    counted = select(col(Tally.count)).where(col(Tally.kind) == "outside", col(Tally.month) == "2026-11")
    assert await database.transact(lambda work: work.connection.execute(counted).scalar()) == 200
    other.close()


async def test_what_two_processes_hear_at_once_counts_once(database: Database, database_url: str) -> None:
    other = opened(database_url)
    heard = await asyncio.gather(
        *(side.transact(lambda work: work.heard_before(812, AT)) for side in (database, other) * 10)
    )
    assert heard.count(False) == 1
    assert heard.count(True) == 19
    other.close()


# Moments


def heard(database: Database) -> set[int]:
    return database.transact_now(
        lambda work: set(work.connection.execute(select(col(Heard.update_id))).scalars())
    )


def test_a_moment_comes_back_aware_and_in_utc(database: Database) -> None:
    in_summer = datetime(2026, 7, 1, 9, 30, tzinfo=LONDON)
    database.transact_now(lambda work: work.cases.begin(ANN, in_summer))
    begun_at = database.transact_now(case_of).begun_at
    assert begun_at == datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    assert begun_at.isoformat() == "2026-07-01T08:30:00+00:00"


def test_a_moment_without_a_time_zone_is_refused(database: Database) -> None:
    nobody_knows_where = AT.replace(tzinfo=None)
    with pytest.raises(StatementError):
        database.transact_now(lambda work: work.cases.begin(ANN, nobody_knows_where))


def test_an_update_that_was_heard_is_known_for_three_days_and_then_forgotten(database: Database) -> None:
    database.transact_now(lambda work: work.heard_before(812, AT))
    database.transact_now(lambda work: work.forget_heard(AT + timedelta(days=3)))
    assert 812 in heard(database)
    database.transact_now(lambda work: work.forget_heard(AT + timedelta(days=3, seconds=1)))
    assert 812 not in heard(database)


def test_an_update_is_heard_once(database: Database) -> None:
    assert database.transact_now(lambda work: work.heard_before(812, AT)) is False
    assert database.transact_now(lambda work: work.heard_before(812, AT)) is True
    assert database.transact_now(lambda work: work.heard_before(811, AT)) is False


def test_an_update_is_forgotten_by_its_own_age_alone(database: Database) -> None:
    database.transact_now(lambda work: work.heard_before(812, AT))
    database.transact_now(lambda work: work.heard_before(3, AT + timedelta(days=2)))
    database.transact_now(lambda work: work.forget_heard(AT + timedelta(days=4)))
    assert 812 not in heard(database)
    assert 3 in heard(database)


# Names

NAMES = {
    "A name with a NUL": ("Jo\x00 Marsh", "Jo\ufffd Marsh"),
    "A name with half of an emoji": ("Jo \ud83d", "Jo \ufffd"),
    "A name that is well": ("Zoë 👩‍👧", "Zoë 👩‍👧"),
}


@pytest.mark.parametrize(("name", "kept"), NAMES.values(), ids=NAMES.keys())
def test_a_name_that_no_database_takes_is_stored_without_what_it_does_not_take(
    database: Database, name: str, kept: str
) -> None:
    def claims(work: Work) -> None:
        case = begins(work)
        case.claimed_name = case.accepted_by = name
        work.history.add(case, AT, "claimed", name)
        work.follow_ups.renew(case, "check-in", AT)
        work.follow_ups.end(case, name)
        work.aside.put(1, "{}", name, AT)

    database.transact_now(claims)
    case = database.transact_now(case_of)
    assert (case.claimed_name, case.accepted_by) == (kept, kept)
    assert database.transact_now(lambda work: work.history.of(case_of(work))[-1].who) == kept
    assert database.transact_now(lambda work: work.aside.all()[0].why) == kept
    ended = select(col(FollowUp.ended_why))
    assert database.transact_now(lambda work: work.connection.execute(ended).scalar()) == kept


def test_a_reference_with_a_nul_in_it_names_no_case(database: Database) -> None:
    assert database.transact_now(lambda work: work.cases.referred("SL-\x00")) is None
