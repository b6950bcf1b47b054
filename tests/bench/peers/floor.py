"""The floor: answers every update as fast as it can, and keeps nothing. It shows what the stand-in alone can do."""

import asyncio
import json
from typing import Any, cast
from urllib.parse import urlsplit

import uvloop

from tests.bench.peers.interview import base, questions

HEAD = (
    "POST /bot/%s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
)
QUESTIONS = questions()


def bodies() -> list[str]:
    """Each question's text and buttons, as the inside of a JSON object."""
    told = []
    for place, question in enumerate(QUESTIONS):
        rows = [[{"text": label, "callback_data": str(place)} for label in row] for row in question.rows]
        markup = {"reply_markup": {"inline_keyboard": rows}} if rows else {}
        told.append(json.dumps({"text": question.text, **markup})[1:-1])
    return told


class Line(asyncio.Protocol):
    """A connection that calls without waiting for what is answered."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def calls(self, method: str, inside: str) -> None:
        body = f"{{{inside}}}".encode()
        self._transport.write((HEAD % (method, len(body))).encode() + body)


class Polls(Line):
    def __init__(self, out: Line) -> None:
        self._out, self._came, self._bodies = out, b"", bodies()
        self._place: dict[int, int] = {}  # chat: the question that it was asked

    def poll(self, offset: int) -> None:
        self.calls("getUpdates", f'"offset":{offset},"timeout":30')

    def data_received(self, data: bytes) -> None:
        self._came += data
        head, end, body = self._came.partition(b"\r\n\r\n")
        if end and len(body) == int(head.rpartition(b" ")[2]):
            self._came = b""
            updates = json.loads(body)["result"]
            self.poll(updates[-1]["update_id"] + 1 if updates else 0)
            for update in updates:
                self._replies(update)

    def _replies(self, update: dict[str, Any]) -> None:
        query = update.get("callback_query")
        message = query["message"] if query else update["message"]
        chat = message["chat"]["id"]
        place = self._place[chat] = self._place.get(chat, -1) + 1
        inside = f'"chat_id":{chat},{self._bodies[place]}'
        if query:
            self._out.calls("answerCallbackQuery", f'"callback_query_id":"{query["id"]}"')
            self._out.calls("editMessageText", f'"message_id":{message["message_id"]},{inside}')
        else:
            self._out.calls("sendMessage", inside)


async def main() -> None:
    loop, port = asyncio.get_running_loop(), int(urlsplit(base()).port or 0)
    _, out = await loop.create_connection(Line, "127.0.0.1", port)
    _, polls = await loop.create_connection(lambda: Polls(out), "127.0.0.1", port)
    polls.poll(0)
    await loop.create_future()


if __name__ == "__main__":
    uvloop.run(main())
