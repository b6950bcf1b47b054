"""The line to Telegram: calls over aiohttp, plain values out and in; the errors are python-telegram-bot's."""

import hashlib
import hmac
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from telegram import Bot, InputFile
from telegram.error import InvalidToken, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # the only way to fill RequestData

from bot.asjson import read, written

CONNECTIONS = 128
TIMEOUT_SECONDS = 20
"""How long a call may take. Long polls bring their own."""

AS_JSON = {"Content-Type": "application/json"}
UNKNOWN_TOKEN = "Telegram does not know this token"  # noqa: S105  (words, which show nothing of it)
NEVER_BEGUN = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


class NotReachedError(NetworkError):
    """There was no connection, so that Telegram cannot have taken anything."""


class Line(BaseRequest):
    """python-telegram-bot's way to Telegram, at a quarter of the cost of the one that it brings along.

    No error names the address, because the token is part of it.
    """

    def __init__(self, base: str) -> None:
        at_home = urlsplit(base).hostname in ("127.0.0.1", "localhost", "::1")
        self._uses_proxy = not at_home  # of the environment, but never for this very machine
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return TIMEOUT_SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=60),
                trust_env=self._uses_proxy,
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        if self._session:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  (aiohttp knows no such thing)
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Make the call. Raises TimedOut and NetworkError, which never name the address."""
        if self._session is None:
            raise NetworkError("The line to Telegram is closed")
        seconds = TIMEOUT_SECONDS if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        try:
            async with self._session.request(
                method, url, timeout=_timeout(seconds), **_body(request_data)
            ) as answer:
                return answer.status, await answer.read()
        except NEVER_BEGUN as broken:
            raise NotReachedError(f"There is no line ({type(broken).__name__})") from None
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as broken:
            raise NetworkError(f"The line broke ({type(broken).__name__})") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """What Telegram answered. Raises TelegramError where it is not JSON."""
        try:
            return read(payload)
        except ValueError:
            raise TelegramError("Telegram's answer is no JSON") from None


@lru_cache(maxsize=8)
def _timeout(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=seconds, sock_connect=10)


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None or not data.parameters:
        return {}
    if data.contains_files:
        form = aiohttp.FormData(data.json_parameters)
        for name, (file_name, content, kind) in data.multipart_data.items():
            form.add_field(name, content, filename=file_name, content_type=kind)
        return {"data": form}
    return {"data": written(data.parameters), "headers": AS_JSON}


def secret_of(token: str) -> str:
    """What Telegram says at a webhook to show that it is Telegram: the same for every process, and kept nowhere."""
    return hmac.new(token.encode(), b"sendline webhook", hashlib.sha256).hexdigest()


async def call(bot: Bot, method: str, values: Mapping[str, Any], seconds: float = TIMEOUT_SECONDS) -> Any:
    """Call a method of the Bot API with plain values, or an InputFile, and return its plain result.

    The library's own methods build and read objects, which costs more than all the rest of an answer.
    """
    plain = RequestData([_parameter(name, value) for name, value in values.items()])
    try:
        return await bot.request.post(f"{bot.base_url}/{method}", plain, read_timeout=seconds)
    except InvalidToken:
        pass
    raise InvalidToken(UNKNOWN_TOKEN)


def _parameter(name: str, value: Any) -> RequestParameter:
    if isinstance(value, InputFile):
        return RequestParameter(name, None, [value])
    return RequestParameter(name, value, None)


async def greet(bot: Bot) -> None:
    """Learn who we are. Raises InvalidToken without the token, which the library would put into the words."""
    try:
        return await bot.initialize()
    except InvalidToken:
        pass
    raise InvalidToken(UNKNOWN_TOKEN)
