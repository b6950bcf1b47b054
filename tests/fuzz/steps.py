"""How a step is taken in a random town: people act, the town settles, and what is new is looked at."""

import asyncio
from collections.abc import Awaitable
from datetime import datetime
from tempfile import TemporaryDirectory

from hypothesis.stateful import RuleBasedStateMachine

from bot.casework.answers import Step
from bot.desk.commands import command_of
from tests.fuzz import promises
from tests.fuzz.book import Book, Decided, Page, opened, verdicts
from tests.fuzz.people import GONE, Parent, Tap, on_screen
from tests.fuzz.texts import HOSTILE, as_delivered, can_be_sent
from tests.fuzz.trouble import settles
from tests.town import Staff, Town

ODD = [text for text in HOSTILE if can_be_sent(text) and not text.startswith("/")]


class Steps(RuleBasedStateMachine):
    """A town, its people, and what was stored after the last step."""

    town: Town
    staff: dict[str, Staff]

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = TemporaryDirectory()
        self.parents: dict[str, Parent] = {}
        self.book: Book = {}
        self.decided: dict[int, Decided] = {}

    async def _new_town(self, moment: datetime) -> Town:
        town = Town(f"sqlite:///{self.folder.name}/sendline.db", moment)
        await town.sendline.prepare()
        return town

    def teardown(self) -> None:
        self.town.sendline.database.close()
        self.runner.close()
        self.folder.cleanup()

    # How a step is taken

    def _parent(self, name: str) -> Parent:
        if name not in self.parents:
            self.parents[name] = Parent(self.town.family(name), name)
        return self.parents[name]

    def _after(self, doing: Awaitable[None] | None = None) -> None:
        """Let the town settle, look at every screen and into the books, and hold what is new against the promises."""
        self.runner.run(self._settled(doing))
        before, self.book = self.book, opened(self.town, [p.family.chat for p in self.parents.values()])
        promises.nothing_is_lowered_by_code(before, self.book)
        for parent in self.parents.values():
            self._look(parent)
        self._judge(before)

    async def _settled(self, doing: Awaitable[None] | None) -> None:
        if doing is not None:
            await doing
        await settles(self.town)

    def _look(self, parent: Parent) -> None:
        stopped = parent.stopped
        fresh = parent.notes(
            max((n for n, p in self.book.items() if p.chat == parent.family.chat), default=0)
        )
        promises.prompts_are_quiet(parent, fresh, stopped=stopped and parent.stopped, blocked=parent.blocked)
        promises.one_prompt_a_day(parent)
        if any(sign in str(message["text"]) for message in fresh for sign in GONE):
            for case in {case for case, _ in parent.told} | set(parent.wrote):
                if case not in self.book:
                    parent.forgets(case)

    def _judge(self, before: Book) -> None:
        """Note the verdicts that are new, with the answers that they rest on."""
        for number, row in verdicts(self.town).items():
            page = self.book.get(row["case_id"])
            if number in self.decided or page is None:
                continue
            on = datetime.fromisoformat(row["decided_on"]).date()
            pages = [page, *([before[page.number]] if page.number in before else [])]
            bases = [base for each in pages for base in (each.answers, each.with_ticks(on))]
            told = [Decided(page.number, on, row["urgency"], row["rulebook"], base) for base in bases]
            same = [verdict for verdict in told if verdict.again(self.town).urgency == verdict.urgency]
            assert same, (
                f"case {page.number} is {row['urgency']}, but its answers say otherwise: {page.answers}"
            )
            self.decided[number] = same[0]
            promises.not_knowing_never_calms(self.town, same[0])

    def _says(self, parent: Parent, text: str) -> None:
        """Say something that is no command; it is an answer, or it is kept."""
        chat, before = parent.family.chat, self.book
        self.town.telegram.says(parent.family.person, chat, text)
        self._after()
        newest, newest_before = (
            max((n for n, page in book.items() if page.chat == chat), default=0)
            for book in (self.book, before)
        )
        for mark in [word for word in text.split() if word.startswith(f"Xq{parent.name.casefold()}")]:
            parent.marks[mark] = newest
        page, was = self.book.get(newest), before.get(newest)
        said = as_delivered(text)
        if page is None or newest < newest_before or command_of(said):  # gone, and the parent was told
            return
        if page.wrote.count(said) > (was.wrote.count(said) if was else 0):
            parent.wrote.setdefault(newest, []).append(said)
            return
        answered = page.times("answered") > (was.times("answered") if was else 0)
        read_back = page.marker.confirm and (was is None or was.marker.confirm != page.marker.confirm)
        ticked = was is not None and was.marker.picked != page.marker.picked
        moved = was is not None and (was.marker.revising != page.marker.revising)
        assert answered or read_back or ticked or moved, f"{parent.name} said {said!r}, and it is nowhere"

    def _edits(self, parent: Parent, choice: int, text: str) -> None:
        """Edit something that was said before: an answer is corrected, or the words are kept, if any case knows it."""
        family, before = parent.family, self.book
        said = [m for m in self.town.telegram.history(family.chat) if m["from"]["id"] == family.person]
        said = [message for message in said if "text" in message]
        if not said:
            return
        number = said[-1 - choice % len(said)]["message_id"]
        self.town.telegram.edits(family.person, family.chat, number, text)
        self._after()
        for case, page in self.book.items():
            self._notes_edit(parent, page, before.get(case), as_delivered(text))

    def _notes_edit(self, parent: Parent, page: Page, was: Page | None, said: str) -> None:
        if page.chat != parent.family.chat:
            return
        for mark in [word for word in said.split() if word.startswith(f"Xq{parent.name.casefold()}")]:
            if mark in page.all_words:
                parent.marks[mark] = page.number
        if page.wrote.count(said) > (was.wrote.count(said) if was else 0):
            parent.wrote.setdefault(page.number, []).append(said)
        for kind, detail in page.history[len(was.history) if was else 0 :]:
            if (
                kind == "answered"
            ):  # the parent saw "Changed: ..." and no longer goes by what was shown before
                parent.told.pop((page.number, Step(detail["child"], detail["question"])), None)

    def _page(self, parent: Parent) -> Page | None:
        mine = [page for page in self.book.values() if page.chat == parent.family.chat]
        return mine[-1] if mine else None

    def _goes_on_once(self, parent: Parent, choice: int) -> None:
        family = parent.family
        seen = on_screen(family, 1)
        question = seen[0][1].split("|")[2] if seen and seen[0][1].startswith("q|") else ""
        if not family.screen:
            self._starts(parent)
        elif typed := _typed(question, choice):
            self._says(parent, typed)
            return
        elif not seen and "keyboard" in family.screen[-1].get("reply_markup", {}):
            self.town.telegram.shares_contact(family.person, "447700900123")
        elif not seen:
            self._starts(parent)
        else:
            forward = [tap for tap in seen if "|back" not in tap[1] and "under-16" not in tap[1]] or seen
            self._taps(parent, forward[choice % len(forward)])
            return
        self._after()

    def _starts(self, parent: Parent) -> None:
        """Begin, or begin anew after a case that is closed: what was stopped before is on again."""
        self.town.telegram.says(parent.family.person, parent.family.chat, "/start")
        parent.stopped = False

    def _taps(self, parent: Parent, tap: Tap, times: int = 1) -> None:
        family = parent.family
        for _ in range(times):
            self.town.telegram.taps(family.person, family.chat, *tap, stale=True)
        if tap[1].startswith("r|another"):  # to tell of another child takes back that there is none
            parent.told = {at: seen for at, seen in parent.told.items() if at[1].question != "another"}
        self._after()

    def _member(self, who: str) -> Staff | None:
        member = self.staff[who]
        return member if any(p.id == member.person for p in self.town.telegram.staff()) else None


def _typed(question: str, choice: int) -> str:
    """What is typed where no button answers; now and then where one would."""
    if question == "postcode":
        return "CF10 1AA" if choice % 11 == 7 else "AL1 3JE"
    if question in ("told", "note"):
        return ODD[choice % len(ODD)]
    if question == "nickname":
        return "Sam"
    return "no" if question == "impact" and choice % 4 == 0 else ""
