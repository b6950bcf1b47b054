"""python -m tests.chaos: the long proofs."""

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from tests.chaos.run import Plan, run_kills
from tests.chaos.weather import run_weather


def main(
    kills: Annotated[int, typer.Option(help="How often the bot is killed, at least.")] = 100,
    answers: Annotated[int, typer.Option(help="How many answers families give, at least.")] = 5000,
    seed: Annotated[int, typer.Option(help="Another seed, another order of events.")] = 1,
    faults: Annotated[bool, typer.Option("--faults", help="Let Telegram fail, instead of kills.")] = False,
) -> None:
    """Kill the bot at random moments while families talk, and prove that nothing is lost or doubled."""
    prove, plan = run_weather if faults else run_kills, Plan(kills, answers, seed)
    with tempfile.TemporaryDirectory(prefix="sendline-chaos-") as folder:
        report = asyncio.run(prove(Path(folder), plan, typer.echo))
    for line in report.lines():
        typer.echo(line)
    raise typer.Exit(1 if report.broken else 0)


typer.run(main)
