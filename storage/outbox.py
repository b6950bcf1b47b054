"""What goes out: rows, committed with the decision that caused them, each in the hands of one process."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, or_, select, text, update
from sqlalchemy.orm import aliased

from bot.casework.messages import STAFF_ROOM, Message, Rank
from storage.dialects import table_of
from storage.quick import Quick
from storage.sealing import SealError
from storage.tables import Case, CaseRow, Outgoing
from storage.vault import ErasedError, Vault, new_mark, number_of

log = logging.getLogger(__name__)

NOBODY = "nobody"
"""Stands for the process that has a message in hand, where none has."""

RESTORED = "a backup"
"""Stands for the process that had a message in hand when a backup was made: it may have sent it since."""

EDITS_STAND_BACK = timedelta(seconds=1)
"""A next question goes before the tick on the last one, but not before one that has waited so much longer."""

POSTS, EDITS = 0, 1
"""The lanes to a family."""

OUT, CASE = table_of(Outgoing), table_of(CaseRow)
_QUEUED = text("outgoing.state = 'queued'")  # said so, the indexes of what waits serve it
_IN_LANE = (OUT.c.chat_id == bindparam("chat")) & (OUT.c.lane == bindparam("lane")) & _QUEUED
_NEWEST_IN_LANE = Quick(select(OUT.c.claimed_by).where(_IN_LANE).order_by(OUT.c.id.desc()).limit(1))
_NEWEST_TO_FAMILY = Quick(
    select(
        *(
            select(OUT.c.claimed_by)
            .where(OUT.c.chat_id == bindparam("chat"), OUT.c.lane == lane, _QUEUED)
            .order_by(OUT.c.id.desc())
            .limit(1)
            .scalar_subquery()
            for lane in (POSTS, EDITS)
        )
    )
)
_EDITS_WAITING = Quick(
    select(OUT.c.id, OUT.c.case_id).where(
        _IN_LANE,
        OUT.c.edits == bindparam("slot"),
        OUT.c.claimed_by.in_(("", bindparam("me"))),  # what another process has in hand may be on its way
    )
)
_ADD = Quick(insert(OUT).returning(OUT.c.id))
_WITH_KEY = select(OUT, CASE.c.sealed_key, CASE.c.key_name.label("case_key")).outerjoin(
    CASE, CASE.c.id == OUT.c.case_id
)
_FREE_IN_LANE = (
    _WITH_KEY.where(
        _IN_LANE, or_(OUT.c.claimed_by == "", OUT.c.claimed_by.not_in(bindparam("alive", expanding=True)))
    )
    .order_by(OUT.c.id)
    .limit(20)
    .with_for_update(of=OUT)
)
_LOCK = (
    select(CASE.c.id)
    .where(CASE.c.id.in_(bindparam("cases", expanding=True)))
    .order_by(CASE.c.id)
    .with_for_update()
)
_DONE = Quick(
    update(OUT)
    .where(OUT.c.id == bindparam("number"))
    .values(state=bindparam("now"), why=bindparam("because"), sealed_body=None, done_at=bindparam("at"))
)
_GONE = Quick(delete(OUT).where(OUT.c.id == bindparam("number")))
"""One that belongs to no case leaves nothing behind."""
_STILL = select(OUT.c.id).where(OUT.c.id == bindparam("number"), OUT.c.claimed_by == bindparam("me"), _QUEUED)


@dataclass(frozen=True)
class Ready:
    """A message that this process is to send. `again`: it may have gone out before a crash or a broken line."""

    number: int
    chat_id: int
    lane: int
    case_id: int | None
    rank: Rank
    send_by: datetime
    message: Message
    again: bool = False


def _lane(chat_id: int, case_id: int | None, message: Message) -> int:
    """What stays in order: in the staff group, all that concerns one case; with a family, what is posted, and what is
    edited.
    """
    if chat_id == STAFF_ROOM:
        return case_id or 0
    return EDITS if message.edits else POSTS


@dataclass
class Outbox:
    """Messages by this unit of work; `taken` are those that this process is to send once it is committed."""

    connection: Connection
    vault: Vault
    process: str
    room: int
    taken: list[Ready] = field(default_factory=list)
    _lanes: dict[tuple[int, int], str] = field(default_factory=dict)
    _empty: set[tuple[int, int]] = field(default_factory=set)  # lanes in which nothing waited when we came
    _edited: set[str] = field(default_factory=set)

    def add(
        self,
        chat_id: int,
        message: Message,
        at: datetime,
        case: Case | None = None,
        *,
        rank: Rank = Rank.REPLY,
    ) -> None:
        """Queue a message behind all that its lane is still owed."""
        mark, body = new_mark(), message.as_plain()
        key_name, sealed = self._sealed(case, body, f"outgoing:{chat_id}:{mark}")
        number = number_of(case) if case else None
        lane = _lane(chat_id, number, message)
        send_by = at + rank.patience + (EDITS_STAND_BACK if message.edits else timedelta())
        if message.edits:
            self._replace_waiting_edits(chat_id, lane, message.edits, at)
        holder = self.process if self._is_mine(chat_id, lane) else ""
        row = {
            "chat_id": chat_id,
            "lane": lane,
            "case_id": number,
            "state": "queued",
            "why": "",
            "rank": int(rank),
            "send_by": send_by,
            "claimed_by": holder,
            "edits": message.edits,
            "mark": mark,
            "key_name": key_name,
            "sealed_body": sealed,
            "queued_at": at,
        }
        (row_id,) = _ADD.first(self.connection, row) or ()
        self._lanes[chat_id, lane] = holder or NOBODY
        if holder:
            self.taken.append(Ready(row_id, chat_id, lane, number, rank, send_by, message))

    def _sealed(self, case: Case | None, body: Any, place: str) -> tuple[str, bytes]:
        if case is None:
            return self.vault.seal_for_office(body, place)
        return "", self.vault.seal(case, body, place)

    def _is_mine(self, chat_id: int, lane: int) -> bool:
        """Whether this process may send what is queued now: nobody else sends in this lane, and there is room."""
        return (
            bool(self.process)
            and len(self.taken) < self.room
            and self._last(chat_id, lane) in ("", self.process)
        )

    def _last(self, chat_id: int, lane: int) -> str:
        """Who has the last message in hand that waits in a lane; empty where none waits."""
        if (chat_id, lane) not in self._lanes:
            if chat_id == STAFF_ROOM:
                newest = _NEWEST_IN_LANE.first(self.connection, {"chat": chat_id, "lane": lane}) or (None,)
                found = {lane: newest[0]}
            else:
                found = dict(enumerate(_NEWEST_TO_FAMILY.first(self.connection, {"chat": chat_id}) or ()))
            for each, holder in found.items():
                self._lanes[chat_id, each] = "" if holder is None else holder or NOBODY
            self._empty |= {(chat_id, each) for each, holder in found.items() if holder is None}
        return self._lanes[chat_id, lane]

    def _replace_waiting_edits(self, chat_id: int, lane: int, slot: str, at: datetime) -> None:
        """A later edit of the same message makes an earlier one that has not gone out pointless."""
        waited = self._last(chat_id, lane) if (chat_id, lane) not in self._empty else slot in self._edited
        self._edited.add(slot)
        if not waited:
            return
        values = {"chat": chat_id, "lane": lane, "slot": slot, "me": self.process}
        for number, case_id in _EDITS_WAITING.all(self.connection, values):
            self._close(number, case_id, "sent", "a later edit took its place", at)

    def claim(self, alive: Collection[str], most: int) -> None:
        """Take the first message of up to `most` lanes that nobody alive has in hand, the soonest wanted first."""
        alive = {*alive, self.process}  # whatever its lease says: a clock may have been put forward
        earlier = aliased(OUT)
        first = (
            select(earlier.c.id)
            .where(
                earlier.c.chat_id == OUT.c.chat_id,
                earlier.c.lane == OUT.c.lane,
                earlier.c.id < OUT.c.id,
                earlier.c.state == "queued",
            )
            .exists()
        )
        free = or_(OUT.c.claimed_by == "", OUT.c.claimed_by.not_in(alive))
        heads = (
            _WITH_KEY.where(_QUEUED, free, ~first)
            .order_by(OUT.c.send_by, OUT.c.id)
            .limit(most)
            .with_for_update(skip_locked=True, of=OUT)
        )
        rows, seen = self.connection.execute(heads).all(), set[tuple[int, int]]()
        for row in rows:  # a dead process may have sent one of these: to staff, or to a family of each lane
            place = (row.chat_id, 0 if row.chat_id == STAFF_ROOM else row.lane)
            self._take([row], again=row.claimed_by not in ("", self.process) and place not in seen)
            seen.add(place)
        for row in rows:
            self._take_lane(row.chat_id, row.lane, alive)

    def claim_next(self, done: Sequence[Ready], alive: Collection[str]) -> None:
        """Take what waits behind these messages in their lanes, and nobody alive has in hand."""
        alive = {*alive, self.process}
        cases = [message.case_id for message in done if message.case_id]
        if cases:  # whoever queues for one of these right now is waited for
            self.connection.execute(_LOCK, {"cases": cases})
        for chat_id, lane in {(message.chat_id, message.lane) for message in done}:
            self._take_lane(chat_id, lane, alive)

    def _take_lane(self, chat_id: int, lane: int, alive: Collection[str]) -> None:
        values = {"chat": chat_id, "lane": lane, "alive": list(alive)}
        self._take(self.connection.execute(_FREE_IN_LANE, values).all())

    def _take(self, rows: Sequence[Row[Any]], *, again: bool = False) -> None:
        opened = [(row, self._opened(row, again or row.claimed_by == RESTORED)) for row in rows]
        self.taken += [ready for _, ready in opened if ready]
        numbers = [row.id for row, ready in opened if ready]
        if numbers:
            self.connection.execute(update(OUT).where(OUT.c.id.in_(numbers)).values(claimed_by=self.process))

    def _opened(self, row: Row[Any], again: bool) -> Ready | None:
        """The message of a row; None where it cannot be read, so that it does not hold up the others."""
        place, sealed = f"outgoing:{row.chat_id}:{row.mark}", row.sealed_body or b""
        try:
            if row.case_id:
                case = Case(
                    id=row.case_id,
                    sealed_key=row.sealed_key,
                    key_name=row.case_key,
                    begun_at=row.queued_at,
                    heard_at=row.queued_at,
                )
                body = self.vault.unseal(case, sealed, place)
            else:
                body = self.vault.unseal_for_office(row.key_name, sealed, place)
        except (SealError, ErasedError):
            log.exception("message %s cannot be read, and is given up", row.id)
            self._close(row.id, row.case_id, "failed", "it cannot be read", row.queued_at)
            return None
        message = Message.from_plain(body)
        return Ready(row.id, row.chat_id, row.lane, row.case_id, Rank(row.rank), row.send_by, message, again)

    def is_still_ours(self, message: Ready) -> bool:
        """Whether a message that waited is still to be sent, and by us."""
        values = {"number": message.number, "me": self.process}
        return self.connection.execute(_STILL, values).first() is not None

    def let_go(self, numbers: Sequence[int]) -> None:
        """Put messages of ours back for whoever comes first."""
        ours = OUT.c.id.in_(numbers) & (OUT.c.claimed_by == self.process) & _QUEUED
        self.connection.execute(update(OUT).where(ours).values(claimed_by=""))

    def close(self, message: Ready, state: str, why: str, at: datetime) -> bool:
        """Note what became of a message: sent or failed; its body is blanked.

        Returns whether it was still there: what was erased while it went out leaves nothing behind.
        """
        return self._close(message.number, message.case_id, state, why, at)

    def _close(self, number: int, case_id: int | None, state: str, why: str, at: datetime) -> bool:
        """Blank a message that is done with."""
        if case_id is None and state == "sent":
            return _GONE.run(self.connection, {"number": number}) == 1
        done = {"number": number, "now": state, "because": why, "at": at}
        return _DONE.run(self.connection, done) == 1

    def drop_queued_to(self, chat_id: int, why: str, at: datetime) -> None:
        """Let go of everything that a chat is still owed."""
        queued = (OUT.c.chat_id == chat_id) & _QUEUED
        for row in self.connection.execute(select(OUT.c.id, OUT.c.case_id).where(queued)).all():
            self._close(row.id, row.case_id, "failed", why, at)
