"""What families wrote is locked to its place, and comes back as it was written."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, text
from sqlmodel import col, select

from bot.casework.answers import Answer, Step
from bot.casework.messages import Message
from storage.database import Database
from storage.sealing import SealError, new_data_key, seal, unseal
from storage.tables import Outgoing
from storage.work import Work
from tests.storage.sealed import ANN, AT, BEA, case_of, reads_all, takes

ZEROS: tuple[Any, ...] = (bindparam("forty", bytes(40)), bindparam("five", bytes(5)))


def does(sql: str) -> Callable[[Work], None]:
    """Somebody with a hand in the database."""

    def use_case(work: Work) -> None:
        work.connection.execute(text(sql).bindparams(*(p for p in ZEROS if f":{p.key}" in sql)))

    return use_case


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
