"""What is asked of the database stays as quick when an office has a million cases: no table is read through."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from bot.casework.messages import STAFF_ROOM, Message
from storage import quick
from storage.engine import engine_for, prepare_schema
from storage.quick import ask
from storage.sealing import new_master_key, read_master_keys
from storage.tables import CaseRow
from tests.plays import begins, routine_case, seed_case
from tests.town import Town

FEW_ROWS = ("lease", "key_check", "alembic_version", "set_aside", "chore", "CONSTANT")
"""What has a handful of rows, however many cases there are: a process, a key, a version, something odd each."""

ONCE_A_MORNING = re.compile(r"count\(\*\)|(sent_at|contacted_at|reachable|deadline_on|claimed_at) (>|<|IS)")
"""The digest looks through the open cases, and no others, once a day."""

Heard = dict[tuple[str, bool], Any]


@contextmanager
def overheard(engine: Engine) -> Iterator[Heard]:
    """Every statement that reaches the database meanwhile, with values: once of a family's, once of the staff's."""
    heard: Heard = {}

    def hear(_: Any, __: Any, statement: str, values: Any, ___: Any, many: bool) -> None:
        first = values[0] if many else values
        heard.setdefault((statement, STAFF_ROOM in first), first)

    def ask_and_hear(connection: Connection, sql: str, values: Any = ()) -> Any:
        if values:
            hear(None, None, sql, values, None, False)
        return ask(connection, sql, values)

    event.listen(engine, "before_cursor_execute", hear)
    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(quick, "ask", ask_and_hear)
        yield heard
    event.remove(engine, "before_cursor_execute", hear)


def slow_steps(connection: Connection, heard: Heard) -> list[str]:
    """The steps, in SQLite's own words, that read or sort more where there are more cases.

    Of the staff group's messages, which every case has, none may be looked for by the chat alone.
    """
    slow = []
    for (statement, staffs), values in heard.items():
        if re.match("SELECT|INSERT|UPDATE|DELETE", statement):
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            slow += [f"{row.detail}: {statement}" for row in plan if is_slow(row.detail, statement, staffs)]
    return slow


def is_slow(step: str, statement: str, staffs: bool) -> bool:
    whole = re.match(r"SCAN (\w+)( USING INDEX ix_\w+_waiting$)?", step)
    if whole and whole[2] and "LIMIT" in statement:
        return False  # the first few of those that wait, in the index's own order
    if "ix_family_case_place" in step and ONCE_A_MORNING.search(statement):
        return False
    if whole and "ORDER BY audit.id DESC\n LIMIT" in statement:
        return False  # the newest row, in the table's own order
    all_of_the_groups = staffs and re.match(r"SEARCH (posted|outgoing) .*\(chat_id=\?\)$", step)
    return bool(whole and whole[1] not in FEW_ROWS) or "TEMP B-TREE" in step or bool(all_of_the_groups)


async def everything_happens(town: Town) -> None:
    """Interviews, staff at work, prompts, an erasure, and a message that was left behind."""
    ann, bea, cat = town.family("Ann"), town.family("Bea"), town.family("Cat")
    await seed_case(ann)
    await routine_case(bea)
    await begins(cat)
    await town.jo.taps("Open", "Claim", "All answers", "Accept")
    await town.jo.says("/queue", f"/case {ann.ref}")
    await town.jo.taps("Change to")
    await town.jo.replies("A date was wrong.")
    await bea.says("One more thing", "/status", "/stop", "/start")
    await town.passes(days=12)
    await ann.taps("Worse")
    await town.jo.taps("Close", "Advice given")
    await ann.says("/delete")
    await ann.taps("Yes", "Yes")
    await cat.says("/delete")
    await cat.taps("Yes")
    left = Message(html="Left behind.")
    town.sendline.database.transact_now(lambda work: work.outbox.add(bea.chat, left, town.clock()))
    await town.settle()
    assert bea.hears("Left behind.")


@pytest.mark.sqlite
async def test_no_statement_reads_or_sorts_more_where_there_are_more_cases(town: Town) -> None:
    database = town.sendline.database
    with overheard(database._engine) as heard:
        await everything_happens(town)
    assert database.transact_now(lambda work: slow_steps(work.connection, heard)) == []
    asked_of = {
        table for statement, _ in heard for table in re.findall(r"(?:FROM|INTO|UPDATE) (\w+)", statement)
    }
    assert asked_of >= CaseRow.metadata.tables.keys() - {"set_aside", "tally", "key_check"}


def test_a_start_without_an_old_key_reads_no_case_through(tmp_path: Path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'sendline.db'}")
    old, new = (read_master_keys(new_master_key(name)) for name in ("old", "new"))
    prepare_schema(engine, old)
    with overheard(engine) as heard:
        prepare_schema(engine, new)
    with engine.connect() as connection:
        assert slow_steps(connection, heard) == []
    assert [statement for statement, _ in heard if "family_case.key_name" in statement] != []
    engine.dispose()
