"""python -m tests.chaos.entry STEP N MOMENT: the bot as it runs, but it kills itself at the N-th pass through a step.

MOMENT is when its clock starts, as ISO. It ticks every second, so that nobody has to wait for follow-ups.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect
from telegram.request import BaseRequest

from bot import cli, clock
from bot.desk import following
from storage.work import Work


class Step(StrEnum):
    NEVER = "never"
    BEFORE_COMMIT = "before-commit"  # of an update's effects
    AFTER_COMMIT = "after-commit"
    BEFORE_SEND = "before-send"
    AFTER_SEND = "after-send"
    MIGRATION = "migration"  # a table or an index is made, and nothing is committed yet
    TICK_TAKEN = "tick-taken"  # follow-ups are taken, and nothing is committed yet
    TICK_COMMITTED = "tick-committed"


class Fuse:
    """Burns down with each pass through its step; at the end the process is killed, as by `kill -9`."""

    def __init__(self, step: Step, passes: int) -> None:
        self._step, self._left = step, passes

    def passes(self, step: Step) -> None:
        if step is not self._step:
            return
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def arm(fuse: Fuse) -> None:
    """Lay the fuse through every step."""
    _arm_commits(fuse)
    _arm_sending(fuse)
    _arm_migrations(fuse)


def _arm_migrations(fuse: Fuse) -> None:
    def after(*call: Any) -> None:
        if call[2].lstrip().startswith(("CREATE ", "ALTER ")):
            fuse.passes(Step.MIGRATION)

    event.listen(Engine, "after_cursor_execute", after)


def _arm_commits(fuse: Fuse) -> None:
    """What a transaction holds is known by the thread that it runs on, from what is done in it to its commit."""
    here = threading.local()

    def mark_update(_: Any) -> None:
        here.holds = "update"

    def mark_tick(taken: Any) -> None:
        if taken:
            here.holds = "tick"
            fuse.passes(Step.TICK_TAKEN)

    def before(_: Any) -> None:
        if getattr(here, "holds", "") == "update":
            fuse.passes(Step.BEFORE_COMMIT)

    def after(_: Any) -> None:
        held, here.holds = getattr(here, "holds", ""), ""
        if held:
            fuse.passes(Step.AFTER_COMMIT if held == "update" else Step.TICK_COMMITTED)

    _wrap_after(Work, "heard_before", mark_update)
    event.listen(Engine, "commit", before)
    _wrap_after(DefaultDialect, "do_commit", after)
    _wrap_after(following, "follow_up", mark_tick)


def _arm_sending(fuse: Fuse) -> None:
    original = BaseRequest.post

    async def post(self: BaseRequest, url: str, *args: Any, **options: Any) -> Any:
        sends = url.lower().endswith("/sendmessage")
        if sends:
            fuse.passes(Step.BEFORE_SEND)
        result = await original(self, url, *args, **options)
        if sends:
            fuse.passes(Step.AFTER_SEND)
        return result

    BaseRequest.post = post  # type: ignore[misc, method-assign]


def _wrap_after(owner: Any, name: str, then: Callable[[Any], None]) -> None:
    """Call `then` with the result after each call of owner's function."""
    original = getattr(owner, name)

    def wrapped(*args: Any, **options: Any) -> Any:
        result = original(*args, **options)
        then(result)
        return result

    setattr(owner, name, wrapped)


def main(step: str, passes: str, moment: str) -> None:
    ahead = datetime.fromisoformat(moment) - datetime.now(UTC)
    clock.system_now = lambda: datetime.now(UTC) + ahead
    arm(Fuse(Step(step), int(passes)))

    from bot import app  # only now: it takes the clock when it is imported

    app.TICK_SECONDS = 1
    cli.app(["run"])


if __name__ == "__main__":
    main(*sys.argv[1:])
