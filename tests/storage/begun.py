"""Families who have begun to tell, in a database that is empty but for them."""

from collections.abc import Iterator
from contextlib import contextmanager

from storage.database import Database
from storage.tables import Case
from storage.work import Work
from tests.storage.sealed import ANN, AT, opened


@contextmanager
def an_empty(url: str) -> Iterator[Database]:
    """A database with its tables, and nothing in them."""
    found = opened(url)
    found.prepare()
    yield found
    found.close()


def begins(work: Work, chat: int = ANN) -> Case:
    case = work.cases.begin(chat, AT)
    work.history.add(case, AT, "answered", "family", question="start")
    return case


def sends(work: Work, chat: int = ANN) -> None:
    """A case that is with staff: Ann's is number 1."""
    begins(work, chat).sent_at = AT


def case_of(work: Work, chat: int = ANN) -> Case:
    case = work.cases.of_chat(chat)
    assert case is not None
    return case


def runs(work: Work, sql: str) -> None:
    work.connection.exec_driver_sql(sql)
