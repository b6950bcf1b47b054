"""What Sendline is to reach beside its peers, and how far it came."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.rounds import RTT_MS, Figures

Round = dict[str, Figures]
"""The figures of each bot in one round."""

ALONE = "alone"
"""Names the figures of Sendline alone, which stand in the first rounds."""


@dataclass(frozen=True)
class Goal:
    what: str
    figure: Callable[[Round], float]  # raises KeyError where a round lacks what it needs
    must: float
    stretch: float
    unit: str = "x"
    more: bool = False  # whether more is better


@dataclass(frozen=True)
class Reached:
    """A goal beside what was measured: the median over the rounds, and the least and the most."""

    goal: Goal
    middle: float
    least: float
    most: float

    @property
    def verdict(self) -> str:
        if _reaches(self.middle, self.goal.stretch, self.goal.more):
            return "stretch"
        return "yes" if _reaches(self.middle, self.goal.must, self.goal.more) else "no"


def _reaches(figure: float, wanted: float, more: bool) -> bool:
    return figure >= wanted if more else figure <= wanted


def _beside(peer: str, figure: str) -> Callable[[Round], float]:
    return lambda each: each["Sendline"][figure] / each[peer][figure]


def _own(figure: str, less: float = 0) -> Callable[[Round], float]:
    return lambda each: each["Sendline"][figure] - less


def _alone(figure: str) -> Callable[[Round], float]:
    return lambda each: each[ALONE][figure]


GOALS = (
    Goal("answers a second, 0 ms a call, beside A", _beside("A", "busy0.per_s"), 3, 5, more=True),
    Goal("answers a second, 0 ms a call, beside C", _beside("C", "busy0.per_s"), 1.8, 3, more=True),
    Goal("answers a second, 50 ms a call, beside A", _beside("A", "busy50.per_s"), 25, 50, more=True),
    Goal("answers a second, 50 ms a call, beside C", _beside("C", "busy50.per_s"), 1, 1, more=True),
    Goal("CPU an answer at saturation, beside A", _beside("A", "busy0.cpu_us"), 0.35, 0.2),
    Goal("CPU an answer at 30 a second, beside A", _beside("A", "offered0.cpu_us"), 0.65, 0.5),
    Goal("p99 at 30 a second, 0 ms a call, beside A", _beside("A", "offered0.p99_ms"), 1, 0.5),
    Goal("p99 at 30 a second, 50 ms a call, beyond one call", _own("offered50.p99_ms", RTT_MS), 25, 8, "ms"),
    Goal("memory, beside A", _beside("A", "busy0.rss_mb"), 1.8, 1.5),
    Goal("start to first poll, beside A", _beside("A", "start_s"), 2.5, 2),
    Goal("longest hold of the event loop, follow-ups due at once", _alone("hold_ms"), 50, 20, "ms"),
    Goal("SIGTERM to exit, every family waiting", _alone("exit_s"), 5, 2, "s"),
    Goal("questions lost by that", _alone("lost"), 0, 0, ""),
)


def reached(rounds: Sequence[Round]) -> list[Reached]:
    """Every goal for which something was measured."""
    found = []
    for goal in GOALS:
        figures = [figure for each in rounds if (figure := _figure(goal, each)) is not None]
        if figures:
            found.append(Reached(goal, median(figures), min(figures), max(figures)))
    return found


def _figure(goal: Goal, each: Round) -> float | None:
    try:
        return goal.figure(each)
    except KeyError:
        return None
