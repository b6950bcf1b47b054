"""Updates in: a family's in order, families side by side; what fails is tried again, then set aside."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import insert

from bot.desk import hearing
from bot.desk.house import StorageTrouble
from bot.desk.updates import Said
from handlers.intake import Intake
from handlers.reading import Json, chat_of
from storage.tables import Heard
from storage.work import Work
from tests.handlers.desk import ANN, BEA, Desk, said
from tests.kept import set_aside
from tests.plays import begins
from tests.town import Town


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
    (kept,) = set_aside(town)
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
