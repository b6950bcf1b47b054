"""Keeps other sites out: the page listens on loopback, where any web page could call it."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HERE = frozenset({"127.0.0.1", "localhost", "[::1]"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Answers what comes from elsewhere with a refusal, and sends the page with strict headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        trouble = refusal(scope["method"], scope["path"], Headers(scope=scope))
        answer = JSONResponse({"error": trouble[1]}, trouble[0]) if trouble else self.app
        await answer(scope, receive, send_guarded)


def refusal(method: str, path: str, headers: Headers) -> tuple[int, str] | None:
    """Return status and reason if the request is not the page's own (or, under /bot, comes from any page)."""
    origin, host = headers.get("origin"), headers.get("host", "")
    if path.startswith("/bot"):
        return (403, "A web page may not call the bot's side.") if origin else None
    if host.rsplit(":", 1)[0] not in HERE and host not in HERE:
        return 403, "This page answers on this computer only."
    if origin not in (None, f"http://{host}"):
        return 403, "Another site may not act here."
    if path.startswith("/api/") and headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return 403, "Another site may not act here."
    if method == "POST" and headers.get("content-type", "").split(";")[0].strip() != "application/json":
        return 415, "Send JSON."
    return None
