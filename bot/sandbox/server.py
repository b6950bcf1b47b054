"""Serves the sandbox, and stops without waiting for those who wait."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.sandbox.telegram import Telegram

LOOPBACK = "127.0.0.1"


class Server(uvicorn.Server):
    """uvicorn, with two habits changed.

    It leaves signals to whoever started it: uvicorn would raise SIGTERM again after serve(), and nothing
    after that would run. And it lets go of long polls first: a stop would wait for them otherwise.
    End it with `should_exit = True`.
    """

    def __init__(self, app: ASGIApp, telegram: Telegram, port: int = 0) -> None:
        quiet = uvicorn.Config(
            app, LOOPBACK, port, log_level="warning", access_log=False, lifespan="off", ws="none"
        )
        quiet.timeout_graceful_shutdown = 5
        super().__init__(quiet)
        self.telegram = telegram

    @property
    def port(self) -> int:
        """Return the port it listens on, once started."""
        return int(self.servers[0].sockets[0].getsockname()[1])

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.telegram.close()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
