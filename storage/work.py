"""The unit of work: all that one use-case reads and writes, committed or dropped as one by its owner."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from storage.cases import Cases, Conversations, History, Verdicts
from storage.followups import FollowUps
from storage.outbox import Outbox, Postings
from storage.sealing import MasterKeys
from storage.tables import Heard, SetAside, StaffAsk, Tally
from storage.vault import Vault

log = logging.getLogger(__name__)

HEARD_FOR = timedelta(days=3)
"""How long an update is remembered: Telegram delivers one again for a day, and restarts its ids after a week."""


class Work:
    """What the desk works with. Desk functions never commit: whoever opened the transaction does."""

    def __init__(self, session: Session, masters: MasterKeys) -> None:
        self.session = session
        self.vault = Vault(masters)
        self.cases = Cases(session, self.vault)
        self.conversations = Conversations(session, self.vault)
        self.history = History(session, self.vault)
        self.verdicts = Verdicts(session, self.vault)
        self.follow_ups = FollowUps(session)
        self.outbox = Outbox(session, self.vault)
        self.postings = Postings(session)

    def heard_before(self, update_id: int, at: datetime) -> bool:
        """Whether this update's effects are committed already; remembers it if not."""
        if self.session.get(Heard, update_id):
            return True
        self.session.add(Heard(update_id=update_id, heard_at=at))
        return False

    def apart(self, use: Callable[[], None], otherwise: Callable[[], None]) -> None:
        """Do one thing of several in a savepoint: where it fails, its changes are dropped and the others stand."""
        try:
            with self.session.begin_nested():
                use()
        except Exception:
            log.exception("one of several could not be done; the others stand")
            otherwise()

    def forget_heard(self, now: datetime) -> None:
        self.session.exec(delete(Heard).where(col(Heard.heard_at) < now - HEARD_FOR))

    def set_aside(self, update_id: int, body: str, why: str, at: datetime) -> None:
        """Keep an update that cannot be handled, sealed, with the reason."""
        name, sealed = self.vault.seal_for_office(body, f"set-aside:{update_id}")
        self.session.merge(SetAside(update_id=update_id, at=at, why=why, key_name=name, sealed_body=sealed))

    def count(self, kind: str, at: datetime) -> None:
        """Add one to an anonymous monthly count."""
        month = f"{at:%Y-%m}"
        tally = self.session.get(Tally, (kind, month)) or Tally(kind=kind, month=month)
        tally.count += 1
        self.session.add(tally)

    def ask_staff(self, case_id: int, action: str, staff_id: int) -> StaffAsk:
        ask = StaffAsk(case_id=case_id, action=action, staff_id=staff_id)
        self.session.add(ask)
        self.session.flush()
        return ask

    def asked_of_staff(self, ask_id: int) -> StaffAsk | None:
        return self.session.get(StaffAsk, ask_id)
