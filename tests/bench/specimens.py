"""Four cases as they come to be: played through the whole of Sendline, and read back with all that belongs to them."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.asjson import read, written
from bot.casework.messages import STAFF_ROOM
from storage.sealing import read_master_keys, unseal
from tests.plays import begins, finishes, part_time, routine_case
from tests.town import MONDAY_MORNING, Family, Town, a_town

PLAYED_AT = f"{MONDAY_MORNING:%Y-%m-%d %H:%M:%S.%f}"
"""The moment at which all of it was played, as it stands in the database."""

TABLES = {
    "happening": ("sealed_detail", "happening:{mark}"),
    "verdict": ("sealed_summary", "verdict:{mark}"),
    "follow_up": ("", ""),
    "outgoing": ("", ""),  # the bodies of messages that were sent are blanked
    "posted": ("", ""),
}
"""What belongs to a case, with the column that is sealed and the place that it is bound to."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Kept:
    """A row as it stood, and the text that was sealed in it."""

    row: Row
    plain: bytes | None


@dataclass(frozen=True)
class Specimen:
    """A case; `answers` is the text that is sealed in it."""

    case: Row
    answers: bytes
    rows: Mapping[str, tuple[Kept, ...]]

    def brief(self, answers: int) -> "Specimen":
        """The same case with so many answers, and the history and the messages of no more than those."""
        told = [kept for kept in self.rows["happening"] if kept.row["kind"] == "answered"]
        rest = tuple(kept for kept in self.rows["happening"] if kept.row["kind"] != "answered")
        posted = self.rows["posted"]
        shorter = {
            "happening": (*told[:answers], *rest),
            "outgoing": (*self.rows["outgoing"][: 2 * answers], *self.rows["outgoing"][-2:]),
            "posted": (*posted[:answers], *(kept for kept in posted if kept.row["chat_id"] == STAFF_ROOM)),
        }
        few = written(read(self.answers)[:answers])
        return Specimen(self.case, few, {**self.rows, **shorter})


async def specimens(folder: Path) -> Mapping[str, Specimen]:
    """Play a family in mid-interview, two whose cases go on, and one whose case was closed."""
    async with a_town(f"sqlite:///{folder}/sendline.db") as town:
        asking, urgent = town.family("Ann"), town.family("Bea")
        routine, closed = town.family("Cat"), town.family("Dee")
        await begins(asking)
        await _urgent(town, urgent)
        await routine_case(routine)
        await routine_case(closed)
        await town.jo.taps("Open", "Close", "Advice given")
        chats = {"asking": asking, "urgent": urgent, "routine": routine, "closed": closed}
    lines = sqlite3.connect(folder / "sendline.db")
    lines.row_factory = sqlite3.Row
    found = {name: _read(lines, town.key, family.chat) for name, family in chats.items()}
    lines.close()
    return found


async def _urgent(town: Town, family: Family) -> None:
    """Part days for more than twelve weeks that nobody agreed to; staff have taken it on."""
    await begins(family)
    await family.taps("Years 3 to 6", "No")
    await part_time(family)
    await family.taps("No")
    await finishes(family)
    await town.jo.taps("Open", "Claim", "Accept")


def _read(lines: sqlite3.Connection, masters: str, chat: int) -> Specimen:
    case = dict(lines.execute("SELECT * FROM family_case WHERE chat_id = ?", (chat,)).fetchone())
    master = read_master_keys(masters).named(case["key_name"])
    number = case["id"]
    key = unseal(master, case["sealed_key"], f"case-key:{number}")
    rows = {}
    for table, (column, place) in TABLES.items():
        found = lines.execute(f"SELECT * FROM {table} WHERE case_id = ? ORDER BY rowid", (number,))  # noqa: S608
        rows[table] = tuple(_opened(dict(row), column, place, key, number) for row in found)
    return Specimen(case, unseal(key, case["sealed_answers"], f"{number}:answers"), rows)


def _opened(row: Row, column: str, place: str, key: bytes, number: int) -> Kept:
    if not column:
        return Kept(row, None)
    return Kept(row, unseal(key, row[column], f"{number}:{place.format(**row)}"))
