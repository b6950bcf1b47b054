"""Sealing everything under a new master key: while Sendline runs, killed half-way, and until the old one may go."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.casework.messages import Message
from bot.commands.keys import told
from bot.desk.living import beat
from storage.database import Database
from storage.rotation import AT_ONCE, RotationError, needs, rotate
from storage.sealing import SealError, new_master_key, read_master_keys
from storage.work import Work
from tests.storage.sealed import ANN, AT, BEA, FIRST, SECOND, case_of, opened, reads_all, takes

ROOT = Path(__file__).parent.parent.parent
BOTH = f"{SECOND},{FIRST}"


@pytest.fixture
def rotated(database: Database, database_url: str) -> Iterator[Database]:
    """The database of two families, by a process whose current key is the second."""
    database.transact_now(lambda work: work.outbox.add(9, Message(html="of no case"), AT))
    database.transact_now(lambda work: work.aside.put(99, '{"text": "sealed"}', "KeyError", AT))
    found = opened(database_url, BOTH)
    yield found
    found.close()


def rotates(database: Database) -> Counter[str]:
    return rotate(database, read_master_keys(BOTH))


def test_everything_is_sealed_under_the_current_key_and_opens_without_the_old_one(
    rotated: Database, database_url: str
) -> None:
    assert needs(rotated) == {"first": {"cases": 2, "messages": 1, "set aside": 1}}
    assert rotates(rotated) == {"cases": 2, "messages": 1, "set aside": 1}
    assert needs(rotated) == {"second": {"cases": 2, "messages": 1, "set aside": 1}}
    alone = opened(database_url, SECOND)
    alone.prepare()
    assert [put.body for put in alone.transact_now(lambda work: work.aside.all())] == ['{"text": "sealed"}']
    assert [ready.message.html for ready in alone.transact_now(takes)] == [
        "Tom was held in a cupboard",
        "Mia is at home all day",
        "of no case",
    ]
    alone.transact_now(reads_all)
    alone.close()


def test_a_second_time_there_is_nothing_to_do(rotated: Database) -> None:
    rotates(rotated)
    assert rotates(rotated) == {}


def test_the_old_key_is_known_no_more_and_its_name_may_be_used_again(
    rotated: Database, database_url: str
) -> None:
    rotates(rotated)
    names = rotated.transact_now(
        lambda work: work.connection.exec_driver_sql("SELECT key_name FROM key_check").scalars().all()
    )
    assert names == ["second"]
    another = opened(database_url, f"{SECOND},{new_master_key('first')}")
    another.prepare()
    another.close()


def test_an_erased_case_stays_erased(rotated: Database) -> None:
    rotated.transact_now(lambda work: work.cases.erase(case_of(work, ANN), AT))
    assert rotates(rotated) == {"cases": 1, "messages": 1, "set aside": 1}
    assert needs(rotated) == {"second": {"cases": 1, "messages": 1, "set aside": 1}}


def begins(work: Work, chat: int) -> None:
    work.cases.begin(chat, AT)


def test_more_than_one_transaction_holds_are_sealed_anew_in_several(
    database: Database, rotated: Database
) -> None:
    for chat in range(100, 100 + AT_ONCE):
        database.transact_now(partial(begins, chat=chat))
    steps: list[int] = []
    assert rotate(rotated, read_master_keys(BOTH), steps.append)["cases"] == AT_ONCE + 2
    assert steps[:2] == [AT_ONCE, 2]


def test_one_that_cannot_be_opened_holds_up_no_other_and_is_told_of(rotated: Database) -> None:
    rotated.transact_now(lambda work: work.connection.exec_driver_sql("UPDATE set_aside SET update_id = 98"))
    assert rotates(rotated) == {"cases": 2, "messages": 1, "set aside": 0}
    assert needs(rotated) == {"second": {"cases": 2, "messages": 1}, "first": {"set aside": 1}}


def test_where_the_old_key_is_missing_nothing_is_changed(rotated: Database, database_url: str) -> None:
    alone = opened(database_url, SECOND)
    with pytest.raises(SealError, match="written under master key 'first', which is not among"):
        rotate(alone, read_master_keys(SECOND))
    alone.close()
    assert needs(rotated)["first"]["cases"] == 2


# Who runs meanwhile


def lives(database: Database) -> None:
    database.transact_now(lambda work: beat(work, database.process, -1))


def test_a_running_process_that_does_not_know_the_key_is_not_left_without_what_it_can_read(
    database: Database, rotated: Database
) -> None:
    lives(database)
    with pytest.raises(RotationError, match="A Sendline runs that was not started with master key 'second'"):
        rotates(rotated)
    assert needs(rotated)["first"]["cases"] == 2


def test_a_running_process_that_knows_the_key_goes_on_meanwhile(rotated: Database, database_url: str) -> None:
    running = opened(database_url, BOTH)
    lives(running)

    def begins_another(_: int) -> None:
        running.transact_now(lambda work: work.cases.begin(500, AT))
        running.transact_now(lambda work: work.history.of(case_of(work, BEA)))

    assert rotate(rotated, read_master_keys(BOTH), begins_another).total() == 4
    assert needs(rotated).keys() == {"second"}
    running.close()


# Killed half-way


DIES = """
import os, signal, sys
from storage.database import Database
from storage.rotation import rotate
from storage.sealing import read_master_keys
left = int(sys.argv[3])
def told(_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
masters = read_master_keys(sys.argv[2])
rotate(Database(sys.argv[1], masters), masters, told)
"""


@pytest.mark.parametrize("step", [1, 2, 3])
def test_killed_half_way_it_goes_on_where_it_was(rotated: Database, database_url: str, step: int) -> None:
    died = subprocess.run(
        [sys.executable, "-c", DIES, database_url, BOTH, str(step)], cwd=ROOT, env=os.environ, check=False
    )
    assert died.returncode == -signal.SIGKILL
    assert rotates(rotated).total() == 4 - [2, 3, 4][step - 1]
    assert needs(rotated).keys() == {"second"}
    rotated.transact_now(reads_all)


def test_what_is_half_way_opens_under_both_keys(rotated: Database) -> None:
    seen: list[int] = []

    def looks(_: int) -> None:
        rotated.transact_now(reads_all)
        seen.append(1)

    rotate(rotated, read_master_keys(BOTH), looks)
    assert seen == [1, 1, 1]


# What is said


def test_it_is_said_which_keys_may_go() -> None:
    masters = read_master_keys(BOTH)
    assert list(told({"second": Counter({"cases": 2})}, masters)) == [
        "second (the current one): cases: 2.",
        "first: nothing needs it.",
        "May be taken out of SENDLINE_MASTER_KEYS: first. Backups that were made under a key still need it: keep "
        "it in its safe place for as long as you keep them.",
    ]


def test_it_is_said_which_keys_are_still_needed_and_which_is_missing() -> None:
    needed = {"first": Counter({"cases": 2}), "third": Counter({"set aside": 1})}
    assert list(told(needed, read_master_keys(BOTH))) == [
        "second (the current one): nothing needs it.",
        "first: cases: 2.",
        "third: set aside: 1. It is NOT among SENDLINE_MASTER_KEYS.",
        "./sendline keys rotate seals all of it under the current key.",
    ]
