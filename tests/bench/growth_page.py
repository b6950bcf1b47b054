"""How an office's growth is told: a table in the terminal, and a section of docs/performance.md."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

BEGIN, END = "<!-- growth -->", "<!-- /growth -->"
MOST = 2
"""With so many times the cases, a p99 is at most so many times as long."""

Times = dict[str, dict[str, list[dict[str, float]]]]
"""For each thing, and each office by the number of its cases: the figures of each round."""

INTRODUCTION = """\
## Growth

The same office with {sizes} cases, asked the same things in one process, in turns and at random places
of each database: {calls} calls a round, {rounds} rounds. What is timed is `Database.transact` with what the desk does,
from the call until it is committed and synced. Times are in milliseconds, the median of the rounds; then come the
ratios within a round, their median (least to most), which has to be at most {most} for p99. A p99 is moved by whatever
else the machine does, that of both offices alike; a p50 hardly is. The files were in the machine's memory.

{made}
Of all cases 10 % are in mid-interview, 5 % with staff, the others closed; 10 % have a waiting follow-up. The rows are
those of cases that were played through Sendline, sealed under a key of each case's own. Of a closed case {answers}
answers are kept, with their history and messages, so that the file stays small enough.

To repeat: `./sendline bench --growth`. Options: `./sendline bench --growth --help`."""


def head(times: Times) -> tuple[str, ...]:
    sizes = [f"{int(cases):,}" for cases in next(iter(times.values()))]
    return ("asked", *(f"{size} cases, p50 / p99" for size in sizes), "p50, times", "p99, times", "held")


def rows(times: Times) -> list[tuple[str, ...]]:
    """A row for each thing: p50 and p99 of each office, and the largest beside the smallest."""
    return [_row(thing, offices) for thing, offices in times.items()]


def _row(thing: str, offices: Mapping[str, Sequence[Mapping[str, float]]]) -> tuple[str, ...]:
    cells = [
        f"{_middle(figures, 'p50_ms'):.2f} / {_middle(figures, 'p99_ms'):.2f}" for figures in offices.values()
    ]
    usual, worst = ratios(offices, "p50_ms"), ratios(offices, "p99_ms")
    held = "yes" if median(worst) <= MOST else "no"
    return (thing, *cells, _spread(usual), _spread(worst), held)


def ratios(offices: Mapping[str, Sequence[Mapping[str, float]]], name: str) -> list[float]:
    """A figure of the largest office beside that of the smallest, in each round."""
    small, large = next(iter(offices.values())), list(offices.values())[-1]
    return [after[name] / before[name] for before, after in zip(small, large, strict=True)]


def _spread(each: Sequence[float]) -> str:
    return f"{median(each):.2f} ({min(each):.2f} to {max(each):.2f})"


def _middle(figures: Sequence[Mapping[str, float]], name: str) -> float:
    return median(each[name] for each in figures)


def terminal(found: Mapping[str, Any]) -> str:
    table = [head(found["times"]), *rows(found["times"])]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in table)


def section(found: Mapping[str, Any]) -> str:
    times: Times = found["times"]
    first = next(iter(times.values()))
    made = " ".join(
        f"{each['cases']:,} cases are {each['rows']:,} rows in {each['megabytes']:,.0f} MiB, "
        f"made in {each['seconds']:.0f} s."
        for each in found["grown"].values()
    )
    told = INTRODUCTION.format(
        sizes=" and ".join(f"{int(cases):,}" for cases in first),
        calls=found["calls"],
        rounds=len(next(iter(first.values()))),
        most=MOST,
        made=made,
        answers=found["answers"],
    )
    names = head(times)
    lines = [names, ("---",) * len(names), *rows(times)]
    return "\n\n".join([told, "\n".join(f"| {' | '.join(cells)} |" for cells in lines)])


def growth_kept(text: str) -> list[str]:
    """The section as it stands in a page, with its marks; nothing where there is none."""
    if BEGIN not in text:
        return []
    return [BEGIN + text.partition(BEGIN)[2].partition(END)[0] + END]


def write_growth(page: Path, found: Mapping[str, Any]) -> None:
    """Write the section anew; the rest of the page is kept."""
    text = page.read_text() if page.exists() else "# Performance\n"
    new = f"{BEGIN}\n{section(found)}\n{END}"
    before, mark, rest = text.partition(BEGIN)
    after = rest.partition(END)[2] if mark else "\n"
    page.write_text(f"{before if mark else before.rstrip() + chr(10) * 2}{new}{after}")
