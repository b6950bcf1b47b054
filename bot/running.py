"""`run`: the office's bot, until it is told to stop."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from socket import socket
from urllib.parse import urlsplit

from bot.app import Sendline
from bot.cues import load_cues
from bot.office import Office
from bot.ports import LOOPBACK, listening
from bot.settings import Settings

NO_GROUP = """
The staff group cannot be reached: families are answered, and no caseworker sees it. Add the bot to the group, write
/chat@your_bot there, put the number that it answers into SENDLINE_STAFF_CHAT, and start again."""


async def run_here(
    settings: Settings,
    office: Office,
    webhook: str,
    host: str,
    port: int,
    say: Callable[[str], None],
    stopped: asyncio.Event,
) -> None:
    """Run until stopped. Raises what refuses to start: a port or a database in use, a wrong key, no such token.

    Where Telegram delivers, it is listened before Telegram is told so, and answered once all else is ready.
    """
    async with AsyncExitStack() as behind:
        door = behind.enter_context(listening(host, port)) if webhook else None
        here = (
            behind.enter_context(listening(LOOPBACK, settings.health_port)) if settings.health_port else None
        )
        sendline = Sendline(settings, office)
        behind.push_async_callback(sendline.stop)
        await sendline.start(webhook)
        served = [await behind.enter_async_context(_serving(sendline, webhook, door))] if door else []
        if here:
            from bot.vitals import told_here  # an office may do without

            served.append(await behind.enter_async_context(told_here(sendline, here)))
        _look_at_young_things_only()
        say("Sendline is running. Ctrl+C stops it; nothing is lost.")
        if not sendline.sees_group:
            say(NO_GROUP)
        cues = asyncio.create_task(_make_cues(stopped))
        await sendline.run_until(stopped, cues, *served)


async def _make_cues(stopped: asyncio.Event) -> None:
    """Make what danger in words is looked for by, once the start is over; where that fails, nothing may go on."""
    await asyncio.to_thread(load_cues)
    gc.freeze()
    await stopped.wait()


@asynccontextmanager
async def _serving(sendline: Sendline, webhook: str, door: socket) -> AsyncIterator[asyncio.Task[None]]:
    """Answer whoever comes to the door."""
    from bot.serving import Server  # who polls does without a web server
    from handlers.webhook import site

    server = Server(site(sendline.intake, sendline.secret, urlsplit(webhook).path), *door.getsockname()[:2])
    serving = asyncio.create_task(server.serve([door]))
    try:
        yield serving
    finally:
        server.should_exit = True
        await serving


def _look_at_young_things_only() -> None:
    """Look for garbage, but not in what is loaded by now, which lives as long as the process: to look through that
    costs a fifth of an answer.
    """
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    gc.enable()
