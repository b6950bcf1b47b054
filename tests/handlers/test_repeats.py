"""Messages that waited are looked up again before they go, and what may be a repeat says so."""

from typing import Any

import pytest
from telegram.request import BaseRequest

from bot.sandbox.methods import METHODS
from handlers.line import NotReachedError
from tests.handlers.owed import queued, states
from tests.handlers.ticks import Ticks, passes, until_sent
from tests.plays import seed_case
from tests.town import Town

AGAIN = "(You may have had this before: the line broke.)"


# A message that waited is looked up again


async def test_a_message_that_was_erased_while_it_waited_is_not_sent(town: Town, ticks: Ticks) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    town.telegram.misbehave("429", "sendMessage", retry_after=7)
    await queued(town, ann.chat, "A secret.")
    await town.settle()
    await town.sendline.database.transact(
        lambda work: work.outbox.drop_queued_to(ann.chat, "erased", town.clock())
    )
    await passes(town, ticks, 8)
    assert town.sendline.idle()
    assert not ann.heard("A secret.")


async def test_an_edit_that_a_later_one_replaced_while_it_waited_is_not_sent(
    town: Town, ticks: Ticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    await seed_case(town.family("Ann"))
    await town.jo.taps("Open the card")
    town.telegram.misbehave("429", "editMessageText", retry_after=7)
    await town.jo.taps("Accept", "Claim")
    edits: list[Any] = []
    carry_out = METHODS["editmessagetext"]

    def noted(*call: Any) -> Any:
        edits.append(call)
        return carry_out(*call)

    monkeypatch.setitem(METHODS, "editmessagetext", noted)
    await passes(town, ticks, 8)
    await until_sent(town, ticks)
    assert "Claimed by Jo" in town.jo.card
    assert len(edits) == 1
    assert set(states(town)) == {"sent"}


async def test_a_message_in_hand_is_not_taken_in_hand_again_when_the_clock_jumps(
    town: Town, ticks: Ticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = town.family("Ann")
    town.telegram.misbehave("429", "sendMessage", retry_after=7)
    await ann.says("/start")
    monkeypatch.setattr("storage.leases.seconds_now", lambda _: 4_000_000_000)
    await town.sendline.sender.look()
    await passes(town, ticks, 8)
    assert ann.count("Who are you?") == 1


# What may be a repeat says so


@pytest.mark.parametrize("kind", ["500", "502", "reset"])
async def test_after_a_line_that_broke_a_message_says_that_it_may_be_a_repeat(
    town: Town, ticks: Ticks, kind: str
) -> None:
    ann = town.family("Ann")
    town.telegram.misbehave(kind, "sendMessage")
    await ann.says("/start")
    await until_sent(town, ticks)
    await queued(town, ann.chat, "One more.")
    await town.settle()
    assert [AGAIN in m["text"] for m in ann.screen] == [True, False]


async def test_what_is_certain_to_come_once_says_nothing_of_a_repeat(town: Town, ticks: Ticks) -> None:
    ann = town.family("Ann")
    town.telegram.misbehave("429", "sendMessage", retry_after=7)
    await ann.says("/start")
    await until_sent(town, ticks)
    assert ann.hears("Who are you?")
    assert not ann.heard(AGAIN)


async def test_where_telegram_was_never_reached_a_message_is_certain_to_come_once(
    town: Town, ticks: Ticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, left = town.family("Ann"), [3]
    through = BaseRequest.post

    async def cut_off(line: BaseRequest, url: str, *values: Any, **more: Any) -> Any:
        if url.endswith("/sendMessage") and left[0]:
            left[0] -= 1
            raise NotReachedError("There is no line")
        return await through(line, url, *values, **more)

    monkeypatch.setattr(BaseRequest, "post", cut_off)
    await ann.says("/start")
    assert ann.screen == []
    await until_sent(town, ticks)
    assert ann.count("Who are you?") == 1
    assert not ann.heard(AGAIN)


async def test_after_a_crash_the_first_message_of_a_chat_says_that_it_may_be_a_repeat(
    town: Town, ticks: Ticks
) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    town.telegram.misbehave("429", "sendMessage", retry_after=7)
    for text in ("One.", "Two.", "Three."):
        await queued(town, ann.chat, text)
    await town.settle()
    await town.restart()
    await town.settle()
    assert [m["text"] for m in ann.screen[1:]] == [f"One.\n\n{AGAIN}", "Two.", "Three."]


async def test_a_polite_stop_puts_back_what_was_not_begun_and_that_says_nothing_of_a_repeat(
    town: Town, ticks: Ticks
) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    town.telegram.misbehave("429", "sendMessage", retry_after=7)
    await ann.says("parent", "AL1 3JE")
    await town.sendline.stop()
    town.sendline = town._sendline()
    await town.sendline.prepare()
    await town.settle()
    assert ann.hears("Which class or year?")
    assert not ann.heard(AGAIN)


async def test_an_edit_is_no_repeat_however_often_it_is_tried(town: Town, ticks: Ticks) -> None:
    await seed_case(town.family("Ann"))
    town.telegram.misbehave("500", "editMessageText")
    await town.jo.taps("Open the card")
    await until_sent(town, ticks)
    assert "URGENT" in town.jo.card
    assert "may have come before" not in town.jo.card
