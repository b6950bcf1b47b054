"""Messages out: what Telegram refuses, a group that moves, prompts behind replies, and a token that nobody sees."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator
from functools import partial

import pytest
from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.casework.messages import STAFF_ROOM, Message, Rank
from bot.desk.house import StorageTrouble
from bot.sandbox.state import STAFF_CHAT
from handlers.line import Line, NotReachedError, call, greet
from tests.handlers.owed import queued, states
from tests.handlers.ticks import Ticks, passes, until_sent
from tests.plays import begins, seed_case
from tests.town import MONDAY_MORNING, Town, a_town

AGAIN = "(You may have had this before: the line broke.)"


PLAIN_GROUP = -777000111
"""The staff group's number before it became a supergroup."""


SECRET = "SECRET-PART-OF-THE-TOKEN"


TOKEN = f"1234567890:{SECRET}"


# What Telegram refuses


async def test_what_the_staff_group_refuses_for_good_is_given_up_once_and_staff_are_told_in_other_words(
    town: Town, ticks: Ticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card")
    monkeypatch.setattr("bot.sandbox.messages.LENGTH", 300)
    await town.jo.taps("All answers")
    await until_sent(town, ticks)
    assert town.jo.count("could not be shown here (Message is too long)") == 1
    assert "failed" in states(town)


async def test_while_the_staff_group_is_closed_to_us_its_messages_wait(
    town: Town, ticks: Ticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sandbox.world.STAFF_CHAT", -1)
    await queued(town, STAFF_ROOM, "Good morning.")
    for _ in range(8):
        await passes(town, ticks, 60)
    assert states(town) == ["queued"]
    monkeypatch.undo()
    await until_sent(town, ticks)
    assert town.jo.count("Good morning.") == 1


async def test_to_a_family_that_is_gone_nothing_more_is_tried(town: Town, ticks: Ticks) -> None:
    ann = town.family("Ann")
    await begins(ann)
    town.telegram.deactivates(ann.person)
    await queued_for_case(town, ann.chat, "One.", "Two.")
    await until_sent(town, ticks)
    assert states(town)[-2:] == ["failed", "failed"]
    town.telegram.world.state.people[ann.person] = town.telegram.world.state.people.pop(ann.person)
    assert not ann.heard("One.")


async def queued_for_case(town: Town, chat: int, *texts: str) -> None:
    def use_case(work: object, texts: tuple[str, ...]) -> None:
        case = work.cases.of_chat(chat)  # type: ignore[attr-defined]
        for text in texts:
            work.outbox.add(chat, Message(html=text), town.clock(), case)  # type: ignore[attr-defined]

    await town.sendline.database.transact(partial(use_case, texts=texts))


# A group that became a supergroup


@pytest.fixture
async def moving(database_url: str) -> AsyncIterator[Town]:
    """A town whose settings name the staff group by the number that it had as a plain group."""
    async with a_town(database_url, MONDAY_MORNING, PLAIN_GROUP) as found:
        found.elapsed = Ticks()
        await found.restart()
        yield found


async def test_a_group_that_became_a_supergroup_is_followed_when_a_message_is_refused(moving: Town) -> None:
    moving.telegram.group_grows(PLAIN_GROUP, told=False)
    await queued(moving, STAFF_ROOM, "Good morning.")
    await moving.settle()
    assert moving.jo.count("Good morning.") == 1
    assert moving.sendline.group.number == STAFF_CHAT


async def test_a_group_that_became_a_supergroup_is_followed_by_telegrams_own_word(moving: Town) -> None:
    moving.telegram.group_grows(PLAIN_GROUP, told=True)
    await moving.settle()
    assert moving.sendline.group.number == STAFF_CHAT
    await moving.jo.says("/queue")
    assert moving.jo.screen != []


async def test_where_the_group_went_is_known_after_a_restart(moving: Town) -> None:
    moving.telegram.group_grows(PLAIN_GROUP, told=True)
    await moving.settle()
    await moving.restart()
    assert moving.sendline.group.number == STAFF_CHAT


async def test_a_group_that_moves_while_the_database_is_in_trouble_is_followed_after_it(
    moving: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    moving.telegram.group_grows(PLAIN_GROUP, told=False)
    through, left = moving.sendline.sender._transact, [2]

    async def in_trouble(use_case: object, *chat: int) -> object:
        if left[0] and "group_moved" in getattr(use_case, "__code__", in_trouble.__code__).co_names:
            left[0] -= 1
            raise StorageTrouble("The disk is full.")
        return await through(use_case, *chat)  # type: ignore[arg-type]

    monkeypatch.setattr(moving.sendline.sender, "_transact", in_trouble)
    await queued(moving, STAFF_ROOM, "Good morning.")
    async with asyncio.timeout(10):
        await moving.settle()
    assert left == [0]
    assert moving.jo.count("Good morning.") == 1


async def test_another_group_that_moved_is_given_up_and_holds_up_nobody(town: Town, ticks: Ticks) -> None:
    town.telegram.group_grows(PLAIN_GROUP, told=False)
    await queued(town, PLAIN_GROUP, "This group has the number -777000111.")
    async with asyncio.timeout(10):
        await town.settle()
    assert town.sendline.idle()
    assert states(town) == ["failed"]


# Prompts and replies


async def test_a_prompt_goes_at_once_where_a_reply_to_that_chat_comes_behind_it(
    town: Town, ticks: Ticks
) -> None:
    ann, bea = town.family("Ann"), town.family("Bea")
    await ann.says("/start")
    await bea.says("/start")
    town.sendline.pace._overall.rate, town.sendline.pace._overall.tokens = 0.01, 0
    await queued(town, ann.chat, "How are things?", Rank.PROMPT)
    await queued(town, bea.chat, "How are things?", Rank.PROMPT)
    await town.settle()
    assert not ann.heard("How are things?")
    await queued(town, ann.chat, "Got it.")
    await town.settle()
    assert [m["text"] for m in ann.screen[-2:]] == ["How are things?", "Got it."]
    assert not bea.heard("How are things?")


# The token stays out of sight

SECRET = "SECRET-PART-OF-THE-TOKEN"
TOKEN = f"1234567890:{SECRET}"


@pytest.fixture(
    params=["nobody listens", "no such name", "a proxy that is gone", "nonsense", "another address"]
)
async def broken_line(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    base = {
        "nobody listens": "http://127.0.0.1:9",
        "no such name": "http://telegram.invalid",
        "a proxy that is gone": "http://telegram.invalid",
        "nonsense": "http://[",
        "another address": "ftp://telegram.invalid",
    }[request.param]
    monkeypatch.setenv("http_proxy", "http://user:hunter2@127.0.0.1:9")
    line = Line("http://127.0.0.1" if request.param == "nonsense" else base)
    bot = Bot(TOKEN, f"{base}/bot", f"{base}/file/bot", request=line, get_updates_request=line)
    await line.initialize()
    yield bot
    await line.shutdown()


async def test_no_error_of_the_line_names_the_token(
    broken_line: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(NetworkError) as broken:
        await call(broken_line, "sendMessage", {"chat_id": 1, "text": "x"}, 5)
    shown = (
        f"{broken.value} {broken.value!r} {''.join(traceback.format_exception(broken.value))} {caplog.text}"
    )
    assert SECRET not in shown
    assert "hunter2" not in shown


async def test_a_line_that_was_never_there_is_told_from_one_that_broke() -> None:
    line = Line("http://127.0.0.1:9")
    await line.initialize()
    with pytest.raises(NotReachedError):
        await line.do_request("http://127.0.0.1:9/", "POST")
    await line.shutdown()


async def test_a_token_that_telegram_does_not_know_is_not_repeated(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town.telegram.world.token = "another"
    bot = town._sendline().bot
    with pytest.raises(InvalidToken) as refused:
        await greet(bot)
    shown = f"{refused.value} {refused.value!r} {''.join(traceback.format_exception(refused.value))}"
    assert bot.token.partition(":")[2] not in shown + caplog.text


async def test_while_the_token_is_refused_messages_wait_and_no_log_names_it(
    town: Town, ticks: Ticks, caplog: pytest.LogCaptureFixture
) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    known, town.telegram.world.token = town.telegram.world.token, "another"
    await queued(town, ann.chat, "Got it.")
    with pytest.raises(TelegramError):
        await town.settle()
    await town.sendline.sender.drain()
    town.telegram.world.token = known
    await until_sent(town, ticks)
    assert ann.count("Got it.") == 1
    assert not ann.heard(AGAIN)
    assert known.partition(":")[2] not in caplog.text
