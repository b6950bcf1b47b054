"""Open cases by the thousand are decided anew in fixed memory, in handfuls."""

import os
import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.app import build_house
from bot.casework.answers import Answer, Step
from bot.desk import board, daily, retriage
from bot.desk.talk import Talk
from bot.office import read_office
from storage.database import Database
from storage.sealing import new_master_key, read_master_keys
from storage.tables import Status
from storage.work import Work
from tests.town import ROOT

SENT_AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
HOUSE = build_house(read_office(ROOT / "office.example.toml"))
MOST_MEGABYTES = 8
"""How much memory may grow while cases are decided, however many there are."""


def sends(work: Work, nth: int) -> None:
    """One family's case, as it stands after sending: out of school for as many days as its number says."""
    case = work.cases.begin(nth, SENT_AT)
    told: dict[str, str] = {"postcode": "AL1 3JE", "start": "parent", "contact": "here"}
    of_child: dict[str, str | float] = {
        "stage": "y7-10",
        "plan": "no",
        "now": "not-going",
        "days_missed": float(nth % 14),
        "back_soon": "yes",
        "lesson_hours": "none",
        "oos_why": "worry",
        "enforcement": "no",
        "another": "no",
    }
    answers = {Step(0, question): Answer(value) for question, value in told.items()}
    answers |= {Step(0, "impact"): Answer(())}
    answers |= {Step(1, question): Answer(value) for question, value in of_child.items()}
    case.status, case.sent_at = Status.OPEN, SENT_AT
    work.cases.name(case)
    talk = Talk(work, HOUSE, case, SENT_AT)
    talk.keep(answers, talk.marker)
    board.record(talk, HOUSE.triage(answers, talk.on, sent=True))


def send_many(work: Work, first: int, last: int) -> None:
    for nth in range(first, last + 1):
        sends(work, nth)
        work.cases.save()
        work.cases.let_go()


def decide_all(database: Database, now: datetime) -> tuple[int, float, float]:
    """Returns how many handfuls it took, the seconds of the longest, and megabytes by which memory grew at the most."""
    pages, longest = 0, 0.0
    for day in (now - timedelta(days=1), now):
        database.transact_now(partial(daily.begin, house=HOUSE, now=day))
    tracemalloc.start()
    more = True
    while more:
        began = time.perf_counter()
        more = database.transact_now(partial(daily.go_on, house=HOUSE, now=now))
        longest, pages = max(longest, time.perf_counter() - began), pages + 1
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return pages, longest, peak / 1_000_000


@pytest.mark.slow
def test_memory_does_not_grow_with_the_number_of_cases(tmp_path: Path) -> None:
    number = int(os.environ.get("SENDLINE_CASES", "2000"))
    database = Database(f"sqlite:///{tmp_path}/many.db", read_master_keys(new_master_key("test")))
    database.prepare()
    for start in range(1, number + 1, 500):
        database.transact_now(partial(send_many, first=start, last=min(start + 499, number)))
    began = time.perf_counter()
    pages, longest, megabytes = decide_all(database, SENT_AT + timedelta(days=1))
    seconds = time.perf_counter() - began
    print(  # noqa: T201
        f"{number} cases: {seconds:.0f} s, {pages} handfuls, the longest {longest:.2f} s, {megabytes:.1f} MB"
    )
    database.close()
    assert pages >= number / retriage.AT_ONCE
    assert megabytes < MOST_MEGABYTES
