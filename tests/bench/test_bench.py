"""The bench can be relied on: it measures every figure, and keeps what was written by hand."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.goals import Round
from tests.bench.page import COLUMNS, write_page
from tests.bench.report import counted, goal_rows, noisy
from tests.bench.rounds import QUICK

ROOT = Path(__file__).parent.parent.parent


def a_round(calibration_s: float = 0.1) -> Round:
    """A round in which Sendline took twice A's time to start and gave thrice its answers."""
    busy = {f"busy0.{figure}": 50.0 for figure in (*COLUMNS.values(), "rss_mb")}
    a = {"calibration_s": calibration_s, "start_s": 1.0, **busy}
    return {"Sendline": {**a, "start_s": 2.0, "busy0.per_s": 150.0}, "A": a}


@pytest.mark.slow
def test_a_quick_look_measures_every_figure(tmp_path: Path) -> None:
    figures, page = tmp_path / "figures.json", tmp_path / "performance.md"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.bench",
            "--quick",
            "--peers",
            "A",
            "--figures",
            figures,
            "--page",
            page,
        ],
        cwd=ROOT,
        check=True,
        timeout=300,
    )
    (measured,) = json.loads(figures.read_text())
    assert measured.keys() == {"Sendline", "A", "alone"}
    assert measured["Sendline"].keys() == measured["A"].keys()
    assert len(measured["A"]) == 2 + 4 * 9
    every = [figure for each in measured.values() for figure in each.values()]
    assert [figure for figure in every if not math.isfinite(figure)] == []
    assert [
        each["busy0.per_s"] for each in (measured["Sendline"], measured["A"]) if each["busy0.stuck"]
    ] == []
    assert measured["alone"]["lost"] == 0
    assert page.read_text().count("beside A |") == 7


def test_goals_stand_beside_the_median_of_the_ratios() -> None:
    assert goal_rows([a_round(), a_round()]) == [
        ("answers a second, 0 ms a call, beside A", "3 x", "3 to 3", "≥ 3 x", "≥ 5 x", "yes"),
        ("CPU an answer at saturation, beside A", "1 x", "1 to 1", "≤ 0.35 x", "≤ 0.20 x", "no"),
        ("memory, beside A", "1 x", "1 to 1", "≤ 1.80 x", "≤ 1.50 x", "stretch"),
        ("start to first poll, beside A", "2 x", "2 to 2", "≤ 2.50 x", "≤ 2 x", "stretch"),
    ]


def test_noisy_rounds_are_left_out_where_three_quiet_ones_remain() -> None:
    quiet, loud = a_round(0.1), a_round(0.15)
    assert noisy([quiet, loud, quiet]) == [2]
    assert counted([quiet, loud, quiet]) == [quiet, loud, quiet]
    assert counted([quiet, loud, quiet, quiet]) == [quiet, quiet, quiet]


def test_the_page_is_written_anew_around_its_discussion(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("An older page.\n<!-- discussion -->\nBy hand.\n<!-- /discussion -->\n")
    write_page(page, [a_round()], QUICK, "Python")
    written = page.read_text()
    assert "<!-- discussion -->\nBy hand.\n<!-- /discussion -->" in written
    assert "An older page." not in written
    assert "| Sendline | 50 | 2.00 |" in written
