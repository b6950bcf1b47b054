"""What went out is noted: soon, with others, once, and before the next of its lane goes."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import event

from bot.casework.messages import STAFF_ROOM, Message, Rank
from bot.desk.house import StorageTrouble
from bot.desk.outgoing import Became, Fate, Ready, record
from handlers import journal as journals
from handlers.journal import Journal
from storage.work import Work
from tests.handlers.owed import queued
from tests.plays import begins, routine_case
from tests.town import Town

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def went_out(number: int) -> Became:
    return Became(Ready(number, 7, 0, 1, Rank.REPLY, AT, Message(html="Hello")), Fate.SENT, number)


class Book:
    """Commits what is noted when told to, and fails as often as it is told to."""

    def __init__(self) -> None:
        self.commits: list[list[int]] = []
        self.failing, self.refused = 0, 0
        self.open = asyncio.Event()
        self.open.set()

    async def commit(self, became: Sequence[Became]) -> None:
        await self.open.wait()
        if self.failing:
            self.failing -= 1
            raise StorageTrouble("The disk is full.")
        if self.refused in [one.message.number for one in became]:
            raise ValueError
        self.commits.append([one.message.number for one in became])


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def journal(book: Book) -> Journal:
    return Journal(book.commit)


async def test_notes_that_come_within_a_moment_share_a_commit(book: Book, journal: Journal) -> None:
    noted = [journal.note(went_out(number)) for number in (1, 2, 3)]
    assert book.commits == []
    async with asyncio.timeout(5):
        await asyncio.gather(*noted)
    assert book.commits == [[1, 2, 3]]


async def test_who_hurries_does_not_wait_for_a_moment_to_pass(
    book: Book, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "LATEST_SECONDS", 3600)
    noted = journal.note(went_out(1))
    journal.hurry()
    async with asyncio.timeout(5):
        await noted
    assert book.commits == [[1]]


async def test_who_hurries_while_a_commit_is_under_way_has_the_next(
    book: Book, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "LATEST_SECONDS", 3600)
    book.open.clear()
    first = journal.note(went_out(1))
    journal.hurry()
    second = journal.note(went_out(2))
    journal.hurry()
    book.open.set()
    async with asyncio.timeout(5):
        await asyncio.gather(first, second)
    assert book.commits == [[1], [2]]


async def test_a_commit_that_fails_is_tried_again_and_nobody_is_told_early(
    book: Book, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "backoff", lambda _: 0)
    book.failing = 10
    noted = journal.note(went_out(1))
    async with asyncio.timeout(5):
        await noted
    assert (book.commits, book.failing) == ([[1]], 0)


async def test_a_note_that_can_never_be_committed_holds_up_no_other(
    book: Book, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "backoff", lambda _: 0)
    book.refused = 2
    noted = [journal.note(went_out(number)) for number in (1, 2, 3)]
    async with asyncio.timeout(5):
        await asyncio.gather(*noted)
    assert book.commits == [[1], [3]]


async def test_to_finish_is_to_have_all_of_it_committed(book: Book, journal: Journal) -> None:
    book.open.clear()
    journal.note(went_out(1))
    journal.hurry()
    journal.note(went_out(2))
    asyncio.get_running_loop().call_soon(book.open.set)
    async with asyncio.timeout(5):
        await journal.finish()
    assert book.commits == [[1], [2]]


@pytest.mark.sqlite  # beside other processes, what belongs to no single chat goes alone
async def test_what_went_out_is_noted_in_the_commit_of_the_next_answer(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "LATEST_SECONDS", 3600)
    ann, bea = town.family("Ann"), town.family("Bea")
    town.telegram.says(ann.person, ann.chat, "/start")
    town.telegram.says(bea.person, bea.chat, "/start")
    anns, beas = town.telegram.world.state.updates
    await town.sendline.intake.take(anns)
    async with asyncio.timeout(5):
        while not ann.heard("Who are you?"):
            await asyncio.sleep(0)
    commits: list[object] = []
    event.listen(town.sendline.database._engine, "commit", commits.append)
    await town.sendline.intake.take(beas)
    assert len(commits) == 1
    noted = "SELECT state FROM outgoing ORDER BY id"
    states = town.sendline.database.transact_now(
        lambda work: work.connection.exec_driver_sql(noted).scalars().all()
    )
    assert states == ["sent", "queued"]


async def test_to_staff_nothing_goes_before_the_last_one_is_noted_whichever_case_it_is_of(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bea, journal = town.family("Ann"), town.family("Bea"), town.sendline.sender._journal
    await routine_case(ann)
    await routine_case(bea)
    commit, may = journal._commit, asyncio.Event()

    async def commits_later(became: Sequence[Became]) -> None:
        await may.wait()
        await commit(became)

    monkeypatch.setattr(journal, "_commit", commits_later)
    for chat, words in ((ann.chat, "First thing."), (bea.chat, "Second thing.")):

        def to_staff(work: Work, chat: int = chat, words: str = words) -> None:
            case = work.cases.of_chat(chat)
            work.outbox.add(STAFF_ROOM, Message(html=words), town.clock(), case)

        await town.sendline.database.transact(to_staff)
    async with asyncio.timeout(5):
        while not (town.jo.heard("First thing.") and journal._writing):
            await asyncio.sleep(0)
    assert not town.jo.heard("Second thing.")
    may.set()
    await town.settle()
    assert town.jo.heard("Second thing.")


async def test_the_next_of_a_lane_does_not_go_before_the_last_one_is_noted(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, journal = town.family("Ann"), town.sendline.sender._journal
    await ann.says("/start")
    commit, may = journal._commit, asyncio.Event()

    async def commits_later(became: Sequence[Became]) -> None:
        await may.wait()
        await commit(became)

    monkeypatch.setattr(journal, "_commit", commits_later)
    for text in ("First thing.", "Second thing."):
        await queued(town, ann.chat, text)
    async with asyncio.timeout(5):
        while not (
            ann.count("First thing.") and journal._writing
        ):  # the second waits for the first one's note
            await asyncio.sleep(0)
    assert (ann.count("First thing."), ann.count("Second thing.")) == (1, 0)
    may.set()
    await town.settle()
    assert (ann.count("First thing."), ann.count("Second thing.")) == (1, 1)


@pytest.mark.parametrize("how", ["forget", "erase"])
async def test_of_what_is_erased_while_it_goes_out_not_even_its_place_is_kept(town: Town, how: str) -> None:
    ann = town.family("Ann")
    await begins(ann)
    said = Message(html="One more question?", slot="question:1:99")

    def queued_and_erased(work: Work) -> Ready:
        case = work.cases.of_chat(ann.chat)
        assert case is not None
        work.outbox.process, work.outbox.room = "this one", 1
        work.outbox.add(ann.chat, said, town.clock(), case)
        work.cases.forget(case) if how == "forget" else work.cases.erase(case, town.clock())
        return work.outbox.taken[0]

    on_its_way = town.sendline.database.transact_now(queued_and_erased)
    became = [Became(on_its_way, Fate.SENT, message_id=4321)]
    noting = partial(record, house=town.sendline.house, became=became, now=town.clock(), shared=False)
    town.sendline.database.transact_now(noting)
    assert town.sendline.database.transact_now(lambda w: w.postings.slot_of(ann.chat, 4321)) is None
