"""Telegram's stand-in for the bench, in a process of its own: python -m tests.bench.standin [--latency-ms N]"""

import argparse
import asyncio
import json
import sys
from contextlib import suppress
from typing import Any

from tests.bench.botapi import BotApi
from tests.bench.scenes import SCENES
from tests.bench.wire import Answer, Connection

with suppress(ImportError):  # where it is not installed, the stand-in is slower
    import uvloop

    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())

SCENE = "scene"
"""The last part of the address where scenes are asked for; anything else is a call of the Bot API."""


class Standin:
    def __init__(self, latency_ms: float) -> None:
        self._api = BotApi()
        self._api.latency_seconds = latency_ms / 1000
        self._playing: set[asyncio.Task[None]] = set()

    def call(self, name: str, params: dict[str, Any], answer: Answer) -> None:
        if name != SCENE:
            self._api.call(name, params, answer)
            return
        task = asyncio.create_task(self._play(params, answer))
        self._playing.add(task)
        task.add_done_callback(self._playing.discard)

    async def _play(self, params: dict[str, Any], answer: Answer) -> None:
        scene = SCENES[params.pop("name")]
        try:
            figures = await scene(self._api, **params)
        except Exception as trouble:  # whoever asked for the scene is told
            figures = {"trouble": f"{type(trouble).__name__}: {trouble}"}
        answer(json.dumps(figures))


async def serve(latency_ms: float) -> None:
    """Serve on a free port of loopback, which is printed, until ended."""
    standin = Standin(latency_ms)
    server = await asyncio.get_running_loop().create_server(
        lambda: Connection(standin.call), "127.0.0.1", 0, backlog=1024
    )
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--latency-ms", type=float, default=0)
    asyncio.run(serve(parser.parse_args().latency_ms))
