"""/health and /metrics, as this machine alone sees them: true numbers, and nothing that tells of anybody."""

import asyncio
import re
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx
import pytest

from bot.casework.messages import Message
from bot.ports import LOOPBACK, listening
from bot.vitals import told_here
from handlers.pulse import STALE_SECONDS, Pulse
from storage.trouble import StorageTrouble
from tests.plays import begins, seed_case
from tests.running import Process, a_telegram, until_said
from tests.town import ROOT, Town


@asynccontextmanager
async def asked(town: Town) -> AsyncIterator[httpx.AsyncClient]:
    """Whoever asks, over a socket of this machine."""
    with listening(LOOPBACK, 0) as door:
        port = door.getsockname()[1]
        async with (
            told_here(town.sendline, door),
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as line,
        ):
            yield line


async def numbers(town: Town) -> dict[str, float]:
    """Every metric, by its name and labels."""
    async with asked(town) as line:
        answer = await line.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.split(" ") for line in lines)}


async def test_all_is_well_where_the_database_answers_and_the_ticker_comes(town: Town) -> None:
    async with asked(town) as line:
        answer = await line.get("/health")
    assert answer.status_code == 200
    found = answer.json()
    assert (found["ok"], found["database"], found["set_aside"]) == (True, "answers", 0)
    assert found["last_tick_seconds"] < 60


async def test_a_database_that_does_not_answer_is_no_good_health(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def in_trouble(*_: object) -> None:
        raise StorageTrouble("The disk is full.")

    monkeypatch.setattr(town.sendline.database, "transact", in_trouble)
    async with asked(town) as line:
        answer, metrics = await line.get("/health"), await line.get("/metrics")
    assert answer.status_code == 503
    assert (answer.json()["ok"], answer.json()["database"]) == (False, "does not answer")
    assert "sendline_healthy 0\n" in metrics.text


async def test_a_ticker_that_is_stuck_is_no_good_health(town: Town) -> None:
    elapsed = town.sendline.elapsed
    town.sendline.elapsed = lambda: elapsed() + STALE_SECONDS + 1
    async with asked(town) as line:
        assert (await line.get("/health")).status_code == 503
    await town.sendline.tick()
    async with asked(town) as line:
        assert (await line.get("/health")).status_code == 200


PULSES = {
    "It polls and ticks": (Pulse(30, None, 20, 0, 0), True),
    "Telegram has not answered for two minutes": (Pulse(120, 5, 20, 0, 0), False),
    "Another process polls": (Pulse(None, None, 20, 0, 0), True),
    "The ticker has not come for two minutes": (Pulse(30, 5, 120, 0, 0), False),
}


@pytest.mark.parametrize(("pulse", "well"), PULSES.values(), ids=PULSES.keys())
def test_what_good_health_is(pulse: Pulse, well: bool) -> None:
    assert pulse.is_well() is well


async def test_what_waits_is_counted_with_its_age(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await begins(town.family("Eve"))
    town.sendline.database.transact_now(lambda work: work.aside.put(9, "{}", "KeyError", town.clock()))
    found = await numbers(town)
    assert found["sendline_cases_open"] == 1
    assert found["sendline_cases_urgent_unclaimed"] == 1
    assert found["sendline_set_aside_updates"] == 1
    assert found["sendline_follow_ups_due"] == 0
    assert found["sendline_oldest_unsent_seconds"] == 0
    await town.jo.taps("Open the card", "Claim")
    assert (await numbers(town))["sendline_cases_urgent_unclaimed"] == 0


async def test_a_follow_up_that_did_not_go_out_is_late_after_five_minutes(town: Town) -> None:
    await seed_case(town.family("Ann"))
    due = town.sendline.next_due()
    assert due is not None
    town.clock.move_to(due[0])
    found = await numbers(town)
    assert (found["sendline_follow_ups_due"], found["sendline_follow_ups_late"]) == (1, 0)
    town.clock.move_to(due[0].replace(minute=due[0].minute + 5))
    found = await numbers(town)
    assert found["sendline_follow_ups_late"] == 1
    assert found["sendline_oldest_due_follow_up_seconds"] == 300


async def test_a_message_that_waits_and_an_update_that_is_not_committed_are_counted(town: Town) -> None:
    ann = town.family("Ann")
    waits = Message(html="Nearly done.")
    town.sendline.database.transact_now(lambda work: work.outbox.add(ann.chat, waits, town.clock()))
    town.clock.move_to(town.clock() + timedelta(seconds=90))
    found = await numbers(town)
    assert found['sendline_unsent_messages{to="families"}'] == 1
    assert found['sendline_unsent_messages{to="staff"}'] == 0
    assert found["sendline_oldest_unsent_seconds"] == 90
    assert found["sendline_unacknowledged_updates"] == 0
    stuck = asyncio.Event()
    town.sendline.intake._reception.hear = lambda *_, **__: stuck.wait()  # type: ignore[method-assign, assignment]
    taking = asyncio.create_task(town.sendline.intake.take({"update_id": 1}))
    await asyncio.sleep(0.05)
    found = await numbers(town)
    assert found["sendline_unacknowledged_updates"] == 1
    assert found["sendline_oldest_unacknowledged_seconds"] >= 0.04
    stuck.set()
    await taking


async def test_nothing_tells_of_anybody(town: Town) -> None:
    ann = town.family("Barnaby")
    await seed_case(ann)
    async with asked(town) as line:
        told = (await line.get("/metrics")).text + (await line.get("/health")).text
    assert not re.search(r"Barnaby|AL1|SL-|07700|500000", told)


async def test_a_page_of_another_name_that_leads_here_is_refused(town: Town) -> None:
    async with asked(town) as line:
        assert (await line.get("/metrics", headers={"host": "rebound.example"})).status_code == 400


async def test_every_metric_is_explained_in_the_docs(town: Town) -> None:
    papers = (ROOT / "docs" / "running.md").read_text("utf-8")
    missing = {name.partition("{")[0] for name in await numbers(town)} - set(
        re.findall(r"sendline_\w+", papers)
    )
    assert missing == set()


async def test_a_run_tells_of_itself_where_the_setting_says_and_nowhere_else(database_url: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with a_telegram() as (telegram, at), httpx.AsyncClient() as line:
        process = Process(database_url, at)
        process.env["SENDLINE_HEALTH_PORT"] = str(port)
        await process.start()
        try:
            await process.runs()
            ann = telegram.add_person("Ann").id
            telegram.says(ann, ann, "/start")
            await until_said(telegram, ann, "Who are you?")
            found = (await line.get(f"http://127.0.0.1:{port}/health")).json()
            assert found["ok"] is True
            assert found["last_poll_seconds"] < 60
            assert found["last_update_seconds"] < 60
            assert await process.end(signal.SIGTERM) == 0
        finally:
            await process.end(signal.SIGKILL)
