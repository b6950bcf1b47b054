"""Once a case is erased its words are gone, also from the files."""

from pathlib import Path

import pytest

from bot.casework.answers import Answer, Step
from storage.database import Database
from storage.vault import ErasedError
from storage.work import Work
from tests.storage.sealed import ANN, AT, BEA, case_of, files


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


def test_erasing_an_old_case_leaves_where_the_messages_of_the_next_one_stand(database: Database) -> None:
    def stands(work: Work) -> list[int | None]:
        old = case_of(work, ANN)
        new = work.cases.begin(ANN, AT)
        work.postings.add("question:1:1", ANN, 41, old.id)
        work.postings.add("question:3:1", ANN, 42, new.id)
        work.postings.add("nobody's", ANN, 43, None)
        work.cases.erase(old, AT)
        return [work.postings.message_id(slot, ANN) for slot in ("question:1:1", "question:3:1", "nobody's")]

    assert database.transact_now(stands) == [None, 42, None]
