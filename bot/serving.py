"""A web server inside this process, which leaves the process's signals and its end alone."""

from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.ports import LOOPBACK as LOOPBACK


class Server(uvicorn.Server):
    """uvicorn, but it leaves signals to whoever started it: it would raise SIGTERM again after serve(), and
    nothing after that would run. End it with `should_exit = True`.
    """

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        quiet = uvicorn.Config(
            app, host, port, log_level="warning", access_log=False, lifespan="off", ws="none"
        )
        quiet.timeout_graceful_shutdown = 5
        super().__init__(quiet)

    @property
    def port(self) -> int:
        """Return the port it listens on, once started."""
        return int(self.servers[0].sockets[0].getsockname()[1])

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
