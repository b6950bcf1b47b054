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


MOST_WAIT_MS = 15_000


@contextmanager
def a_trial(folder: Path, moment: datetime | None = None) -> Iterator[str]:
    """A fresh trial, as `./sendline try` starts it, from now or from another moment. Yields the page's address."""
    if moment:
        ahead = (moment - datetime.now(UTC)).total_seconds()
        (folder / "clock.json").write_text(json.dumps({"ahead_seconds": ahead}))
    command = [sys.executable, "-m", "bot", "try", "--port", "0", "--folder", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield next(found[0] for line in process.stdout or () if (found := re.findall(r"http://\S+", line)))
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

    def staff_taps(self, *labels: str) -> None:
        for label in labels:
            self.staff.get_by_role("button", name=re.compile(f"^{re.escape(label)}")).last.click()

    def staff_types(self, text: str) -> None:
        self.staff.get_by_role("textbox").fill(text)
        self.staff.get_by_role("textbox").press("Enter")

    def family_reads(self, text: str, *, within_s: float = 15) -> None:
        self.tab.locator("#family-log").get_by_text(text).last.wait_for(timeout=within_s * 1000)

    def staff_reads(self, text: str, *, within_s: float = 15) -> None:
        self.tab.locator("#staff-log").get_by_text(text).last.wait_for(timeout=within_s * 1000)

    def picture(self, name: str) -> None:
        if PICTURES:
            self.tab.screenshot(path=Path(PICTURES) / f"{name}.png")

    def family_tells(self, *told: str) -> None:
        """Tap, or type what begins with a colon, each once the bot has put its next question."""
        for said in told:
            before = self._newest_of_bot()
            if said.startswith(":"):
                self.family_types(said[1:])
            else:
                self.family.locator("article.bot").last.get_by_role("button", name=said).first.click()
            self._waits_for_another_than(before)
            if self._newest_of_bot().startswith("Just to be sure"):
                self.family_tells("Yes, that day")

    def _newest_of_bot(self) -> str:
        """The newest message of the bot, and what is ticked in it."""
        return str(self.family.locator("article.bot").last.inner_text()) if self._has_heard() else ""

    def _has_heard(self) -> bool:
        return self.family.locator("article.bot").count() > 0

    def _waits_for_another_than(self, before: str) -> None:
        self.tab.wait_for_function(
            """before => { const all = document.querySelectorAll("#family article.bot");
               return all.length > 0 && all[all.length - 1].innerText !== before; }""",
            arg=before,
            timeout=MOST_WAIT_MS,
        )
