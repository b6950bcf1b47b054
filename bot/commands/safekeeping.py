"""backup and restore."""

import logging
from pathlib import Path
from typing import Annotated

import typer

from bot.console import from_caller, refuse
from bot.logs import log_to_stderr


def backup(
    file: Annotated[Path, typer.Argument(help="Where the backup goes.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over an older one, once the new one is checked.")
    ] = False,
) -> None:
    """Back up the whole office into one encrypted file, also while Sendline runs, and read it back."""
    from bot.clock import system_now
    from bot.settings import SettingsError, read_settings
    from storage.backup import BackupError, back_up
    from storage.sealing import read_master_keys
    from storage.trouble import StorageTrouble

    log_to_stderr(logging.ERROR)
    try:
        settings = read_settings()
        masters = read_master_keys(settings.master_keys.get_secret_value())
        made = back_up(settings.database_url, from_caller(file), masters, system_now(), replace=replace)
    except (SettingsError, BackupError, StorageTrouble, ValueError) as wrong:
        refuse(str(wrong), "No backup was made.")
    typer.echo(
        f"Backed up, read back and checked. Cases: {made.cases}; rows: {made.rows}; bytes: {made.bytes}.\n"
        f"It opens with master key {masters.current!r} alone: keep that key in another place than this file."
    )


def restore(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    to: Annotated[
        str, typer.Option(help="Another database than that of the settings, as in SENDLINE_DATABASE_URL.")
    ] = "",
) -> None:
    """Put a backup where no office is yet."""
    from bot.clock import system_now
    from bot.settings import SettingsError, database_named, read_settings
    from storage.restoring import RestoreError, restore
    from storage.sealing import SealError, read_master_keys
    from storage.trouble import StorageTrouble

    log_to_stderr(logging.ERROR)
    try:
        settings = read_settings()
        masters = read_master_keys(settings.master_keys.get_secret_value())
        target = database_named(to) if to else settings.database_url
        restored = restore(from_caller(file), target, masters, system_now())
    except (SettingsError, RestoreError, SealError, StorageTrouble, ValueError) as wrong:
        refuse(str(wrong), "Nothing was restored.")
    typer.echo(
        f"Restored, as it was at {restored.made_at}. Cases: {restored.cases}.\n"
        "What waited to be sent then goes out once more, and says so. What was erased since is there again: have it "
        "erased again. Now: ./sendline doctor, then ./sendline run."
    )
