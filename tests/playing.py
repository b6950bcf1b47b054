"""Several families and caseworkers before one page: each act is over, on both sides, before the next begins."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.sandbox.state import STAFF_CHAT
from tests.before_page import Page

if TYPE_CHECKING:
    from playwright.sync_api import Locator


class Play:
    """Who plays on a page, and what staff pressed and wrote there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed: list[str] = []  # the data of each button
        self.written: list[str] = []
        page.tab.on("request", lambda asked: self._note(asked.url, asked.post_data))

    def _note(self, url: str, sent: str | None) -> None:
        told: dict[str, Any] = json.loads(sent or "{}") if "/api/" in url else {}
        if told.get("chat") == STAFF_CHAT:
            (self.pressed if "data" in told else self.written).append(told.get("data") or told["text"])

    @property
    def buttons(self) -> set[str]:
        """What each button of a case that was pressed does."""
        return {data.split("|")[2].partition(":")[0] for data in self.pressed if data.startswith("k|")}

    @property
    def views(self) -> set[str]:
        """The views of the queue that were looked at by a button."""
        return {data.split("|")[1] for data in self.pressed if data.startswith("v|")}

    @property
    def commands(self) -> set[str]:
        return {text[1:].split()[0] for text in self.written if text.startswith("/")}

    def family(self) -> "Family":
        """One more family comes, and presses Start."""
        self.page.presses("Add a family")
        name = self.page.tab.locator("#families [aria-checked=true]").last
        self.page.tab.locator("#start").get_by_role("button").wait_for()
        came = Family(self, "family", re.sub(r",.*", "", name.inner_text()).strip())
        came.does(self.page.tab.locator("#start").get_by_role("button"))
        return came

    def staff(self, name: str) -> "Staff":
        return Staff(self, "staff", name)

    def passes_until(self, someone: "Player", text: str, most: int = 20) -> None:
        """Move the clock to the next thing due, and again, until they read this anew."""
        before = someone.count(text)
        for _ in range(most):
            if someone.count(text) > before:
                return
            self.moves("To the next thing due")
        raise AssertionError(f"{text!r} did not come")

    def moves(self, step: str) -> None:
        """Move the clock, by the button that is called so."""
        with self.page.tab.expect_response("**/api/moves"):
            self.page.presses(step)
        self.page.settles()


class Player:
    """Someone in a chat of the page."""

    def __init__(self, play: Play, side: str, name: str) -> None:
        self.play, self.page, self.side, self.name = play, play.page, side, name
        self.log = self.page.tab.locator(f"#{side}-log")

    def is_here(self) -> None:
        """Choose this one of the people on this side."""
        group = "#families" if self.side == "family" else "#members"
        pill = self.page.tab.locator(group).get_by_role("radio", name=re.compile(f"^{self.name}"))
        if pill.get_attribute("aria-checked") != "true":
            pill.click()
            self.page.tab.locator(f"{group} [aria-checked=true]", has_text=self.name).wait_for()
            self.page.settles()

    def does(self, what: "Locator") -> None:
        with self.page.tab.expect_response(lambda r: "/api/" in r.url and r.request.method == "POST"):
            what.click()
        self.page.settles()

    def button(self, label: str, ref: str = "") -> "Locator":
        """The newest button that begins so, of this case where one is named."""
        shown = self.log.locator("article.bot", has_text=ref) if ref else self.log.locator("article.bot")
        return shown.locator("button.key").filter(has_text=re.compile(rf"^\s*(✓ )?{re.escape(label)}")).last

    def taps(self, *labels: str) -> None:
        self.is_here()
        for label in labels:
            key = self.page.tab.locator(f"#{self.side}-composer .board").get_by_role("button", name=label)
            self.does(key if key.count() else self.button(label))

    def writes(self, text: str) -> None:
        """Write, as a reply where the page offers to."""
        self.is_here()
        field = self.page.tab.locator(f"#{self.side}-field")
        field.fill(text)
        with self.page.tab.expect_response("**/api/says"):
            field.press("Enter")
        self.page.settles()

    def count(self, text: str) -> int:
        self.is_here()
        return int(self.log.locator("article.bot", has_text=text).count())

    def reads(self, *texts: str) -> None:
        """These stand in what the bot said; the one that was said last is looked for first."""
        self.is_here()
        heard = self.log.inner_text()
        missing = [text for text in texts if text not in heard]
        assert missing == [], f"{self.name} does not read {missing}; the last is {heard[-700:]!r}"

    def downloads(self, name: str) -> str:
        self.is_here()
        with self.page.tab.expect_download() as coming:
            self.log.get_by_role("link", name=re.compile(name)).last.click()
        return Path(coming.value.path()).read_text("utf-8-sig")

    @property
    def last(self) -> str:
        self.is_here()
        return str(self.log.locator("article.bot").last.inner_text())


class Family(Player):
    @property
    def ref(self) -> str:
        self.is_here()
        return str(re.findall(r"SL-[A-Z0-9]{5}", self.log.inner_text())[-1])

    def tells(self, *told: str) -> None:
        """Tap, or type what begins with a colon."""
        for said in told:
            (self.writes(said[1:]) if said.startswith(":") else self.taps(said))

    def attaches(self, label: str) -> None:
        self.is_here()
        self.page.tab.get_by_label("Attach a file").click()
        self.does(self.page.tab.get_by_role("button", name=label))

    def blocks(self, label: str = "Block Sendline") -> None:
        self.is_here()
        self.page.tab.get_by_label("More", exact=True).click()
        self.does(self.page.tab.get_by_role("button", name=label))


class Staff(Player):
    def presses(self, ref: str, *labels: str) -> None:
        """Press buttons of this case, each the newest that begins so."""
        self.is_here()
        for label in labels:
            self.does(self.button(label, ref))

    def card(self, ref: str) -> str:
        """The newest card of a case."""
        self.is_here()
        every = self.page.tab.get_by_role("button", name="All answers", exact=True)
        return str(self.log.locator("article.bot", has_text=ref).filter(has=every).last.inner_text())

    @property
    def asked_for(self) -> str:
        """The reference of the family on the phone."""
        self.is_here()
        return str(re.findall(r"☎ (SL-[A-Z0-9]{5})", self.log.inner_text())[-1])
