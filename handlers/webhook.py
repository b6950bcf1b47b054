"""Updates by webhook: Telegram is told 200 only once the effects are committed."""

import hmac

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot

from bot.asjson import read
from handlers.intake import Intake
from handlers.line import call
from handlers.reading import UPDATES_WANTED, Json

MOST_BYTES = 1 << 20
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (its name)
SIDE_BY_SIDE = 100
"""How many updates Telegram may deliver at once: as many as it can."""


def site(intake: Intake, secret: str, path: str) -> Starlette:
    """The one route, and a page that says that the process is there."""

    async def received(request: Request) -> Response:
        shown = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(), secret.encode()):
            return Response("This is not for you.", 403)
        body = await _bounded(request)
        if body is None:
            return Response("Too large.", 413)
        update = _update(body)
        if update is None:
            return Response("Not an update.", 400)
        await intake.take(update)
        return Response(status_code=200)

    return Starlette(routes=[Route(path or "/", received, methods=["POST"])])


async def _bounded(request: Request) -> bytes | None:
    """The body; None where it is larger than any update."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return None
    return body


def _update(body: bytes) -> Json | None:
    try:
        update = read(body)
    except (ValueError, RecursionError):
        return None
    return update if isinstance(update, dict) and isinstance(update.get("update_id"), int) else None


async def listen(bot: Bot, url: str, secret: str) -> None:
    """Ask Telegram to deliver here; it stops answering getUpdates."""
    await call(
        bot,
        "setWebhook",
        {
            "url": url,
            "secret_token": secret,
            "max_connections": SIDE_BY_SIDE,
            "allowed_updates": UPDATES_WANTED,
        },
    )
