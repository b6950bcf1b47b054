"""Updates in: a family's in order, families side by side, a flood slowed, and what is confirmed to Telegram."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import insert

from bot.desk import hearing
from bot.desk.house import StorageTrouble
from bot.desk.updates import Said
from handlers import poller
from handlers.intake import Intake
from handlers.poller import Poller
from handlers.reading import Json, chat_of
from handlers.reception import Reception
from storage.tables import Heard
from storage.work import Work
from tests.handlers.ticks import Ticks
from tests.town import Family, Staff, Town, begins, routine_case

ANN, BEA = 5_000_000_101, 5_000_000_102


class Desk:
    """Where updates are heard; a chat can be held there, and an update can fail."""

    def __init__(self) -> None:
        self.heard: list[int] = []
        self.aside: list[int] = []
        self.flags: dict[int, tuple[bool, bool]] = {}
        self.failing: dict[int, list[Exception]] = {}
        self._gates: dict[int, asyncio.Event] = {}
        self.group = None

    def holds(self, chat: int) -> asyncio.Event:
        gate = self._gates[chat] = asyncio.Event()
        return gate

    async def hear(self, update: Json, *, hurried: bool = False, slow_down: bool = False) -> None:
        number, gate = update["update_id"], self._gates.get(chat_of(update))
        if gate:
            await gate.wait()
        if self.failing.get(number):
            raise self.failing[number].pop(0)
        self.flags[number] = (hurried, slow_down)
        self.heard.append(number)

    async def set_aside(self, update: Json, *_: str) -> None:
        if self.failing.get(-update["update_id"]):
            raise self.failing[-update["update_id"]].pop(0)
        self.aside.append(update["update_id"])


def said(number: int, chat: int = ANN, text: str = "hello") -> Json:
    sender = {"id": chat, "is_bot": False, "first_name": "Someone"}
    message = {"message_id": number, "date": 0, "chat": {"id": chat, "type": "private"}, "from": sender}
    return {"update_id": number, "message": message | {"text": text}}


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def intake(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Intake:
    monkeypatch.setattr("handlers.intake.RETRY_SECONDS", (0, 0))
    monkeypatch.setattr("handlers.intake.backoff", lambda _: 0)
    return Intake(_as_reception(desk), Ticks())


def _as_reception(desk: Desk) -> Reception:
    return desk  # type: ignore[return-value]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0)


# Order


async def test_what_one_family_sends_is_heard_strictly_in_order(desk: Desk, intake: Intake) -> None:
    desk.failing = {1: [RuntimeError(), RuntimeError()], 3: [StorageTrouble("The disk is full.")] * 3}
    async with asyncio.timeout(5):
        await asyncio.gather(*(intake.take(said(number)) for number in range(1, 7)))
    assert desk.heard == [1, 2, 3, 4, 5, 6]


async def test_families_are_heard_side_by_side(desk: Desk, intake: Intake) -> None:
    gate = desk.holds(ANN)
    taking = [asyncio.create_task(intake.take(said(1, ANN))), asyncio.create_task(intake.take(said(2, BEA)))]
    await asyncio.wait_for(taking[1], 5)
    assert desk.heard == [2]
    gate.set()
    await asyncio.gather(*taking)
    assert desk.heard == [2, 1]


async def test_who_writes_a_hundred_times_holds_up_nobody_else(town: Town) -> None:
    ann, bea = town.family("Ann"), town.family("Bea")
    for number in range(100):
        town.telegram.says(ann.person, ann.chat, f"Message {number}")
    town.telegram.says(bea.person, bea.chat, "/start")
    intake, finished = town.sendline.intake, list[int]()
    updates = town.telegram.world.state.updates

    async def takes(update: Json) -> None:
        await intake.take(update)
        finished.append(chat_of(update))

    await asyncio.gather(*(takes(update) for update in updates))
    assert finished.index(bea.chat) < 100 - 30
    assert finished.count(ann.chat) == 100


# Failing


async def test_what_fails_for_a_while_is_tried_again_and_not_set_aside(desk: Desk, intake: Intake) -> None:
    desk.failing = {1: [RuntimeError(), RuntimeError()]}
    await intake.take(said(1))
    assert (desk.heard, desk.aside) == ([1], [])


async def test_what_fails_for_ever_is_set_aside_and_the_next_is_heard(desk: Desk, intake: Intake) -> None:
    desk.failing = {1: [RuntimeError()] * 3}
    await intake.take(said(1))
    await intake.take(said(2))
    assert (desk.heard, desk.aside) == ([2], [1])


async def test_while_the_database_is_in_trouble_nothing_is_set_aside_however_long_it_lasts(
    desk: Desk, intake: Intake, caplog: pytest.LogCaptureFixture
) -> None:
    desk.failing = {1: [StorageTrouble("The disk is full. Free some space.")] * 50}
    await intake.take(said(1))
    assert (desk.heard, desk.aside) == ([1], [])
    assert (
        caplog.text.count("Nothing is lost, and nothing goes on until this is mended: The disk is full.")
        == 50
    )


async def test_what_cannot_even_be_set_aside_yet_waits_for_the_database(desk: Desk, intake: Intake) -> None:
    desk.failing = {1: [RuntimeError()] * 3, -1: [StorageTrouble("The disk is full.")] * 5}
    await intake.take(said(1))
    assert desk.aside == [1]


async def test_what_the_database_refuses_for_good_is_set_aside_and_not_tried_for_ever(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = town.family("Ann")
    await begins(ann)
    through = hearing.hear

    def hear(work: Work, house: Any, update: Any, now: Any) -> str:
        if isinstance(update, Said) and update.text == "impossible":
            for _ in range(2):
                work.connection.execute(insert(Heard), {"update_id": 1, "heard_at": now})
        return through(work, house, update, now)

    monkeypatch.setattr(hearing, "hear", hear)
    async with asyncio.timeout(30):
        await ann.says("impossible", "years 3 to 6")
    (kept,) = town.sendline.database.transact_now(lambda work: list(work.aside.all()))
    assert kept.why.startswith("IntegrityError in ")
    assert ann.hears("Is there an EHC plan?")


MALFORMED: dict[str, Json] = {
    "a message that is a word": {"update_id": 7, "message": "x"},
    "a message without a chat": {"update_id": 7, "message": {"text": "x"}},
    "a chat that is a word": {"update_id": 7, "message": {"chat": {"id": "x", "type": "private"}}},
    "a tap on nothing": {"update_id": 7, "callback_query": {"id": "1", "from": {"id": 1}}},
    "something new": {"update_id": 7, "message_of_tomorrow": {}},
    "nothing": {"update_id": 7},
}


@pytest.mark.parametrize("update", MALFORMED.values(), ids=MALFORMED.keys())
async def test_an_update_that_makes_no_sense_stops_nothing(town: Town, update: Json) -> None:
    ann = town.family("Ann")
    town.telegram.world.state.updates.append(update)
    town.telegram.world.state.last_update = 7
    await ann.says("/start")
    assert ann.hears("Who are you?")


# A flood


def history(town: Town, family: Family) -> list[str]:
    """The words that are kept of a family."""

    def wrote(work: Work) -> list[str]:
        case = work.cases.of_chat(family.chat)
        lines = work.history.of(case) if case else []
        return [str(line.detail["text"]) for line in lines if line.kind == "wrote"]

    return town.sendline.database.transact_now(wrote)


FLOOD = [f"Please read number {number}" for number in range(100)]
SLOWLY = "You are writing faster than I can answer."
MANY = "the family is sending very many messages"


async def floods(town: Town, family: Family, *texts: str) -> None:
    """All of it is there before any of it is read."""
    for text in texts:
        town.telegram.says(family.person, family.chat, text)
    await town.settle()


@pytest.fixture
async def unhurried(town: Town) -> Town:
    """A town whose intake counts no seconds: all comes at once."""
    town.elapsed = Ticks()
    await town.restart()
    return town


async def test_of_a_flood_every_word_is_kept_in_order(unhurried: Town) -> None:
    ann = unhurried.family("Ann")
    await begins(ann)
    await floods(unhurried, ann, *FLOOD)
    assert history(unhurried, ann) == FLOOD


async def test_a_flood_is_slowed_and_that_is_said_once(unhurried: Town) -> None:
    ann = unhurried.family("Ann")
    await begins(ann)
    told = len(ann.screen)
    await floods(unhurried, ann, *FLOOD)
    assert ann.count(SLOWLY) == 1
    assert len(ann.screen) - told < 35


@pytest.mark.parametrize("command", ["/help", "stop", "delete"])
async def test_a_flood_that_grows_too_much_with_a_command_is_said_as_well(
    unhurried: Town, command: str
) -> None:
    ann = unhurried.family("Ann")
    await begins(ann)
    await floods(unhurried, ann, *FLOOD[: 30 - 2], command, *FLOOD[30:])
    assert ann.count(SLOWLY) == 1


async def test_staff_are_told_once_of_a_flood(unhurried: Town) -> None:
    ann = unhurried.family("Ann")
    await routine_case(ann)
    await floods(unhurried, ann, *FLOOD)
    assert unhurried.jo.count(MANY) == 1
    assert unhurried.jo.count("Please read number") <= 30


async def test_a_flood_after_a_case_was_closed_is_slowed_too(unhurried: Town) -> None:
    ann = unhurried.family("Ann")
    await routine_case(ann)
    await _closes(unhurried.jo)
    await floods(unhurried, ann, *FLOOD)
    assert ann.count(SLOWLY) == 1
    assert unhurried.jo.count("Please read number") <= 30
    assert history(unhurried, ann) == FLOOD


async def _closes(staff: Staff) -> None:
    await staff.taps("Open the card", "Close")
    await staff.taps(next(iter(_labels(staff.screen[-1]))))


def _labels(message: Json) -> Iterator[str]:
    return (button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row)


async def test_danger_in_the_middle_of_a_flood_rings(unhurried: Town) -> None:
    ann = unhurried.family("Ann")
    await begins(ann)
    await floods(unhurried, ann, *FLOOD[:60], "I want to kill myself", *FLOOD[60:])
    assert ann.heard("116 123")
    assert unhurried.jo.heard("🆘")


async def test_a_number_that_is_shared_in_a_flood_is_kept(unhurried: Town) -> None:
    ann = unhurried.family("Ann")
    await begins(ann)
    for text in FLOOD[:40]:
        unhurried.telegram.says(ann.person, ann.chat, text)
    await ann.shares_number("447700900123")
    assert "+447700900123" in history(unhurried, ann)


COMMANDS = {
    "/help": "Samaritans",
    "stop": "No more",
    "delete": "Erase",
}


@pytest.mark.parametrize("command", COMMANDS)
async def test_help_stop_and_delete_work_in_a_flood(unhurried: Town, command: str) -> None:
    ann = unhurried.family("Ann")
    await begins(ann)
    await floods(unhurried, ann, *FLOOD[:60])
    before = len(ann.screen)
    await ann.says(command)
    assert len(ann.screen) > before
    assert command not in history(unhurried, ann)


# The offset


class Telegram:
    """What waits at Telegram, as getUpdates shows it: an offset forgets all before it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.waiting: list[Json] = []
        self.offsets: list[int | None] = []
        monkeypatch.setattr(poller, "call", self._updates)

    async def _updates(self, _: Any, method: str, values: Json, __: float) -> list[Json]:
        assert method == "getUpdates"
        offset = values.get("offset")
        self.offsets.append(offset)
        if offset:
            self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
        return self.waiting[: values["limit"]]

    @property
    def numbers(self) -> list[int]:
        return [update["update_id"] for update in self.waiting]


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Telegram:
    return Telegram(monkeypatch)


@pytest.fixture
def polling(intake: Intake, telegram: Telegram) -> Poller:
    return Poller(None, intake)  # type: ignore[arg-type]


async def test_what_is_committed_is_confirmed_with_the_next_poll(
    desk: Desk, telegram: Telegram, polling: Poller
) -> None:
    telegram.waiting = [said(1), said(2)]
    assert await polling.once() == 2
    assert telegram.numbers == [1, 2]
    assert await polling.once() == 0
    assert telegram.offsets == [None, 3]
    assert telegram.numbers == []


async def test_a_poll_that_brings_a_hundred_hears_them_all_and_the_rest_comes_next(
    desk: Desk, telegram: Telegram, polling: Poller
) -> None:
    telegram.waiting = [said(number, ANN + number % 7) for number in range(1, 151)]
    assert [await polling.once(), await polling.once()] == [100, 50]
    assert sorted(desk.heard) == list(range(1, 151))


async def test_an_update_that_is_stuck_is_not_confirmed_and_holds_up_no_other(
    desk: Desk, telegram: Telegram, polling: Poller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poller, "PATIENCE_SECONDS", 0.01)
    gate = desk.holds(ANN)
    telegram.waiting = [said(1, BEA), said(2, ANN), said(3, BEA)]
    assert await polling.once() == 3
    telegram.waiting.append(said(4, BEA))
    assert await polling.once() == 1
    assert desk.heard == [1, 3, 4]
    assert telegram.numbers == [2, 3, 4]
    gate.set()
    await until(lambda: desk.heard == [1, 3, 4, 2])
    await polling.once()
    await polling.once()
    assert telegram.numbers == []
    assert desk.heard == [1, 3, 4, 2]


async def test_after_a_quiet_while_ids_may_begin_lower_and_none_is_missed(
    desk: Desk, telegram: Telegram, polling: Poller
) -> None:
    telegram.waiting = [said(900), said(901)]
    for _ in range(3):
        await polling.once()
    telegram.waiting = [said(12), said(13)]
    await polling.once()
    await polling.once()
    assert desk.heard == [900, 901, 12, 13]
    assert telegram.numbers == []
    assert telegram.offsets == [None, 902, None, None, 14]


async def test_updates_that_come_late_and_lower_than_others_are_heard_as_well(
    desk: Desk, telegram: Telegram, polling: Poller
) -> None:
    telegram.waiting = [said(5)]
    await polling.once()
    await polling.once()
    await polling.once()
    telegram.waiting = [said(3), said(4)]
    await polling.once()
    assert desk.heard == [5, 3, 4]


async def test_a_stop_tells_telegram_what_is_committed_and_no_more(
    desk: Desk, telegram: Telegram, polling: Poller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poller, "PATIENCE_SECONDS", 0.01)
    desk.holds(ANN)
    telegram.waiting = [said(1, BEA), said(2, BEA), said(3, ANN), said(4, BEA)]
    await polling.once()
    await polling.finish()
    assert telegram.numbers == [3, 4]


async def test_a_stop_right_after_a_poll_tells_telegram_of_that_poll(
    desk: Desk, telegram: Telegram, polling: Poller
) -> None:
    telegram.waiting = [said(1), said(2)]
    await polling.once()
    await polling.finish()
    assert telegram.numbers == []


async def test_what_telegram_delivers_twice_is_heard_twice_and_changes_nothing_the_second_time(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await begins(ann)
    town.telegram.says(ann.person, ann.chat, "years 3 to 6")
    (update,) = town.telegram.world.state.updates
    await town.settle()
    shown = [m["text"] for m in ann.screen]
    await asyncio.gather(*(town.sendline.intake.take(update) for _ in range(5)))
    await town.settle()
    assert [m["text"] for m in ann.screen] == shown
