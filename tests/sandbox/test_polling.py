"""The bot's inbox: an offset confirms, a long poll wakes at once, a second poll ends the first."""

import asyncio

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.sandbox.state import Person
from bot.sandbox.telegram import Telegram
from tests.sandbox.stage import Call, until

FIRST = 700_000_001


def texts(answer: dict[str, object]) -> list[str]:
    assert isinstance(answer["result"], list)
    return [update["message"]["text"] for update in answer["result"]]


async def test_updates_come_again_until_an_offset_confirms_them(
    call: Call, telegram: Telegram, ann: Person
) -> None:
    telegram.says(ann.id, ann.id, "one")
    telegram.says(ann.id, ann.id, "two")
    assert texts(await call("getUpdates")) == ["/start", "one", "two"]
    assert texts(await call("getUpdates", limit=1)) == ["/start"]
    assert texts(await call("getUpdates", offset=FIRST + 1, allowed_updates=["message"])) == ["one", "two"]
    assert texts(await call("getUpdates")) == ["one", "two"]
    assert texts(await call("getUpdates", offset=-1)) == ["two"]
    assert texts(await call("getUpdates", offset=FIRST + 3)) == []


async def test_what_the_bot_does_not_ask_for_never_comes(call: Call, telegram: Telegram, ann: Person) -> None:
    wrote = telegram.says(ann.id, ann.id, "one")["message_id"]
    assert texts(await call("getUpdates", offset=FIRST + 1, allowed_updates=["message"])) == ["one"]
    telegram.edits(ann.id, ann.id, wrote, "two")
    telegram.says(ann.id, ann.id, "three")
    assert texts(await call("getUpdates", offset=FIRST + 2)) == ["three"]


async def test_a_long_poll_wakes_at_once(call: Call, telegram: Telegram, ann: Person) -> None:
    poll = asyncio.create_task(call("getUpdates", offset=FIRST + 1, timeout=600))
    await until(lambda: telegram.world.polls == 1)
    telegram.says(ann.id, ann.id, "now")
    assert texts(await asyncio.wait_for(poll, 5)) == ["now"]


async def test_a_poll_without_news_ends_empty(call: Call) -> None:
    assert texts(await call("getUpdates", timeout=0)) == []


async def test_a_second_poll_ends_the_first(bot: Bot, call: Call, telegram: Telegram, ann: Person) -> None:
    first = asyncio.create_task(bot.get_updates(offset=FIRST + 1, timeout=600))
    await until(lambda: telegram.world.polls == 1)
    second = asyncio.create_task(call("getUpdates", timeout=600))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await asyncio.wait_for(first, 5)
    telegram.says(ann.id, ann.id, "still here")
    assert texts(await asyncio.wait_for(second, 5)) == ["still here"]


async def test_closing_ends_a_poll(call: Call, telegram: Telegram) -> None:
    poll = asyncio.create_task(call("getUpdates", timeout=600))
    await until(lambda: telegram.world.polls == 1)
    telegram.close()
    assert texts(await asyncio.wait_for(poll, 5)) == []


async def test_pending_updates_can_be_dropped(call: Call, ann: Person) -> None:
    await call("deleteWebhook", drop_pending_updates=True)
    assert texts(await call("getUpdates")) == []
