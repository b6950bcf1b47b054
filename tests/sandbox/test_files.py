"""Files: what Telegram takes and refuses of them, and how the page hands them out."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import Bot, InputFile

from bot.sandbox.state import STAFF_CHAT, Person
from bot.sandbox.telegram import Telegram
from bot.sandbox.web import site
from tests.sandbox.stage import TOKEN, Call, Clock, FewControls

EVERY_BYTE = bytes(range(256)) + b"\r\n\n\r\x00--\xff\xfe"
NOTE = ("SL-7K3Q9.txt", "½ day".encode(), "text/plain")


async def sends(
    web: httpx.AsyncClient, file: tuple[str, bytes, str] | None = NOTE, **values: Any
) -> dict[str, Any]:
    """Call sendDocument with a file, and return the whole answer."""
    files: dict[str, Any] = {key: (None, str(value)) for key, value in values.items()}
    sent = await web.post(
        f"/bot{TOKEN}/sendDocument", files=files | ({"document": file} if file else {"": (None, "")})
    )
    body: dict[str, Any] = sent.json()
    assert sent.status_code == body.get("error_code", 200)
    return body


async def test_a_file_stands_in_the_chat_with_its_caption(web: httpx.AsyncClient, ann: Person) -> None:
    sent = await sends(
        web, chat_id=ann.id, caption=" <b>Your</b> copy ", parse_mode="HTML", disable_notification="true"
    )
    message = sent["result"]
    assert message["document"] == {
        "file_name": "SL-7K3Q9.txt",
        "mime_type": "text/plain",
        "file_id": "BQACAgIAAxkBAAE000001",
        "file_unique_id": "AgADAgAT000001",
        "file_size": 6,
    }
    assert message["caption"] == "Your copy"
    assert message["caption_entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    assert "text" not in message


async def test_a_file_of_the_library_s_own_comes_byte_for_byte(
    bot: Bot, telegram: Telegram, ann: Person
) -> None:
    sent = await bot.send_document(ann.id, InputFile(EVERY_BYTE, filename="odd.bin"))
    assert sent.document is not None
    assert telegram.content_of(sent.document.file_id) == EVERY_BYTE
    assert sent.document.file_size == len(EVERY_BYTE)


REFUSED: list[tuple[str, tuple[str, bytes, str] | None, dict[str, Any], str]] = [
    ("no file", None, {}, "there is no document in the request"),
    ("an id or an address", None, {"document": "BQACAgIA"}, "wrong file identifier/HTTP URL specified"),
    ("an empty file", ("a.txt", b"", "text/plain"), {}, "file must be non-empty"),
    ("a caption too long", NOTE, {"caption": "a" * 1025}, "message caption is too long"),
    ("emojis count two each", NOTE, {"caption": "🔴" * 513}, "message caption is too long"),
    (
        "bad HTML",
        NOTE,
        {"caption": "<b>x", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    ("a reply to nothing", NOTE, {"reply_parameters": '{"message_id": 99}'}, "message to be replied not found"),
    ("bad buttons", NOTE, {"reply_markup": '{"inline_keyboard": 1}'},
     'field "inline_keyboard" must be of type Array'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "values", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
async def test_what_telegram_refuses_of_a_file(
    web: httpx.AsyncClient,
    telegram: Telegram,
    ann: Person,
    file: tuple[str, bytes, str] | None,
    values: dict[str, Any],
    words: str,
) -> None:
    answer = await sends(web, file, chat_id=ann.id, **values)
    assert answer["description"] == f"Bad Request: {words}"
    assert [m for m in telegram.history(ann.id) if m["from"]["is_bot"]] == []
    assert telegram.world.state.files == {}


async def test_a_caption_may_be_as_long_as_telegram_says_once_it_is_read(
    web: httpx.AsyncClient, ann: Person
) -> None:
    assert (await sends(web, chat_id=ann.id, caption=f"<b>{'a' * 1024}</b>", parse_mode="HTML"))["ok"]


async def test_a_file_goes_only_where_a_message_may_go(
    web: httpx.AsyncClient, telegram: Telegram, ann: Person
) -> None:
    stranger = telegram.add_person("Bea")
    assert (await sends(web, chat_id=999))["description"] == "Bad Request: chat not found"
    assert (await sends(web, chat_id=stranger.id))["error_code"] == 403
    telegram.blocks(ann.id)
    assert (await sends(web, chat_id=ann.id))["description"] == "Forbidden: bot was blocked by the user"
    assert (await sends(web, chat_id=STAFF_CHAT))["ok"]


async def test_a_message_with_a_file_has_no_text_to_edit(
    web: httpx.AsyncClient, call: Call, ann: Person
) -> None:
    sent = (await sends(web, chat_id=ann.id))["result"]["message_id"]
    edited = await call("editMessageText", chat_id=ann.id, message_id=sent, text="New")
    assert edited["description"] == "Bad Request: there is no text in the message to edit"


async def test_a_file_is_gone_with_its_message_and_a_later_one_has_an_id_of_its_own(
    web: httpx.AsyncClient, call: Call, telegram: Telegram, ann: Person
) -> None:
    first, second = [(await sends(web, chat_id=ann.id))["result"] for _ in range(2)]
    await call("deleteMessage", chat_id=ann.id, message_id=first["message_id"])
    third = (await sends(web, chat_id=ann.id))["result"]
    assert telegram.content_of(first["document"]["file_id"]) is None
    assert third["document"]["file_id"] not in (first["document"]["file_id"], second["document"]["file_id"])


async def test_the_page_hands_a_file_out_as_a_download(web: httpx.AsyncClient, ann: Person) -> None:
    document = (await sends(web, chat_id=ann.id))["result"]["document"]
    got = await web.get(f"/api/files/{document['file_id']}/SL-7K3Q9.txt")
    assert got.content.decode() == "½ day"
    assert got.headers["content-disposition"] == "attachment; filename*=UTF-8''SL-7K3Q9.txt"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert (await web.get("/api/files/nothing/SL-7K3Q9.txt")).status_code == 404
    elsewhere = {"sec-fetch-site": "cross-site"}
    assert (await web.get(f"/api/files/{document['file_id']}/a", headers=elsewhere)).status_code == 403


async def test_a_file_outlives_a_restart_of_the_sandbox(clock: Clock, folder: Path) -> None:
    first = Telegram(clock, TOKEN, folder)
    ann = first.add_person("Ann")
    first.says(ann.id, ann.id, "/start")
    transport = httpx.ASGITransport(site(first, FewControls(clock)))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as web:
        document = (await sends(web, chat_id=ann.id))["result"]["document"]
    assert Telegram(clock, TOKEN, folder).content_of(document["file_id"]) == "½ day".encode()
