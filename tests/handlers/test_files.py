"""A message with a file: how it travels, and what becomes of it when Telegram or the line fails."""

import pytest
from telegram import Bot

from bot.asjson import read, written
from bot.casework.messages import Button, File, Message
from bot.trial import TOKEN
from handlers.line import Line
from handlers.post import send
from storage.work import Work
from tests.handlers.owed import queued
from tests.handlers.ticks import Ticks, passes, until_sent
from tests.plays import seed_case
from tests.running import a_telegram, from_bot
from tests.town import Family, Town

AGAIN = "(You may have had this before: the line broke.)"
COPY = File("SL-7K3Q9.txt", "½ day & <b>more</b>\n🙂")


async def file_queued(town: Town, family: Family) -> None:
    message = Message(html="Here is a <b>copy</b>.", file=COPY)
    await town.sendline.database.transact(lambda work: work.outbox.add(family.chat, message, town.clock()))


async def test_a_file_comes_with_what_is_said_under_it(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    await file_queued(town, ann)
    await town.settle()
    assert ann.files == {"SL-7K3Q9.txt": "½ day & <b>more</b>\n🙂"}
    sent = ann.screen[-1]
    assert sent["caption"] == "Here is a copy."
    assert sent["document"]["mime_type"] == "text/plain"


async def test_over_a_real_line_a_file_comes_whole_with_all_that_belongs_to_it() -> None:
    async with a_telegram() as (telegram, port):
        ann = telegram.add_person("Ann").id
        asked = telegram.says(ann, ann, "/start")["message_id"]
        base = f"http://127.0.0.1:{port}"
        line = Line(base)
        bot = Bot(TOKEN, f"{base}/bot", request=line, get_updates_request=line)
        await line.initialize()
        message = Message(html="<i>Grüße</i>", file=COPY, buttons=((Button("Yes", "yes"),),), quiet=True)
        number = await send(bot, ann, message, asked)
        await line.shutdown()
        (sent,) = from_bot(telegram, ann)
        assert sent["message_id"] == number
        assert sent["caption"] == "Grüße"
        assert sent["reply_markup"] == {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
        assert sent["reply_to_message"]["message_id"] == asked
        assert sent["silent"]
        content = telegram.content_of(sent["document"]["file_id"]) or b""
        assert content == b"\xef\xbb\xbf" + "½ day & <b>more</b>\n🙂".encode()


async def test_a_file_that_is_too_fast_waits_and_comes_once(town: Town, ticks: Ticks) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    town.telegram.misbehave("429", "sendDocument", retry_after=7)
    await file_queued(town, ann)
    await queued(town, ann.chat, "And this.")
    await town.settle()
    assert ann.files == {}
    assert not ann.heard("And this.")
    await passes(town, ticks, 8)
    assert [m["text"] for m in ann.screen[-2:]] == ["Here is a copy.", "And this."]


@pytest.mark.parametrize("kind", ["500", "502", "reset", "after"])
async def test_after_a_line_that_broke_a_file_says_that_it_may_be_a_repeat(
    town: Town, ticks: Ticks, kind: str
) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    town.telegram.misbehave(kind, "sendDocument")
    await file_queued(town, ann)
    await until_sent(town, ticks)
    assert ann.last == f"Here is a copy.\n\n{AGAIN}"
    assert "document" in ann.screen[-1]


async def test_a_file_that_telegram_refuses_is_given_up_and_staff_are_told(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    message = Message(html="x" * 1025, file=COPY)

    def add(work: Work) -> None:
        work.outbox.add(ann.chat, message, town.clock(), work.cases.of_chat(ann.chat))

    await town.sendline.database.transact(add)
    await town.settle()
    assert town.jo.hears("Message caption is too long")
    await queued(town, ann.chat, "And this.")
    await town.settle()
    assert ann.hears("And this.")


async def test_a_family_that_is_gone_when_its_file_comes_is_noted_as_such(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    town.telegram.deactivates(ann.person)
    message = Message(html="Here is a copy.", file=COPY)

    def add(work: Work) -> None:
        work.outbox.add(ann.chat, message, town.clock(), work.cases.of_chat(ann.chat))

    await town.sendline.database.transact(add)
    await town.settle()
    assert town.jo.heard("the family has blocked the bot")


async def test_a_file_outlives_a_death_of_the_process(town: Town, ticks: Ticks) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    town.telegram.misbehave("429", "sendDocument", retry_after=7)
    await file_queued(town, ann)
    await town.settle()
    await town.restart()
    await town.settle()
    assert ann.files == {"SL-7K3Q9.txt": "½ day & <b>more</b>\n🙂"}


def test_a_message_with_a_file_is_kept_whole() -> None:
    message = Message(html="Here is a copy.", file=COPY)
    assert Message.from_plain(read(written(message.as_plain()))) == message


def test_a_file_never_takes_the_place_of_a_message() -> None:
    with pytest.raises(ValueError, match=r"SL-7K3Q9\.txt cannot take the place of card:1"):
        Message(html="Here is a copy.", file=COPY, edits="card:1")
