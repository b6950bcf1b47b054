"""Misbehaviour on request, for tests of what the bot does when Telegram fails."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.sandbox.refusals import Refused, bad_request, too_many
from bot.sandbox.world import World

CALLS = frozenset({"429", "500", "502", "timeout", "reset", "uneditable"})
INBOX = frozenset({"duplicate", "shuffle"})
"""What can go wrong with a call, and with the updates that a poll brings."""
BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    "<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)


@dataclass(frozen=True)
class Fault:
    """One way to fail; method None means any but getUpdates; after means the call is carried out first.

    With a share, that share of the calls fails for as long as it lasts; without, the next `times` do.
    """

    kind: str
    method: str | None
    times: int
    after: bool = False
    retry_after: int = 1
    share: float | None = None

    def meets(self, method: str) -> bool:
        return method == (self.method or method).lower() and (bool(self.method) or method != "getupdates")


class Faults:
    """The failures still to come, oldest first; chance picks the calls that a share of them fails."""

    def __init__(self, seed: int = 0) -> None:
        self.waiting: list[Fault] = []
        self.chance = Random(seed)  # noqa: S311  it is to be repeatable, not secret

    def add(self, fault: Fault) -> None:
        known = CALLS | INBOX
        if fault.kind not in known:
            raise ValueError(f"{fault.kind!r} is not a way to misbehave. Known: {', '.join(sorted(known))}.")
        self.waiting.append(fault)

    def take(self, method: str) -> Fault | None:
        """Return the failure that this call meets, and use it up."""
        return self._use(lambda fault: fault.kind in CALLS and fault.meets(method.lower()))

    def take_of_inbox(self, kind: str) -> bool:
        """Say whether this happens to the updates that a poll brings now."""
        return self._use(lambda fault: fault.kind == kind) is not None

    def _use(self, wanted: Callable[[Fault], bool]) -> Fault | None:
        for index, fault in enumerate(self.waiting):
            if not wanted(fault):
                continue
            if fault.share is None:
                left = replace(fault, times=fault.times - 1)
                self.waiting[index : index + 1] = [left] if left.times > 0 else []
                return fault
            if self.chance.random() < fault.share:
                return fault
        return None


def failure(fault: Fault, world: World) -> Response:
    """Return the response that fails in this way."""
    if fault.kind == "429":
        refusal = too_many(fault.retry_after)
        return JSONResponse(refusal.body(), 429)
    if fault.kind == "uneditable":
        return JSONResponse(bad_request("message can't be edited").body(), 400)
    if fault.kind == "500":
        return JSONResponse(Refused(500, "Internal Server Error").body(), 500)
    if fault.kind == "502":
        return HTMLResponse(BAD_GATEWAY, 502)
    return _Silent(world) if fault.kind == "timeout" else _Dropped()


class _Dropped(Response):
    """Breaks off in the middle of the answer: over a socket the connection is reset."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"64")]})
        raise ConnectionResetError("the sandbox dropped this connection, as it was asked to")


class _Silent(Response):
    """Never answers; ends when the client gives up, or as a broken connection at Telegram.hang_up."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        gone = asyncio.ensure_future(_given_up(receive))
        hang_ups = self.world.hang_ups
        try:
            while not (gone.done() or self.world.closed or self.world.hang_ups > hang_ups):
                await self._anything(gone)
        finally:
            gone.cancel()
        if gone.cancelled() or not gone.done():
            raise ConnectionResetError("the sandbox kept this call waiting, as it was asked to")
        await super().__call__(scope, receive, send)

    async def _anything(self, gone: asyncio.Future[None]) -> None:
        rung = self.world.bell.next_ring()
        try:
            await asyncio.wait({gone, rung}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            rung.cancel()


async def _given_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
