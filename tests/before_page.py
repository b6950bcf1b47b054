"""Someone who sits before the page of `./sendline try`, in a real browser."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.town import ROOT

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
PICTURES = os.environ.get("SENDLINE_PICTURES")
"""A folder for screenshots, to be looked at."""


MOST_WAIT_MS = 90_000


@contextmanager
def a_trial(folder: Path, moment: datetime | None = None) -> Iterator[str]:
    """A fresh trial, as `./sendline try` starts it, from now or from another moment. Yields the page's address."""
    if moment:
        ahead = (moment - datetime.now(UTC)).total_seconds()
        (folder / "clock.json").write_text(json.dumps({"ahead_seconds": ahead}))
    command = [sys.executable, "-m", "bot", "try", "--port", "0", "--folder", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            lines = process.stdout or ()
            yield next(found[0] for line in lines if (found := re.findall(r"http://\S+", line)))
        finally:
            process.terminate()
            assert process.wait(10) == 0


@contextmanager
def a_page(address: str) -> Iterator["Page"]:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is not installed: ./sendline test --all installs it")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        found = Page(context.new_page(), address)
        yield found
        assert found.complaints == []
        browser.close()


class Page:
    """The page, as someone sits before it."""

    def __init__(self, tab: object, address: str) -> None:
        from playwright.sync_api import Page as Tab

        assert isinstance(tab, Tab)
        self.tab = tab
        self.complaints: list[str] = []
        self.tab.on("console", lambda said: self._note(said.type, said.text))
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.goto(address)
        self.family, self.staff = self.tab.locator("#family"), self.tab.locator("#staff")

    def _note(self, kind: str, text: str) -> None:
        if kind == "error":
            self.complaints.append(text)

    def presses(self, name: str) -> None:
        self.tab.get_by_role("button", name=name).first.click()

    def family_taps(self, *labels: str) -> None:
        for label in labels:
            self.family.get_by_role("button", name=re.compile(f"^(✓ )?{re.escape(label)}")).last.click()

    def family_types(self, text: str) -> None:
        self.family.get_by_role("textbox").fill(text)
        self.family.get_by_role("textbox").press("Enter")

    def family_downloads(self, name: str) -> str:
        """Tap a file. Returns what it holds, as it lies on the phone then."""
        with self.tab.expect_download() as coming:
            self.family.get_by_role("link", name=re.compile(f"^{re.escape(name)}")).last.click()
        assert re.fullmatch(r"SL-[A-Z0-9]{5}\.txt", coming.value.suggested_filename)
        return Path(coming.value.path()).read_text("utf-8-sig")

    def attaches(self, label: str) -> None:
        """The family attaches an invented file."""
        self.tab.get_by_label("Attach a file").click()
        self.tab.get_by_role("button", name=label).click()

    def staff_taps(self, *labels: str) -> None:
        for label in labels:
            self.tab.locator("#staff-log").get_by_role(
                "button", name=re.compile(f"^{re.escape(label)}")
            ).last.click()

    @contextmanager
    def staff_holds_down(self, label: str) -> Iterator[None]:
        """A finger on the newest button that begins so, for as long as it takes; then it is lifted where it was."""
        button = (
            self.tab.locator("#staff-log").get_by_role("button", name=re.compile(f"^{re.escape(label)}")).last
        )
        button.hover()
        self.tab.mouse.down()
        yield
        self.tab.mouse.up()

    def staff_types(self, text: str) -> None:
        self.staff.get_by_role("textbox").fill(text)
        self.staff.get_by_role("textbox").press("Enter")

    def family_reads(self, text: str, *, within_s: float = 15) -> None:
        self.tab.locator("#family-log").get_by_text(text).last.wait_for(timeout=within_s * 1000)

    def staff_reads(self, text: str, *, within_s: float = 15) -> None:
        self.tab.locator("#staff-log").get_by_text(text).last.wait_for(timeout=within_s * 1000)

    def bot_has_answered(self) -> None:
        """Wait until the bot has finished with all it was told, whether or not the page shows it."""
        self.tab.evaluate("""async () => { await (await import("/store.js")).api("settled"); }""")

    def settles(self) -> None:
        """Wait until the bot has finished with all it was told, and the page shows it."""
        self.tab.evaluate(
            """async () => {
                 const { api, store, until } = await import("/store.js");
                 const { version } = await api("settled");
                 await until(() => store.state.version >= version, 60); }"""
        )

    def moves_until_the_family_reads(self, text: str, most: int = 20) -> None:
        """Move the clock to the next thing due, and again: much else falls due before."""
        for _ in range(most):
            self.settles()
            if self.tab.locator("#family-log").get_by_text(text).count():
                return
            with self.tab.expect_response("**/api/moves"):
                self.presses("To the next thing due")
        raise AssertionError(f"{text!r} did not come")

    def picture(self, name: str) -> None:
        if PICTURES:
            self.tab.screenshot(path=Path(PICTURES) / f"{name}.png")

    def staff_opens_the_newest(self) -> str:
        """Open the newest case's card. Returns what stands on it."""
        newest = self.staff.locator("article.bot").filter(
            has=self.tab.get_by_role("button", name="Open the card")
        )
        card = self.staff.locator(f"article[data-message='{newest.last.get_attribute('data-message')}']")
        card.get_by_role("button", name="Open the card").click()
        card.get_by_role("button", name="Claim").wait_for(timeout=MOST_WAIT_MS)
        return str(card.inner_text())

    def family_tells(self, *told: str) -> None:
        """Tap, or type what begins with a colon, each once the bot has put its next question."""
        newest = self.family.locator("article.bot").last
        for said in told:
            if said.startswith(":"):
                before = newest.inner_text()
                self.family_types(said[1:])
            else:
                button = newest.get_by_role("button", name=re.compile(f"^(✓ )?{re.escape(said)}")).first
                button.wait_for(timeout=MOST_WAIT_MS)
                before = newest.inner_text()
                button.click()
            self._waits_for_a_question_after(before, said)

    def _waits_for_a_question_after(self, before: str, said: str) -> None:
        """The newest message is another one, or ticked otherwise, and asks something."""
        from playwright.sync_api import TimeoutError as TooLate

        try:
            self._waits_until_it_is_not(before)
        except TooLate:
            raise AssertionError(f"nothing is asked after {said!r}; newest: {self._newest()!r}") from None

    def _newest(self) -> list[str]:
        return [str(text) for text in self.family.locator("article").all_inner_texts()[-4:]]

    def _waits_until_it_is_not(self, before: str) -> None:
        self.tab.wait_for_function(
            """([before, aside]) => {
                 const text = [...document.querySelectorAll("#family article.bot")].at(-1)?.innerText ?? "";
                 return text && text !== before && !text.includes(aside); }""",
            arg=[before, "What you told me so far looks urgent"],
            timeout=MOST_WAIT_MS,
        )
