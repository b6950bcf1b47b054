"""./sendline bench --growth: the same things asked of a small office and of a large one, in turns."""

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median, quantiles

from tests.bench.grow import grow
from tests.bench.growing import ASKED, BACKLOGGED, Asked, Grown, pile_up
from tests.bench.growth_page import Times, terminal, write_growth
from tests.bench.processes import ROOT
from tests.bench.rounds import calibration

PAGE = ROOT / "docs" / "performance.md"


def main() -> None:
    asked = _arguments()
    if asked.again:
        found = json.loads(asked.again.read_text())
    else:
        with tempfile.TemporaryDirectory() as passing:
            found = measured(Path(passing), asked)
    if asked.figures:
        asked.figures.write_text(json.dumps(found, indent=1))
    if not (asked.no_page or asked.only):
        write_growth(asked.page, found)
    _say(terminal(found))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./sendline bench --growth", description=__doc__)
    parser.add_argument("--cases", type=int, action="append", help="the size of an office (1000 and 1000000)")
    parser.add_argument(
        "--answers", type=int, default=2, help="how many answers of a closed case are kept (2)"
    )
    parser.add_argument("--calls", type=int, default=250, help="how often each thing is asked a round (250)")
    parser.add_argument("--rounds", type=int, default=3, help="how many rounds (3)")
    parser.add_argument("--only", default="", help="ask only what has this in its name; implies --no-page")
    parser.add_argument("--folder", type=Path, help="where offices are kept, and taken from if there already")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page with the section that is written")
    parser.add_argument("--no-page", action="store_true", help="leave the page as it is")
    parser.add_argument("--figures", type=Path, help="where every figure is written, as JSON")
    parser.add_argument("--again", type=Path, help="measure nothing: take the figures of such a file")
    asked = parser.parse_args()
    asked.cases = sorted(set(asked.cases or (1000, 1_000_000)))
    return asked


def measured(passing: Path, asked: argparse.Namespace) -> dict[str, object]:
    """Make the offices, or copy those that are kept; ask all of them everything, and return the figures."""
    made = asked.folder or passing
    offices = {cases: made / f"{cases}-{asked.answers}" for cases in asked.cases}
    grown = {str(cases): _office(folder, cases, asked.answers) for cases, folder in offices.items()}
    if asked.folder:  # to be asked changes an office
        offices = {
            cases: Path(shutil.copytree(folder, passing / folder.name)) for cases, folder in offices.items()
        }
    inside = [Grown(folder, cases) for cases, folder in offices.items()]
    times = asyncio.run(_ask(inside, asked.rounds, asked.calls, asked.only))
    return {"grown": grown, "times": times, "calls": asked.calls, "answers": asked.answers}


def _office(folder: Path, cases: int, answers: int) -> dict[str, float]:
    told = folder / "grown.json"
    if not told.exists():
        folder.mkdir(parents=True, exist_ok=True)
        told.write_text(json.dumps(asdict(grow(folder, cases, answers))))
    grown: dict[str, float] = json.loads(told.read_text())
    _say(
        f"An office of {cases:,} cases: {grown['rows']:,} rows, {grown['megabytes']:,.0f} MiB, "
        f"grown in {grown['seconds']:.0f} s."
    )
    return grown


async def _ask(offices: Sequence[Grown], rounds: int, calls: int, only: str = "") -> Times:
    for each in offices:
        each.database.prepare()
    times: Times = {}
    things = [thing for thing in ASKED if only in thing.name]
    for number in range(1, rounds + 1):
        await _round(offices, things, calls, times, f"round {number}")
    things = [thing for thing in BACKLOGGED if only in thing.name]
    for each in offices if things else ():
        await pile_up(each)
    for number in range(1, rounds + 1):
        await _round(offices, things, calls, times, f"round {number}")
    for each in offices:
        each.database.close()
    return times


async def _round(
    offices: Sequence[Grown], things: Sequence[Asked], calls: int, times: Times, name: str
) -> None:
    """Ask each thing so often, of the offices in turns."""
    for thing in things:
        taken: Mapping[int, list[float]] = {each.cases: [] for each in offices}
        pace = calibration()
        for call in range(calls):
            for each in offices if call % 2 else reversed(offices):
                taken[each.cases].append(await thing.takes(each))
        kept = times.setdefault(thing.name, {})
        for cases, seconds in taken.items():
            kept.setdefault(str(cases), []).append(_figures(seconds, pace))
        _say(f"{name}, {thing.name}: {_told(taken)}")


def _figures(seconds: Sequence[float], pace: float) -> dict[str, float]:
    return {"p50_ms": median(seconds) * 1000, "p99_ms": p99(seconds) * 1000, "calibration_s": pace}


def p99(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=100, method="inclusive")[98]


def _told(taken: Mapping[int, Sequence[float]]) -> str:
    return ", ".join(
        f"{cases:,} cases p50 {median(each) * 1000:.2f} p99 {p99(each) * 1000:.2f} ms"
        for cases, each in taken.items()
    )


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
