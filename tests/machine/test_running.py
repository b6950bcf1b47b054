"""The database is in trouble while families talk: the log says what to do, and once it is mended nothing is missing."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

import bot.app
from handlers.post import send
from tests.kept import answered, set_aside
from tests.machine.troubles import DAMAGED, FULL, LOCKED, READ_ONLY, damaged, full, locked
from tests.plays import begins
from tests.town import MONDAY_MORNING, Town, a_town


@contextmanager
def read_only(town: Town) -> Iterator[None]:
    """From now on SQLite refuses to write, in the words that it has for a file that may only be read."""
    engine, on = town.sendline.database._engine, True

    def switch(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if on else 'OFF'}")

    event.listen(engine, "begin", switch)
    yield
    on = False


def of_the_file(trouble: Callable[[Path], AbstractContextManager[None]]) -> "Trouble":
    return lambda town: trouble(Path(town.url.removeprefix("sqlite:///")))


Trouble = Callable[[Town], AbstractContextManager[None]]
TROUBLES: dict[str, tuple[Trouble, str]] = {
    "full": (of_the_file(full), FULL),
    "locked": (of_the_file(locked), LOCKED),
    "damaged": (of_the_file(damaged), DAMAGED),
    "read-only": (read_only, READ_ONLY),
}
in_each = pytest.mark.parametrize(("trouble", "words"), TROUBLES.values(), ids=TROUBLES.keys())


@pytest.fixture
async def troubled(request: pytest.FixtureRequest, tmp_path: Path, impatient: None) -> AsyncIterator[Town]:
    """A town on a small disk of its own, where the disk is to be full."""
    full_disk = "full" in request.node.callspec.id
    folder = request.getfixturevalue("disk") if full_disk else tmp_path
    async with a_town(f"sqlite:///{folder / 'sendline.db'}") as town:
        yield town


async def until(holds: Callable[[], bool], what: str) -> None:
    try:
        async with asyncio.timeout(30):
            while not holds():
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(f"this never came true: {what}") from None


async def is_mended(town: Town) -> None:
    """Let what waited be committed, and send what is owed."""
    opened = town.sendline.poller._open
    await until(lambda: all(task.done() for task in opened.values()), "all is committed")
    await town.settle()
    await town.sendline.poller.once()  # Telegram learns of it with the next poll


@in_each
async def test_what_comes_in_meanwhile_waits_at_telegram_and_is_answered_once_it_is_mended(
    troubled: Town, caplog: pytest.LogCaptureFixture, trouble: Trouble, words: str
) -> None:
    town = troubled
    ann, bea = town.family("Ann"), town.family("Bea")
    await begins(ann)
    await town.restart()
    with trouble(town):
        town.telegram.says(ann.person, ann.chat, "years 3 to 6")
        town.telegram.says(ann.person, ann.chat, "no")
        town.telegram.says(bea.person, bea.chat, "/start")
        for _ in range(3):
            await town.sendline.poller.once()
        assert len(town.telegram.world.state.updates) == 3
        assert not bea.screen
    assert f"Nothing is lost, and nothing goes on until this is mended: {words}" in caplog.text
    await is_mended(town)
    assert not town.telegram.world.state.updates
    assert ann.count("Is there an EHC plan?") == 1
    assert ann.count("What is school like this week?") == 1
    assert bea.count("Who are you?") == 1
    assert answered(town, ann) == ["start", "postcode", "stage", "plan"]
    assert set_aside(town) == []


@in_each
async def test_the_process_may_end_meanwhile_and_the_next_one_answers_all(
    troubled: Town, caplog: pytest.LogCaptureFixture, trouble: Trouble, words: str
) -> None:
    town = troubled
    ann = town.family("Ann")
    await begins(ann)
    await town.restart()
    with trouble(town):
        town.telegram.says(ann.person, ann.chat, "years 3 to 6")
        await town.sendline.poller.once()
        assert words in caplog.text
        await town.sendline.stop()
        assert len(town.telegram.world.state.updates) == 1
    await town.restart()
    await town.settle()
    assert ann.count("Is there an EHC plan?") == 1
    assert answered(town, ann) == ["start", "postcode", "stage"]


@in_each
async def test_what_went_out_and_cannot_be_noted_meanwhile_is_noted_then_and_not_sent_again(
    troubled: Town, caplog: pytest.LogCaptureFixture, trouble: Trouble, words: str
) -> None:
    town = troubled
    ann = town.family("Ann")
    await town.restart()
    with ExitStack() as until_it_is_mended:

        async def sends(*what: Any) -> int:
            posted = await send(*what)
            until_it_is_mended.enter_context(trouble(town))
            return posted

        with pytest.MonkeyPatch.context() as sending:
            sending.setattr("handlers.post.send", sends)
            town.telegram.says(ann.person, ann.chat, "/start")
            await town.sendline.poller.once()
            await until(lambda: f"what was sent cannot be noted yet: {words}" in caplog.text, "it is said")
    await town.settle()
    await until(town.sendline.idle, "it is noted")
    await town.restart()
    await town.settle()
    assert ann.count("Who are you?") == 1


@in_each
async def test_the_ticker_waits_and_its_follow_up_comes_once(
    troubled: Town, caplog: pytest.LogCaptureFixture, trouble: Trouble, words: str
) -> None:
    town = troubled
    ann = town.family("Ann")
    await begins(ann)
    await town.restart()
    town.clock.move_to(MONDAY_MORNING + timedelta(days=4))
    tick = bot.app._unless_in_trouble(town.sendline.tick)
    before = len(ann.screen)
    with trouble(town):
        await tick()
        assert f"tick waits: {words}" in caplog.text
    await tick()
    await tick()
    await town.settle()
    assert len(ann.screen) == before + 2  # the prompt, and the question once more


@pytest.mark.sqlite
async def test_a_lock_that_ends_within_ten_seconds_is_waited_for_and_nobody_hears_of_it(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    ann, holding = town.family("Ann"), ExitStack()
    holding.enter_context(locked(Path(town.url.removeprefix("sqlite:///"))))
    asyncio.get_running_loop().call_later(2, holding.close)
    await ann.says("/start")
    assert ann.count("Who are you?") == 1
    assert "Nothing is lost" not in caplog.text
