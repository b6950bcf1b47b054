"""Files that people send: what a bot may do with them by their ids, and what Telegram refuses."""

import json
from typing import Any

import httpx
import pytest

from bot.sandbox.state import STAFF_CHAT, Person
from bot.sandbox.telegram import Telegram
from tests.sandbox.stage import Call, Clock


def id_of(message: dict[str, Any]) -> str:
    """Telegram's name for the file in a message."""
    kind = next(kind for kind in ("document", "voice", "photo") if kind in message)
    content = message[kind]
    return str(content[-1]["file_id"] if kind == "photo" else content["file_id"])


async def test_a_file_is_sent_on_by_its_id_and_stays_what_it_is(
    call: Call, telegram: Telegram, ann: Person
) -> None:
    letter = telegram.attaches(ann.id, "document")
    sent = await call(
        "sendDocument",
        chat_id=STAFF_CHAT,
        document=id_of(letter),
        caption="<b>From</b> Ann",
        parse_mode="HTML",
    )
    assert sent["result"]["document"] == letter["document"]
    assert sent["result"]["caption"] == "From Ann"
    assert telegram.content_of(id_of(letter)) == b"This file is pretend, like everything here.\n"


async def test_an_album_shares_a_number_and_has_the_caption_of_each(
    call: Call, telegram: Telegram, ann: Person
) -> None:
    ids = [id_of(telegram.attaches(ann.id, "photo")) for _ in range(2)]
    media = [{"type": "photo", "media": ids[0], "caption": "one"}, {"type": "photo", "media": ids[1]}]
    first, second = (await call("sendMediaGroup", chat_id=STAFF_CHAT, media=media))["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert [first.get("caption"), second.get("caption")] == ["one", None]


REFUSED: list[tuple[str, str, dict[str, Any], str]] = [
    ("no id", "sendPhoto", {}, "there is no photo in the request"),
    ("an id that is not known", "sendVoice", {"voice": "x"}, "wrong file identifier/HTTP URL specified"),
    ("an address", "sendDocument", {"document": "https://x"}, "wrong file identifier/HTTP URL specified"),
    (
        "a file as what it is not",
        "sendPhoto",
        {"photo": "DOCUMENT"},
        "can't use file of type Document as Photo",
    ),
    (
        "a caption that is too long",
        "sendDocument",
        {"document": "DOCUMENT", "caption": "a" * 1025},
        "message caption is too long",
    ),
    ("an empty album", "sendMediaGroup", {}, "there are no messages to send"),
    (
        "a voice message in an album",
        "sendMediaGroup",
        {"media": [{"type": "voice", "media": "VOICE"}]},
        "can't parse InputMedia: type must be one of photo, video, audio, document",
    ),
    (
        "letters among pictures",
        "sendMediaGroup",
        {"media": [{"type": "photo", "media": "PHOTO"}, {"type": "document", "media": "DOCUMENT"}]},
        "Documents can't be mixed with other media types",
    ),
    (
        "eleven pictures",
        "sendMediaGroup",
        {"media": [{"type": "photo", "media": "PHOTO"}] * 11},
        "too many messages to send as an album",
    ),
]


@pytest.mark.parametrize(
    ("method", "values", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
async def test_telegram_refuses(
    call: Call, telegram: Telegram, ann: Person, method: str, values: dict[str, Any], words: str
) -> None:
    text = json.dumps(values)
    for kind in ("document", "voice", "photo"):
        text = text.replace(kind.upper(), id_of(telegram.attaches(ann.id, kind)))
    refused = await call(method, chat_id=STAFF_CHAT, **json.loads(text))
    assert refused["description"] == f"Bad Request: {words}"


async def test_a_copy_is_deleted_without_the_original(call: Call, telegram: Telegram, ann: Person) -> None:
    letter = telegram.attaches(ann.id, "document")
    sent = await call("sendDocument", chat_id=STAFF_CHAT, document=id_of(letter))
    await call("deleteMessage", chat_id=STAFF_CHAT, message_id=sent["result"]["message_id"])
    assert telegram.content_of(id_of(letter)) is not None
    assert telegram.history(STAFF_CHAT) == []


async def test_what_stands_under_a_file_can_be_changed_but_not_into_the_same(
    call: Call, telegram: Telegram, ann: Person, clock: Clock
) -> None:
    sent = await call("sendVoice", chat_id=STAFF_CHAT, voice=id_of(telegram.attaches(ann.id, "voice")))
    there = {"chat_id": STAFF_CHAT, "message_id": sent["result"]["message_id"]}
    clock.pass_time(days=30)
    assert (await call("editMessageCaption", **there, caption="gone"))["result"]["caption"] == "gone"
    assert "not modified" in (await call("editMessageCaption", **there, caption="gone"))["description"]
    text = (await call("sendMessage", chat_id=STAFF_CHAT, text="a"))["result"]["message_id"]
    refused = await call("editMessageCaption", chat_id=STAFF_CHAT, message_id=text, caption="b")
    assert refused["description"] == "Bad Request: there is no caption in the message to edit"


async def test_the_page_sends_a_file_for_a_family(web: httpx.AsyncClient, ann: Person) -> None:
    sent = (await web.post("/api/attaches", json={"person": ann.id, "kind": "document"})).json()
    assert sent["document"]["file_name"].startswith("Letter ")
    refused = await web.post("/api/attaches", json={"person": ann.id, "kind": "house"})
    assert (refused.status_code, refused.json()["error"]) == (
        409,
        "The page can attach photo, document, voice.",
    )


async def test_a_moving_picture_is_not_kept_as_a_document(
    call: Call, telegram: Telegram, ann: Person
) -> None:
    moving = {"file_id": "moving", "file_unique_id": "m"}
    telegram.sends(ann.id, {"animation": moving, "document": moving})
    refused = await call("sendDocument", chat_id=STAFF_CHAT, document="moving")
    assert refused["description"] == "Bad Request: wrong file identifier/HTTP URL specified"
