"""What goes out: rows, committed with the decision that caused them, sent in order per chat."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, cast, delete
from sqlmodel import Session, col, func, select

from bot.casework.messages import Message
from storage.sealing import SealError
from storage.tables import Case, Outgoing, Posted
from storage.vault import Vault, new_mark, number_of

log = logging.getLogger(__name__)

THE_GROUP = "the-group"
"""Names the row that holds the number of the staff group, in place of a message's."""


@dataclass(frozen=True)
class Ready:
    """A message to send now, and what Telegram's message ids are of the messages that it names."""

    number: int
    chat_id: int
    message: Message
    tries: int
    edits_id: int | None
    replies_to_id: int | None


@dataclass(frozen=True)
class Outbox:
    session: Session
    vault: Vault

    def add(
        self, chat_id: int, message: Message, at: datetime, case: Case | None = None, *, urgent: bool = False
    ) -> None:
        """Queue a message behind all that this chat is still owed."""
        mark, body = new_mark(), message.to_json()
        if case is not None:
            key_name, sealed = "", self.vault.seal(case, body, f"outgoing:{chat_id}:{mark}")
        else:
            key_name, sealed = self.vault.seal_for_office(body, f"outgoing:{chat_id}:{mark}")
        if message.edits:
            self._replace_waiting_edits(chat_id, message.edits)
        self.session.add(
            Outgoing(
                chat_id=chat_id,
                case_id=number_of(case) if case else None,
                urgent=urgent,
                edits=message.edits,
                mark=mark,
                key_name=key_name,
                sealed_body=sealed,
                queued_at=at,
            )
        )

    def _replace_waiting_edits(self, chat_id: int, slot: str) -> None:
        """A later edit of the same message makes an earlier one that has not gone out pointless."""
        waiting = select(Outgoing).where(
            Outgoing.state == "queued", Outgoing.chat_id == chat_id, Outgoing.edits == slot
        )
        for row in self.session.exec(waiting):
            self._close(row, "sent", "a later edit took its place", row.queued_at)

    def ready(self, busy: Sequence[int], most: int = 50) -> list[Ready]:
        """The oldest unsent message of each chat that is not busy; chats that are owed something urgent first."""
        waiting = (
            select(
                func.min(Outgoing.id).label("oldest"),
                func.max(cast(Outgoing.urgent, Integer)).label("urgent"),
            )
            .where(Outgoing.state == "queued", col(Outgoing.chat_id).not_in(busy))
            .group_by(col(Outgoing.chat_id))
            .subquery()
        )
        rows = (
            select(Outgoing)
            .join(waiting, col(Outgoing.id) == waiting.c.oldest)
            .order_by(waiting.c.urgent.desc(), col(Outgoing.id))
        )
        opened = [self._opened(row) for row in self.session.exec(rows.limit(most)).all()]
        found = [ready for ready in opened if ready]
        return (
            found if found or not opened else self.ready(busy, most)
        )  # behind what was given up, others wait

    def _opened(self, row: Outgoing) -> Ready | None:
        """The message of a row; None where it cannot be read, so that it does not hold up the others."""
        try:
            return self._unsealed(row)
        except SealError:
            log.exception("message %s cannot be read, and is given up", row.id)
            self._close(row, "failed", "it cannot be read", row.queued_at)
            return None

    def _unsealed(self, row: Outgoing) -> Ready:
        case = self.session.get(Case, row.case_id) if row.case_id else None
        place, sealed = f"outgoing:{row.chat_id}:{row.mark}", row.sealed_body or b""
        body = (
            self.vault.unseal(case, sealed, place)
            if case
            else self.vault.unseal_for_office(row.key_name, sealed, place)
        )
        message = Message.from_json(body)
        return Ready(
            number=row.id or 0,
            chat_id=row.chat_id,
            message=message,
            tries=row.tries,
            edits_id=self._message_id(row.chat_id, message.edits),
            replies_to_id=self._message_id(row.chat_id, message.replies_to),
        )

    def _message_id(self, chat_id: int, slot: str) -> int | None:
        posted = self.session.get(Posted, slot) if slot else None
        return posted.message_id if posted and posted.chat_id == chat_id else None

    def sent(self, number: int, message_id: int | None, slot: str, at: datetime) -> None:
        """Mark as sent, blank the body, and remember where a named message stands."""
        row = self.session.get(Outgoing, number)
        if row is None:
            return
        if slot and message_id is not None:
            self.session.merge(
                Posted(slot=slot, chat_id=row.chat_id, message_id=message_id, case_id=row.case_id)
            )
        self._close(row, "sent", "", at)

    def failed(self, number: int, why: str, at: datetime) -> Outgoing | None:
        """Give up on a message, with the reason; the body is blanked."""
        row = self.session.get(Outgoing, number)
        if row:
            self._close(row, "failed", why, at)
        return row

    def tried(self, number: int) -> None:
        row = self.session.get(Outgoing, number)
        if row:
            row.tries += 1
            self.session.add(row)

    def _close(self, row: Outgoing, state: str, why: str, at: datetime) -> None:
        """Blank a message that is done with; one that belongs to no case leaves nothing behind."""
        if row.case_id is None and state == "sent":
            self.session.delete(row)
            return
        row.state, row.why, row.sealed_body, row.done_at = state, why, None, at
        self.session.add(row)

    def drop_queued_to(self, chat_id: int, why: str, at: datetime) -> None:
        """Let go of everything that a chat is still owed."""
        rows = select(Outgoing).where(Outgoing.chat_id == chat_id, Outgoing.state == "queued")
        for row in self.session.exec(rows):
            self._close(row, "failed", why, at)


@dataclass(frozen=True)
class Postings:
    """Where named messages stand."""

    session: Session

    def of_case(self, case: Case, chat_id: int) -> Sequence[str]:
        """The names of a case's messages in a chat."""
        found = select(Posted.slot).where(Posted.case_id == number_of(case), Posted.chat_id == chat_id)
        return self.session.exec(found).all()

    def in_group(self, number: int) -> None:
        """Where staff messages stand holds for one group only: forget it when the group has another number."""
        known = self.session.get(Posted, THE_GROUP)
        if known and known.message_id != number:
            self.session.exec(delete(Posted).where(col(Posted.chat_id) == 0))
        self.session.merge(Posted(slot=THE_GROUP, chat_id=1, message_id=number))

    def slot_of(self, chat_id: int, message_id: int) -> str | None:
        found = select(Posted).where(Posted.chat_id == chat_id, Posted.message_id == message_id)
        posted = self.session.exec(found).first()
        return posted.slot if posted else None
