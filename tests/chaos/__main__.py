"""python -m tests.chaos: the long proofs."""

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from tests.chaos.crowd import StuckError
from tests.chaos.run import Plan, run_kills
from tests.chaos.stage import EndedError
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
        try:
            report = asyncio.run(prove(Path(folder), plan, typer.echo))
        except* (StuckError, EndedError) as trouble:
            _refuse(trouble)
    for line in report.lines():
        typer.echo(line)
    raise typer.Exit(1 if report.broken else 0)


def _refuse(trouble: ExceptionGroup[Exception]) -> NoReturn:
    """Say what kept the proof from coming to its end."""
    first = trouble.exceptions[0]
    while isinstance(first, ExceptionGroup):
        first = first.exceptions[0]
    typer.echo(f"BROKEN {first}", err=True)
    raise typer.Exit(1)


typer.run(main)
