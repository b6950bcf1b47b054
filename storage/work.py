"""The unit of work: all that one use-case reads and writes, committed or dropped as one by its owner."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from storage.asks import Asks
from storage.audit import Audit
from storage.cases import Cases
from storage.chores import Chores
from storage.consents import Consents
from storage.conversations import Conversations, History, Verdicts
from storage.dialects import count_one, insert_once, table_of
from storage.files import Files
from storage.followups import FollowUps
from storage.leases import Leases
from storage.members import Members
from storage.outbox import Outbox
from storage.postings import Postings
from storage.sealing import MasterKeys
from storage.setaside import Aside
from storage.tables import Heard
from storage.trouble import is_trouble
from storage.vault import Vault

log = logging.getLogger(__name__)

HEARD_FOR = timedelta(days=3)
"""How long an update is remembered: Telegram delivers one again for a day, and restarts its ids after a week."""


class Work:
    """What the desk works with. Desk functions never commit: whoever opened the transaction does."""

    def __init__(self, connection: Connection, masters: MasterKeys, process: str = "", room: int = 0) -> None:
        """`process` names who sends what is queued here; it may take up to `room` messages in hand."""
        self.connection = connection
        self.vault = Vault(masters)
        self.cases = Cases(connection, self.vault)
        self.conversations = Conversations(self.vault)
        self.history = History(connection, self.vault)
        self.verdicts = Verdicts(connection, self.vault)
        self.follow_ups = FollowUps(connection)
        self.outbox = Outbox(connection, self.vault, process, room)
        self.postings = Postings(connection)
        self.aside = Aside(connection, self.vault)
        self.leases = Leases(connection)
        self.audit = Audit(connection)
        self.members = Members(connection)
        self.asks = Asks(connection, self.vault)
        self.files = Files(connection, self.vault)
        self.chores = Chores(connection)
        self.consents = Consents(connection)

    def heard_before(self, update_id: int, at: datetime) -> bool:
        """Whether this update's effects are committed already; remembers it if not."""
        return not insert_once(self.connection, Heard, {"update_id": update_id, "heard_at": at})

    def apart(self, use: Callable[[], object], otherwise: Callable[[], object]) -> None:
        """Do one thing of several in a savepoint: where it fails, its changes are dropped and the others stand.

        Where the database is at fault, all of them are, and will be tried again.
        """
        self.cases.save()
        taken = len(self.outbox.taken)
        try:
            with self.connection.begin_nested():
                use()
                self.cases.save()
        except Exception as failed:
            if is_trouble(failed):  # not this one is at fault: none of them stands
                raise
            log.exception("one of several could not be done; the others stand")
            self.cases.let_go()
            del self.outbox.taken[taken:]
            otherwise()

    def forget_heard(self, now: datetime) -> None:
        heard = table_of(Heard)
        self.connection.execute(delete(heard).where(heard.c.heard_at < now - HEARD_FOR))

    def count(self, kind: str, at: datetime) -> None:
        """Add one to an anonymous monthly count."""
        month = f"{at:%Y-%m}"
        one = {"kind": kind, "month": month, "count": 1}
        self.connection.execute(count_one(self.connection.dialect.name), one)
