"""What was measured beside what was to be reached, in rows of text."""

from collections.abc import Sequence

from tests.bench.goals import ALONE, Reached, Round, reached
from tests.bench.rounds import Figures

NOISE = 1.4
"""A round whose calibration took more than so many times the best is noisy."""

ENOUGH_ROUNDS = 3
"""Noisy rounds are left out where so many quiet ones remain."""

GOAL_HEAD = ("goal", "median", "least to most", "must", "stretch", "reached")


def noisy(rounds: Sequence[Round]) -> list[int]:
    """The numbers, from 1, of the rounds in which the machine was not quiet."""
    slowest = [max(calibrations([each])) for each in rounds]
    best = min(calibrations(rounds))
    return [number for number, seconds in enumerate(slowest, 1) if seconds > NOISE * best]


def calibrations(rounds: Sequence[Round]) -> list[float]:
    """Seconds of the calibration loop before each bot of each round."""
    return [figures["calibration_s"] for each in rounds for figures in bots(each)]


def bots(each: Round) -> list[Figures]:
    return [figures for name, figures in each.items() if name != ALONE]


def counted(rounds: Sequence[Round]) -> list[Round]:
    """The rounds that count: the quiet ones where there are enough of them, or else all."""
    left_out = noisy(rounds)
    quiet = [each for number, each in enumerate(rounds, 1) if number not in left_out]
    return quiet if len(quiet) >= ENOUGH_ROUNDS else list(rounds)


def about_noise(rounds: Sequence[Round]) -> str:
    """Which rounds were noisy, and whether they count."""
    flagged, times = noisy(rounds), f"more than {NOISE} times its best"
    if not flagged:
        return f"In none of the {len(rounds)} rounds did the calibration loop take {times}."
    numbers = ", ".join(map(str, flagged))
    left_out = len(counted(rounds)) < len(rounds)
    what = "they are left out" if left_out else "they count all the same, because too few were quiet"
    return f"In these of the {len(rounds)} rounds the calibration loop took {times}: {numbers}; {what}."


def terminal(rounds: Sequence[Round]) -> str:
    rows = [GOAL_HEAD, *goal_rows(rounds)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return "\n".join([*lines, about_noise(rounds)])


def goal_rows(rounds: Sequence[Round]) -> list[tuple[str, ...]]:
    """A row for each goal, as GOAL_HEAD names its cells."""
    beside = [{name: each[name] for name in each if name != ALONE} for each in counted(rounds)]
    alone: list[Round] = [{ALONE: each[ALONE]} for each in rounds if ALONE in each]
    return [_cells(each) for each in reached([*beside, *alone])]


def _cells(each: Reached) -> tuple[str, ...]:
    goal, sign = each.goal, "≥" if each.goal.more else "≤"
    return (
        goal.what,
        amount(each.middle, goal.unit),
        f"{amount(each.least)} to {amount(each.most)}",
        f"{sign} {amount(goal.must, goal.unit)}",
        f"{sign} {amount(goal.stretch, goal.unit)}",
        each.verdict,
    )


def amount(figure: float, unit: str = "") -> str:
    digits = 0 if abs(figure) >= 100 or figure == int(figure) else 1 if abs(figure) >= 10 else 2
    return f"{figure:,.{digits}f}{f' {unit}' if unit else ''}"
