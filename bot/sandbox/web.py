"""The page to play both sides, and the JSON behind it."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.acts import Act, acts
from bot.sandbox.api import bot_api
from bot.sandbox.controls import Controls
from bot.sandbox.guard import Guard
from bot.sandbox.people import NotPossible
from bot.sandbox.refusals import Json
from bot.sandbox.snapshot import snapshot
from bot.sandbox.telegram import Telegram

PAGE = Path(__file__).parent / "page"
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
WAIT_SECONDS = 20
"""How long the page's question for news stays open."""


def site(telegram: Telegram, controls: Controls) -> Starlette:
    """Return one app with the Bot API, the page, and what the page calls."""

    async def state(request: Request) -> Response:
        await telegram.changed_since(_number(request, "since"), WAIT_SECONDS)
        return JSONResponse(snapshot(telegram, controls, _number(request, "family")))

    async def download(request: Request) -> Response:
        content = telegram.content_of(request.path_params["id"])
        if content is None:
            return JSONResponse({"error": "There is no such file."}, 404)
        name = quote(request.path_params["name"])
        return Response(content, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})

    return Starlette(
        routes=[
            *bot_api(telegram),
            Route("/api/state", state),
            *(
                Route(f"/api/{name}", _posted(act), methods=["POST"])
                for name, act in acts(telegram, controls).items()
            ),
            Route("/api/files/{id}/{name}", download),
            Route("/", _file),
            Route("/{name}", _file),
        ],
        middleware=[Middleware(Guard)],
    )


def _posted(act: Act) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            return JSONResponse(await act(_object(await request.json())))
        except NotPossible as trouble:
            return JSONResponse({"error": str(trouble)}, 409)
        except (KeyError, TypeError, ValueError) as trouble:
            return JSONResponse({"error": f"The page sent something unexpected: {trouble!r}"}, 400)

    return answer


async def _file(request: Request) -> Response:
    path = PAGE / request.path_params.get("name", "index.html")
    if path.parent != PAGE or path.suffix not in TYPES or not path.is_file():
        return JSONResponse({"error": "There is no such file."}, 404)
    return Response(path.read_bytes(), media_type=TYPES[path.suffix])


def _number(request: Request, name: str) -> int:
    value = request.query_params.get(name, "")
    return int(value) if value.lstrip("-").isdecimal() else 0


def _object(value: Any) -> Json:
    if not isinstance(value, dict):
        raise TypeError("an object was expected")
    return value
