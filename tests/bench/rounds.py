"""One round: every bot in turn, the same families and the same scenes for each."""

import json
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.processes import Standin, running, set_up_office, stage
from tests.bench.script import STEPS

Figures = dict[str, float]
RTT_MS = 50
OFFERED_PER_S = 30
SETTLE_SECONDS = 40
CALIBRATION_TURNS = 2_000_000


@dataclass(frozen=True)
class Plan:
    families: int = 200
    warm_up: float = 0.7
    busy: float = 2.5  # seconds measured at saturation
    offered: float = 4  # seconds measured at 30 answers a second
    follow_ups: int = 5000


QUICK = Plan(families=16, warm_up=0.3, busy=1.5, offered=1.5, follow_ups=100)
BOTS = ("Sendline", "A", "B", "C")
SHORT_COURSE = (("busy", 0, 0),)
FULL_COURSE = (
    ("offered", OFFERED_PER_S, 0),
    *SHORT_COURSE,
    ("offered", OFFERED_PER_S, RTT_MS),
    ("busy", 0, RTT_MS),
)
"""The scenes by name, with answers a second (0: each at once) and milliseconds a call. B, which differs from A in its
storage alone, plays the short course."""


def calibration() -> float:
    """Seconds that a fixed piece of Python takes: the machine's noise."""
    begun, total = time.perf_counter(), 0
    for number in range(CALIBRATION_TURNS):
        total += number & 3
    return time.perf_counter() - begun


def measured(name: str, plan: Plan, questions: Path) -> Figures:
    """Run one bot through all scenes. Figures are named scene.figure; scenes with 50 ms a call end in 50."""
    figures: Figures = {"calibration_s": calibration()}
    with ExitStack() as stack:
        telegram, folder = stack.enter_context(stage())
        if name == "Sendline":
            set_up_office(telegram.base, folder)
        bot = stack.enter_context(running(name, telegram.base, folder, questions))
        figures["start_s"] = telegram.scene("first_poll", 60)["at"] - bot.started_at
        telegram.scene("move_in", families=plan.families, steps=len(STEPS))
        telegram.scene("scatter")
        for scene, per_second, latency_ms in SHORT_COURSE if name == "B" else FULL_COURSE:
            telegram.scene("calm", within=SETTLE_SECONDS)
            window = plan.offered if per_second else plan.busy
            played = _played(telegram, bot.pid, per_second, latency_ms, plan.warm_up, window)
            figures |= {f"{scene}{latency_ms}.{figure}": value for figure, value in played.items()}
    return figures


def _played(
    telegram: Standin, pid: int, per_second: int, latency_ms: int, warm_up: float, window: float
) -> Figures:
    """Measure one scene, and let the bot come to rest after it."""
    played: Figures = telegram.scene(
        "play", pid=pid, per_second=per_second, latency_ms=latency_ms, warm_up=warm_up, window=window
    )
    return played | telegram.scene("settle", within=SETTLE_SECONDS, latency_ms=0)


def floor(plan: Plan, questions: Path) -> Figures:
    """What the stand-in alone can do: a client that answers as fast as it can, and keeps nothing."""
    with stage() as (telegram, folder), running("floor", telegram.base, folder, questions) as bot:
        telegram.scene("first_poll", 60)
        telegram.scene("move_in", families=plan.families, steps=len(STEPS))
        telegram.scene("scatter")
        played = _played(telegram, bot.pid, 0, 0, plan.warm_up, plan.busy)
    return {"floor_per_s": played["per_s"]}


def record_questions(file: Path) -> None:
    """Write what Sendline asks on the path, for the peers to ask the same."""
    with stage() as (telegram, folder), running("Sendline", telegram.base, folder):
        telegram.scene("first_poll", 60)
        telegram.scene("move_in", families=1, steps=len(STEPS))
        heard = telegram.scene("recorded", 60)["heard"]
    typed = [not step.taps for step in STEPS[1:]] + [True]
    told = [_told(each, words) for each, words in zip(heard, typed, strict=True)]
    file.write_text(json.dumps(told))


def _told(heard: dict[str, Any], typed: bool) -> dict[str, Any]:
    rows = (heard["keyboard"] or {}).get("inline_keyboard", ())
    return {"text": heard["text"], "typed": typed, "rows": [[b["text"] for b in row] for row in rows]}
