"""The commands: try, run, doctor, set-aside, move, key, explain, rules, docs; others are in bot.commands."""

import asyncio
import gc
import logging
import os
import re
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands import keys, rights, safekeeping
from bot.console import from_caller, refuse
from bot.logs import log_to_stderr

if TYPE_CHECKING:
    from bot.office import Office
    from storage.setaside import Put

app = typer.Typer(
    help="Sendline: the front door and triage desk of an MP's office that helps families of children with SEND.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)

ROOT = Path(__file__).parent.parent
app.add_typer(rights.audit, name="audit")
for command in (safekeeping.backup, safekeeping.restore, keys.keys, rights.retention):
    app.command()(command)


@app.command("try")
def try_out(
    port: Annotated[int, typer.Option(help="The page's port; 0 takes a free one.")] = 8321,
    folder: Annotated[Path, typer.Option(help="Where the trial keeps everything.")] = Path(".sendline/try"),
) -> None:
    """Try everything in a browser: no account, no token, nothing leaves this machine."""
    from bot.ports import PortTakenError
    from bot.trial import run_trial

    log_to_stderr(logging.WARNING)
    typer.echo("Starting the bot, a pretend Telegram and the page on this machine only.")
    try:
        _run(lambda stopped: run_trial(folder, port, typer.echo, stopped))
    except PortTakenError as taken:
        typer.echo(str(taken), err=True)
        raise typer.Exit(2) from None


@app.command()
def run(
    webhook: Annotated[str, typer.Option(help="The https address where Telegram is to deliver.")] = "",
    host: Annotated[str, typer.Option(help="With --webhook: where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="With --webhook: the port to listen on.")] = 8443,
) -> None:
    """Run the bot on Telegram: by long polling, or by webhook behind a web server that speaks TLS."""
    os.umask(0o077)  # what families wrote is for this user alone
    gc.disable()  # hardly anything of a start is garbage: to look for it took a sixth of the time; see run_here
    from telegram.error import InvalidToken, TelegramError

    from bot.office import OfficeError, read_office
    from bot.ports import PortTakenError
    from bot.settings import SettingsError, read_settings
    from storage.possession import InUseError
    from storage.sealing import SealError, read_master_keys
    from storage.trouble import StorageTrouble

    log_to_stderr(logging.INFO)
    if webhook and not webhook.startswith("https://"):
        refuse("--webhook is wrong: Telegram delivers to addresses that begin with https:// alone.")
    try:
        settings = read_settings()
        office = read_office(settings.office)
        read_master_keys(settings.master_keys.get_secret_value())
    except (SettingsError, OfficeError, ValueError) as wrong:
        refuse(str(wrong))
    log_to_stderr(logging.INFO, settings.log)

    async def until(stopped: asyncio.Event) -> None:
        from bot.running import run_here

        await run_here(settings, office, webhook, host, port, typer.echo, stopped)

    try:
        _run(until)
    except (SealError, InUseError, PortTakenError, StorageTrouble) as wrong:
        refuse(str(wrong))
    except InvalidToken:
        refuse("Telegram does not know SENDLINE_TOKEN. Copy the token again from BotFather.")
    except TelegramError as trouble:
        refuse(f"{settings.telegram} did not answer as it should ({type(trouble).__name__}). Check the line.")
    except Exception:  # Python would print the values that it failed on
        logging.getLogger(__name__).critical("Sendline ended, and nobody foresaw why", exc_info=True)
        raise typer.Exit(1) from None


@app.command()
def doctor() -> None:
    """Check configuration, database, key, token and staff chat: ok, or what to do."""
    from bot.doctor import examine

    log_to_stderr(logging.ERROR)
    healthy = True
    for name, trouble in asyncio.run(examine(partial(typer.echo, err=True))):
        typer.echo(f"{'ok  ' if not trouble else 'TO DO'} {name}{f': {trouble}' if trouble else ''}")
        healthy = healthy and not trouble
    raise typer.Exit(0 if healthy else 1)


@app.command("set-aside")
def set_aside(
    act: Annotated[str, typer.Argument(help="list, show, retry or drop.")] = "list",
    number: Annotated[int, typer.Argument(help="Which one; retry without it tries them all.")] = 0,
) -> None:
    """Look at what could not be handled and was set aside; try it again, or let go of it."""
    from bot.aside import AsideShelf, NotThereError
    from bot.office import OfficeError
    from bot.settings import SettingsError, read_settings
    from storage.sealing import SealError
    from storage.trouble import StorageTrouble

    log_to_stderr(logging.ERROR)
    try:
        shelf = AsideShelf(read_settings())
        if act == "list":
            _list_aside(shelf.all())
        elif act == "show":
            typer.echo(shelf.one(number).body)
        elif act == "drop":
            shelf.drop(number)
            typer.echo(f"{number} is gone for good.")
        elif act == "retry":
            for put in [shelf.one(number)] if number else shelf.all():
                typer.echo(f"{put.update_id}: {shelf.retry(put) or 'handled'}")
        else:
            raise NotThereError(f"set-aside does not know {act!r}. It knows list, show, retry and drop.")
        shelf.close()
    except NotThereError as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None
    except (SettingsError, OfficeError, SealError, StorageTrouble, ValueError) as wrong:
        refuse(str(wrong))


def _list_aside(found: "Sequence[Put]") -> None:
    for put in found:
        typer.echo(f"{put.update_id}  {put.at:%Y-%m-%d %H:%M}  {put.why}")
    typer.echo(f"{len(found)} set aside." if found else "Nothing is set aside.")
    if found:
        typer.echo(
            "set-aside show NUMBER shows one, with what people wrote; retry or drop [NUMBER] settles it."
        )


@app.command()
def move(
    to: Annotated[str, typer.Option(help="As in postgresql+psycopg://name:password@host/database")],
) -> None:
    """Move the office from its SQLite file into an empty PostgreSQL, which several processes may share."""
    from bot import move as moving
    from bot.settings import SettingsError, database_named, read_settings
    from storage.moving import CannotMoveError
    from storage.possession import InUseError
    from storage.trouble import StorageTrouble

    log_to_stderr(logging.ERROR)
    with ExitStack() as shown:

        def begins(rows: int) -> None:
            bar = typer.progressbar(length=rows, label="Moving", file=sys.stderr)
            shown.enter_context(bar)
            shown.callback(bar.render_finish)
            moved.append(bar.update)

        moved: list[Callable[[int], None]] = []
        try:
            said = moving.move(read_settings(), database_named(to), begins, lambda rows: moved[0](rows))
        except (SettingsError, CannotMoveError, InUseError, StorageTrouble, ValueError) as wrong:
            refuse(str(wrong), "The office was not moved.")
    typer.echo(said)


@app.command()
def key(name: Annotated[str, typer.Argument(help="What to call it, such as the year.")] = "first") -> None:
    """Make a master key, as it is written in SENDLINE_MASTER_KEYS."""
    from storage.sealing import new_master_key

    if not re.fullmatch(r"[\w-]+", name):
        refuse("A key's name is letters, digits and dashes, such as 2026.", "No key was made.")
    typer.echo(new_master_key(name))
    typer.echo(
        "Keep a copy in a safe place that is not this machine: without it nothing can be read.", err=True
    )


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="Answers as JSON or JSON Lines; - reads standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Verdicts as JSON, one a line.")] = False,
    office: Annotated[Path | None, typer.Option(help="The office's profile.")] = None,
    quick: Annotated[bool, typer.Option(help="Leave out what would make the verdict another.")] = False,
) -> None:
    """Say what the bot would decide on these answers, and why. docs/answers.md says how to write them."""
    from bot.explain.command import NotThereError, Wanted, explain
    from bot.explain.verdict import scales_of

    profile, name = _profile(office)
    wanted, err = Wanted(as_json=as_json, with_flips=not quick), partial(typer.echo, err=True)
    try:
        decided = explain(from_caller(file), scales_of(profile, name), _today(), wanted, typer.echo, err)
    except NotThereError as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None
    raise typer.Exit(0 if decided else 2)


@app.command()
def rules(office: Annotated[Path | None, typer.Option(help="The office's profile.")] = None) -> None:
    """Print the rulebook: every rule with its source, its clocks and its words; the law's numbers; the policy."""
    from bot.papers.rules import rules_page, stamp

    profile, name = _profile(office)
    typer.echo(f"{rules_page(profile, name, _today())}\n{stamp(profile, _today())}")


@app.command()
def docs() -> None:
    """Write docs/rules.md, docs/interview.md and docs/answers.md again, from the rules and the script."""
    from bot.papers.shelf import write_papers

    for path, changed in write_papers(ROOT):
        typer.echo(f"{path.relative_to(ROOT)}: {'written' if changed else 'as it was'}")


def _profile(named: Path | None) -> "tuple[Office, str]":
    """The office's profile, and the name of its file: office.toml, or else the example. It is said which."""
    from bot.office import OfficeError, read_office

    own = ROOT / "office.toml"
    path = from_caller(named) if named else own if own.is_file() else ROOT / "office.example.toml"
    try:
        office = read_office(path)
    except OfficeError as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None
    if not named:
        typer.echo(f"With {path.name}: {office.office.mp}, {office.office.constituency}.", err=True)
    return office, path.name


def _today() -> date:
    from bot.clock import system_now
    from bot.desk.house import day_of

    return day_of(system_now())


def _run(main: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> None:
    """Run until Ctrl+C or SIGTERM, then stop in order."""

    async def until_signalled() -> None:
        stopped = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
        await main(stopped)

    try:
        import uvloop
    except ImportError:  # it is not made for this machine
        asyncio.run(until_signalled())
    else:
        uvloop.run(until_signalled())
