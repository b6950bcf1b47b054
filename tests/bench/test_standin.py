"""The stand-in keeps Telegram's promises to the bots that it measures."""

import asyncio
import json
from typing import Any

from tests.bench.botapi import BotApi
from tests.bench.families import Pace
from tests.bench.script import STEPS
from tests.bench.wire import Connection

PARENT = {"inline_keyboard": [[{"text": "Parent or carer", "callback_data": "q|0|who|parent|1"}]]}


def updates(answers: list[str]) -> list[dict[str, Any]]:
    """The updates in the newest answer."""
    return list(json.loads(answers[-1])["result"])


def with_one_family(latency_seconds: float = 0) -> BotApi:
    api = BotApi()
    api.latency_seconds = latency_seconds
    api.families.move_in(1)
    api.families.go(Pace.AT_ONCE)
    return api


async def test_an_update_comes_again_until_an_offset_confirms_it() -> None:
    api, answers = with_one_family(), list[str]()
    api.call("getUpdates", {"offset": 0}, answers.append)
    (hello,) = updates(answers)
    assert hello["message"]["text"] == "/start"
    api.call("getUpdates", {"offset": str(hello["update_id"])}, answers.append)
    assert updates(answers) == [hello]
    last = asyncio.get_running_loop().create_future()
    api.call("getUpdates", {"offset": hello["update_id"] + 1}, last.set_result)
    assert updates([await asyncio.wait_for(last, 5)]) == []


async def test_a_family_taps_the_button_of_the_question_that_came() -> None:
    api, answers = with_one_family(), list[str]()
    api.call("getUpdates", {"offset": 0}, answers.append)
    chat = updates(answers)[0]["message"]["chat"]["id"]
    asked = {"chat_id": str(chat), "text": "Hello. Who are you?", "reply_markup": json.dumps(PARENT)}
    api.call("sendMessage", {"chat_id": chat, "text": "Another matter."}, answers.append)
    api.call("sendMessage", asked, answers.append)
    message = json.loads(answers[-1])["result"]
    api.call("getUpdates", {"offset": 0}, answers.append)
    tapped = updates(answers)[1]["callback_query"]
    assert (tapped["data"], tapped["message"]) == ("q|0|who|parent|1", message)
    assert message["reply_markup"] == PARENT


async def test_a_slow_call_counts_at_once_and_is_answered_later() -> None:
    api = with_one_family(latency_seconds=0.05)
    chat, answered = api.families.chats[0], asyncio.Event()
    asked = {"chat_id": chat, "text": "Who are you?", "reply_markup": PARENT}
    api.call("sendMessage", asked, lambda _: answered.set())
    assert len(api.families.waits) == 1
    assert not answered.is_set()
    await asyncio.wait_for(answered.wait(), 5)


async def test_who_has_sent_the_last_answer_gives_way_to_somebody_new() -> None:
    api = BotApi()
    api.families.move_in(1)
    api.families.answers_left = len(STEPS)
    api.families.go(Pace.AT_ONCE)
    (chat,) = api.families.chats
    for asked, answer in zip(STEPS, (*STEPS[1:], None), strict=True):
        label = answer.does if answer else ""
        rows = {"inline_keyboard": [[{"text": label, "callback_data": "q"}]]}
        api.call("sendMessage", {"chat_id": chat, "text": asked.hears, "reply_markup": rows}, _nobody)
    assert len(api.families.waits) == len(STEPS)
    assert api.families.chats == [chat + 1]
    assert (api.families.trouble, api.families.waiting) == ("", 0)


def _nobody(_: str) -> None:
    """Whoever called does not look at the answer."""


def test_a_request_in_pieces_is_read_as_one() -> None:
    calls = []
    line = Connection(lambda name, params, _: calls.append((name, params)))
    request = b"POST /bot1:a/sendMessage HTTP/1.1\r\ncontent-length: 18\r\n\r\nchat_id=7&text=a+b"
    for place in range(len(request)):
        assert calls == []
        line.data_received(request[place : place + 1])
    line.data_received(b"GET /bot1:a/getMe HTTP/1.1\r\n\r\n")
    assert calls == [("sendMessage", {"chat_id": "7", "text": "a b"}), ("getMe", {})]


def test_a_form_with_a_file_is_read_as_its_fields_and_the_file_s_name() -> None:
    calls = []
    line = Connection(lambda name, params, _: calls.append((name, params)))
    body = (
        b'--x\r\nContent-Disposition: form-data; name="caption"\r\n\r\nGr\xc3\xbc\xc3\x9fe\r\n'
        b'--x\r\nContent-Disposition: form-data; name="document"; filename="a.txt"\r\n'
        b"Content-Type: text/plain\r\n\r\n\xff\r\nb\r\n--x--\r\n"
    )
    head = b"POST /bot1:a/sendDocument HTTP/1.1\r\ncontent-length: %d\r\n\r\n" % len(body)
    line.data_received(head + body)
    assert calls == [("sendDocument", {"caption": "Grüße", "document": "a.txt"})]


async def test_a_file_is_answered_as_a_message_is() -> None:
    api, answers = with_one_family(), list[str]()
    chat = api.families.chats[0]
    api.call(
        "sendDocument", {"chat_id": str(chat), "caption": "Your copy", "document": "a.txt"}, answers.append
    )
    assert json.loads(answers[0])["result"]["message_id"] == 1001
