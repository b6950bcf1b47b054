"""What the commands share: how a command refuses, and how it reads a path from its caller."""

import os
from pathlib import Path
from typing import NoReturn

import typer


def refuse(why: str, what: str = "Sendline cannot start.") -> NoReturn:
    """End the command with 2: what was not done, why, and where to look."""
    typer.echo(f"{what}\n\n{why}\n\n./sendline doctor checks everything.", err=True)
    raise typer.Exit(2)


def from_caller(path: Path) -> Path:
    """A path as it was written, which is from where ./sendline was called."""
    return path if str(path) == "-" else Path(os.environ.get("SENDLINE_CALLED_FROM", "")) / path
