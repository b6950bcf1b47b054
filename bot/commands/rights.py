"""audit and retention."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.console import refuse
from bot.logs import log_to_stderr

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.audit import Chain, Line
    from storage.database import Database
    from storage.work import Work

BROKEN = """\
The audit trail does not fit from row {number} on: that row was changed or put in, or one before it was taken out.
Rows before it that are as they were written: {rows}. Somebody wrote to the database past the bot. Keep a copy of the
database as it is now, find out who could write to it, and compare with a backup."""
CUT = """\
The trail is whole in itself, but the digest that you noted is not in it: rows at the end were taken out, or the whole
of it was written anew. Keep a copy of the database as it is now, find out who could write to it, and compare with a
backup."""
WHOLE = """\
Rows: {rows}. Each rests on the one before: nothing was changed, put in or taken out between them.
Note this digest somewhere else. With --head DIGEST it shows later whether rows were cut off at the end.
{head}"""

audit = typer.Typer(help="Who saw or changed what, in a chain that shows tampering.", no_args_is_help=True)


@audit.command()
def verify(
    head: Annotated[str, typer.Option(help="A digest that an earlier verify printed and you noted.")] = "",
) -> None:
    """Walk along the whole audit trail: say that it is whole, or which is the first row that does not fit."""
    from storage.audit import Chain

    with _database() as (_, database):
        chain = Chain()
        while not chain.ended:
            chain = database.transact_now(partial(_further, chain=chain, noted=head))
    typer.echo(_found(chain))
    raise typer.Exit(0 if chain.broken is None and chain.met else 1)


def _further(work: "Work", chain: "Chain", noted: str) -> "Chain":
    return work.audit.verify_on(chain, noted)


def _page(work: "Work", after: int, ref: str) -> "Sequence[Line]":
    return work.audit.page(after, ref)


def _is_a_cases(work: "Work", ref: str) -> bool:
    return work.cases.referred(ref) is not None


def _found(chain: "Chain") -> str:
    if chain.broken is not None:
        return BROKEN.format(number=chain.broken, rows=chain.rows)
    return WHOLE.format(rows=chain.rows, head=chain.head) if chain.met else CUT


@audit.command()
def show(
    ref: Annotated[
        str, typer.Argument(help="A case's reference; without it, all that is in the trail.")
    ] = "",
) -> None:
    """Print who saw or changed what, and when (in UTC). No word of a family's is in it."""
    last, shown, ref = 0, 0, ref.upper()
    with _database() as (_, database):
        known = not ref or database.transact_now(partial(_is_a_cases, ref=ref))
        while page := database.transact_now(partial(_page, after=last, ref=ref)):
            for line in page:
                about = line.ref or (f"case {line.case_id}" if line.case_id else "-")
                who = f"{line.who} ({line.who_id})" if line.who_id else line.who
                typer.echo(f"{line.number}  {line.at:%Y-%m-%d %H:%M}  {about}  {line.act}  {who}")
            last, shown = page[-1].number, shown + len(page)
    if not shown and not known:
        typer.echo(f"No case has the reference {ref}, and nothing in the trail is about it.", err=True)
        raise typer.Exit(1)
    typer.echo(f"{shown} rows." if shown else "Nothing in the trail is about that.", err=True)


def retention(
    commit: Annotated[
        bool, typer.Option("--commit", help="Erase it; without this nothing is changed.")
    ] = False,
) -> None:
    """List what the office's time limits say should go now, by reference and never by words; --commit erases it."""
    from bot.app import build_house
    from bot.clock import system_now
    from bot.desk.retention import Due
    from bot.office import read_office
    from bot.retiring import in_words, retire

    with _database() as (settings, database):
        house = build_house(read_office(settings.office))

        async def transact(use_case: "Callable[[Work], Any]", chat_id: int = 0, /) -> Any:
            return database.transact_now(use_case, chat_id)

        def show(due: Due, became: str) -> None:
            typer.echo(f"{due.name}  {due.kind}  kept until {due.on}  {became}")

        round_of = retire(transact, house, system_now(), commit=commit, show=show)
        became, rows = asyncio.run(round_of)
        for line in in_words(became, rows, commit=commit):
            typer.echo(line)
        if commit and not database.empty_log_of_erased():
            typer.echo(
                "A program still reads the database's log, which may hold what was erased until it ends.",
                err=True,
            )
    if not commit:
        typer.echo("Nothing was changed. --commit erases what is due.")


@contextmanager
def _database() -> "Iterator[tuple[Settings, Database]]":
    """The office's database, also beside a running bot; what is wrong with it is said, and ends the command."""
    from bot.office import OfficeError
    from bot.settings import SettingsError, read_settings
    from storage.database import Database
    from storage.sealing import SealError, read_master_keys
    from storage.trouble import StorageTrouble

    log_to_stderr(logging.ERROR)
    try:
        settings = read_settings()
        database = Database(settings.database_url, read_master_keys(settings.master_keys.get_secret_value()))
        database.prepare()
        try:
            yield settings, database
        finally:
            database.close()
    except (SettingsError, OfficeError, SealError, StorageTrouble, ValueError) as wrong:
        refuse(str(wrong), "Nothing was done.")
