"""Cases: one for each family that wrote, found by its chat, its number or its reference."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    bindparam,
    delete,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlmodel import col

from storage.dialects import lock_chats, table_of
from storage.quick import Quick
from storage.tables import (
    Case,
    CaseRow,
    Consent,
    FollowUp,
    Happening,
    JoinedFile,
    Outgoing,
    Posted,
    StaffAsk,
    Status,
    StoredVerdict,
)
from storage.vault import Vault, number_of

REF_LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
"""Letters and digits that cannot be mistaken for one another when read out by phone."""

CASE = table_of(CaseRow)
_COLUMNS = tuple(CASE.c.keys())
_NUMBER = _COLUMNS.index("id")
_BEGIN = Quick(insert(CASE).returning(CASE.c.id))
_OF_CHAT = Quick(
    select(CASE)
    .where(CASE.c.chat_id == bindparam("chat"))
    .order_by(CASE.c.id.desc())
    .limit(1)
    .with_for_update()
)
_NUMBERED = Quick(select(CASE).where(CASE.c.id == bindparam("number", type_=BigInteger)).with_for_update())
_REFERRED = Quick(select(CASE).where(CASE.c.ref == bindparam("ref")).with_for_update())
_IN_QUEUE = text("place <> ''")  # said so, an index of the open ones serves it
_TO_TRIAGE = Quick(
    select(CASE.c.id)
    .where(
        CASE.c.id > bindparam("after"),
        CASE.c.status == Status.OPEN.value,
        (CASE.c.triaged_on.is_(None)) | (CASE.c.triaged_on < bindparam("on")),
    )
    .order_by(CASE.c.id)
    .limit(bindparam("most"))
)
_CHATS = select(CASE.c.chat_id).where(CASE.c.id.in_(bindparam("numbers", expanding=True)))
_ALL_OF_CHAT = Quick(select(CASE).where(CASE.c.chat_id == bindparam("chat")).with_for_update())


@dataclass(frozen=True)
class Wanted:
    """Which of the open cases: those to which all of this applies."""

    urgent: bool = False
    unclaimed: bool = False
    due_by: date | None = None
    claimed_by: int | None = None
    waiting_on: str = ""


@cache
def _queue(names: tuple[str, ...]) -> Quick:
    """The open cases in their order, of which all that is named here holds."""
    conditions = {
        "urgent": CASE.c.place < "1",
        "unclaimed": CASE.c.claimed_at.is_(None),
        "due_by": CASE.c.deadline_on <= bindparam("due_by"),
        "claimed_by": CASE.c.claimed_by == bindparam("claimed_by"),
        "waiting_on": CASE.c.waiting_on == bindparam("waiting_on"),
    }
    behind = CASE.c.place > bindparam("after")
    asked = select(CASE).where(_IN_QUEUE, behind, *(conditions[name] for name in names))
    return Quick(asked.order_by(CASE.c.place).limit(bindparam("most")))


@dataclass
class Cases:
    """Each case is read once and locked until the transaction ends; `save` writes back what was changed of it."""

    connection: Connection
    vault: Vault
    _held: dict[int, tuple[Case, dict[str, Any]]] = field(default_factory=dict)

    def hold(self, numbers: Collection[int], chats: Collection[int] = ()) -> None:
        """Hold the chats of these cases, and these, until the transaction ends.

        Whoever changes several cases does so first; whoever changes one may do without.
        """
        if self.connection.dialect.name == "postgresql":
            of_cases = self.connection.execute(_CHATS, {"numbers": list(numbers)}).scalars().all()
            lock_chats(self.connection, [*chats, *(chat for chat in of_cases if chat is not None)])

    def begin(self, chat_id: int | None, at: datetime) -> Case:
        """Begin a case of a chat; of a family that rang, there is none."""
        new = Case(chat_id=chat_id, begun_at=at, heard_at=at, by_phone=chat_id is None)
        row = {name: value for name, value in new.__dict__.items() if name != "id"}
        (new.id,) = _BEGIN.first(self.connection, row) or (None,)
        self._held[number_of(new)] = (new, dict(new.__dict__))
        self.vault.furnish(new)
        return new

    def of_chat(self, chat_id: int) -> Case | None:
        """The newest case of a family's chat, whatever its state."""
        return self._one(_OF_CHAT, chat=chat_id)

    def all_of_chat(self, chat_id: int) -> Sequence[Case]:
        return [self._value(row) for row in _ALL_OF_CHAT.all(self.connection, {"chat": chat_id})]

    def numbered(self, number: int) -> Case | None:
        return self._one(_NUMBERED, number=number)

    def referred(self, ref: str) -> Case | None:
        return self._one(_REFERRED, ref=ref)

    def _one(self, statement: Quick, **values: Any) -> Case | None:
        row = statement.first(self.connection, values)
        return self._value(row) if row else None

    def _value(self, row: Sequence[Any]) -> Case:
        number = row[_NUMBER]
        if number not in self._held:
            read = _read(row)
            self._held[number] = (read, dict(read.__dict__))
        return self._held[number][0]

    def save(self) -> None:
        """Write back what was changed of the cases that were read."""
        for number, (held, before) in self._held.items():
            held.place = place_in_queue(held)
            changed = {name: value for name, value in held.__dict__.items() if value != before[name]}
            if changed:
                _saving(tuple(changed)).run(self.connection, {"number": number, **changed})
                before.update(changed)

    def let_go(self) -> None:
        """Forget what was read, because a savepoint took back what was changed."""
        self._held.clear()

    def open(self, most: int, after: str = "", wanted: Wanted | None = None) -> Sequence[Case]:
        """Up to so many cases that go on, the most pressing first, from behind a place in the queue."""
        named = {
            name: value for name, value in vars(wanted or Wanted()).items() if value not in (False, None, "")
        }
        bound = {name: value for name, value in named.items() if value is not True}
        rows = _queue(tuple(named)).all(self.connection, {"after": after, "most": most, **bound})
        return [_read(row) for row in rows]

    def to_triage(self, on: date, after: int, most: int) -> Sequence[int]:
        """The numbers of up to so many open cases whose verdict is of a day before `on`, from behind a number."""
        values = {"on": on, "after": after, "most": most}
        return [number for (number,) in _TO_TRIAGE.all(self.connection, values)]

    def name(self, case: Case) -> str:
        """Give the case its reference, such as SL-7K3Q9, if it has none."""
        while case.ref is None:
            ref = "SL-" + "".join(secrets.choice(REF_LETTERS) for _ in range(5))
            case.ref = None if self.referred(ref) else ref
        return case.ref

    def forget(self, case: Case) -> None:
        """Delete a case that was never sent, with all that belongs to it; where its card stands is kept."""
        number = number_of(case)
        self._held.pop(number, None)
        self._forget_where_it_stands(case)
        self.connection.execute(update(Posted).where(col(Posted.case_id) == number).values(case_id=None))
        for table in (FollowUp, StoredVerdict, StaffAsk, Outgoing, Happening, Consent, JoinedFile):
            self.connection.execute(delete(table).where(col(table.case_id) == number))
        self.vault.destroy(case)
        self.connection.execute(delete(CASE).where(CASE.c.id == number))

    def erase(self, case: Case, at: datetime) -> None:
        """Destroy the key of a case that staff have seen: its reference and dates stay, no word does."""
        number = number_of(case)
        for table in (StoredVerdict, Outgoing, StaffAsk, Consent, JoinedFile):
            self.connection.execute(delete(table).where(col(table.case_id) == number))
        self._forget_where_it_stands(case)
        self.vault.destroy(case)
        case.status, case.chat_id, case.closed_at = Status.ERASED, None, at
        case.sealed_answers = case.sealed_marker = None
        case.no_education, case.days_lost, case.children, case.announced = False, 0, 1, ""
        case.waiting_on, case.not_after, case.neutral, case.paused_until = "", None, False, None
        self.save()

    def _forget_where_it_stands(self, case: Case) -> None:
        """Where its messages stand in the family's chat; those of another case of the same family's stay."""
        of_case = or_(col(Posted.case_id) == number_of(case), col(Posted.case_id).is_(None))
        self.connection.execute(delete(Posted).where(col(Posted.chat_id) == case.chat_id, of_case))


def _read(row: Sequence[Any]) -> Case:
    return Case(**dict(zip(_COLUMNS, row, strict=True)))


@cache
def _saving(names: tuple[str, ...]) -> Quick:
    """Write these columns of a case. Few sets of columns ever change together."""
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    return Quick(update(CASE).where(CASE.c.id == bindparam("number")).values(values))


def place_in_queue(case: Case) -> str:
    """What the queue is sorted by, as text; empty where staff do not know of the case, or it has ended.

    Urgent, safety, soonest deadline, no education, most days lost, more children, oldest.
    """
    if case.ref is None or case.status not in (Status.OPEN, Status.ASKING):
        return ""
    urgent = (case.decided or case.urgency) == "urgent"
    rank = "".join("01"[not yes] for yes in (urgent, case.safety))
    lost = f"{1_000_000 - case.days_lost:09.1f}{99 - case.children:02d}"
    since = f"{case.sent_at or case.begun_at:%Y%m%d%H%M%S}{case.id:012d}"
    return f"{rank} {case.deadline_on or '9999-12-31'} {'01'[not case.no_education]} {lost} {since}"
