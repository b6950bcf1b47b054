"""Seals anew, under the current master key, all that is sealed under older ones; while Sendline runs, or not."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, delete, func, select, update

from storage.database import Database
from storage.dialects import table_of
from storage.engine import NEWEST, version_of
from storage.leases import KNOWS
from storage.sealing import MasterKeys, SealError, seal, unseal
from storage.tables import CaseRow, KeyCheck, Lease, Outgoing, SetAside
from storage.work import Work

AT_ONCE = 100
"""How many rows a transaction seals anew: families wait for no longer than that takes."""

LEASE, CHECK = table_of(Lease), table_of(KeyCheck)


class RotationError(Exception):
    """Nothing was sealed anew. The message says why, and what to do first."""


@dataclass(frozen=True)
class _Kind:
    """Rows that a master key seals. `place` names what the sealed text of a row is bound to."""

    name: str
    table: Table
    sealed: str
    place: Callable[[Row[Any]], str]

    @property
    def key(self) -> ColumnElement[Any]:
        return next(iter(self.table.primary_key))

    @property
    def under_a_key(self) -> ColumnElement[bool]:
        return self.table.c[self.sealed].is_not(None) & (self.table.c.key_name != "")


KINDS = (
    _Kind("cases", table_of(CaseRow), "sealed_key", lambda row: f"case-key:{row.id}"),
    _Kind("messages", table_of(Outgoing), "sealed_body", lambda row: f"outgoing:{row.chat_id}:{row.mark}"),
    _Kind("set aside", table_of(SetAside), "sealed_body", lambda row: f"set-aside:{row.update_id}"),
)

Needs = Mapping[str, Counter[str]]
"""By master key, how many rows of each kind need it."""


def needs(database: Database) -> Needs:
    """What needs which master key now."""
    return database.transact_now(_needs)


def _needs(work: Work) -> Needs:
    _check_version(work)
    found: dict[str, Counter[str]] = {}
    for kind in KINDS:
        named = kind.table.c.key_name
        counting = select(named, func.count()).where(kind.under_a_key).group_by(named)
        for name, number in work.connection.execute(counting):
            found.setdefault(name, Counter())[kind.name] = number
    return found


def rotate(
    database: Database, masters: MasterKeys, told: Callable[[int], None] = lambda _: None
) -> Counter[str]:
    """Seal everything under the current master key. Returns how many rows of each kind were sealed anew.

    Killed half-way, it goes on where it was at the next call. `told` is told after each transaction how many rows it
    was. Raises RotationError while a process runs that does not know the key, and SealError where a key is missing.
    """
    database.transact_now(partial(_check_who_runs, masters=masters))
    database.prepare()
    done = Counter[str]()
    for kind in KINDS:
        for number in _walk(database, kind, masters):
            done[kind.name] += number
            told(number)
    database.transact_now(partial(_forget_keys, masters=masters))
    return done


def _walk(database: Database, kind: _Kind, masters: MasterKeys) -> Iterator[int]:
    """Seal anew, a handful a transaction, until nothing is left that can be. What another holds comes next time."""
    again = True
    while again:
        again, last = False, None
        while found := database.transact_now(partial(_some, kind=kind, masters=masters, after=last)):
            last, number = found
            again = again or number > 0
            yield number


def _some(work: Work, kind: _Kind, masters: MasterKeys, after: Any) -> tuple[Any, int] | None:
    """Seal anew the next rows. Returns the last one's key and how many it were; None where there is none."""
    columns = kind.table.c
    old = kind.under_a_key & (columns.key_name != masters.current)
    behind = old if after is None else old & (kind.key > after)
    some = select(kind.table).where(behind).order_by(kind.key).limit(AT_ONCE)
    rows = work.connection.execute(some.with_for_update(skip_locked=True)).all()
    done = sum(_seal_anew(work, kind, masters, row) for row in rows)
    return (rows[-1]._mapping[kind.key.name], done) if rows else None


def _seal_anew(work: Work, kind: _Kind, masters: MasterKeys, row: Row[Any]) -> bool:
    """Returns False where it cannot be opened, though its key is known: it stays as it is, and holds up no other."""
    master = masters.named(row.key_name)
    try:
        opened = unseal(master, getattr(row, kind.sealed), kind.place(row))
    except SealError:
        return False
    sealed = seal(masters.named(masters.current), opened, kind.place(row))
    new = {"key_name": masters.current, kind.sealed: sealed}
    work.connection.execute(update(kind.table).where(kind.key == row._mapping[kind.key.name]).values(new))
    return True


def _check_version(work: Work) -> None:
    if version_of(work.connection) != NEWEST:
        raise RotationError(
            "There is no office in that database yet, or one that another version of Sendline last used. "
            "Start Sendline once, or run ./sendline doctor, which brings it up to date."
        )


def _check_who_runs(work: Work, masters: MasterKeys) -> None:
    """Refuse while somebody runs who could not read what is sealed under the current key."""
    _check_version(work)
    rows = work.connection.execute(select(LEASE.c.name, LEASE.c.holder)).all()
    knows = {row.holder for row in rows if row.name.startswith(f"{KNOWS}{masters.current}:")}
    if work.leases.alive() - knows:
        raise RotationError(
            f"A Sendline runs that was not started with master key {masters.current!r} as the first of "
            "SENDLINE_MASTER_KEYS: it could not read what is sealed under it. Restart it, wait a few seconds, "
            "and try again."
        )


def _forget_keys(work: Work, masters: MasterKeys) -> None:
    """Old keys that nothing needs are known no more; nor may SQLite's log keep what was sealed under them."""
    still = _needs(work).keys() | {masters.current}
    work.connection.execute(delete(CHECK).where(CHECK.c.key_name.not_in(still)))
    work.vault.destroyed = True
