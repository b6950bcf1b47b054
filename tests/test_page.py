"""The whole of `./sendline try` in a real browser, played as a newcomer would."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.town import ROOT

pytestmark = pytest.mark.browser

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
PICTURES = os.environ.get("SENDLINE_PICTURES")
"""A folder for screenshots, to be looked at."""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The page of a fresh trial, as `./sendline try` starts it."""
    command = [sys.executable, "-m", "bot", "try", "--port", "0", "--folder", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield next(found[0] for line in process.stdout or () if (found := re.findall(r"http://\S+", line)))
        process.terminate()
        assert process.wait(10) == 0


@pytest.fixture
def page(address: str) -> Iterator["Page"]:
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


def test_the_example_plays_the_seed_case_to_the_check_in(page: Page) -> None:
    page.presses("Play the example")
    page.staff_reads("combo.two-children", within_s=300)
    page.staff_reads("rtt.no-consent")
    page.staff_reads("impact.job-or-home")
    page.picture("page")
    page.staff_reads("the family says Better", within_s=60)
    page.tab.set_viewport_size({"width": 390, "height": 844})
    page.picture("phone")


def test_a_family_and_two_caseworkers_by_hand(page: Page) -> None:
    page.presses("Add a family")
    page.presses("Start")
    page.family_reads("Who are you?")
    page.family_taps("Parent or carer")
    page.family_types("AL1 3JE")
    for question, label in [
        ("Which class", "Years 7"),
        ("EHC plan?", "No"),
        ("What is school like", "Part days"),
        ("How many hours", "6 to 10"),
        ("How long has it been", "12 weeks"),
        ("Did you agree", "No"),
        ("when it ends?", "No end date"),
        ("Why part days?", "Behaviour"),
        ("another child", "No"),
        ("Is any of this true", "None of these"),
        ("How can we reach you?", "Share my number"),
        ("Nearly done", "Nothing to add"),
        ("Please check your answers", "Send. You may"),
    ]:
        page.family_reads(question)
        page.family_taps(label)
    page.family_reads("It looks")
    page.family_reads("Here is a copy")
    assert "\nHours in school a week: 6 to 10\n" in page.family_downloads("SL-")
    page.picture("copy")
    page.staff_reads("A new case")
    page.staff_taps("Open the card")
    page.staff_reads("rtt.behaviour")
    page.staff_taps("Claim")
    page.staff_reads("Claimed by Jo")
    page.staff_taps("Change to")
    page.staff_reads("reply to this message with why")
    page.staff_types("School confirmed full days from tomorrow.")
    page.staff_reads("Jo changed it")
    page.staff_taps("Message the family")
    page.staff_reads("what the family should read")
    page.staff_types("Full days from tomorrow. We will watch it.")
    page.family_reads("Full days from tomorrow. We will watch it.")
    page.presses("To the next thing due")
    page.family_reads("How are things with school now?")
    page.family_taps("Sorted")
    page.staff_reads("the family says Sorted")
    page.staff_taps("Close")
    page.staff_reads("how did it end?")
    page.staff_taps("Back in full-time education")
    page.family_reads("The team has closed your case")
