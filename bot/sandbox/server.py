"""Serves the sandbox, and stops without waiting for those who wait."""

import socket

from starlette.types import ASGIApp

from bot.sandbox.telegram import Telegram
from bot.serving import LOOPBACK as LOOPBACK
from bot.serving import Server as PlainServer


class Server(PlainServer):
    """A server that lets go of long polls first: a stop would wait for them otherwise."""

    def __init__(self, app: ASGIApp, telegram: Telegram, port: int = 0) -> None:
        super().__init__(app, LOOPBACK, port)
        self.telegram = telegram

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.telegram.close()
        await super().shutdown(sockets)
