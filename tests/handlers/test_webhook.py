"""Updates by webhook: who may deliver, what is refused, and that 200 means committed."""

import asyncio
import hmac
import json
import sqlite3
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from telegram.error import Conflict

from bot.trial import TOKEN
from handlers.line import secret_of
from handlers.webhook import MOST_BYTES, SECRET_HEADER, listen
from handlers.webhook import site as hook_site
from tests.plays import begins
from tests.town import Town

HOOK = "https://sendline.example.org/hook"
SECRET = secret_of(TOKEN)


@pytest.fixture
async def door(town: Town) -> AsyncIterator[httpx.AsyncClient]:
    """Where Telegram delivers."""
    async with _door(town) as client:
        yield client


def _door(town: Town) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(hook_site(town.sendline.intake, SECRET, urlsplit(HOOK).path))
    return httpx.AsyncClient(transport=transport, base_url="https://sendline.example.org")


def inbox(town: Town) -> dict[str, Any]:
    """The oldest update that waits at Telegram."""
    update: dict[str, Any] = town.telegram.world.state.updates[0]
    return update


async def delivers(door: httpx.AsyncClient, update: Any, secret: str = SECRET) -> int:
    body = update if isinstance(update, bytes) else json.dumps(update).encode()
    return (await door.post("/hook", content=body, headers={SECRET_HEADER: secret})).status_code


def heard(town: Town) -> int:
    return town.sendline.database.transact_now(
        lambda work: int(work.connection.exec_driver_sql("SELECT count(*) FROM heard").scalar() or 0)
    )


async def test_an_update_that_telegram_delivers_is_answered(town: Town, door: httpx.AsyncClient) -> None:
    ann = town.family("Ann")
    town.telegram.says(ann.person, ann.chat, "/start")
    assert await delivers(door, inbox(town)) == 200
    await town.sendline.sender.drain()
    assert ann.hears("Who are you?")


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], SECRET + "0", "\xfc\xff", TOKEN])
async def test_whoever_does_not_know_the_secret_is_turned_away(
    town: Town, door: httpx.AsyncClient, secret: str
) -> None:
    ann = town.family("Ann")
    town.telegram.says(ann.person, ann.chat, "/start")
    headers = [(SECRET_HEADER.encode(), secret.encode("latin-1"))] if secret else []
    answer = await door.post("/hook", content=json.dumps(inbox(town)), headers=headers)
    assert answer.status_code == 403
    assert heard(town) == 0


async def test_the_secret_is_compared_in_constant_time(
    town: Town, door: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return True

    monkeypatch.setattr(hmac, "compare_digest", compare)
    await delivers(door, {"update_id": 1}, "whatever")
    assert compared == [(b"whatever", SECRET.encode())]


def test_the_secret_is_one_that_telegram_takes_and_tells_nothing_of_the_token() -> None:
    assert len(SECRET) == 64
    assert set(SECRET) <= set("0123456789abcdef")
    assert secret_of("another:token") != SECRET
    assert not hmac.compare_digest(SECRET, TOKEN)


async def test_a_body_that_is_larger_than_any_update_is_refused(town: Town, door: httpx.AsyncClient) -> None:
    assert await delivers(door, b" " * MOST_BYTES + b"x") == 413


async def test_a_body_that_comes_in_pieces_is_refused_as_soon_as_it_is_too_large(
    town: Town, door: httpx.AsyncClient
) -> None:
    read = []

    async def endless() -> AsyncIterator[bytes]:
        for number in range(64):
            read.append(number)
            yield b" " * (MOST_BYTES // 4)

    answer = await door.post("/hook", content=endless(), headers={SECRET_HEADER: SECRET})
    assert answer.status_code == 413
    assert len(read) <= 6


async def test_a_body_of_just_the_most_is_read(town: Town, door: httpx.AsyncClient) -> None:
    update = json.dumps({"update_id": 1}).encode()
    assert await delivers(door, update + b" " * (MOST_BYTES - len(update))) == 200


NOT_UPDATES = (b"", b"hello", b"[]", b"null", b"7", b"{}", b'{"update_id": "x"}', b"\xff\xfe", b"[" * 100_000)


@pytest.mark.parametrize("body", NOT_UPDATES, ids=[f"{body[:12]!r}" for body in NOT_UPDATES])
async def test_what_is_no_update_is_refused(town: Town, door: httpx.AsyncClient, body: bytes) -> None:
    assert await delivers(door, body) == 400


async def test_another_address_and_another_method_are_not_answered(
    town: Town, door: httpx.AsyncClient
) -> None:
    assert (await door.post("/other", headers={SECRET_HEADER: SECRET})).status_code == 404
    assert (await door.get("/hook", headers={SECRET_HEADER: SECRET})).status_code == 405


@pytest.mark.sqlite
async def test_telegram_is_told_200_only_once_the_effects_are_committed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.BUSY_MS", 20)
    monkeypatch.setattr("handlers.intake.backoff", lambda _: 0.02)
    ann = town.family("Ann")
    await begins(ann)
    await town.restart()
    town.telegram.says(ann.person, ann.chat, "years 3 to 6")
    other = sqlite3.connect(town.url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    before = other.execute("SELECT count(*) FROM heard").fetchone()
    delivering = asyncio.create_task(delivers(_door(town), inbox(town)))
    done, _ = await asyncio.wait([delivering], timeout=0.5)
    assert not done
    other.execute("ROLLBACK")
    assert await asyncio.wait_for(delivering, 10) == 200
    assert heard(town) == before[0] + 1
    other.close()
    await town.sendline.sender.drain()
    assert ann.count("Is there an EHC plan?") == 1


async def test_an_update_that_is_delivered_side_by_side_changes_nothing_twice(
    town: Town, door: httpx.AsyncClient
) -> None:
    ann = town.family("Ann")
    town.telegram.says(ann.person, ann.chat, "/start")
    update = inbox(town)
    assert await asyncio.gather(*(delivers(door, update) for _ in range(5))) == [200] * 5
    await town.sendline.sender.drain()
    assert len(ann.screen) == 1
    assert heard(town) == 1


# What Telegram is told


async def test_telegram_is_given_the_secret_and_what_is_wanted(town: Town) -> None:
    await listen(town.sendline.bot, HOOK, SECRET)
    assert town.telegram.world.state.webhook == {
        "url": HOOK,
        "secret_token": SECRET,
        "max_connections": 100,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
    }


async def test_while_telegram_delivers_it_answers_no_poll_until_the_webhook_is_deleted(town: Town) -> None:
    ann = town.family("Ann")
    await listen(town.sendline.bot, HOOK, SECRET)
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await town.sendline.poller.once()
    await town.sendline.bot.delete_webhook()
    await ann.says("/start")
    assert ann.hears("Who are you?")


async def test_a_start_by_polling_ends_a_webhook_and_loses_nothing_that_waits(town: Town) -> None:
    ann = town.family("Ann")
    await listen(town.sendline.bot, HOOK, SECRET)
    town.telegram.says(ann.person, ann.chat, "/start")
    await town.sendline.start()
    assert town.telegram.world.state.webhook == {}
    async with asyncio.timeout(10):
        while not ann.heard("Who are you?"):
            await town.telegram.changed_since(town.telegram.version, 10)
    await town.sendline.stop()
