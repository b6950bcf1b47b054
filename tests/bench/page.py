"""docs/performance.md: what was measured, and how. The discussion on it is written by hand, and kept."""

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from statistics import median

from tests.bench.goals import ALONE, Round
from tests.bench.growth_page import growth_kept
from tests.bench.report import GOAL_HEAD, about_noise, amount, calibrations, counted, goal_rows
from tests.bench.rounds import BOTS, OFFERED_PER_S, RTT_MS, Figures, Plan
from tests.bench.script import STEPS

BEGIN, END = "<!-- discussion -->", "<!-- /discussion -->"

COLUMNS = {
    "answers/s": "per_s",
    "CPU µs an answer": "cpu_us",
    "p50 ms": "p50_ms",
    "p99 ms": "p99_ms",
    "calls an answer": "calls",
    "stand-in's CPU": "standin_share",
}

SCENES = {
    "busy0": "Everybody answers at once, 0 ms a call",
    f"busy{RTT_MS}": f"Everybody answers at once, {RTT_MS} ms a call",
    "offered0": f"{OFFERED_PER_S} answers a second, 0 ms a call",
    f"offered{RTT_MS}": f"{OFFERED_PER_S} answers a second, {RTT_MS} ms a call",
}

METHOD = """\
- **Sendline** as `./sendline run` starts it: SQLite, each commit synced, acknowledged after the commit.
- **A** is python-telegram-bot's `ConversationHandler`, in memory.
- **B** is the same with `PicklePersistence` as it comes.
- **C** is aiogram's finite-state machine with `MemoryStorage`.

A, B and C are written as their documentation has it (`tests/bench/peers/`) and ask what Sendline asks: its questions
and buttons are recorded at the start of each run. They acknowledge an update before they handle it, and keep nothing
(B: little) that outlives a kill. Sendline commits before it acknowledges, encrypts, triages, plans follow-ups and rings
the staff group.

A stand-in for Telegram, in a process of its own on loopback, plays {families} families. Each goes through an interview
of {steps} steps, the opening and {answers} answers of which two are typed; then somebody new begins. Each step whose
next question has come counts as an answer, and its time runs from the tap (in the open loop, from the moment when it
was due) until then. With {rtt} ms a call, every call but `getUpdates` takes effect at once and is answered so much
later.

*At once* is a closed loop: an answer goes out when its question has come. *{offered} a second* is an open loop, at
random moments (Poisson); times are of the questions that came while it was measured. The families are spread over the
interview first. After {warm_up:g} s, {busy:g} s at once and {open:g} s of the open loop are measured. CPU is that of
all threads of the bot's process. Telegram's limits of pace are lifted. Ratios are made within a round; tables show the
median of the rounds (least to most). The stand-in's share of a CPU shows that it is not what holds the bots up.{floor}

To repeat: `./sendline bench`. For a first look: `./sendline bench --quick`. For the rest: `./sendline bench --help`."""


def write_page(page: Path, rounds: Sequence[Round], plan: Plan, versions: str) -> None:
    """Write the page anew; the discussion and the section on growth, which stand between marks, are kept."""
    before = page.read_text() if page.exists() else ""
    kept = before.partition(BEGIN)[2].partition(END)[0] or "\n"
    parts = [
        "# Performance",
        "`./sendline bench` measured and wrote this page; only the discussion is written by hand.",
        f"{BEGIN}{kept}{END}",
        "## Goals",
        _table(GOAL_HEAD, goal_rows(rounds)),
        about_noise(rounds),
        *_scenes(counted(rounds)),
        "## Memory and start",
        _start_table(counted(rounds)),
        *_alone([each[ALONE] for each in rounds if ALONE in each]),
        *growth_kept(before),
        "## How it was measured",
        _machine(rounds, versions),
        _method(plan, rounds[0].get(ALONE, {}).get("floor_per_s")),
    ]
    page.write_text("\n\n".join(parts) + "\n")


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def _scenes(rounds: Sequence[Round]) -> Iterable[str]:
    for scene, title in SCENES.items():
        named = [name for name in BOTS if f"{scene}.per_s" in rounds[0].get(name, {})]
        if named:
            yield f"## {title}"
            yield _table(("bot", *COLUMNS), ((name, *_cells(rounds, name, scene)) for name in named))


def _cells(rounds: Sequence[Round], name: str, scene: str) -> Iterable[str]:
    for figure in COLUMNS.values():
        each = [one[name][f"{scene}.{figure}"] for one in rounds]
        if figure == "standin_share":
            yield f"{median(each):.0%}"
        elif figure == "calls":
            yield amount(median(each))
        else:
            yield f"{amount(median(each))} ({amount(min(each))} to {amount(max(each))})"


def _start_table(rounds: Sequence[Round]) -> str:
    rows = []
    for name in BOTS:
        if name in rounds[0]:
            memory = median(each[name]["busy0.rss_mb"] for each in rounds)
            start = median(each[name]["start_s"] for each in rounds)
            rows.append((name, f"{memory:.0f}", f"{start:.2f}"))
    return _table(("bot", "MiB resident after saturation", "seconds from start to first poll"), rows)


def _alone(times: Sequence[Figures]) -> Iterable[str]:
    if not times:
        return
    found = {figure: median(each[figure] for each in times) for figure in times[0]}
    lost = sum(each["lost"] for each in times)
    yield "## Sendline alone"
    yield (
        f"{found['follow_ups']:,.0f} follow-ups due at once were taken in {found['taken_s']:.2f} s. That held the "
        f"event loop for at most {found['hold_taking_ms']:.1f} ms at a time; together with the "
        f"{found['messages']:,.0f} messages sent in the ten seconds after it, {found['hold_ms']:.1f} ms."
    )
    yield (
        f"SIGTERM while every family waited for a question: the process ended after {found['exit_s']:.2f} s. "
        f"After a new start, {lost:.0f} of those questions never came. (Medians of {len(times)}; losses added up.)"
    )


def _machine(rounds: Sequence[Round], versions: str) -> str:
    day = f"{datetime.now().astimezone():%-d %B %Y}"
    cores, seconds = len(os.sched_getaffinity(0)), calibrations(rounds)
    return (
        f"{day}; {_processor()}, {cores} cores; {platform.system()}; {versions}. Rounds: {len(rounds)}, the bots in "
        f"turns. The calibration loop took {min(seconds) * 1000:.0f} to {max(seconds) * 1000:.0f} ms."
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def _method(plan: Plan, floor_per_s: float | None) -> str:
    floor = (
        f"\nA client that keeps nothing gets {floor_per_s:,.0f} answers a second out of it."
        if floor_per_s
        else ""
    )
    return METHOD.format(
        floor=floor,
        families=plan.families,
        steps=len(STEPS),
        answers=len(STEPS) - 1,
        rtt=RTT_MS,
        offered=OFFERED_PER_S,
        warm_up=plan.warm_up,
        busy=plan.busy,
        open=plan.offered,
    )
