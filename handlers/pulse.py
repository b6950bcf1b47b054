"""How lately a process did what it is there for."""

from dataclasses import dataclass

STALE_SECONDS = 120
"""Longer without a poll or a tick, and something is stuck: a poll takes 30 seconds, a tick comes every 20."""


@dataclass(frozen=True)
class Pulse:
    """When this process last did what it does, in seconds ago; None where it is not its part, or did not happen."""

    poll: float | None
    update: float | None
    tick: float
    unacknowledged: int
    oldest_unacknowledged: float

    def is_well(self) -> bool:
        return self.tick < STALE_SECONDS and (self.poll or 0) < STALE_SECONDS
