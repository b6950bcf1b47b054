"""A Telegram in a fixed moment, and two ways to call its Bot API: plain HTTP, and python-telegram-bot."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.sandbox.state import Person
from bot.sandbox.telegram import Telegram
from bot.sandbox.web import site
from tests.sandbox.stage import TOKEN, Call, Clock, FewControls


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def telegram(clock: Clock) -> Telegram:
    return Telegram(clock, TOKEN)


@pytest.fixture
def controls(clock: Clock) -> FewControls:
    return FewControls(clock)


@pytest.fixture
def app(telegram: Telegram, controls: FewControls) -> Starlette:
    return site(telegram, controls)


@pytest.fixture
async def web(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client:
        yield client


@pytest.fixture
def call(web: httpx.AsyncClient) -> Call:
    """Call a method with a JSON body, and return the whole answer."""

    async def answer(method: str, **parameters: Any) -> dict[str, Any]:
        response = await web.post(f"/bot{TOKEN}/{method}", json=parameters)
        body: dict[str, Any] = response.json()
        assert response.status_code == body.get("error_code", 200)
        return body

    return answer


@pytest.fixture
async def bot(app: Starlette) -> AsyncIterator[Bot]:
    """python-telegram-bot's own Bot, in process."""

    def request() -> HTTPXRequest:
        return HTTPXRequest(httpx_kwargs={"transport": httpx.ASGITransport(app)})

    real = Bot(TOKEN, "http://127.0.0.1/bot", request=request(), get_updates_request=request())
    async with real:
        yield real


@pytest.fixture
def ann(telegram: Telegram) -> Person:
    """Someone who has written to the bot."""
    person = telegram.add_person("Ann")
    telegram.says(person.id, person.id, "/start")
    return telegram.world.person(person.id)


@pytest.fixture
def jo(telegram: Telegram) -> Person:
    """One of the staff."""
    return telegram.staff()[0]
