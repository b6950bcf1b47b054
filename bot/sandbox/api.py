"""The Bot API over HTTP."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox import params, polling
from bot.sandbox.faults import failure
from bot.sandbox.methods import METHODS
from bot.sandbox.refusals import Refused, no_such_method, not_found, unauthorised
from bot.sandbox.telegram import Telegram


class Ascii(JSONResponse):
    """JSON as Telegram writes it: all beyond ASCII as \\u escapes, so that even half a character can travel."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content).encode("ascii")


def bot_api(telegram: Telegram) -> list[Route]:
    """Return the routes /bot<token>/<method>."""

    async def answer(request: Request) -> Response:
        method = request.path_params["method"]
        fault = telegram.faults.take(method)
        if fault and not fault.after:
            return failure(fault, telegram.world)
        response = await _answered(telegram, method, request)
        return failure(fault, telegram.world) if fault else response

    async def nothing(_: Request) -> Response:
        return JSONResponse(not_found().body(), 404)

    return [
        Route("/bot{token}/{method}", answer, methods=["GET", "POST"]),
        Route("/bot{rest:path}", nothing, methods=["GET", "POST"]),
    ]


async def _answered(telegram: Telegram, method: str, request: Request) -> Response:
    try:
        return Ascii({"ok": True, "result": await _result(telegram, method, request)})
    except Refused as refusal:
        return JSONResponse(refusal.body(), refusal.code)


async def _result(telegram: Telegram, method: str, request: Request) -> Any:
    if request.path_params["token"] != telegram.world.token:
        raise unauthorised()
    values = await params.read(request)
    if method.lower() == "getupdates":
        return await polling.updates(telegram.world, telegram.faults, values)
    carry_out = METHODS.get(method.lower())
    if carry_out is None:
        raise no_such_method()
    return carry_out(telegram.world, values)
