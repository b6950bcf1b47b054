"""A call's parameters, as form, JSON, multipart or query string bring them."""

import json
from dataclasses import dataclass
from email import message_from_bytes
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.sandbox.refusals import Json, bad_request


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    content: bytes


class Params:
    """Values by name; a form brings them all as text, with objects as JSON inside."""

    def __init__(self, values: Json) -> None:
        self.values = values

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None or isinstance(value, Upload) else str(value)

    def upload(self, name: str) -> Upload | None:
        """Return the file of this name, or None."""
        value = self.values.get(name)
        return value if isinstance(value, Upload) else None

    def number(self, name: str, otherwise: int = 0) -> int:
        """Return the whole number, or `otherwise` where there is none."""
        try:
            return int(self.text(name))
        except ValueError:
            return otherwise

    def truth(self, name: str) -> bool:
        return self.text(name).strip().lower() in {"true", "1", "yes"}

    def thing(self, name: str) -> Any:
        """Return the object or array, or None."""
        value = self.values.get(name)
        if not isinstance(value, str) or not value.strip():
            return value or None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None


async def read(request: Request) -> Params:
    """Read the parameters of a call."""
    body = await request.body()
    kind = request.headers.get("content-type", "")
    return Params(dict(request.query_params) | _body(body, kind))


def _body(body: bytes, kind: str) -> Json:
    if not body:
        return {}
    if kind.startswith("application/json"):
        return _json(body)
    if kind.startswith("multipart/form-data"):
        return _multipart(body, kind)
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _json(body: bytes) -> Json:
    try:
        values = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("can't parse JSON object")
    return values


def _multipart(body: bytes, kind: str) -> Json:
    whole = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    values: Json = {}
    for part in whole.walk():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(payload, bytes):
            file_name = part.get_filename()
            values[name] = payload.decode() if file_name is None else Upload(file_name, payload)
    return values
