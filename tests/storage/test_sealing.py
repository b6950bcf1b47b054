"""What families wrote is locked to its place, opens under the right key only, and is gone when it is erased."""

import base64
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, text
from sqlmodel import col, select

from bot.casework.answers import Answer, Marker, Step
from bot.casework.messages import Message
from storage.database import Database
from storage.outbox import Ready
from storage.sealing import SealError, new_data_key, new_master_key, read_master_keys, seal, unseal
from storage.tables import Case, Outgoing
from storage.vault import ErasedError
from storage.work import Work

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FIRST = "first:" + base64.b64encode(b"1" * 32).decode()
SECOND = "second:" + base64.b64encode(b"2" * 32).decode()
WRONG = "first:" + base64.b64encode(b"3" * 32).decode()
ANN, BEA = 7, 8
"""Two families' chats; Ann's case is number 1, Bea's number 2."""


def takes(work: Work) -> list[Ready]:
    """All that can be taken in hand."""
    work.outbox.process = "me"
    work.outbox.claim([], 50)
    return work.outbox.taken


def opened(url: str, keys: str = FIRST) -> Database:
    return Database(url, read_master_keys(keys))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = opened(database_url)
    found.prepare()
    found.transact_now(lambda work: tells(work, ANN, "Tom was held in a cupboard"))
    found.transact_now(lambda work: tells(work, BEA, "Mia is at home all day"))
    yield found
    found.close()


def tells(work: Work, chat: int, words: str) -> None:
    """A family answers, writes, is decided on, and is owed a message."""
    case = work.cases.begin(chat, AT)
    told = {Step(1, "plan"): Answer("yes"), Step(2, "plan"): Answer("no"), Step(1, "told"): Answer(words)}
    work.conversations.put(case, told)
    work.conversations.mark(case, Marker(picked=("job",)))
    work.history.add(case, AT, "wrote", "family", text=words)
    work.verdicts.add(
        case,
        AT,
        decided_on=date(2026, 11, 23),
        urgency="urgent",
        rulebook="r",
        policy="p",
        calendar="c",
        summary={"own": words},
    )
    work.outbox.add(chat, Message(html=words), AT, case)


def case_of(work: Work, chat: int) -> Case:
    case = work.cases.of_chat(chat)
    assert case is not None
    return case


def reads_all(work: Work) -> None:
    """Open whatever is sealed."""
    for chat in (ANN, BEA):
        case = case_of(work, chat)
        work.conversations.answers(case)
        work.conversations.marker(case)
        work.history.of(case)
        work.verdicts.newest(case)
    takes(work)


ZEROS: tuple[Any, ...] = (bindparam("forty", bytes(40)), bindparam("five", bytes(5)))


def does(sql: str) -> Callable[[Work], None]:
    """Somebody with a hand in the database."""

    def use_case(work: Work) -> None:
        work.connection.execute(text(sql).bindparams(*(p for p in ZEROS if f":{p.key}" in sql)))

    return use_case


def files(folder: Path) -> bytes:
    """Everything in the database's files, the write-ahead log included."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("sendline.db*")))


# The place


def test_what_was_not_moved_opens(database: Database) -> None:
    database.transact_now(reads_all)


MOVED = {
    "The answers are those of another family": (
        "UPDATE family_case SET sealed_answers = (SELECT sealed_answers FROM family_case WHERE id = 2) WHERE id = 1"
    ),
    "What else is sealed of the case is put in place of the answers": (
        "UPDATE family_case SET sealed_answers = sealed_marker WHERE id = 1"
    ),
    "Where the conversation stands is taken from another family": (
        "UPDATE family_case SET sealed_marker = (SELECT sealed_marker FROM family_case WHERE id = 2) WHERE id = 1"
    ),
    "A key is given to another case": (
        "UPDATE family_case SET sealed_key = (SELECT sealed_key FROM family_case WHERE id = 2) WHERE id = 1"
    ),
    "A line of history is copied into another case": (
        "INSERT INTO happening (case_id, at, kind, who, mark, sealed_detail) "
        "SELECT 1, at, kind, who, mark, sealed_detail FROM happening WHERE case_id = 2"
    ),
    "A line of history is copied as if it were another line": (
        "INSERT INTO happening (case_id, at, kind, who, mark, sealed_detail) "
        "SELECT 1, at, kind, who, 'another', sealed_detail FROM happening WHERE case_id = 1"
    ),
    "A verdict is given to another case": "UPDATE verdict SET case_id = 1 WHERE case_id = 2",
    "A text is overwritten": "UPDATE family_case SET sealed_answers = :forty WHERE id = 1",
    "A text is cut short": "UPDATE family_case SET sealed_answers = :five WHERE id = 1",
}


@pytest.mark.parametrize("sql", MOVED.values(), ids=MOVED.keys())
def test_text_that_was_moved_or_changed_does_not_open(database: Database, sql: str) -> None:
    database.transact_now(does(sql))
    with pytest.raises(SealError, match="sealed under another key, or moved from another row"):
        database.transact_now(reads_all)


MOVED_MESSAGES = {
    "A message is sent to another chat": "UPDATE outgoing SET chat_id = 8 WHERE chat_id = 7",
    "A message is given to another case": "UPDATE outgoing SET case_id = 2 WHERE case_id = 1",
    "A body is put into another message": (
        "UPDATE outgoing SET sealed_body = (SELECT sealed_body FROM outgoing WHERE case_id = 2) WHERE case_id = 1"
    ),
    "A body is overwritten": "UPDATE outgoing SET sealed_body = :forty WHERE case_id = 1",
    "A body is cut short": "UPDATE outgoing SET sealed_body = :five WHERE case_id = 1",
    "A body is missing": "UPDATE outgoing SET sealed_body = NULL WHERE case_id = 1",
    "A message is taken from its case": "UPDATE outgoing SET case_id = NULL WHERE case_id = 1",
}


@pytest.mark.parametrize("sql", MOVED_MESSAGES.values(), ids=MOVED_MESSAGES.keys())
def test_a_message_that_was_moved_or_changed_is_given_up_and_holds_up_no_other(
    database: Database, caplog: pytest.LogCaptureFixture, sql: str
) -> None:
    database.transact_now(does(sql))
    database.transact_now(lambda work: work.outbox.add(ANN, Message(html="to Ann again"), AT))
    shown = database.transact_now(takes)
    assert {(ready.chat_id, ready.message.html) for ready in shown} == {
        (ANN, "to Ann again"),
        (BEA, "Mia is at home all day"),
    }
    rows = database.transact_now(
        lambda work: work.connection.execute(select(Outgoing).order_by(col(Outgoing.id))).all()
    )
    assert [(row.state, row.why, row.sealed_body is None) for row in rows] == [
        ("failed", "it cannot be read", True),
        ("queued", "", False),
        ("queued", "", False),
    ]
    assert [line.getMessage() for line in caplog.records if line.name == "storage.outbox"] == [
        "message 1 cannot be read, and is given up"
    ]
    assert "cupboard" not in caplog.text


def test_what_belongs_to_no_case_is_bound_to_its_place_too(database: Database) -> None:
    def moves(work: Work) -> None:
        name, sealed = work.vault.seal_for_office("an update", "set-aside:1")
        work.vault.unseal_for_office(name, sealed, "set-aside:2")

    with pytest.raises(SealError):
        database.transact_now(moves)


# Master keys


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


# Erasing


@pytest.mark.sqlite
def test_words_never_stand_in_the_files_in_clear(database: Database, tmp_path: Path) -> None:
    assert b"cupboard" not in files(tmp_path)


@pytest.mark.sqlite
def test_erasing_a_case_leaves_neither_its_key_nor_its_words_in_the_files(
    database: Database, tmp_path: Path
) -> None:
    sealed = database.transact_now(_sealed_of_ann)
    assert [part in files(tmp_path) for part in sealed] == [True, True, True, True]
    database.transact_now(lambda work: work.cases.erase(case_of(work, ANN), AT))
    assert [part in files(tmp_path) for part in sealed] == [False, False, False, False]


@pytest.mark.sqlite
def test_deleting_a_case_that_was_never_sent_leaves_nothing_in_the_files(
    database: Database, tmp_path: Path
) -> None:
    sealed = database.transact_now(_sealed_of_ann)
    database.transact_now(lambda work: work.cases.forget(case_of(work, ANN)))
    assert [part in files(tmp_path) for part in sealed] == [False, False, False, False]


def _sealed_of_ann(work: Work) -> list[bytes]:
    """Her key, her answers, what she is owed, and where her conversation stands."""
    one = work.connection.exec_driver_sql
    return [
        one("SELECT sealed_key FROM family_case WHERE id = 1").scalar_one(),
        one("SELECT sealed_answers FROM family_case WHERE id = 1").scalar_one(),
        one("SELECT sealed_body FROM outgoing WHERE case_id = 1").scalar_one(),
        one("SELECT sealed_marker FROM family_case WHERE id = 1").scalar_one(),
    ]


def test_what_is_kept_of_an_erased_case_cannot_be_opened_any_more(database: Database) -> None:
    database.transact_now(lambda work: work.cases.erase(case_of(work, ANN), AT))
    erased = database.transact_now(lambda work: work.cases.numbered(1))
    assert erased is not None
    assert erased.status == "erased"
    with pytest.raises(ErasedError):
        database.transact_now(lambda work: work.history.of(erased))


def test_erasing_one_case_leaves_the_others_alone(database: Database) -> None:
    database.transact_now(lambda work: work.cases.erase(case_of(work, ANN), AT))
    told = database.transact_now(lambda work: work.conversations.answers(case_of(work, BEA)))
    assert told[Step(1, "told")] == Answer("Mia is at home all day")


# Any text

TEXTS = {
    "Letters with accents": "Zoë says naïve café",
    "Emoji of several parts": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "A lone high surrogate": "half \ud83d of an emoji",
    "A lone low surrogate": "\ude00",
    "Surrogates the wrong way round": "\ude00\ud83d",
    "A NUL": "before\x00after",
    "Text from right to left with marks": "\u202eשלום\u202c",
    "Quotes, backslashes and new lines": "\"'\\\n\r\t\u2028",
    "A single space": " ",
    "Four thousand emoji": "😀" * 4000,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_any_text_comes_back_as_it_was_written(database: Database, text: str) -> None:
    def writes(work: Work) -> None:
        case = case_of(work, ANN)
        work.conversations.put(case, {Step(0, "note"): Answer(text)})
        work.history.add(case, AT, "wrote", "family", text=text)
        work.outbox.add(9, Message(html=text), AT)

    database.transact_now(writes)
    answers = database.transact_now(lambda work: work.conversations.answers(case_of(work, ANN)))
    history = database.transact_now(lambda work: work.history.of(case_of(work, ANN)))
    ready = [ready for ready in database.transact_now(takes) if ready.chat_id not in (ANN, BEA)]
    assert answers[Step(0, "note")] == Answer(text)
    assert history[-1].detail == {"text": text}
    assert ready[0].message == Message(html=text)


@settings(derandomize=True, max_examples=100)
@given(data=st.binary(max_size=200), place=st.text(max_size=40))
def test_any_bytes_come_back_from_their_own_place_alone(data: bytes, place: str) -> None:
    key = new_data_key()
    sealed = seal(key, data, place)
    assert unseal(key, sealed, place) == data
    with pytest.raises(SealError):
        unseal(key, sealed, f"{place}.")
    with pytest.raises(SealError):
        unseal(new_data_key(), sealed, place)


def test_the_same_text_never_looks_the_same_twice() -> None:
    key = new_data_key()
    assert seal(key, b"yes", "answer") != seal(key, b"yes", "answer")
