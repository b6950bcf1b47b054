"""What only a database that is shared, and that may go away, can do to us."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from bot.casework.messages import Message
from storage.database import Database
from storage.outbox import Ready
from storage.sealing import read_master_keys
from storage.trouble import StorageTrouble
from storage.work import Work
from tests.databases import PostgreSQL
from tests.plays import begins, routine_case
from tests.town import Town, a_town

pytestmark = pytest.mark.postgresql

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
KEYS = read_master_keys("first:" + "A" * 43 + "=")
ANN, BEA = 7, 8
"""Two families' chats; Ann's case is number 1, Bea's number 2."""


def opened(url: str) -> Database:
    found = Database(url, KEYS)
    found.prepare()
    return found


def says(work: Work, said: Message) -> None:
    work.outbox.add(ANN, said, AT)


@pytest.fixture
def one(database_url: str) -> Iterator[Database]:
    found = opened(database_url)
    found.transact_now(lambda work: [work.cases.begin(chat, AT) for chat in (ANN, BEA)])
    yield found
    found.close()


@pytest.fixture
def other(one: Database, database_url: str) -> Iterator[Database]:
    found = opened(database_url)
    yield found
    found.close()


@pytest.fixture
def own(testrun_uid: str, tmp_path: Path) -> Iterator[PostgreSQL]:
    """A server that nobody else uses, so that it may be stopped."""
    server = PostgreSQL(f"{testrun_uid[:8]}-{tmp_path.name[-12:]}")
    yield server
    server.close()


# In each other's way


async def test_two_that_wait_for_each_other_both_get_through_and_each_counts_once(
    one: Database, other: Database
) -> None:
    both_have_one = Barrier(2, timeout=10)
    tries = []

    def takes(first: int, second: int) -> Callable[[Work], None]:
        def use_case(work: Work) -> None:
            tries.append(first)
            work.cases.numbered(first)
            if len(tries) <= 2:
                both_have_one.wait()
            work.cases.numbered(second)
            work.count("outside", AT)

        return use_case

    await asyncio.gather(one.transact(takes(1, 2)), other.transact(takes(2, 1)))
    assert len(tries) == 3
    counted = one.transact_now(lambda work: work.connection.execute(text("SELECT count FROM tally")).scalar())
    assert counted == 2


async def test_a_family_that_is_heard_elsewhere_holds_up_its_own_follow_up_and_no_other(
    one: Database, other: Database
) -> None:
    def plans(work: Work) -> None:
        for number in (1, 2):
            case = work.cases.numbered(number)
            assert case is not None
            work.follow_ups.renew(case, "check-in", AT)

    one.transact_now(plans)
    due = other.transact_now

    def hears(_: Work) -> list[int]:
        return due(lambda work: [row.case_id for row in work.follow_ups.due(AT)])

    assert await one.transact(hears, ANN) == [2]
    assert due(lambda work: [row.case_id for row in work.follow_ups.due(AT)]) == [1, 2]


async def test_an_edit_that_another_process_has_in_hand_is_followed_by_the_next_and_not_replaced(
    one: Database, other: Database
) -> None:
    for database in (one, other):
        database.room = lambda: 10
    in_hand: list[Ready] = []
    one.take = in_hand.extend
    for database, state in ((one, "first state"), (other, "second state")):
        said = Message(html=state, edits="card:1")
        await database.transact(partial(says, said=said))
    await one.transact(lambda work: work.outbox.claim_next(in_hand[:1], [one.process, other.process]))
    assert [ready.message.html for ready in in_hand] == ["first state", "second state"]


async def test_a_process_that_stands_still_lets_go_of_what_others_may_send(
    one: Database, other: Database
) -> None:
    one.room = other.room = lambda: 10
    await one.transact(lambda work: work.outbox.add(ANN, Message(html="to Ann"), AT))
    taken: list[Ready] = []
    other.take = taken.extend
    await other.transact(lambda work: work.outbox.claim([other.process], 10))
    assert [(ready.message.html, ready.again) for ready in taken] == [("to Ann", True)]
    await one.transact(lambda work: work.outbox.let_go([taken[0].number]))
    assert await other.transact(lambda work: work.outbox.is_still_ours(taken[0]))


# A line that breaks


async def test_what_was_committed_though_the_line_broke_is_still_sent_and_counts_once(one: Database) -> None:
    one.room = lambda: 10
    sent: list[Ready] = []
    one.take = sent.extend
    breaks_after_commit(one)

    def hears(work: Work) -> bool:
        if not work.heard_before(812, AT):
            work.outbox.add(ANN, Message(html="to Ann"), AT)
            return True
        return False

    assert await one.transact(hears, ANN) is False
    assert sent == []
    await one.transact(lambda work: work.outbox.claim([one.process], 10))
    assert [(ready.message.html, ready.again) for ready in sent] == [("to Ann", False)]


def breaks_after_commit(database: Database) -> None:
    """Let the next commit succeed, and the line break before we learn of it."""

    def committed(connection: Any) -> None:
        event.remove(database._engine, "commit", committed)
        connection.connection.commit()
        broken = psycopg.OperationalError("the connection is lost")
        raise OperationalError("COMMIT", {}, broken, connection_invalidated=True)

    event.listen(database._engine, "commit", committed)


async def test_all_that_waited_for_a_line_that_was_cut_off_is_committed_on_the_next(
    one: Database, other: Database
) -> None:
    await one.transact(lambda work: work.count("outside", AT))
    cutting = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sendline' "
        "AND datname = current_database() AND pid <> pg_backend_pid()"
    )
    other.transact_now(lambda work: work.connection.execute(cutting))
    await asyncio.gather(*(one.transact(lambda work: work.count("outside", AT)) for _ in range(20)))
    counted = one.transact_now(lambda work: work.connection.execute(text("SELECT count FROM tally")).scalar())
    assert counted == 21


async def test_a_value_that_the_database_refuses_is_the_fault_of_who_sent_it(one: Database) -> None:
    def writes(work: Work) -> None:
        work.connection.execute(text("INSERT INTO tally VALUES ('outside', '2026-11', 99999999999)"))

    with pytest.raises(Exception, match="out of range") as failed:
        await one.transact(writes)
    assert not isinstance(failed.value, StorageTrouble)


# In words


async def test_a_server_that_takes_no_more_connections_says_what_to_do(
    one: Database, database_url: str
) -> None:
    with psycopg.connect(database_url.replace("+psycopg", ""), autocommit=True) as server:
        server.execute("DROP ROLE IF EXISTS full_house")
        server.execute("CREATE ROLE full_house LOGIN CONNECTION LIMIT 0")
        place = make_url(database_url).set(username="full_house")
        crowded = Database(place.render_as_string(hide_password=False), KEYS)
        with pytest.raises(StorageTrouble, match="no connection left"):
            crowded.prepare()
        server.execute("DROP ROLE full_house")


def test_a_database_that_is_not_there_says_what_to_do(database_url: str) -> None:
    place = make_url(database_url).set(database="nowhere")
    with pytest.raises(StorageTrouble, match="knows no such database"):
        Database(place.render_as_string(hide_password=False), KEYS).prepare()


def test_a_server_that_is_not_there_says_what_to_do() -> None:
    with pytest.raises(StorageTrouble, match="PostgreSQL cannot be reached"):
        Database("postgresql+psycopg://127.0.0.1:1/sendline", KEYS).prepare()


# A server that stops


@pytest.fixture
async def town(own: PostgreSQL) -> AsyncIterator[Town]:
    async with a_town(own.fresh()) as found:
        yield found


async def test_while_the_server_is_away_families_wait_and_then_all_goes_on(
    town: Town, own: PostgreSQL
) -> None:
    ann, bea = town.family("Ann"), town.family("Bea")
    await begins(ann)
    own.stop()
    town.telegram.says(ann.person, ann.chat, "years 3 to 6")
    town.telegram.says(ann.person, ann.chat, "no")
    town.telegram.says(bea.person, bea.chat, "/start")
    await town.sendline.poller.once()
    with pytest.raises(StorageTrouble, match="PostgreSQL"):
        await town.sendline.beat()
    assert ann.hears("Which class or year?")
    own.start()
    async with asyncio.timeout(60):
        while not (ann.hears("What is school like this week?") and bea.hears("Who are you?")):
            await town.settle()
    await town.sendline.beat()
    assert ann.count("Is there an EHC plan?") == 1
    assert town.sendline.database.transact_now(lambda work: work.aside.count()) == 0


# Follow-ups


async def test_of_three_processes_that_tick_at_once_each_follow_up_is_sent_by_one(database_url: str) -> None:
    async with a_town(database_url) as town:
        families = [town.family(f"Parent {number}") for number in range(6)]
        for family in families:
            await routine_case(family)
        others = [town._sendline(), town._sendline()]
        for other in others:
            await other.prepare()
        due = town.sendline.database.transact_now(
            lambda work: work.connection.execute(
                text("SELECT max(due_at) FROM follow_up WHERE kind = 'check-in'")
            ).scalar_one()
        )
        town.clock.move_to(due)
        processes = [town.sendline, *others]
        for _ in range(3):
            await asyncio.gather(*(process.tick() for process in processes))
            await asyncio.gather(*(process.sender.drain() for process in processes))
        prompts = [family.count("How are things with school now?") for family in families]
        done = town.sendline.database.transact_now(
            lambda work: work.connection.execute(
                text("SELECT case_id, nth FROM follow_up WHERE state = 'done' AND kind = 'check-in'")
            ).all()
        )
        for other in others:
            await other.bot.shutdown()
            other.database.close()
    assert len(set(done)) == len(done) == len(families)
    assert prompts == [1] * len(families)
