"""Rounds of retention in a town: what is due, and what became of it."""

from datetime import timedelta
from typing import Any

from bot.desk import retention
from bot.retiring import retire
from storage.audit import Line
from storage.tables import Case
from tests.plays import routine_case
from tests.town import Family, Town


async def round_of(town: Town, *, commit: bool = True) -> list[tuple[str, str, str]]:
    """A round of retention: name, kind, and what became of it."""
    seen: list[tuple[str, str, str]] = []
    await retire(
        town.sendline.database.transact,
        town.sendline.house,
        town.clock(),
        commit=commit,
        show=lambda due, what: seen.append((due.name, due.kind, what)),
    )
    await town.settle()
    return seen


def case_of(town: Town, family: Family) -> Case | None:
    return town.sendline.database.transact_now(lambda work: work.cases.of_chat(family.chat))


def trail(town: Town) -> list[Line]:
    return list(town.sendline.database.transact_now(lambda work: work.audit.page()))


def count(town: Town) -> int:
    office = town.sendline.house.office
    return town.sendline.database.transact_now(
        lambda work: retention.due_for_erasure(work, office, town.clock())
    )


async def closed(town: Town, family: Family, play: Any = routine_case) -> None:
    await play(family)
    await town.jo.taps("Open the card", "Close", "Advice given")


def jumps(town: Town, **time: float) -> None:
    """Time passes while nothing is sent: follow-ups are not what this is about."""
    town.clock.move_to(town.clock() + timedelta(**time))
