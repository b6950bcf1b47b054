"""python -m tests.storage.dies N FOLDER COMMAND...: a command of ./sendline, killed at its N-th step in a folder.

A step is whatever is opened, renamed, removed or made there, and whatever is copied or made to last. It says how many
steps it took, if it lives to the end.
"""

import os
import signal
import sys
from typing import Any

STEPS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect"})


class Fuse:
    def __init__(self, left: int, folder: str) -> None:
        self.left, self.steps, self._folder = left, 0, folder

    def __call__(self, event: str, given: tuple[Any, ...]) -> None:
        if event in STEPS and self._folder in str(given[0] if given else ""):
            self.burns()

    def burns(self) -> None:
        self.steps += 1
        if self.steps == self.left:
            os.kill(os.getpid(), signal.SIGKILL)

    def lies_before(self, name: str) -> None:
        """A call of this function of the system's is a step."""
        original = getattr(os, name)

        def called(*given: Any) -> Any:
            self.burns()
            return original(*given)

        setattr(os, name, called)


def main(left: str, folder: str, *command: str) -> None:
    from bot.cli import app

    fuse = Fuse(int(left), folder)
    sys.addaudithook(fuse)
    for name in ("fsync", "sendfile"):
        fuse.lies_before(name)
    app(command, standalone_mode=False)
    sys.stdout.write(f"{fuse.steps} steps\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
