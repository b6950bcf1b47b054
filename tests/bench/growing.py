"""What is asked of an office, small or large: each thing that is measured, at random places."""

import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.app import build_house
from bot.casework import followups
from bot.casework.messages import STAFF_ROOM, Message
from bot.desk import following, hearing, outgoing
from bot.desk.house import House
from bot.desk.outgoing import Became, Fate, Ready
from bot.desk.updates import Member, Said, StaffSaid, StaffTapped, Tapped, Update
from bot.office import read_office
from storage.work import Work
from tests.bench.grow import NOW, chat_of, kind_of, office, ref_of
from tests.town import ROOT

JO = Member(1, "Jo")
ROOM = 2000
PATH = (
    ("stage", "y3-6"),
    ("plan", "no"),
    ("now", "part"),
    ("rtt_hours", "6-10"),
    ("rtt_weeks", "over-12"),
    ("rtt_agreed", "no"),
    ("rtt_end", "no"),
    ("rtt_why", "not-told"),
    ("another", "no"),
)
"""What a family in mid-interview taps next, of its first child."""

BACKLOG_SHARE = 0.02
CROWD = following.AT_ONCE

UseCase = Callable[[Work], object]


class WentWrongError(Exception):
    """What was measured did not do what it is for."""


@dataclass
class Grown:
    """An office that was grown, as one process runs it: what it queues is sent at once."""

    folder: Path
    cases: int
    house: House = field(default_factory=lambda: build_house(read_office(ROOT / "office.example.toml")))

    def __post_init__(self) -> None:
        self.database = office(self.folder, (self.folder / "key").read_text())
        self.random = random.Random(self.cases)  # noqa: S311  (places to look at, no secret)
        self.now = NOW
        self.taken: list[Ready] = []
        self.room = ROOM
        self.database.take, self.database.room = self.taken.extend, lambda: self.room
        self.by_kind: dict[str, list[int]] = {}
        for number in range(1, self.cases + 1):
            self.by_kind.setdefault(kind_of(number), []).append(number)
        self.answered = dict.fromkeys(self.by_kind["asking"], 0)
        self._count = 1_000_000_000

    def anyone(self, *kinds: str) -> int:
        """The number of a random case of these kinds, of whichever there are more the more often."""
        piles = [self.by_kind[kind] for kind in kinds]
        (pile,) = self.random.choices(piles, [len(pile) for pile in piles])
        return self.random.choice(pile)

    def next_number(self) -> int:
        """A number that was not used before: of an update, or a message in Telegram."""
        self._count += 1
        return self._count

    async def hears(self, update: Update) -> str:
        return await self.database.transact(
            partial(hearing.hear, house=self.house, update=update, now=self.now)
        )

    async def does(self, use_case: UseCase) -> object:
        return await self.database.transact(use_case)

    async def sends(self) -> None:
        """Note all that was queued as sent."""
        taken = list(self.taken)
        self.taken.clear()
        if taken:
            became = [Became(ready, Fate.SENT, self._posted(ready)) for ready in taken]
            await self.does(
                partial(outgoing.record, house=self.house, became=became, now=self.now, shared=False)
            )

    async def puts_back(self) -> None:
        """Leave what is in hand for the next time."""
        numbers = [ready.number for ready in self.taken]
        await self.database.transact(lambda work: work.outbox.let_go(numbers))
        self.taken.clear()

    def _posted(self, ready: Ready) -> int | None:
        return None if ready.message.edits else self.next_number()


Timed = Callable[[], Awaitable[object]]
"""What the clock runs for; what it takes to get there is done before."""


@dataclass(frozen=True)
class Asked:
    """One thing that is measured. `says`: it queues something to be sent, or takes it in hand."""

    name: str
    ready: Callable[[Grown], Awaitable[Timed]]
    says: bool = True
    puts_back: bool = False  # what was taken in hand is left for the next time

    async def takes(self, grown: Grown) -> float:
        """Do it once, and let the office come to rest after it. Returns seconds."""
        timed = await self.ready(grown)
        begun = time.perf_counter()
        shown = await timed()
        seconds = time.perf_counter() - begun
        refused = shown if isinstance(shown, str) else ""
        if refused or bool(grown.taken) != self.says:
            raise WentWrongError(f"{self.name}: {refused or f'{len(grown.taken)} messages'}")
        if self.puts_back:
            await grown.puts_back()
        await grown.sends()
        return seconds


async def _answer(grown: Grown) -> Timed:
    number = grown.random.choice(list(grown.answered)) if len(grown.answered) < 200 else _any_of(grown)
    question, option = PATH[grown.answered[number]]
    grown.answered[number] += 1
    if grown.answered[number] == len(PATH):
        del grown.answered[number]
    data = f"q|1|{question}|{option}|0"
    return partial(grown.hears, Tapped(grown.next_number(), chat_of(number), data))


def _any_of(grown: Grown) -> int:
    while (number := grown.anyone("asking")) not in grown.answered:
        pass
    return number


async def _begin(grown: Grown) -> Timed:
    number = grown.next_number()
    return partial(grown.hears, Said(number, chat_of(number), text="/start"))


def _staff_say(grown: Grown, text: str) -> Timed:
    return partial(grown.hears, StaffSaid(grown.next_number(), STAFF_ROOM, JO, text, None))


def _staff_tap(grown: Grown, number: int, action: str) -> Timed:
    return partial(grown.hears, StaffTapped(grown.next_number(), JO, f"k|{number}|{action}", True))


async def _queue(grown: Grown) -> Timed:
    return _staff_say(grown, "/queue")


async def _next_page(grown: Grown) -> Timed:
    behind = grown.anyone("urgent", "routine")
    return partial(grown.hears, StaffTapped(grown.next_number(), JO, f"v|all|{behind}", True))


async def _case(grown: Grown) -> Timed:
    return _staff_say(grown, f"/case {ref_of(grown.anyone('urgent', 'routine', 'closed'))}")


async def _open(grown: Grown) -> Timed:
    return _staff_tap(grown, grown.anyone("urgent", "routine"), "open")


def _follow_up(grown: Grown) -> Timed:
    return partial(grown.does, partial(following.follow_up, house=grown.house, now=grown.now))


async def _none_due(grown: Grown) -> Timed:
    return _follow_up(grown)


async def _crowd_due(grown: Grown) -> Timed:
    due: set[int] = set()
    while len(due) < CROWD:
        due.add(grown.anyone("urgent", "routine"))
    await grown.does(partial(_move_up, due=due, grown=grown))
    return _follow_up(grown)


def _move_up(work: Work, due: set[int], grown: Grown) -> None:
    for number in due:
        case = work.cases.numbered(number)
        if case:
            work.follow_ups.renew(case, followups.CHECK_IN, grown.now)


async def _forget(grown: Grown) -> Timed:
    return partial(grown.does, lambda work: work.forget_heard(grown.now))


async def _note_sent(grown: Grown) -> Timed:
    await grown.does(partial(_say, grown=grown, numbers=[grown.anyone("closed") for _ in range(CROWD)]))
    return grown.sends


def _say(work: Work, grown: Grown, numbers: Sequence[int]) -> None:
    for number in numbers:
        case = work.cases.numbered(number)
        work.outbox.add(
            chat_of(number), Message(html="A word.", slot=f"check-in:{number}:1"), grown.now, case
        )


async def _claim(grown: Grown) -> Timed:
    return partial(grown.does, partial(outgoing.claim, most=CROWD))


async def _start(grown: Grown) -> Timed:
    async def start() -> None:
        database = office(grown.folder, (grown.folder / "key").read_text())
        database.prepare()
        database.possess()
        database.close()

    return start


async def pile_up(grown: Grown) -> None:
    """Queue a message for one family in fifty, which nobody has in hand."""
    grown.room = 0
    numbers = grown.by_kind["closed"]
    chosen = grown.random.sample(numbers, int(grown.cases * BACKLOG_SHARE))
    for first in range(0, len(chosen), 500):
        await grown.does(partial(_say, grown=grown, numbers=chosen[first : first + 500]))
        grown.now += timedelta(milliseconds=1)
    grown.room = ROOM


ASKED = (
    Asked("a family's answer", _answer),
    Asked("a new family's first words", _begin),
    Asked("the queue", _queue),
    Asked("a page of the queue, anywhere", _next_page),
    Asked("/case", _case),
    Asked("a card is opened", _open),
    Asked("the sweep of follow-ups, none due", _none_due, says=False),
    Asked(f"the sweep of follow-ups, {CROWD} due", _crowd_due),
    Asked("old updates are forgotten", _forget, says=False),
    Asked(f"{CROWD} messages are noted as sent", _note_sent, says=False),
    Asked("messages are claimed, none waits", _claim, says=False),
    Asked("a start", _start, says=False),
)
BACKLOGGED = (Asked(f"{CROWD} messages of a backlog are claimed", _claim, puts_back=True),)
"""What is measured while a message waits for one family in fifty."""
