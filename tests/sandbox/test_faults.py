"""Misbehaviour on request, as python-telegram-bot meets it."""

import asyncio

import httpx
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import HTTPXRequest

from bot.sandbox.server import Server
from bot.sandbox.state import Person
from bot.sandbox.telegram import Telegram
from bot.sandbox.web import site
from tests.sandbox.stage import TOKEN, FewControls, until


def said(telegram: Telegram, person: Person) -> list[str]:
    return [message["text"] for message in telegram.history(person.id)][1:]


KINDS: list[tuple[str, type[TelegramError], str]] = [
    ("429", RetryAfter, "Retry in 3 seconds"),
    ("500", NetworkError, "Internal Server Error"),
    ("502", NetworkError, "Bad Gateway"),
    ("reset", NetworkError, "dropped this connection"),
]


@pytest.mark.parametrize(("kind", "error", "words"), KINDS, ids=[row[0] for row in KINDS])
async def test_a_call_fails_once_and_is_not_carried_out(
    bot: Bot, telegram: Telegram, ann: Person, kind: str, error: type[TelegramError], words: str
) -> None:
    telegram.misbehave(kind, "sendMessage", retry_after=3)
    assert (await bot.get_me()).is_bot
    with pytest.raises(error, match=words):
        await bot.send_message(ann.id, "Hello")
    assert said(telegram, ann) == []
    await bot.send_message(ann.id, "Hello")
    assert said(telegram, ann) == ["Hello"]


@pytest.mark.parametrize("kind", ["after", "500", "502", "429"])
async def test_a_call_can_be_carried_out_and_the_answer_lost(
    bot: Bot, telegram: Telegram, ann: Person, kind: str
) -> None:
    telegram.misbehave(kind, after=True)
    with pytest.raises(TelegramError):
        await bot.send_message(ann.id, "Hello")
    assert said(telegram, ann) == ["Hello"]


async def test_a_failure_can_last(bot: Bot, telegram: Telegram, ann: Person) -> None:
    telegram.misbehave("500", times=2)
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(ann.id, "Hello")
    assert await bot.send_message(ann.id, "Hello")


async def test_a_share_of_the_calls_fails_until_telegram_behaves(
    bot: Bot, telegram: Telegram, ann: Person
) -> None:
    telegram.misbehave("500", "sendMessage", share=0.2)
    failed = 0
    for number in range(100):
        try:
            await bot.send_message(ann.id, f"{number}")
        except NetworkError:
            failed += 1
    assert 10 <= failed <= 30
    assert len(said(telegram, ann)) == 100 - failed
    telegram.misbehave("500", "sendMessage", share=1)
    telegram.behave()
    assert await bot.send_message(ann.id, "Hello")


async def test_a_share_of_none_lets_a_counted_failure_by(bot: Bot, telegram: Telegram, ann: Person) -> None:
    telegram.misbehave("500", "sendMessage", share=0)
    telegram.misbehave("502", "sendMessage")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(ann.id, "Hello")
    assert await bot.send_message(ann.id, "Hello")


async def test_a_failure_of_any_method_leaves_polling_alone(
    bot: Bot, telegram: Telegram, ann: Person
) -> None:
    telegram.misbehave("500")
    assert len(await bot.get_updates()) == 1
    telegram.misbehave("502", "getUpdates")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.get_updates()


async def test_updates_of_different_chats_can_come_in_another_order(
    bot: Bot, telegram: Telegram, ann: Person
) -> None:
    ben = telegram.add_person("Ben")
    for text in ("one", "two", "three"):
        telegram.says(ben.id, ben.id, text)
        telegram.says(ann.id, ann.id, text)
    telegram.misbehave("shuffle", share=1)
    mixed = [update.message for update in await bot.get_updates() if update.message]
    assert [m.text for m in mixed if m.chat.id == ann.id] == ["/start", "one", "two", "three"]
    assert [m.text for m in mixed if m.chat.id == ben.id] == ["one", "two", "three"]
    telegram.behave()
    ordered = [update.message for update in await bot.get_updates() if update.message]
    assert [m.message_id for m in mixed] != [m.message_id for m in ordered]


async def test_confirmed_updates_can_come_once_more(bot: Bot, telegram: Telegram, ann: Person) -> None:
    telegram.misbehave("duplicate")
    first = await bot.get_updates()
    again = await bot.get_updates(offset=first[-1].update_id + 1)
    assert [update.update_id for update in again] == [update.update_id for update in first]
    assert await bot.get_updates(offset=first[-1].update_id + 1) == ()


async def test_a_silent_call_ends_when_told_to(bot: Bot, telegram: Telegram, ann: Person) -> None:
    telegram.misbehave("timeout", "sendMessage")
    call = asyncio.create_task(bot.send_message(ann.id, "Hello"))
    await until(lambda: not telegram.faults.waiting)
    telegram.hang_up()
    with pytest.raises(NetworkError, match="kept this call waiting"):
        await asyncio.wait_for(call, 5)


def test_an_unknown_kind_is_named(telegram: Telegram) -> None:
    with pytest.raises(ValueError, match="'418' is not a way to misbehave"):
        telegram.misbehave("418")


async def test_over_a_socket_time_outs_and_resets_are_real_and_a_stop_waits_for_nobody(
    telegram: Telegram, controls: FewControls, ann: Person
) -> None:
    server = Server(site(telegram, controls), telegram)
    serving = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    settings = {"trust_env": False}
    bot = Bot(
        TOKEN,
        f"http://127.0.0.1:{server.port}/bot",
        request=HTTPXRequest(read_timeout=0.2, httpx_kwargs=settings),
        get_updates_request=HTTPXRequest(httpx_kwargs=settings),
    )
    async with bot, httpx.AsyncClient(trust_env=False) as page:
        telegram.misbehave("timeout", "sendMessage")
        with pytest.raises(TimedOut):
            await bot.send_message(ann.id, "Hello")
        telegram.misbehave("after", "sendMessage")
        with pytest.raises(NetworkError, match=r"RemoteProtocolError|ReadError"):
            await bot.send_message(ann.id, "Hello")
        assert said(telegram, ann) == ["Hello"]
        poll = asyncio.create_task(bot.get_updates(offset=800_000_000, timeout=60))
        path = f"http://127.0.0.1:{server.port}/api/state"
        news = asyncio.create_task(page.get(path, params={"since": str(telegram.version + 1)}, timeout=60))
        await until(lambda: telegram.world.polls > 0 and len(telegram.world.bell.waiting) == 2)
        server.should_exit = True
        async with asyncio.timeout(5):
            await serving
            assert await poll == ()
            assert (await news).status_code == 200
