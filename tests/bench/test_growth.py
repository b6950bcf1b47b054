"""The proof of growth can be relied on: what it grows is what the product makes, and what it measures is done."""

import json
import math
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.casework.script import QUESTIONS
from storage.tables import FollowUp
from storage.work import Work
from tests.bench.grow import chat_of, grow, kind_of, office, ref_of
from tests.bench.growing import ASKED, BACKLOGGED
from tests.bench.growth_page import write_growth
from tests.bench.page import write_page
from tests.bench.rounds import QUICK
from tests.bench.test_bench import a_round

ROOT = Path(__file__).parent.parent.parent
CASES = 400
FOUND = {
    "grown": {"1000": {"cases": 1000, "rows": 24_000, "seconds": 3.2, "megabytes": 5.0}},
    "times": {
        "the queue": {
            "1000": [{"p50_ms": 1.0, "p99_ms": 2.0}, {"p50_ms": 3.0, "p99_ms": 4.0}],
            "9000": [{"p50_ms": 2.0, "p99_ms": 2.0}, {"p50_ms": 4.0, "p99_ms": 12.0}],
        }
    },
    "calls": 7,
    "answers": 2,
}


def opened(work: Work) -> Counter[str]:
    """Open all that is sealed in every case of an office of 400."""
    seen: Counter[str] = Counter()
    for number in range(1, CASES + 1):
        case = work.cases.numbered(number)
        assert case is not None
        assert case.chat_id == chat_of(number)
        assert case.ref in (None, ref_of(number))
        assert {step.question for step in work.conversations.answers(case)} <= QUESTIONS.keys()
        seen["lines of history"] += len(work.history.of(case))
        seen["verdicts"] += work.verdicts.newest(case) is not None
        seen[case.status] += 1
    seen["in the queue"] = len(work.cases.open(CASES))
    waiting = select(func.count()).select_from(FollowUp).where(FollowUp.__table__.c.state == "waiting")  # type: ignore[attr-defined]
    seen["waiting"] = work.connection.execute(waiting).scalar_one()
    return seen


def test_the_product_can_open_every_case_of_a_grown_office(tmp_path: Path) -> None:
    grown = grow(tmp_path, CASES, answers=2)
    kinds = Counter(map(kind_of, range(1, CASES + 1)))
    database = office(tmp_path, (tmp_path / "key").read_text())
    database.prepare()
    seen = database.transact_now(opened)
    assert seen["verdicts"] == seen["open"] + seen["closed"]
    assert seen["in the queue"] == seen["open"] == kinds["urgent"] + kinds["routine"]
    assert seen["asking"] == kinds["asking"]
    assert 0.4 < seen["waiting"] / CASES < 0.6  # a tenth of the cases is open, with about five each
    assert seen["lines of history"] > 4 * CASES
    assert grown.rows > 20 * CASES
    broken = database.transact_now(
        lambda work: work.connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    )
    assert broken == []
    database.close()


@pytest.mark.slow
def test_everything_is_measured_of_every_office(tmp_path: Path) -> None:
    figures, page = tmp_path / "figures.json", tmp_path / "performance.md"
    sizes = ["--cases", "1000", "--cases", "2000", "--calls", "5", "--rounds", "1"]
    command = [
        sys.executable,
        "-m",
        "tests.bench.growth",
        *sizes,
        "--figures",
        str(figures),
        "--page",
        str(page),
    ]
    subprocess.run(command, cwd=ROOT, check=True, timeout=300)
    times = json.loads(figures.read_text())["times"]
    assert list(times) == [thing.name for thing in (*ASKED, *BACKLOGGED)]
    assert {tuple(offices) for offices in times.values()} == {("1000", "2000")}
    measured = [
        value for offices in times.values() for (each,) in offices.values() for value in each.values()
    ]
    assert [value for value in measured if not (math.isfinite(value) and value > 0)] == []
    assert page.read_text().count("\n| ") == len(times) + 2


def test_the_section_stands_between_its_marks_and_the_rest_of_the_page_is_kept(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(
        "# Performance\n\nBefore.\n\n<!-- growth -->\nAn older one.\n<!-- /growth -->\n\nAfter.\n"
    )
    write_growth(page, FOUND)
    written = page.read_text()
    assert written.startswith("# Performance\n\nBefore.\n\n<!-- growth -->\n## Growth\n")
    assert written.endswith(
        "| the queue | 2.00 / 3.00 | 3.00 / 7.00 | 1.67 (1.33 to 2.00) | 2.00 (1.00 to 3.00) | yes |\n"
        "<!-- /growth -->\n\nAfter.\n"
    )
    assert "An older one." not in written


def test_a_page_that_is_written_anew_keeps_the_section(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    write_growth(page, FOUND)
    section = page.read_text().removeprefix("# Performance\n\n")
    write_page(page, [a_round()], QUICK, "Python")
    assert f"\n\n{section}\n## How it was measured" in page.read_text()
