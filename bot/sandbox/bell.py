"""Wakes everyone who waits for something to change."""

import asyncio
import contextlib


class Bell:
    """Waiters wait, a change rings; safe to ring from any thread."""

    def __init__(self) -> None:
        self.waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake everyone who waits now."""
        for waiter in tuple(self.waiting):
            loop = waiter.get_loop()
            if not loop.is_closed():
                loop.call_soon_threadsafe(_wake, waiter)

    async def wait(self, seconds: float | None = None) -> None:
        """Return at the next ring, or after `seconds`."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):  # Python 3.11's wait_for may swallow a cancellation
                await self.next_ring()

    def next_ring(self) -> asyncio.Future[None]:
        """Return a future that the next ring fulfils: no ring is missed from here on."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.add(waiter)
        waiter.add_done_callback(self.waiting.discard)
        return waiter


def _wake(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)
