"""The way in: tokens, methods, and the shapes a call's parameters come in."""

import json

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)
from telegram.constants import ChatMemberStatus

from bot.sandbox.state import STAFF_CHAT, Person
from bot.sandbox.telegram import Telegram
from tests.sandbox.stage import MONDAY_NINE, TOKEN, Clock

HTML = "🔴 <b>URGENT</b> &amp; <a href='https://www.gov.uk/'>law</a>"


async def test_a_wrong_token_is_unauthorised(web: httpx.AsyncClient) -> None:
    response = await web.post("/bot1234567:other/getMe")
    assert response.status_code == 401
    assert response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_an_unknown_method_is_not_found(web: httpx.AsyncClient) -> None:
    response = await web.post(f"/bot{TOKEN}/sendPigeon")
    assert response.status_code == 404
    assert response.json()["description"] == "Not Found: method not found"
    assert (await web.get("/bot")).json()["description"] == "Not Found"


async def test_method_names_may_be_in_any_case(web: httpx.AsyncClient) -> None:
    assert (await web.get(f"/bot{TOKEN}/GETME")).json()["result"]["username"] == "sendline_practice_bot"


MARKUP = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}


@pytest.mark.parametrize("way", ["json", "form", "multipart", "query"])
async def test_parameters_come_in_four_ways(web: httpx.AsyncClient, ann: Person, way: str) -> None:
    path = f"/bot{TOKEN}/sendMessage"
    plain = {"chat_id": str(ann.id), "text": "Grüße, 50 % & more", "reply_markup": json.dumps(MARKUP)}
    if way == "json":
        response = await web.post(path, json=plain | {"chat_id": ann.id, "reply_markup": MARKUP})
    elif way == "form":
        response = await web.post(path, data=plain)
    elif way == "multipart":
        response = await web.post(path, files={key: (None, value) for key, value in plain.items()})
    else:
        response = await web.get(path, params=plain)
    result = response.json()["result"]
    assert result["text"] == "Grüße, 50 % & more"
    assert result["reply_markup"] == MARKUP


async def test_broken_json_is_refused(web: httpx.AsyncClient, ann: Person) -> None:
    body = {"chat_id": str(ann.id), "text": "a", "reply_markup": "{"}
    response = await web.post(f"/bot{TOKEN}/sendMessage", data=body)
    assert response.json()["description"] == "Bad Request: can't parse reply markup JSON object"


async def test_the_message_returned_is_whole(bot: Bot, telegram: Telegram, ann: Person, clock: Clock) -> None:
    keys = InlineKeyboardMarkup.from_row([InlineKeyboardButton("Yes", callback_data="yes")])
    first = telegram.history(ann.id)[0]["message_id"]
    sent = await bot.send_message(
        ann.id, HTML, parse_mode="HTML", reply_markup=keys, reply_to_message_id=first
    )
    assert sent.text == "🔴 URGENT & law"
    assert sent.text_html == '🔴 <b>URGENT</b> &amp; <a href="https://www.gov.uk/">law</a>'
    assert sent.reply_markup == keys
    assert sent.reply_to_message and sent.reply_to_message.text == "/start"
    assert sent.from_user and sent.from_user.is_bot
    assert (sent.chat.type, sent.chat.first_name, sent.date) == ("private", "Ann", MONDAY_NINE)
    clock.pass_time(minutes=5)
    edited = await sent.edit_text("Done")
    assert not isinstance(edited, bool)
    assert edited.edit_date and (edited.edit_date - sent.date).total_seconds() == 300
    assert edited.reply_markup is None


async def test_a_reply_holds_one_level_only(bot: Bot, telegram: Telegram, ann: Person) -> None:
    one = await bot.send_message(ann.id, "one")
    two = await bot.send_message(ann.id, "two", reply_to_message_id=one.message_id)
    three = await bot.send_message(ann.id, "three", reply_to_message_id=two.message_id)
    assert three.reply_to_message and three.reply_to_message.text == "two"
    assert three.reply_to_message.reply_to_message is None


async def test_private_chats_share_a_counter_and_the_group_has_its_own(
    bot: Bot, telegram: Telegram, ann: Person
) -> None:
    ben = telegram.add_person("Ben")
    telegram.says(ben.id, ben.id, "/start")
    ids = [
        (await bot.send_message(chat, "a")).message_id for chat in (ann.id, ben.id, STAFF_CHAT, STAFF_CHAT)
    ]
    assert ids == [3, 4, 1, 2]


async def test_people_see_keyboards_that_the_bot_is_not_shown_again(
    bot: Bot, telegram: Telegram, jo: Person
) -> None:
    sent = await bot.send_message(
        STAFF_CHAT, "What shall I send?", reply_markup=ForceReply(selective=True), disable_notification=True
    )
    assert sent.reply_markup is None
    shown = telegram.history(STAFF_CHAT)[-1]
    assert shown["reply_markup"] == {"force_reply": True, "selective": True}
    assert shown["silent"] is True


async def test_chats_members_and_commands_can_be_asked_for(bot: Bot, telegram: Telegram, jo: Person) -> None:
    group = await bot.get_chat(STAFF_CHAT)
    assert (group.type, group.title) == ("supergroup", "Casework team")
    assert (await bot.get_chat_member(STAFF_CHAT, jo.id)).status == ChatMemberStatus.OWNER
    assert await bot.set_my_commands([BotCommand("queue", "Open cases")], BotCommandScopeChat(STAFF_CHAT))
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.send_chat_action(STAFF_CHAT, "typing")
