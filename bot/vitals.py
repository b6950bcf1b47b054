"""/health and /metrics, for this machine alone: whether Sendline does its work, and how much of it waits."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from socket import socket

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from bot.app import Sendline
from bot.serving import LOOPBACK, Server
from handlers.pulse import Pulse
from storage.measures import Measures, measure
from storage.trouble import StorageTrouble

ANSWERS_WITHIN_SECONDS = 5
KEPT_SECONDS = 5
"""So long numbers are served again, so that whoever asks often costs families nothing."""


class Vitals:
    """What one running Sendline tells of itself."""

    def __init__(self, sendline: Sendline) -> None:
        self._sendline = sendline
        self._kept: tuple[float, Measures] | None = None

    async def health(self, _: Request) -> JSONResponse:
        """200 where the database answers and polls and ticks go on; 503 otherwise."""
        pulse, measures = self._sendline.pulse(), await self._measures()
        well = measures is not None and pulse.is_well()
        facts = {
            "ok": well,
            "database": "answers" if measures else "does not answer",
            "last_poll_seconds": _rounded(pulse.poll),
            "last_update_seconds": _rounded(pulse.update),
            "last_tick_seconds": _rounded(pulse.tick),
            "set_aside": measures.set_aside if measures else None,
        }
        return JSONResponse(facts, 200 if well else 503)

    async def metrics(self, _: Request) -> PlainTextResponse:
        """Everything that is measured, in the text format of Prometheus."""
        pulse, measures = self._sendline.pulse(), await self._measures()
        text = "\n".join([*_lines(pulse, measures), ""])
        return PlainTextResponse(text, media_type="text/plain; version=0.0.4")

    async def _measures(self) -> Measures | None:
        """The numbers; None where the database does not give them soon enough."""
        now = self._sendline.elapsed()
        if self._kept and now - self._kept[0] < KEPT_SECONDS:
            return self._kept[1]
        moment = self._sendline.now()
        try:
            async with asyncio.timeout(ANSWERS_WITHIN_SECONDS):
                found = await self._sendline.database.transact(lambda work: measure(work.connection, moment))
        except (StorageTrouble, TimeoutError):
            return None
        self._kept = now, found
        return found


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)


HELP = {
    "sendline_healthy": "1 where /health answers 200.",
    "sendline_last_poll_seconds": "Seconds since Telegram last answered a poll of this process.",
    "sendline_last_update_seconds": "Seconds since this process last took in an update.",
    "sendline_last_tick_seconds": "Seconds since this process last looked for follow-ups that are due.",
    "sendline_unacknowledged_updates": "Updates taken in whose effects are not committed yet.",
    "sendline_oldest_unacknowledged_seconds": "Age of the oldest of them.",
    "sendline_unsent_messages": "Messages that wait to be sent.",
    "sendline_oldest_unsent_seconds": "Age of the oldest message that waits to be sent.",
    "sendline_follow_ups_due": "Follow-ups whose time has come, and that have not gone out.",
    "sendline_follow_ups_late": "Those of them that were due more than five minutes ago.",
    "sendline_oldest_due_follow_up_seconds": "Seconds since the first of them was due.",
    "sendline_set_aside_updates": "Updates that could not be handled, and wait for a person.",
    "sendline_cases_open": "Cases that were sent and are not closed.",
    "sendline_cases_urgent_unclaimed": "Urgent cases among them that nobody has claimed.",
}
"""Every metric: all are gauges. docs/running.md says what to do about each."""


def _lines(pulse: Pulse, measures: Measures | None) -> Iterator[str]:
    for name, values in _values(pulse, measures).items():
        yield f"# HELP {name} {HELP[name]}"
        yield f"# TYPE {name} gauge"
        yield from (f"{name}{labels} {value:g}" for labels, value in values if value is not None)


def _values(pulse: Pulse, measures: Measures | None) -> dict[str, list[tuple[str, float | None]]]:
    """Every metric's values by its labels; without the database's where it does not answer."""
    own = {
        "healthy": int(measures is not None and pulse.is_well()),
        "last_poll_seconds": pulse.poll,
        "last_update_seconds": pulse.update,
        "last_tick_seconds": pulse.tick,
        "unacknowledged_updates": pulse.unacknowledged,
        "oldest_unacknowledged_seconds": pulse.oldest_unacknowledged,
    }
    return _bare(own) | (_of_the_database(measures) if measures else {})


def _bare(values: Mapping[str, float | None]) -> dict[str, list[tuple[str, float | None]]]:
    return {f"sendline_{name}": [("", value)] for name, value in values.items()}


def _of_the_database(measures: Measures) -> dict[str, list[tuple[str, float | None]]]:
    to: list[tuple[str, float | None]] = [
        ('{to="families"}', measures.unsent_to_families),
        ('{to="staff"}', measures.unsent_to_staff),
    ]
    single = {
        "oldest_unsent_seconds": measures.oldest_unsent,
        "follow_ups_due": measures.follow_ups_due,
        "follow_ups_late": measures.follow_ups_late,
        "oldest_due_follow_up_seconds": measures.oldest_due_follow_up,
        "set_aside_updates": measures.set_aside,
        "cases_open": measures.cases_open,
        "cases_urgent_unclaimed": measures.cases_urgent_unclaimed,
    }
    return {"sendline_unsent_messages": to} | _bare(single)


def site(vitals: Vitals) -> Starlette:
    """Both pages; whoever asks under another name than this machine's own is refused."""
    routes = [Route("/health", vitals.health), Route("/metrics", vitals.metrics)]
    here = Middleware(TrustedHostMiddleware, allowed_hosts=[LOOPBACK, "localhost"])
    return Starlette(routes=routes, middleware=[here])


@asynccontextmanager
async def told_here(sendline: Sendline, door: socket) -> AsyncIterator[asyncio.Task[None]]:
    """Answer at this door, which is on loopback, until left."""
    server = Server(site(Vitals(sendline)), *door.getsockname()[:2])
    serving = asyncio.create_task(server.serve([door]))
    try:
        yield serving
    finally:
        server.should_exit = True
        await serving
