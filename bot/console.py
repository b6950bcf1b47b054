"""What the commands share: how a command refuses, and how it reads a path from its caller."""

import os
from pathlib import Path
from typing import NoReturn

import typer

CANNOT_START = "Sendline cannot start."


def refuse(why: str, what: str = CANNOT_START) -> NoReturn:
    """End the command with 2: what was not done, why, and, where a start was refused, where to look."""
    hint = "\n\n./sendline doctor checks everything." if what == CANNOT_START else ""
    typer.echo(f"{what}\n\n{why}{hint}", err=True)
    raise typer.Exit(2)


def from_caller(path: Path) -> Path:
    """A path as it was written, which is from where ./sendline was called."""
    return path if str(path) == "-" else Path(os.environ.get("SENDLINE_CALLED_FROM", "")) / path
