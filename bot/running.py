"""`run`: the office's bot, until it is told to stop."""

import asyncio
from collections.abc import Callable

from bot.app import Sendline
from bot.office import Office
from bot.serving import Server
from bot.settings import Settings


async def run_here(
    settings: Settings,
    office: Office,
    webhook: str,
    host: str,
    port: int,
    say: Callable[[str], None],
    stopped: asyncio.Event,
) -> None:
    """Run until stopped. Raises what refuses to start: a wrong key, a database in use, no such token."""
    sendline = Sendline(settings, office)
    server = Server(sendline.site(webhook), host, port) if webhook else None
    serving = asyncio.create_task(server.serve()) if server else None
    try:
        await sendline.start(webhook)
        say("Sendline is running. Ctrl+C stops it; nothing is lost.")
        await sendline.run_until(stopped, *([serving] if serving else ()))
    finally:
        if server and serving:
            server.should_exit = True
            await serving
        await sendline.stop()
