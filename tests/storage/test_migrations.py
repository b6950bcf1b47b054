"""What was stored under an older schema is found under the newest."""

import json
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, column, insert, table

from bot.casework.answers import Answer, Answers, Step
from storage.database import Database
from storage.engine import engine_for, migrate
from storage.sealing import new_master_key, read_master_keys, seal
from storage.work import Work
from tests.databases import PostgreSQL

ANN, BEA = 7, 8
NUMBERS = {ANN: 1, BEA: 1001}
"""The numbers of their cases: a thousand are brought over at a time."""
AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC).replace(tzinfo=None)
MASTERS = read_master_keys(new_master_key("first"))
DATA_KEY = bytes(32)
CASE = {
    "status": "asking",
    "begun_at": AT,
    "heard_at": AT,
    "key_name": "first",
    **dict.fromkeys(("outcome", "authority", "announced", "urgency", "decided"), ""),
    **dict.fromkeys(("accepted_by", "claimed_name", "place"), ""),
    **dict.fromkeys(("complete", "rechecking", "told_urgent", "safety", "no_education", "card_open"), False),
    "asked": 1,
    "days_lost": 0.0,
    "children": 1,
    "prompts": True,
    "reachable": True,
}
HALF = "\ud83c"
"""Half a character, which an old phone may send."""


def stores(connection: Connection, name: str, row: dict[str, Any]) -> None:
    connection.execute(insert(table(name, *map(column, row))).values(row))


def answers_in_a_row_of_its_own(
    connection: Connection, case: int, child: int, question: str, value: Any
) -> None:
    """As schema 0003 held them."""
    said = json.dumps({"value": value, "state": "answered"}, ensure_ascii=False)
    place = f"{case}:answer:{child}:{question}"
    sealed = seal(DATA_KEY, said.encode(errors="surrogatepass"), place)
    stores(
        connection,
        "answer",
        {"case_id": case, "child": child, "question": question, "sealed_value": sealed},
    )


def answers_of(work: Work, chat: int) -> Answers:
    case = work.cases.of_chat(chat)
    assert case is not None
    return work.conversations.answers(case)


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, database_url: str) -> str:
    """A database in which nothing is, not even a table."""
    if not database_url.startswith("postgresql"):
        return database_url
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.fresh("template0")


def test_answers_that_had_rows_of_their_own_are_found_with_their_case(empty_url: str) -> None:
    engine = engine_for(empty_url)
    with engine.connect() as connection:
        migrate(connection, upto="0003")
        for chat, case in NUMBERS.items():
            sealed_key = seal(MASTERS.named("first"), DATA_KEY, f"case-key:{case}")
            stores(connection, "family_case", CASE | {"id": case, "chat_id": chat, "sealed_key": sealed_key})
            answers_in_a_row_of_its_own(connection, case, 0, "start", "parent")
            answers_in_a_row_of_its_own(connection, case, 1, "impact", ["job"])
            answers_in_a_row_of_its_own(connection, case, 1, "told", HALF)
        connection.commit()
    engine.dispose()
    database = Database(empty_url, MASTERS)
    database.prepare()
    for chat in NUMBERS:
        assert database.transact_now(partial(answers_of, chat=chat)) == {
            Step(0, "start"): Answer("parent"),
            Step(1, "impact"): Answer(("job",)),
            Step(1, "told"): Answer(HALF),
        }
    database.close()
