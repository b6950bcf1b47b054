"""The page and the JSON behind it: what it can do, and who may not."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from bot.sandbox.guard import POLICY
from bot.sandbox.state import STAFF_CHAT, Person
from bot.sandbox.telegram import Telegram
from bot.sandbox.web import PAGE
from tests.sandbox.stage import MONDAY_NINE, TOKEN, Call, FewControls, until

HERE = "http://127.0.0.1:8080"


async def state(web: httpx.AsyncClient, family: int = 0, since: int = 0) -> dict[str, Any]:
    response = await web.get("/api/state", params={"family": family, "since": since})
    body: dict[str, Any] = response.json()
    return body


FILES = [
    ("/", "text/html; charset=utf-8"),
    ("/page.css", "text/css; charset=utf-8"),
    ("/page.js", "text/javascript; charset=utf-8"),
    ("/player.js", "text/javascript; charset=utf-8"),
    ("/favicon.svg", "image/svg+xml"),
    ("/example.json", "application/json"),
]


@pytest.mark.parametrize(("path", "kind"), FILES)
async def test_every_file_comes_with_strict_headers(web: httpx.AsyncClient, path: str, kind: str) -> None:
    response = await web.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"] == kind
    assert response.headers["content-security-policy"] == POLICY
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in POLICY


@pytest.mark.parametrize("path", ["/nothing.js", "/web.py", "/..%2fweb.py", "/page"])
async def test_nothing_else_is_served(web: httpx.AsyncClient, path: str) -> None:
    assert (await web.get(path)).status_code == 404


def test_the_page_holds_no_inline_code_and_no_address_elsewhere() -> None:
    html = (PAGE / "index.html").read_text(encoding="utf-8")
    assert "<script>" not in html
    assert " style=" not in html
    assert " onclick" not in html
    for path in PAGE.glob("*.*"):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "innerHTML" not in text
        assert "http://" not in text
        assert "https://" not in text


GUARDED: list[tuple[str, dict[str, str], int]] = [
    ("the page itself", {"origin": HERE, "sec-fetch-site": "same-origin"}, 200),
    ("a program on this computer", {}, 200),
    ("another site", {"origin": "https://example.org"}, 403),
    ("another port", {"origin": "http://127.0.0.1:9999"}, 403),
    ("a page without an origin", {"origin": "null"}, 403),
    ("a site that the browser calls another", {"sec-fetch-site": "cross-site"}, 403),
    ("a name that points here", {"host": "rebound.example.org:8080"}, 403),
]


@pytest.mark.parametrize(("headers", "status"), [row[1:] for row in GUARDED], ids=[row[0] for row in GUARDED])
async def test_only_the_page_itself_may_act(
    web: httpx.AsyncClient, telegram: Telegram, headers: dict[str, str], status: int
) -> None:
    before = telegram.version
    response = await web.post("/api/families", json={"name": "Ann"}, headers=headers)
    assert response.status_code == status
    assert (telegram.version > before) is (status == 200)
    assert response.headers["content-security-policy"] == POLICY


async def test_what_is_not_json_is_refused(web: httpx.AsyncClient) -> None:
    form = await web.post("/api/families", data={"name": "Ann"})
    plain = await web.post("/api/families", content='{"name": "Ann"}', headers={"content-type": "text/plain"})
    broken = await web.post("/api/families", content="{", headers={"content-type": "application/json"})
    other = await web.post("/api/families", json=["Ann"])
    assert [form.status_code, plain.status_code, broken.status_code, other.status_code] == [
        415,
        415,
        400,
        400,
    ]


async def test_no_web_page_may_call_the_bots_side(web: httpx.AsyncClient) -> None:
    response = await web.post(f"/bot{TOKEN}/getMe", headers={"origin": "https://example.org"})
    assert response.status_code == 403


async def test_the_state_shows_both_sides(
    web: httpx.AsyncClient, call: Call, ann: Person, jo: Person
) -> None:
    await call("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    await call("sendMessage", chat_id=STAFF_CHAT, text="New", reply_markup={"force_reply": True})
    shown = await state(web, ann.id)
    assert [family["name"] for family in shown["families"]] == ["Ann"]
    assert [one["name"] for one in shown["staff"]] == ["Jo", "Priya"]
    assert [message["text"] for message in shown["chats"][str(ann.id)]] == ["/start"]
    assert shown["chats"][str(STAFF_CHAT)][0]["reply_markup"] == {"force_reply": True}
    assert shown["commands"]["family"] == [{"command": "help", "description": "Help"}]
    assert (shown["now"], shown["due"], shown["waiting"]) == (MONDAY_NINE.isoformat(), None, 1)


async def test_the_state_waits_for_news(web: httpx.AsyncClient, telegram: Telegram, ann: Person) -> None:
    waiting = asyncio.create_task(state(web, ann.id, since=telegram.version))
    await until(lambda: len(telegram.world.bell.waiting) == 1)
    telegram.says(ann.id, ann.id, "Hello")
    news = await asyncio.wait_for(waiting, 5)
    assert news["chats"][str(ann.id)][-1]["text"] == "Hello"


async def test_people_talk_tap_and_share_a_number_that_rings_nowhere(
    web: httpx.AsyncClient, call: Call, telegram: Telegram
) -> None:
    ann = (await web.post("/api/families", json={"name": "Ann"})).json()["id"]
    await web.post("/api/says", json={"person": ann, "chat": ann, "text": "/start", "reply_to": None})
    keys = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    sent = (await call("sendMessage", chat_id=ann, text="Sure?", reply_markup=keys))["result"]["message_id"]
    tap = {"person": ann, "chat": ann, "message": sent, "data": "yes"}
    query = (await web.post("/api/taps", json=tap)).json()["query"]
    await call("answerCallbackQuery", callback_query_id=query, text="Noted")
    shared = (await web.post("/api/contact", json={"person": ann})).json()
    assert shared["contact"]["phone_number"] == "447700900123"
    assert (await state(web, ann))["answers"] == {query: {"text": "Noted", "show_alert": False}}
    gone = await web.post("/api/taps", json=tap | {"data": "no"})
    assert gone.status_code == 409
    assert gone.json()["error"] == f"There is no button with 'no' under message {sent} now."


async def test_people_edit_and_block(web: httpx.AsyncClient, telegram: Telegram, ann: Person) -> None:
    wrote = telegram.says(ann.id, ann.id, "AL1 3JF")["message_id"]
    edit = {"person": ann.id, "chat": ann.id, "message": wrote, "text": "AL1 3JE"}
    assert (await web.post("/api/edits", json=edit)).json()["text"] == "AL1 3JE"
    await web.post("/api/blocks", json={"person": ann.id, "blocked": True})
    assert (await state(web, ann.id))["families"][0]["blocked"] is True
    await web.post("/api/blocks", json={"person": ann.id, "blocked": False})
    assert (await state(web, ann.id))["families"][0]["blocked"] is False


async def test_the_group_shows_what_the_bot_does_not_see(
    web: httpx.AsyncClient, telegram: Telegram, jo: Person
) -> None:
    telegram.says(jo.id, STAFF_CHAT, "Morning all")
    telegram.says(jo.id, STAFF_CHAT, "/queue")
    shown = (await state(web))["chats"][str(STAFF_CHAT)]
    assert [(message["text"], message["unseen"]) for message in shown] == [
        ("Morning all", True),
        ("/queue", False),
    ]


async def test_the_clock_moves_in_three_ways(web: httpx.AsyncClient, controls: FewControls) -> None:
    controls.due = (MONDAY_NINE + timedelta(days=1), "asking Ann how things are")
    moved = (await web.post("/api/moves", json={"step": "next-due"})).json()
    assert controls.moves == ("next-due",)
    assert moved["now"] == "2026-11-23T10:00:00+00:00"
    assert moved["due"] == {"at": "2026-11-24T09:00:00+00:00", "what": "asking Ann how things are"}
    assert (await web.post("/api/moves", json={"step": "year"})).status_code == 409
    assert (await web.post("/api/settled", json={})).json().keys() == {"version"}


def test_the_example_uses_only_known_steps() -> None:
    known = {"who", "as", "type", "reply_to", "tap", "in", "wait_for", "clock", "until", "say", "pause"}
    for step in json.loads((PAGE / "example.json").read_text(encoding="utf-8")):
        assert set(step) <= known
        assert step.get("who", "family") in {"family", "staff"}
