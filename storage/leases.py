"""Leases: which processes are alive, and what only one of them may do."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, select

from storage.dialects import seconds_now, table_of, take_lease
from storage.tables import Lease

RUNNING = "running:"
"""Begins the name of the lease that a process holds for as long as it lives."""

KNOWS = "key:"
"""Begins the name of the lease that says which master key a living process seals under."""

LONGEST_SECONDS = 60
"""No lease is longer: one that seems so was taken before the clock was put back."""

LEASE = table_of(Lease)
_LIVE = select(LEASE.c.holder).where(
    LEASE.c.until > bindparam("now"),
    LEASE.c.until <= bindparam("latest"),
    LEASE.c.name.startswith(RUNNING),
)


@dataclass(frozen=True)
class Leases:
    connection: Connection

    def hold(self, name: str, holder: str, seconds: int) -> bool:
        """Take a lease for so many seconds, or keep it. False while another holds it."""
        now = seconds_now(self.connection)
        row = {"name": name, "holder": holder, "until": now + seconds, **_around(now)}
        return self.connection.execute(take_lease(self.connection.dialect.name), row).rowcount == 1

    def alive(self) -> frozenset[str]:
        """The processes that run."""
        return frozenset(self.connection.execute(_LIVE, _around(seconds_now(self.connection))).scalars())

    def let_go(self, holder: str) -> None:
        """Give up all that a process held, so that others need not wait."""
        self.connection.execute(delete(LEASE).where(LEASE.c.holder == holder))

    def forget_dead(self) -> None:
        """Let go of leases that ran out an hour ago: each start of a process leaves one."""
        long_ago = seconds_now(self.connection) - 3600
        self.connection.execute(delete(LEASE).where(LEASE.c.until < long_ago))

    def clear(self) -> None:
        """Nobody can be alive: whatever was held is free."""
        self.connection.execute(delete(LEASE))


def _around(now: int) -> dict[str, int]:
    """Between which moments a lease that counts ends."""
    return {"now": now, "latest": now + LONGEST_SECONDS}
