"""Being one of perhaps many processes: who lives, who polls, which group is the staff's."""

from dataclasses import dataclass

from storage.leases import KNOWS, RUNNING
from storage.work import Work

LEASE_SECONDS = 15
"""How long after its last beat a process counts as dead, and its work is free for others."""

POLLING = "polling"
"""The lease of the one process that may poll."""


@dataclass(frozen=True)
class Life:
    processes: int
    polls: bool
    group: int


def beat(work: Work, process: str, group: int) -> Life:
    """Say that this process lives. `group` is the staff group's number in the settings."""
    work.leases.forget_dead()
    work.leases.hold(f"{RUNNING}{process}", process, LEASE_SECONDS)
    work.leases.hold(f"{KNOWS}{work.vault.masters.current}:{process}", process, LEASE_SECONDS)
    polls = work.leases.hold(POLLING, process, LEASE_SECONDS)
    now = work.postings.group_now(group)
    work.postings.in_group(now)
    return Life(len(work.leases.alive()), polls, now)
