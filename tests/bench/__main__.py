"""./sendline bench: Sendline beside three peers, measured in turns."""

import argparse
import json
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from tests.bench.alone import crowd_of_follow_ups, polite_stop
from tests.bench.goals import ALONE, Round
from tests.bench.page import write_page
from tests.bench.processes import OWN_PYTHON, ROOT, installed_there
from tests.bench.report import terminal
from tests.bench.rounds import BOTS, QUICK, Figures, Plan, floor, measured, record_questions

PAGE = ROOT / "docs" / "performance.md"


ALONE_ROUNDS = 3
"""In so many rounds, the first ones, Sendline is measured alone as well."""


def main() -> None:
    asked = _arguments()
    plan = QUICK if asked.quick else Plan()
    names = ["Sendline", *asked.peers]
    if "C" in names and not OWN_PYTHON.exists():
        sys.exit("aiogram is not installed: start this with ./sendline bench")
    rounds = json.loads(asked.again.read_text()) if asked.again else _rounds(asked, names, plan)
    if asked.figures:
        asked.figures.write_text(json.dumps(rounds, indent=1))
    page = asked.page or (None if asked.quick else PAGE)
    if page:
        write_page(page, rounds, plan, _versions(names))
    _print(terminal(rounds))


def _rounds(asked: argparse.Namespace, names: list[str], plan: Plan) -> list[Round]:
    with tempfile.TemporaryDirectory() as folder:
        questions = Path(folder) / "questions.json"
        record_questions(questions)
        return [
            _round(number, names, plan, questions)
            for number in range(1, 2 if asked.quick else asked.rounds + 1)
        ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./sendline bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each bot has its turn (5)")
    parser.add_argument("--quick", action="store_true", help="one short round; the page is left as it is")
    parser.add_argument("--peers", nargs="*", choices=BOTS[1:], default=BOTS[1:], help="which peers (A B C)")
    parser.add_argument("--page", type=Path, help="where the page is written (docs/performance.md)")
    parser.add_argument("--figures", type=Path, help="where every figure is written, as JSON")
    parser.add_argument("--again", type=Path, help="measure nothing: take the figures of such a file")
    return parser.parse_args()


def _round(number: int, names: list[str], plan: Plan, questions: Path) -> Round:
    found = {}
    for name in names:
        found[name] = measured(name, plan, questions)
        _say(f"round {number}, {name}", found[name])
    if number <= ALONE_ROUNDS:
        found[ALONE] = crowd_of_follow_ups(plan) | polite_stop(plan)
        if OWN_PYTHON.exists():
            found[ALONE] |= floor(plan, questions)
        _say(f"round {number}, Sendline alone", found[ALONE])
    return found


def _say(what: str, figures: Figures) -> None:
    shown = (
        "start_s",
        "per_s",
        "cpu_us",
        "p99_ms",
        "hold_ms",
        "exit_s",
        "lost",
        "floor_per_s",
        "standin_share",
    )
    told = (f"{name} {figure:.4g}" for name, figure in figures.items() if name.rpartition(".")[2] in shown)
    _print(f"{what}: {', '.join(told)}")


def _versions(names: list[str]) -> str:
    found = [f"Python {platform.python_version()}", f"python-telegram-bot {version('python-telegram-bot')}"]
    return ", ".join([*found, f"aiogram {installed_there('aiogram')}"] if "C" in names else found)


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
