"""What is fetched from Telegram, and what it is told of: an offset confirms what is committed, and no more."""

import asyncio
from typing import Any

import pytest

from handlers import poller
from handlers.intake import Intake
from handlers.poller import Poller
from handlers.reading import Json
from tests.handlers.desk import ANN, BEA, Desk, said, until
from tests.plays import begins
from tests.town import Town


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
