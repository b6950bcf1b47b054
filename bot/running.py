"""`run`: the office's bot, until it is told to stop."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from urllib.parse import urlsplit

from bot.app import Sendline
from bot.office import Office
from bot.ports import PortTakenError, is_free
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
    async with AsyncExitStack() as behind:
        behind.push_async_callback(sendline.stop)
        served = (
            [await behind.enter_async_context(_serving(sendline, webhook, host, port))] if webhook else []
        )
        await sendline.start(webhook)
        say("Sendline is running. Ctrl+C stops it; nothing is lost.")
        await sendline.run_until(stopped, *served)


@asynccontextmanager
async def _serving(
    sendline: Sendline, webhook: str, host: str, port: int
) -> AsyncIterator[asyncio.Task[None]]:
    """Listen where Telegram delivers."""
    from bot.serving import Server  # who polls does without a web server
    from handlers.webhook import site

    if not is_free(port, host):
        raise PortTakenError(f"Port {port} of {host} is taken. Choose another with --port.")
    server = Server(site(sendline.intake, sendline.secret, urlsplit(webhook).path), host, port)
    serving = asyncio.create_task(server.serve())
    try:
        yield serving
    finally:
        server.should_exit = True
        await serving
