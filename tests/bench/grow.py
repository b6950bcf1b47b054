"""An office of so many cases, quickly: rows of played cases, many times over, each sealed under its own key."""

import asyncio
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.cases import REF_LETTERS, place_in_queue
from storage.database import Database
from storage.sealing import NONCE_BYTES, MasterKeys, new_data_key, new_master_key, read_master_keys, seal
from storage.tables import Case
from tests.bench.specimens import PLAYED_AT, TABLES, Kept, Row, Specimen, specimens
from tests.town import MONDAY_MORNING

NOW = MONDAY_MORNING
YEARS = timedelta(days=3 * 365)
"""Over so long, until now, the cases began."""

SHARES = (("asking", 0.10), ("urgent", 0.12), ("routine", 0.15), ("closed", 1.0))
"""A case is of the first kind whose bound is above its lot, a number from 0 to 1."""

AT_A_TIME = 2000
HEARD_PER_CASE = 0.05
QUICK_PRAGMAS = ("synchronous=OFF", "journal_mode=OFF", "cache_size=-524288", "foreign_keys=OFF")
"""A half-made office is thrown away: nothing of it needs to survive. `Database` sets its own again."""


@dataclass(frozen=True)
class Grown:
    """What it took to make an office."""

    cases: int
    rows: int
    seconds: float
    megabytes: float


def lot(number: int) -> float:
    """A case's place between 0 and 1, as good as random."""
    return number * 2_654_435_761 % 2**32 / 2**32


def kind_of(number: int) -> str:
    return next(kind for kind, bound in SHARES if lot(number) < bound)


def chat_of(number: int) -> int:
    return 5_000_000_000 + number


def ref_of(number: int) -> str:
    """A reference that no other number has."""
    left, letters = number * 7_368_787 % len(REF_LETTERS) ** 5, ""
    for _ in range(5):
        left, letter = divmod(left, len(REF_LETTERS))
        letters += REF_LETTERS[letter]
    return f"SL-{letters}"


def office(folder: Path, masters: str) -> Database:
    return Database(f"sqlite:///{folder / 'sendline.db'}", read_master_keys(masters))


def grow(folder: Path, cases: int, answers: int) -> Grown:
    """Make an office in a folder, with its key beside it. Closed cases have so many answers, others all of theirs."""
    masters = new_master_key("bench")
    (folder / "key").write_text(masters)
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as played:
        kinds = dict(asyncio.run(specimens(Path(played))))
    kinds["closed"] = kinds["closed"].brief(answers)
    database = office(folder, masters)
    database.prepare()
    database.close()
    file = folder / "sendline.db"
    rows = _fill(file, kinds, read_master_keys(masters), cases)
    return Grown(cases, rows, time.perf_counter() - begun, file.stat().st_size / 2**20)


def _fill(file: Path, kinds: Mapping[str, Specimen], masters: MasterKeys, cases: int) -> int:
    lines = sqlite3.connect(file, isolation_level=None)
    for pragma in QUICK_PRAGMAS:
        lines.execute(f"PRAGMA {pragma}")
    rows = 0
    for first in range(1, cases + 1, AT_A_TIME):
        pile = Pile({table: [] for table in ("family_case", *TABLES)})
        for number in range(first, min(first + AT_A_TIME, cases + 1)):
            _add(pile, kinds[kind_of(number)], masters, number, cases)
        rows += pile.put(lines)
    heard = _heard(int(cases * HEARD_PER_CASE))
    lines.execute("BEGIN")
    lines.executemany("INSERT INTO heard VALUES (?, ?)", heard)
    lines.execute("COMMIT")
    lines.close()
    return rows + int(cases * HEARD_PER_CASE)


@dataclass
class Pile:
    """Rows that go in together."""

    rows: Mapping[str, list[Row]]
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def put(self, lines: sqlite3.Connection) -> int:
        lines.execute("BEGIN")
        for table, rows in self.rows.items():
            if rows:
                names = tuple(rows[0])
                marks = ", ".join("?" * len(names))
                told = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608  (our own names)
                lines.executemany(told, (tuple(row.values()) for row in rows))
        lines.execute("COMMIT")
        return sum(map(len, self.rows.values()))


def _add(pile: Pile, specimen: Specimen, masters: MasterKeys, number: int, cases: int) -> None:
    key = new_data_key()
    at = _stored(NOW - YEARS + YEARS * (number / (cases + 1)))
    case = _case(specimen.case, number, at)
    case["sealed_key"] = seal(masters.named(masters.current), key, f"case-key:{number}")
    case["key_name"] = masters.current
    if case["place"]:
        case["place"] = _place(case)
    case["sealed_answers"] = seal(key, specimen.answers, f"{number}:answers")
    pile.rows["family_case"].append(case)
    box = AESGCM(key)
    for table, rows in specimen.rows.items():
        column, place = TABLES[table]
        into = pile.rows[table]
        for kept in rows:
            row = _row(kept, number, at)
            if kept.plain is not None:
                nonce = os.urandom(NONCE_BYTES)
                bound = f"{number}:{place.format_map(row)}".encode()
                row[column] = nonce + box.encrypt(nonce, kept.plain, bound)
            into.append(row)


def _case(row: Row, number: int, at: str) -> dict[str, Any]:
    moments = {name: at for name, value in row.items() if value == PLAYED_AT}
    case = {**row, **moments, "id": number, "chat_id": chat_of(number)}
    if case["ref"]:
        case["ref"] = ref_of(number)
    if case["deadline_on"]:
        case["deadline_on"] = (NOW.date() + timedelta(days=int(lot(number + 1) * 60))).isoformat()
    if case["status"] == "asking":
        case["prompts"] = int(_is_prompted(number))
    return case


def _is_prompted(number: int) -> bool:
    """Every second family in mid-interview has not said that it wants no prompts."""
    return number % 2 == 0


def _place(case: Row) -> str:
    moments = {name: _moment(case[name]) for name in ("begun_at", "heard_at", "sent_at")}
    day = case["deadline_on"] and date.fromisoformat(case["deadline_on"])
    return place_in_queue(
        Case(**{**case, **moments, "claimed_at": None, "closed_at": None, "deadline_on": day})
    )


def _row(kept: Kept, number: int, at: str) -> dict[str, Any]:
    """The row of another case: other numbers, other marks, another moment."""
    row = dict(kept.row)
    was, row["case_id"] = str(row["case_id"]), number
    if "id" in row:
        row["id"] = None
    if "mark" in row:
        row["mark"] = os.urandom(16).hex()
    if row.get("chat_id"):
        row["chat_id"] = chat_of(number)
    elif "message_id" in row:
        row["message_id"] = number  # in the staff group, where each message's number is its own
    if row.get("lane"):
        row["lane"] = number
    for name in ("slot", "edits"):
        if row.get(name):
            row[name] = row[name].replace(f":{was}", f":{number}", 1)
    for name in ("at", "queued_at", "done_at", "send_by"):
        if name in row:
            row[name] = at
    if "due_at" in row:
        row |= _due(row, number, at)
    return row


def _due(row: Row, number: int, at: str) -> Row:
    if row["state"] != "waiting":
        return {"due_at": at}
    if row["kind"] == "unfinished" and not _is_prompted(number):
        return {"due_at": at, "state": "ended", "ended_why": "stopped by the family"}
    return {"due_at": _stored(NOW + timedelta(days=1 + 28 * lot(number + 2)))}


def _heard(count: int) -> Iterator[tuple[int, str]]:
    """Updates of the last three days."""
    for number in range(count):
        yield number + 1, _stored(NOW - timedelta(days=2.9 * (1 - number / count)))


def _stored(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(f"{text}+00:00") if text else None
