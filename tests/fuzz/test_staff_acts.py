"""Whatever staff press, write and order: no family ever reads a word that was not meant for it."""

import asyncio
import re
from collections import defaultdict
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.refusals import Refused
from tests.plays import begins, routine_case, seed_case
from tests.town import Family, Staff, Town, a_town

KINDS = (*("press",) * 6, *("reply",) * 4, *("order",) * 2, *("taps", "says", "waits"))
ACTS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 10_000)), min_size=15, max_size=45)
ORDERS = ("/queue", "/mine", "/new", "/me", "/queue urgent", "/case {ref}", "/help", "/queue waiting council")
NEVER = re.compile(r"URGENT|ROUTINE|\[C[12]\]|\[M\]|☎|\b(rtt|exclusion|impact|combo|safety|oos)\.[a-z]")
"""What only staff read: how a case counts, marks of sources, rules by their ids, and words of theirs."""

MARK = re.compile(r"Zq\d+\w+")
RECENT = 14
"""So many of the group's messages are looked at for something to press or to answer."""


class Walk:
    """Two people of staff who do anything, three families who answer, and what each of these may read."""

    def __init__(self, town: Town) -> None:
        self.town, self.count = town, 0
        self.staff = (town.jo, town.priya)
        self.families: dict[str, Family] = {name: town.family(name) for name in ("Ann", "Bea", "Cat")}
        self.meant: defaultdict[str, set[str]] = defaultdict(set)

    async def begins(self) -> None:
        await seed_case(self.families["Ann"])
        await routine_case(self.families["Bea"])
        await begins(self.families["Cat"])
        await self.town.jo.taps("Open the card")
        await self.town.priya.says("/me")

    async def does(self, kind: str, choice: int) -> None:
        await getattr(self, f"_{kind}")(choice)
        for name, family in self.families.items():
            self._look(name, family)

    def _look(self, name: str, family: Family) -> None:
        read = [*(m["text"] for m in family.screen), *family.files.values()]
        for text in read:
            for mark in MARK.findall(text):
                assert mark in self.meant[name], f"{name} reads {text!r}"
            bare = MARK.sub("", text)
            assert not NEVER.search(bare), f"{name} reads {text!r}"

    def _mark(self, whose: str) -> str:
        self.count += 1
        return f"Zq{self.count}{whose}"

    def _whose(self, text: str) -> str | None:
        """The family whose reference stands in a message of the group."""
        named = set(re.findall(r"SL-[A-Z0-9]{5}", text))
        for name, family in self.families.items():
            if named & set(re.findall(r"SL-[A-Z0-9]{5}", str(family.screen))):
                return name
        return None

    async def _press(self, choice: int) -> None:
        who = self.staff[choice % 2]
        there = [(m, b) for m in who.screen[-RECENT:] for b in _buttons(m)]
        if not there:
            return
        message, button = there[choice % len(there)]
        family = self._whose(message["text"])
        if button["text"] == "Send" and family:  # what was previewed may be read from now on
            self.meant[family] |= set(MARK.findall(message["text"]))
        await who.taps_data(message["message_id"], button["callback_data"])

    async def _reply(self, choice: int) -> None:
        who = self.staff[choice % 2]
        asking = [
            m
            for m in who.screen[-RECENT:]
            if m["text"].startswith("☎") or "force_reply" in m.get("reply_markup", {})
        ]
        if not asking:
            return
        message, mark = asking[choice % len(asking)], self._mark("staff")
        family = self._whose(message["text"])
        if message["text"].startswith("☎") and family:  # an answer of this family's, which staff correct
            self.meant[family].add(mark)
        await self._put(
            who, f"{mark} {('no', 'AL1 3JE', 'they rang', '3')[choice % 4]}", message["message_id"]
        )

    async def _put(self, who: Staff, text: str, reply_to: int) -> None:
        try:
            self.town.telegram.says(who.person, who.chat, text, reply_to=reply_to)
        except Refused:
            return
        await self.town.settle()

    async def _order(self, choice: int) -> None:
        refs = [family.ref for name, family in self.families.items() if name != "Cat"]
        await self.staff[choice % 2].says(ORDERS[choice % len(ORDERS)].format(ref=refs[choice % len(refs)]))

    async def _taps(self, choice: int) -> None:
        family = tuple(self.families.values())[choice % 3]
        there = [(m, b) for m in family.screen[-3:] for b in _buttons(m)]
        if there:
            message, button = there[choice % len(there)]
            if not button["callback_data"].startswith("d|"):
                await family.taps_data(message["message_id"], button["callback_data"])

    async def _says(self, choice: int) -> None:
        name = tuple(self.families)[choice % 3]
        mark = self._mark(name.lower())
        self.meant[name].add(mark)
        await self.families[name].says(f"{mark} we are still waiting")

    async def _waits(self, choice: int) -> None:
        await self.town.passes(hours=choice % 60)


def _buttons(message: dict[str, Any]) -> list[dict[str, str]]:
    return [b for row in message.get("reply_markup", {}).get("inline_keyboard", ()) for b in row]


async def walks(folder: str, acts: list[tuple[str, int]]) -> None:
    async with a_town(f"sqlite:///{folder}/sendline.db") as town:
        walk = Walk(town)
        await walk.begins()
        for kind, choice in acts:
            await walk.does(kind, choice)


def walked(acts: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(walks(folder, acts))


FEW = settings(
    max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)


@given(acts=ACTS)
@FEW
def test_no_family_reads_what_was_not_meant_for_it(acts: list[tuple[str, int]]) -> None:
    walked(acts)


@pytest.mark.slow
@given(acts=ACTS)
@settings(FEW, max_examples=15, derandomize=False)
def test_no_family_reads_what_was_not_meant_for_it_however_long_one_looks(
    acts: list[tuple[str, int]],
) -> None:
    walked(acts)
