"""The clock is an hour off, jumps, or changes to summer time and back: nothing is lost, nothing comes twice."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import bot.app
from storage.database import Database
from tests.kept import answered
from tests.plays import begins, routine_case, seed_case
from tests.town import MONDAY_MORNING, StillClock, Town, a_town

either_way = pytest.mark.parametrize("hours", [-1, 1], ids=["put back", "put forward"])


class Shifted:
    """A clock that shows another time than Telegram's, which is right."""

    def __init__(self, right: StillClock) -> None:
        self._right, self.ahead = right, timedelta()

    def __call__(self) -> datetime:
        return self._right() + self.ahead

    def move_to(self, moment: datetime) -> None:
        self._right.move_to(moment - self.ahead)


@pytest.fixture
async def clock(town: Town) -> Shifted:
    """What the town's Sendline reads from now on."""
    shifted = Shifted(town.clock)
    town.clock = shifted  # type: ignore[assignment]
    await town.restart()
    return shifted


# The clock by which Sendline counts days and hours


@either_way
async def test_a_start_with_a_clock_that_is_an_hour_off_serves_a_family_to_the_end(
    town: Town, clock: Shifted, hours: int
) -> None:
    clock.ahead = timedelta(hours=hours)
    await town.restart()
    ann = town.family("Ann")
    await seed_case(ann)
    assert town.jo.count("A new case.") == 1
    assert town.jo.heard("URGENT")
    await town.passes(days=2, hours=1)
    assert ann.count("How are things with school now?") == 1


@either_way
async def test_a_clock_that_jumps_in_mid_interview_loses_no_answer_and_asks_nothing_twice(
    town: Town, clock: Shifted, hours: int
) -> None:
    ann = town.family("Ann")
    await begins(ann)
    clock.ahead = timedelta(hours=hours)
    await ann.taps("Years 3 to 6")
    clock.ahead = timedelta()
    await ann.taps("No")
    assert answered(town, ann) == ["start", "postcode", "stage", "plan"]
    assert [ann.count(words) for words in ("Is there an EHC plan?", "What is school like this week?")] == [
        1,
        1,
    ]


@either_way
async def test_what_waited_to_go_out_when_the_clock_jumped_goes_out_once_with_the_next_start(
    town: Town, clock: Shifted, hours: int
) -> None:
    ann = town.family("Ann")
    town.telegram.misbehave("500", "sendMessage")
    await ann.says("/start")
    assert ann.screen == []
    clock.ahead = timedelta(hours=hours)
    await town.restart()
    await town.settle()
    assert ann.count("Who are you?") == 1


@either_way
async def test_an_update_that_comes_twice_with_a_jump_between_changes_nothing_twice(
    town: Town, clock: Shifted, hours: int
) -> None:
    ann = town.family("Ann")
    await begins(ann)
    town.telegram.misbehave("duplicate")
    town.telegram.says(ann.person, ann.chat, "years 3 to 6")
    await town.sendline.poller.once()
    clock.ahead = timedelta(hours=hours)
    await town.sendline.tick()
    await town.settle()
    assert answered(town, ann) == ["start", "postcode", "stage"]
    assert ann.count("Is there an EHC plan?") == 1


async def test_a_tap_that_waited_an_hour_counts_though_telegram_takes_no_answer_to_it(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    message, data = ann.newest_with("Years 3 to 6")
    town.telegram.taps(ann.person, ann.chat, message["message_id"], data)
    town.clock.move_to(town.clock() + timedelta(hours=1))
    await town.settle()
    assert ann.hears("Is there an EHC plan?")


def check_in_at(town: Town) -> datetime:
    """When the one family of the town is to be asked how things are."""
    far = MONDAY_MORNING + timedelta(days=365)
    waiting = town.sendline.database.transact_now(lambda work: list(work.follow_ups.due(far)))
    return next(row.due_at for row in waiting if row.kind == "check-in")


async def test_a_follow_up_comes_once_though_the_clock_goes_back_over_its_moment(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    due = check_in_at(town)
    for moment in (due, due - timedelta(hours=1), due):
        town.clock.move_to(moment)
        await town.sendline.tick()
    await town.settle()
    assert ann.count("How are things with school now?") == 1


# The machine's own clock, by which leases and the ticker go


class Wall:
    """The machine's clock, as SQLite, the ticker and the beat read it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ahead = timedelta()
        wall = self

        class Then(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> Any:
                return datetime.now(tz) + wall.ahead

        monkeypatch.setattr("storage.leases.seconds_now", lambda _: int(self().timestamp()))
        monkeypatch.setattr("apscheduler.schedulers.base.datetime", Then)
        monkeypatch.setattr("bot.app.system_now", self)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    return Wall(monkeypatch)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.01)


@either_way
async def test_the_ticker_goes_on(
    town: Town, wall: Wall, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    monkeypatch.setattr(bot.app, "TICK_SECONDS", 0.05)
    monkeypatch.setattr(bot.app, "BEAT_SECONDS", 0.05)
    ticks, tick = list[datetime](), town.sendline.tick

    async def counted() -> None:
        ticks.append(wall())
        await tick()

    counted.__name__ = "tick"
    monkeypatch.setattr(town.sendline, "tick", counted)
    await town.sendline.start()
    await until(lambda: len(ticks) > 2)
    wall.ahead = timedelta(hours=hours)
    before = len(ticks)
    await until(lambda: len(ticks) > before + 3)
    await town.sendline.stop()


@either_way
async def test_a_process_goes_on_polling(town: Town, wall: Wall, hours: int) -> None:
    await town.sendline.beat()
    wall.ahead = timedelta(hours=hours)
    await town.sendline.beat()
    assert town.sendline._polls.is_set()


def alive(database: Database) -> frozenset[str]:
    return database.transact_now(lambda work: work.leases.alive())


async def test_a_process_that_died_before_the_clock_was_put_back_is_not_waited_for(
    town: Town, wall: Wall
) -> None:
    database = town.sendline.database
    database.transact_now(lambda work: work.leases.clear())
    database.transact_now(lambda work: work.leases.hold("running:dead", "dead", 15))
    database.transact_now(lambda work: work.leases.hold("polling", "dead", 15))
    assert alive(database) == {"dead"}
    wall.ahead = timedelta(hours=-1)
    assert alive(database) == frozenset()
    assert database.transact_now(lambda work: work.leases.hold("polling", "heir", 15))


# Summer time

CHANGES = {
    "clocks go back on 25 October 2026": (
        datetime(2026, 10, 23, 20, 30, tzinfo=UTC),
        datetime(2026, 10, 26, 9, 30, tzinfo=UTC),
    ),
    "clocks go forward on 28 March 2027, at Easter": (
        datetime(2027, 3, 25, 20, 30, tzinfo=UTC),
        datetime(2027, 3, 30, 8, 30, tzinfo=UTC),
    ),
}
"""The evening before, and half past nine in London on the first working day after."""


@pytest.mark.parametrize(("evening", "opens"), CHANGES.values(), ids=CHANGES.keys())
async def test_over_a_change_of_summer_time_a_prompt_comes_when_the_office_opens_and_once(
    database_url: str, evening: datetime, opens: datetime
) -> None:
    async with a_town(database_url, evening) as town:
        ann = town.family("Ann")
        await seed_case(ann)
        assert check_in_at(town) == opens
        await town.passes(seconds=(opens - evening).total_seconds() - 1)
        assert ann.count("How are things with school now?") == 0
        await town.passes(seconds=1)
        await town.passes(hours=3)
        assert ann.count("How are things with school now?") == 1


TWICE_OR_NEVER = {
    "the hour that comes twice": datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    "the hour that never comes": datetime(2027, 3, 28, 0, 30, tzinfo=UTC),
}


@pytest.mark.parametrize("first", TWICE_OR_NEVER.values(), ids=TWICE_OR_NEVER.keys())
async def test_an_interview_over_the_hour_that_comes_twice_or_never_keeps_all_in_order(
    database_url: str, first: datetime
) -> None:
    async with a_town(database_url, first) as town:
        ann = town.family("Ann")
        await begins(ann)
        await town.passes(hours=1)
        await ann.taps("Years 3 to 6", "No")
        assert answered(town, ann) == ["start", "postcode", "stage", "plan"]
        assert [ann.count(words) for words in ("Which class or year?", "Is there an EHC plan?")] == [1, 1]
