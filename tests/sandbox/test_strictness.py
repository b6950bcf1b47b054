"""What Telegram refuses, in its words; and what it takes though it looks wrong."""

from typing import Any

import pytest

from bot.sandbox.state import STAFF_CHAT, Person
from bot.sandbox.telegram import Telegram
from tests.sandbox.stage import Call, Clock

BUTTON = {"text": "Yes", "callback_data": "yes"}
SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def inline(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


REFUSED_TEXTS: list[tuple[str, dict[str, Any], str]] = [
    ("no text", {}, "message text is empty"),
    ("an empty text", {"text": ""}, "message text is empty"),
    ("only white space", {"text": " \n "}, "text must be non-empty"),
    ("only an empty tag", {"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ("one letter too many", {"text": "a" * 4097}, "message is too long"),
    ("emojis count two each", {"text": "🔴" * 2049}, "message is too long"),
    (
        "bad HTML",
        {"text": "<b>x", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    ("an unknown parse mode", {"text": "a", "parse_mode": "RTF"}, "unsupported parse_mode"),
    (
        "an entity beyond the end",
        {"text": "abc", "entities": [{"type": "bold", "offset": 0, "length": 9}]},
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9",
    ),
    (
        "an unknown entity",
        {"text": "abc", "entities": [{"type": "loud", "offset": 0, "length": 3}]},
        "can't parse MessageEntity: Unsupported type specified",
    ),
    (
        "a reply to nothing",
        {"text": "a", "reply_parameters": {"message_id": 99}},
        "message to be replied not found",
    ),
    (
        "a reply without a message",
        {"text": "a", "reply_parameters": {"quote": "b"}},
        'can\'t find field "message_id"',
    ),
]
REFUSED_KEYBOARDS: list[tuple[str, Any, str]] = [
    ("data of 65 bytes", inline({"text": "a", "callback_data": "x" * 65}), "BUTTON_DATA_INVALID"),
    ("data of 33 two-byte letters", inline({"text": "a", "callback_data": "é" * 33}), "BUTTON_DATA_INVALID"),
    (
        "empty data",
        inline({"text": "a", "callback_data": ""}),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        "no text",
        inline({"callback_data": "a"}),
        "can't parse inline keyboard button: Can't find field \"text\"",
    ),
    (
        "an empty text",
        inline({"text": "", "callback_data": "a"}),
        "inline keyboard button text must be non-empty",
    ),
    ("more than a row holds", inline(*[BUTTON] * 9), "reply markup is too long"),
    ("more than a message holds", {"inline_keyboard": [[BUTTON]] * 101}, "reply markup is too long"),
    ("not rows", {"inline_keyboard": "a"}, 'field "inline_keyboard" must be of type Array'),
    ("not an object", [1], "object expected as reply markup"),
    (
        "a link to nowhere",
        inline({"text": "a", "url": "nowhere"}),
        "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
    ),
    (
        "a telephone link",
        inline({"text": "a", "url": "tel:999"}),
        "inline keyboard button URL 'tel:999' is invalid: Unsupported URL protocol",
    ),
    (
        "force_reply that is not a truth",
        {"force_reply": "yes"},
        'field "force_reply" must be of type Boolean',
    ),
]


@pytest.mark.parametrize(
    ("sent", "words"), [row[1:] for row in REFUSED_TEXTS], ids=[row[0] for row in REFUSED_TEXTS]
)
async def test_a_text_is_refused(call: Call, ann: Person, sent: dict[str, Any], words: str) -> None:
    answer = await call("sendMessage", chat_id=ann.id, **sent)
    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}


@pytest.mark.parametrize(
    ("markup", "words"), [row[1:] for row in REFUSED_KEYBOARDS], ids=[row[0] for row in REFUSED_KEYBOARDS]
)
async def test_a_keyboard_is_refused(call: Call, ann: Person, markup: Any, words: str) -> None:
    answer = await call("sendMessage", chat_id=ann.id, text="a", reply_markup=markup)
    assert answer["description"] == f"Bad Request: {words}"


async def test_a_phone_number_can_be_asked_for_in_private_only(call: Call, ann: Person) -> None:
    markup = {"keyboard": [[{"text": "Share my number", "request_contact": True}]], "one_time_keyboard": True}
    in_group = await call("sendMessage", chat_id=STAFF_CHAT, text="a", reply_markup=markup)
    in_private = await call("sendMessage", chat_id=ann.id, text="a", reply_markup=markup)
    assert in_group["description"] == "Bad Request: phone number can be requested in private chats only"
    assert in_private["ok"]


async def test_what_just_fits_is_taken(call: Call, ann: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "é" * 32}]] * 100}
    assert (await call("sendMessage", chat_id=ann.id, text="a" * 4096, reply_markup=markup))["ok"]
    assert (await call("sendMessage", chat_id=ann.id, text="<b>" + "a" * 4096 + "</b>", parse_mode="html"))[
        "ok"
    ]


async def test_a_reply_to_nothing_can_be_allowed(call: Call, ann: Person) -> None:
    wanted = {"message_id": 99, "allow_sending_without_reply": True}
    answer = await call("sendMessage", chat_id=ann.id, text="a", reply_parameters=wanted)
    assert "reply_to_message" not in answer["result"]


async def test_a_chat_must_exist_and_be_open(call: Call, telegram: Telegram, ann: Person) -> None:
    stranger = telegram.add_person("Ben")
    assert (await call("sendMessage", text="a"))["description"] == "Bad Request: chat_id is empty"
    assert (await call("sendMessage", chat_id=5, text="a"))["description"] == "Bad Request: chat not found"
    refused = await call("sendMessage", chat_id=stranger.id, text="a")
    assert refused["error_code"] == 403
    assert refused["description"] == "Forbidden: bot can't initiate conversation with a user"
    telegram.blocks(ann.id)
    blocked = await call("sendMessage", chat_id=ann.id, text="a")
    assert blocked["description"] == "Forbidden: bot was blocked by the user"
    telegram.unblocks(ann.id)
    assert (await call("sendMessage", chat_id=ann.id, text="a"))["ok"]
    telegram.deactivates(ann.id)
    gone = await call("sendMessage", chat_id=ann.id, text="a")
    assert gone["description"] == "Forbidden: user is deactivated"


async def test_an_edit_must_change_something(call: Call, ann: Person) -> None:
    sent = (
        await call(
            "sendMessage", chat_id=ann.id, text="<b>a</b>", parse_mode="HTML", reply_markup=inline(BUTTON)
        )
    )["result"]
    same = {"chat_id": ann.id, "message_id": sent["message_id"], "reply_markup": inline(BUTTON)}
    assert (await call("editMessageText", text="<b>a</b> ", parse_mode="HTML", **same))["description"] == SAME
    assert (await call("editMessageReplyMarkup", **same))["description"] == SAME
    assert (await call("editMessageText", text="<i>a</i>", parse_mode="HTML", **same))["ok"]
    without = await call("editMessageReplyMarkup", chat_id=ann.id, message_id=sent["message_id"])
    assert "reply_markup" not in without["result"]


async def test_only_the_bots_own_messages_can_be_edited(call: Call, telegram: Telegram, ann: Person) -> None:
    told = telegram.says(ann.id, ann.id, "Hello")["message_id"]
    theirs = await call("editMessageText", chat_id=ann.id, message_id=told, text="a")
    none = await call("editMessageText", chat_id=ann.id, message_id=99, text="a")
    unnamed = await call("editMessageText", chat_id=ann.id, text="a")
    assert theirs["description"] == "Bad Request: message can't be edited"
    assert none["description"] == "Bad Request: message to edit not found"
    assert unnamed["description"] == "Bad Request: message identifier is not specified"


async def test_an_edit_takes_no_other_keyboard_and_no_long_text(call: Call, ann: Person) -> None:
    sent = (await call("sendMessage", chat_id=ann.id, text="a"))["result"]["message_id"]
    forced = await call(
        "editMessageText", chat_id=ann.id, message_id=sent, text="b", reply_markup={"force_reply": True}
    )
    long = await call("editMessageText", chat_id=ann.id, message_id=sent, text="b" * 4097)
    assert forced["description"] == "Bad Request: inline keyboard expected"
    assert long["description"] == "Bad Request: MESSAGE_TOO_LONG"


async def test_a_tap_is_answered_once_and_soon(
    call: Call, telegram: Telegram, ann: Person, clock: Clock
) -> None:
    sent = (await call("sendMessage", chat_id=ann.id, text="a", reply_markup=inline(BUTTON)))["result"][
        "message_id"
    ]
    query = telegram.taps(ann.id, ann.id, sent, "yes")
    long = await call("answerCallbackQuery", callback_query_id=query, text="a" * 201)
    assert long["description"] == "Bad Request: MESSAGE_TOO_LONG"
    assert telegram.answer_to(query) is None
    assert (await call("answerCallbackQuery", callback_query_id=query, text="Noted", show_alert=True))["ok"]
    assert telegram.answer_to(query) == {"text": "Noted", "show_alert": True}
    assert (await call("answerCallbackQuery", callback_query_id=query))["description"] == TOO_OLD
    late = telegram.taps(ann.id, ann.id, sent, "yes")
    clock.pass_time(minutes=2)
    assert (await call("answerCallbackQuery", callback_query_id=late))["description"] == TOO_OLD
    assert (await call("answerCallbackQuery"))["description"] == TOO_OLD


async def test_deleting_has_limits(
    call: Call, telegram: Telegram, ann: Person, jo: Person, clock: Clock
) -> None:
    theirs = telegram.says(jo.id, STAFF_CHAT, "Morning all")["message_id"]
    asked = telegram.says(ann.id, ann.id, "Forget this")["message_id"]
    old = (await call("sendMessage", chat_id=ann.id, text="a"))["result"]["message_id"]
    in_group = await call("deleteMessage", chat_id=STAFF_CHAT, message_id=theirs)
    assert in_group["description"] == "Bad Request: message can't be deleted"
    assert (await call("deleteMessage", chat_id=ann.id, message_id=asked))["ok"]
    again = await call("deleteMessage", chat_id=ann.id, message_id=asked)
    assert again["description"] == "Bad Request: message to delete not found"
    clock.pass_time(hours=49)
    late = await call("deleteMessage", chat_id=ann.id, message_id=old)
    assert late["description"] == "Bad Request: message can't be deleted for everyone"


async def test_a_member_is_creator_member_or_left(
    call: Call, telegram: Telegram, ann: Person, jo: Person
) -> None:
    async def status(user_id: int) -> str:
        answer = await call("getChatMember", chat_id=STAFF_CHAT, user_id=user_id)
        return str(answer.get("result", answer).get("status") or answer["description"])

    assert await status(jo.id) == "creator"
    assert await status(telegram.staff()[1].id) == "member"
    assert await status(ann.id) == "left"
    telegram.join_staff(ann.id)
    assert await status(ann.id) == "member"
    telegram.leave_staff(ann.id)
    assert await status(ann.id) == "left"
    assert await status(12345) == "Bad Request: member not found"
    assert await status(0) == "Bad Request: invalid user_id specified"
