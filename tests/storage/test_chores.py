"""What is done once a day is begun by one process alone, and the digest comes once, whoever sends it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from bot.app import build_house
from bot.desk import daily
from bot.office import read_office
from storage.database import Database
from storage.tables import Status
from storage.work import Work
from tests.storage.begun import an_empty, begins, case_of
from tests.storage.sealed import AT
from tests.town import ROOT

HOUSE = build_house(read_office(ROOT / "office.example.toml"))
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with an_empty(database_url) as found:
        yield found


def begun(database: Database, on: date) -> date | None:
    return database.transact_now(lambda work: work.chores.begin("digest", on))


def test_a_chore_that_is_not_known_begins_to_be_done_on_the_next_day(database: Database) -> None:
    assert begun(database, MONDAY) is None
    assert begun(database, TUESDAY) == MONDAY


def test_a_chore_is_begun_once_a_day(database: Database) -> None:
    begun(database, MONDAY)
    assert [begun(database, TUESDAY) for _ in range(3)] == [MONDAY, None, None]


def test_a_clock_that_was_put_back_begins_nothing_again(database: Database) -> None:
    begun(database, TUESDAY)
    assert begun(database, MONDAY) is None


def test_of_a_chore_that_is_done_nothing_is_left(database: Database) -> None:
    begun(database, MONDAY)
    begun(database, TUESDAY)
    database.transact_now(lambda work: work.chores.reach("digest", 7))
    left = database.transact_now(lambda work: work.chores.unfinished("digest"))
    assert left and left.reached == 7
    database.transact_now(lambda work: work.chores.finish("digest"))
    assert database.transact_now(lambda work: work.chores.unfinished("digest")) is None


def sent(work: Work) -> None:
    case = case_of(work)
    case.status, case.sent_at, case.urgency = Status.OPEN, AT, "urgent"
    work.cases.name(case)


def test_the_digest_is_queued_once_however_many_processes_come_to_it_at_once(database: Database) -> None:
    database.transact_now(begins)
    database.transact_now(sent)
    opening = AT.replace(hour=9, minute=0) + timedelta(days=7)
    while not HOUSE.calendar.is_working_day(opening.date()):
        opening += timedelta(days=1)
    database.transact_now(lambda work: daily.begin(work, HOUSE, opening - timedelta(days=3)))
    with ThreadPoolExecutor(6) as processes:
        for done in [
            processes.submit(database.transact_now, lambda work: daily.begin(work, HOUSE, opening))
            for _ in range(6)
        ]:
            done.result()
    queued = database.transact_now(
        lambda work: work.connection.exec_driver_sql(
            "SELECT count(*) FROM outgoing WHERE chat_id = 0 AND case_id IS NULL"
        ).scalar_one()
    )
    assert queued == 1
