"""Views of the queue: of the cases that go on, those to which all that is asked for applies."""

from collections.abc import Iterator
from datetime import date

import pytest

from storage.cases import Wanted
from storage.database import Database
from storage.tables import Case, Status
from storage.work import Work
from tests.storage.begun import an_empty
from tests.storage.sealed import AT


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with an_empty(database_url) as found:
        found.transact_now(_fill)
        yield found


def _fill(work: Work) -> None:
    _case(work, "SL-URGNT", urgency="urgent", deadline_on=date(2026, 11, 27), claimed_by=7)
    _case(work, "SL-LATER", urgency="urgent", deadline_on=date(2026, 12, 4), waiting_on="council")
    _case(work, "SL-CALMA", urgency="routine", deadline_on=date(2026, 11, 30), waiting_on="family")
    _case(work, "SL-NODAY", urgency="routine")
    _case(work, "SL-ENDED", urgency="urgent", status=Status.CLOSED)


def _case(work: Work, ref: str, **told: object) -> Case:
    case = work.cases.begin(hash(ref) % 10_000 + 1, AT)
    case.ref, case.status, case.sent_at = ref, Status.OPEN, AT
    for name, value in told.items():
        setattr(case, name, value)
    if case.claimed_by:
        case.claimed_at = AT
    return case


VIEWS = {
    "all that go on, the most pressing first": (Wanted(), ["URGNT", "LATER", "CALMA", "NODAY"]),
    "urgent ones": (Wanted(urgent=True), ["URGNT", "LATER"]),
    "those that nobody has": (Wanted(unclaimed=True), ["LATER", "CALMA", "NODAY"]),
    "those of one person": (Wanted(claimed_by=7), ["URGNT"]),
    "those due by a day, that day included": (Wanted(due_by=date(2026, 11, 30)), ["URGNT", "CALMA"]),
    "those due by the day before": (Wanted(due_by=date(2026, 11, 29)), ["URGNT"]),
    "those that wait for the council": (Wanted(waiting_on="council"), ["LATER"]),
    "urgent ones that nobody has": (Wanted(urgent=True, unclaimed=True), ["LATER"]),
}


@pytest.mark.parametrize(("wanted", "shown"), VIEWS.values(), ids=VIEWS.keys())
def test_a_view_holds(database: Database, wanted: Wanted, shown: list[str]) -> None:
    found = database.transact_now(lambda work: work.cases.open(10, "", wanted))
    assert [str(case.ref).removeprefix("SL-") for case in found] == shown


def test_a_view_goes_on_behind_a_place(database: Database) -> None:
    first = database.transact_now(lambda work: work.cases.open(1, "", Wanted(unclaimed=True)))[0]
    rest = database.transact_now(lambda work: work.cases.open(10, first.place, Wanted(unclaimed=True)))
    assert [case.ref for case in rest] == ["SL-CALMA", "SL-NODAY"]
