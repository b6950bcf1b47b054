"""HTTP/1.1 with as little around it as will do: requests with a length, connections kept alive."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, cast
from urllib.parse import parse_qsl

Answer = Callable[[str], None]
Call = Callable[[str, dict[str, Any], Answer], None]

NAME, FILE_NAME = re.compile(rb'[; ]name="([^"]*)"'), re.compile(rb'filename="([^"]*)"')
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"


class Connection(asyncio.Protocol):
    """Gives each request to `call` with its method's name, its parameters, and what takes the answer."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._came = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's does not inherit from it

    def data_received(self, data: bytes) -> None:
        self._came += data
        while (end := self._came.find(b"\r\n\r\n")) >= 0:
            head = self._came[:end]
            length = _length(head)
            if len(self._came) < end + 4 + length:
                return
            body, self._came = self._came[end + 4 : end + 4 + length], self._came[end + 4 + length :]
            name = head.split(b" ", 2)[1].rpartition(b"/")[2].decode()
            self._call(name, _params(body), self._answer)

    def _answer(self, text: str) -> None:
        body = text.encode()
        if self._transport and not self._transport.is_closing():
            self._transport.write(OK % (len(body), body))


def _length(head: bytes) -> int:
    lines = head.lower()
    if (at := lines.find(b"content-length:")) >= 0:
        return int(lines[at + 15 :].split(b"\r\n", 1)[0])
    assert b"transfer-encoding" not in lines, "a body in chunks is not read here"
    return 0


def _params(body: bytes) -> dict[str, Any]:
    """A JSON body's object, or a form's fields as text; of a file that comes with them, what it is called."""
    if body.startswith(b"{"):
        return dict(json.loads(body))
    if body.startswith(b"--"):
        return dict(_parts(body))
    return dict(parse_qsl(body.decode()))


def _parts(body: bytes) -> Iterator[tuple[str, str]]:
    for part in body.split(body[: body.index(b"\r\n")])[1:-1]:
        head, _, value = part[2:-2].partition(b"\r\n\r\n")
        if name := NAME.search(head):
            file = FILE_NAME.search(head)
            yield name[1].decode(), file[1].decode() if file else value.decode()
