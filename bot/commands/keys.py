"""keys: which master keys are needed, and sealing everything under the current one."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bot.console import refuse
from bot.logs import log_to_stderr

if TYPE_CHECKING:
    from storage.rotation import Needs
    from storage.sealing import MasterKeys


NOT_LOOKED_AT = "The keys were not looked at to the end."


def keys(act: Annotated[str, typer.Argument(help="check or rotate.")] = "check") -> None:
    """Say what needs which master key; rotate seals everything under the first of SENDLINE_MASTER_KEYS."""
    from bot.clock import system_now
    from bot.settings import SettingsError, read_settings
    from storage.database import Database
    from storage.rotation import RotationError, needs, rotate
    from storage.sealing import SealError, read_master_keys
    from storage.soundness import is_missing
    from storage.trouble import StorageTrouble

    log_to_stderr(logging.ERROR)
    if act not in ("check", "rotate"):
        typer.echo(f"keys does not know {act!r}. It knows check and rotate.", err=True)
        raise typer.Exit(2)
    try:
        settings = read_settings()
        masters = read_master_keys(settings.master_keys.get_secret_value())
        if is_missing(settings.database_url):
            refuse("There is no database yet. Start Sendline once.", NOT_LOOKED_AT)
        database = Database(settings.database_url, masters)
        if act == "rotate":
            done = rotate(database, masters)
            database.transact_now(lambda work: work.audit.add(system_now(), 0, "sendline", "keys rotated"))
            typer.echo(f"Sealed anew under {masters.current!r}: {done.total()}.")
        for line in told(needs(database), masters):
            typer.echo(line)
        database.close()
    except (SettingsError, RotationError, SealError, StorageTrouble, ValueError) as wrong:
        refuse(str(wrong), NOT_LOOKED_AT)


def told(needed: "Needs", masters: "MasterKeys") -> Iterator[str]:
    """What each key is needed for, and which ones may go."""
    for name in dict.fromkeys([*masters.by_name, *needed]):
        kinds = ", ".join(f"{kind}: {number}" for kind, number in needed.get(name, {}).items())
        here = " (the current one)" if name == masters.current else ""
        missing = "" if name in masters.by_name else " It is NOT among SENDLINE_MASTER_KEYS."
        yield f"{name}{here}: {kinds or 'nothing needs it'}.{missing}"
    free = [name for name in masters.by_name if name != masters.current and name not in needed]
    if free:
        yield (
            f"May be taken out of SENDLINE_MASTER_KEYS: {', '.join(free)}. Backups that were made under a key still "
            "need it: keep it in its safe place for as long as you keep them."
        )
    elif needed.keys() - {masters.current}:
        yield "./sendline keys rotate seals all of it under the current key."
