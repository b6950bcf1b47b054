"""The page in Chromium, as people use it; a bot of three lines answers."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.request import HTTPXRequest

from bot.sandbox.server import Server
from bot.sandbox.state import STAFF_CHAT
from bot.sandbox.telegram import Telegram
from bot.sandbox.web import site
from tests.sandbox.stage import TOKEN, FewControls, until

playwright = pytest.importorskip("playwright.async_api", reason="see requirements/browser.txt")
CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOSTILE = '<img src=x onerror="alert(1)"> & <b>Ann</b>'
STEPS = [
    {"who": "family", "type": "/start", "say": "A parent writes."},
    {"who": "family", "tap": "part"},
    {"who": "family", "tap": "share my"},
    {"who": "staff", "wait_for": "new case"},
    {"who": "staff", "as": "Priya", "tap": "Open"},
    {"clock": "hour"},
]
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")]


async def replies(bot: Bot, update: Update) -> None:
    """Ask, ask for the number, tell the staff."""
    query, message = update.callback_query, update.effective_message
    if message is None:
        return
    if query:
        await query.answer("Noted")
    if query and message.chat.id != STAFF_CHAT:
        share = ReplyKeyboardMarkup(
            [[KeyboardButton("Share my number", request_contact=True)]], one_time_keyboard=True
        )
        await bot.send_message(message.chat.id, "And your number?", reply_markup=share)
    elif message.contact:
        card = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Open the card", callback_data="open"))
        await bot.send_message(STAFF_CHAT, "A new case", reply_markup=card)
    elif message.text == "/start":
        days = [InlineKeyboardButton(name, callback_data=name) for name in ("Full days", "Part days")]
        await bot.send_message(
            message.chat.id, "What is school like?", reply_markup=InlineKeyboardMarkup.from_row(days)
        )


async def answers(bot: Bot) -> None:
    offset = 0
    while True:
        for update in await bot.get_updates(offset=offset, timeout=30):
            offset = update.update_id + 1
            await replies(bot, update)


@pytest.fixture
async def running(telegram: Telegram, controls: FewControls) -> AsyncIterator[str]:
    """The sandbox on a free port, with a bot beside it; yields the page's address."""
    server = Server(site(telegram, controls), telegram)
    serving = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    requests = [HTTPXRequest(httpx_kwargs={"trust_env": False}) for _ in range(2)]
    address = f"http://127.0.0.1:{server.port}/"
    async with Bot(TOKEN, f"{address}bot", request=requests[0], get_updates_request=requests[1]) as bot:
        answering = asyncio.create_task(answers(bot))
        yield address
        answering.cancel()
    server.should_exit = True
    await serving


@asynccontextmanager
async def page_of(address: str, width: int, motion: str = "reduce") -> AsyncIterator[Any]:
    """A page of this width; it fails if the browser complains of anything."""
    complaints: list[str] = []
    async with playwright.async_playwright() as tool:
        browser = await tool.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = await browser.new_page(viewport={"width": width, "height": 844}, reduced_motion=motion)
        page.on(
            "console",
            lambda line: complaints.append(line.text) if line.type in {"error", "warning"} else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.route("**/example.json", lambda route: route.fulfill(json=STEPS))
        await page.goto(address)
        await page.locator("#now-time", has_text=":").wait_for()
        yield page
        await browser.close()
    assert complaints == []


async def test_a_visitor_starts_answers_and_meets_the_staff(running: str, telegram: Telegram) -> None:
    async with page_of(running, 1440) as page:
        assert await page.locator("h1").count() == 1
        await page.get_by_role("button", name="Start", exact=True).click()
        await page.get_by_role("button", name="Part days").click()
        await page.locator("#family-toast", has_text="Noted").wait_for()
        await page.get_by_role("button", name="Share my number").click()
        await page.locator("#family-log", has_text="07700 900123").wait_for()
        await page.get_by_role("button", name="Open the card").click()
        await page.locator("#staff-toast", has_text="Noted").wait_for()
        assert await page.locator("#next-due").get_attribute("aria-disabled") == "true"


async def test_what_people_write_is_shown_and_never_run(running: str, telegram: Telegram) -> None:
    async with page_of(running, 1440) as page:
        await page.get_by_role("button", name="Start", exact=True).click()
        await page.get_by_label("Message from the family").fill(HOSTILE)
        await page.keyboard.press("Enter")
        shown = page.locator("#family-log .mine .text", has_text="onerror")
        assert await shown.text_content() == HOSTILE
        assert await page.locator("#family-log img").count() == 0


async def test_a_file_shows_its_name_and_size_and_a_tap_downloads_it(
    running: str, telegram: Telegram
) -> None:
    requests = [HTTPXRequest(httpx_kwargs={"trust_env": False}) for _ in range(2)]
    async with page_of(running, 390) as page:
        await page.get_by_role("button", name="Start", exact=True).click()
        await page.get_by_role("button", name="Part days").wait_for()
        ann = telegram.families()[0].id
        async with Bot(TOKEN, f"{running}bot", request=requests[0], get_updates_request=requests[1]) as bot:
            content = InputFile("½ day\n".encode() * 300, filename="SL-7K3Q9 <b>.txt")
            await bot.send_document(ann, content, caption="Your <i>copy</i>", parse_mode="HTML")
        file = page.locator("#family-log").get_by_role("link", name="SL-7K3Q9 <b>.txt TXT · 2.1 KB")
        await file.wait_for()
        assert await page.locator("#family-log em", has_text="copy").count() == 1
        assert await page.evaluate("document.documentElement.scrollWidth") == 390
        async with page.expect_download() as coming:
            await file.click()
        got = await coming.value
        assert Path(await got.path()).read_bytes() == "½ day\n".encode() * 300


async def test_a_family_attaches_a_file_and_sees_it_in_the_chat(running: str, telegram: Telegram) -> None:
    async with page_of(running, 1280) as page:
        await page.get_by_role("button", name="Start", exact=True).click()
        await page.get_by_label("Attach a file").first.click()
        await page.get_by_role("button", name="A letter (PDF)").click()
        await page.locator("#family-log .file", has_text="Letter").wait_for()
        await page.get_by_label("Attach a file").first.click()
        await page.get_by_role("button", name="A voice message").click()
        await page.locator("#family-log .file", has_text="Voice message").wait_for()
    assert "voice" in telegram.history(telegram.families()[0].id)[-1]


async def test_a_phone_shows_one_side_and_a_dot_for_the_other(running: str, telegram: Telegram) -> None:
    async with page_of(running, 390) as page:
        await page.get_by_role("button", name="Start", exact=True).click()
        await page.get_by_role("button", name="Part days").click()
        assert not await page.locator("#staff").is_visible()
        await page.get_by_role("button", name="Share my number").click()
        await page.locator("#tab-staff .dot").wait_for()
        await page.get_by_role("tab", name="Staff").click()
        await page.get_by_role("button", name="Open the card").wait_for()
        assert not await page.locator("#family").is_visible()
        assert not await page.locator("#tab-staff .dot").is_visible()
        wide = await page.evaluate("document.documentElement.scrollWidth")
        assert wide == 390


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
async def test_the_example_plays_by_itself_each_time_with_a_new_family(
    running: str, telegram: Telegram, controls: FewControls, motion: str
) -> None:
    async with page_of(running, 1440, motion) as page:
        await page.get_by_role("button", name="Play the example").click()
        await page.locator("#player-says", has_text="That was the example").wait_for()
        await page.get_by_role("button", name="Play again").click()
        await page.locator("#player-says", has_text="A parent writes").wait_for()
        await page.get_by_role("button", name="Stop").click()
        await page.get_by_role("button", name="Play the example").wait_for()
    assert [person.first_name for person in telegram.families()] == ["Ann", "Bilal"]
    assert controls.moves == ("hour",)


async def test_the_example_says_what_it_waited_for_in_vain(running: str, telegram: Telegram) -> None:
    async with page_of(running, 1440) as page:
        steps = [{"who": "family", "type": "/start"}, {"who": "family", "tap": "No such button"}]
        await page.route("**/example.json", lambda route: route.fulfill(body=json.dumps(steps)))
        await page.get_by_role("button", name="Play the example").click()
        trouble = page.locator("#player-says", has_text="The example stopped")
        await trouble.wait_for()
        assert "Buttons there now: “Full days”, “Part days”." in str(await trouble.text_content())
