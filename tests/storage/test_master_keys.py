"""Master keys: a wrong one is noticed, an old one still opens, and none is ever shown."""

import pytest

from storage.database import Database
from storage.sealing import SealError, new_master_key, read_master_keys
from tests.storage.sealed import ANN, AT, BEA, FIRST, SECOND, WRONG, case_of, opened, reads_all, tells


def test_a_wrong_master_key_is_noticed_at_start_and_says_what_to_do(
    database: Database, database_url: str
) -> None:
    with pytest.raises(SealError) as refused:
        opened(database_url, WRONG).prepare()
    assert str(refused.value) == (
        "Master key 'first' is not the one that this database was written under. Put the right key into "
        "SENDLINE_MASTER_KEYS; without it, what families wrote cannot be read."
    )


def test_a_master_key_that_open_cases_still_need_is_missed_at_start(
    database: Database, database_url: str
) -> None:
    with pytest.raises(SealError) as refused:
        opened(database_url, SECOND).prepare()
    assert str(refused.value) == (
        "The database was written under master key 'first', which is not among SENDLINE_MASTER_KEYS (second). "
        "Add it there, after the current one."
    )


def test_a_start_that_is_refused_leaves_the_database_as_it_was(database: Database, database_url: str) -> None:
    with pytest.raises(SealError):
        opened(database_url, SECOND).prepare()
    names = database.transact_now(
        lambda work: work.connection.exec_driver_sql("SELECT key_name FROM key_check").scalars().all()
    )
    assert names == ["first"]


def test_with_a_new_master_key_first_new_cases_use_it_and_old_ones_still_open(
    database: Database, database_url: str
) -> None:
    rotated = opened(database_url, f"{SECOND},{FIRST}")
    rotated.prepare()
    rotated.transact_now(lambda work: tells(work, 9, "new words"))
    assert rotated.transact_now(lambda work: case_of(work, 9).key_name) == "second"
    assert rotated.transact_now(lambda work: case_of(work, ANN).key_name) == "first"
    rotated.transact_now(reads_all)
    rotated.close()


def test_a_retired_master_key_may_go_once_no_case_needs_it(database: Database, database_url: str) -> None:
    database.transact_now(lambda work: work.cases.erase(case_of(work, ANN), AT))
    database.transact_now(lambda work: work.cases.forget(case_of(work, BEA)))
    later = opened(database_url, SECOND)
    later.prepare()
    later.close()


def test_a_key_that_was_made_can_be_read() -> None:
    keys = read_master_keys(new_master_key("2027"))
    assert keys.current == "2027"
    assert len(keys.named("2027")) == 32


def test_keys_may_be_written_with_spaces_around_commas() -> None:
    assert list(read_master_keys(f" {SECOND} , {FIRST}, ").by_name) == ["second", "first"]


SHAPE = (
    "SENDLINE_MASTER_KEYS is wrong: each key is a name, a colon and 32 bytes in base64. "
    "./sendline key makes one."
)
EMPTY = "SENDLINE_MASTER_KEYS is empty. ./sendline key makes a key."
TWICE = "SENDLINE_MASTER_KEYS is wrong: two keys have the same name. Give each its own."
SECRET = "c2VjcmV0"

MALFORMED = {
    "Nothing is written": ("", EMPTY),
    "Only commas are written": (" , ,", EMPTY),
    "The name is missing": (f":{SECRET}" + "A" * 35 + "=", SHAPE),
    "Name and colon are missing": (SECRET + "A" * 35 + "=", SHAPE),
    "The key is missing": (f"{SECRET}:", SHAPE),
    "The key is a password": (f"first:{SECRET}!", SHAPE),
    "The key is too short": (f"first:{SECRET}", SHAPE),
    "The key is too long": (f"first:{SECRET}" + "A" * 40, SHAPE),
    "The end of the key was not copied": (f"first:{SECRET}" + "A" * 34, SHAPE),
    "The key is in hexadecimal": (f"first:{SECRET}" + "0f" * 28, SHAPE),
    "The key is in the alphabet for addresses": (f"first:{SECRET}" + "-_" * 17 + "A=", SHAPE),
    "There is a space in the key": (f"first: {SECRET}" + "A" * 35 + "=", SHAPE),
    "There are typographic quotes around the key": (f"first:“{SECRET}" + "A" * 35 + "=”", SHAPE),
    "The second key is malformed": (f"{FIRST},{SECRET}", SHAPE),
    "Two keys have one name": (f"{FIRST},{WRONG}", TWICE),
}


@pytest.mark.parametrize(("written", "message"), MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_keys_are_refused_with_what_to_write_and_never_shown(written: str, message: str) -> None:
    with pytest.raises(ValueError, match="SENDLINE_MASTER_KEYS") as refused:
        read_master_keys(written)
    assert str(refused.value) == message
    assert refused.value.__context__ is None or SECRET not in str(refused.value.__context__)


def test_the_keys_are_not_shown_where_one_is_missing() -> None:
    with pytest.raises(SealError) as refused:
        read_master_keys(FIRST).named("third")
    assert str(refused.value) == (
        "The database was written under master key 'third', which is not among SENDLINE_MASTER_KEYS (first). "
        "Add it there, after the current one."
    )
