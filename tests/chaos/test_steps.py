"""The bot dies at each step where something could fall between two chairs; the family and staff never know."""

import asyncio
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.sandbox.telegram import Telegram
from tests.chaos.crowd import Crowd
from tests.chaos.entry import Step
from tests.chaos.families import buttons
from tests.chaos.proof import broken, settle
from tests.chaos.scripts import IN_DANGER, PART_TIME, ROUTINE, Script
from tests.chaos.stage import Stage, a_stage
from tests.town import MONDAY_MORNING

WEDNESDAY = MONDAY_MORNING + timedelta(days=2, hours=1)
LATER = pytest.mark.slow


async def starts(
    stage: Stage, step: Step = Step.NEVER, passes: int = 1, at: datetime = MONDAY_MORNING
) -> None:
    await stage.bot.start("-m", "tests.chaos.entry", step, str(passes), at.isoformat())


async def dies(stage: Stage, step: Step, passes: int = 1, at: datetime = MONDAY_MORNING) -> None:
    """The bot lives until the given pass through this step, and is started again."""
    await starts(stage, step, passes, at)
    async with asyncio.timeout(60):
        assert await stage.bot.died() == -signal.SIGKILL
    await starts(stage, at=at)


async def until(telegram: Telegram, holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():
            await telegram.changed_since(telegram.version, 1)


@pytest.mark.parametrize(
    ("step", "passes"),
    [
        (Step.MIGRATION, 5),
        pytest.param(Step.MIGRATION, 12, marks=LATER),
        (Step.BEFORE_COMMIT, 8),
        pytest.param(Step.BEFORE_COMMIT, 1, marks=LATER),
        pytest.param(Step.BEFORE_COMMIT, 16, marks=LATER),
        (Step.AFTER_COMMIT, 16),
        pytest.param(Step.AFTER_COMMIT, 1, marks=LATER),
        pytest.param(Step.AFTER_COMMIT, 8, marks=LATER),
        (Step.BEFORE_SEND, 8),
        pytest.param(Step.BEFORE_SEND, 1, marks=LATER),
        pytest.param(Step.BEFORE_SEND, 18, marks=LATER),
        (Step.AFTER_SEND, 17),
        pytest.param(Step.AFTER_SEND, 1, marks=LATER),
        pytest.param(Step.AFTER_SEND, 8, marks=LATER),
    ],
)
@pytest.mark.parametrize("script", [ROUTINE, pytest.param(IN_DANGER, marks=LATER)], ids=["routine", "danger"])
async def test_an_interview_survives_a_death_at(
    tmp_path: Path, script: Script, step: Step, passes: int
) -> None:
    async with a_stage(tmp_path, MONDAY_MORNING) as stage:
        crowd = Crowd(stage.telegram, Random(1), at_once=1, scripts=(script,))
        async with asyncio.TaskGroup() as group:
            group.create_task(crowd.talk(lambda: bool(crowd.families)))
            await dies(stage, step, passes)
        await settle(stage, crowd)
        await stage.bot.stop()
        assert broken(stage, crowd) == []


@pytest.mark.parametrize("step", [Step.TICK_TAKEN, Step.TICK_COMMITTED])
async def test_what_falls_due_comes_once_though_the_bot_dies_over_it(tmp_path: Path, step: Step) -> None:
    async with a_stage(tmp_path, MONDAY_MORNING) as stage:
        crowd = Crowd(stage.telegram, Random(1), at_once=1, scripts=(PART_TIME,))
        await starts(stage)
        await crowd.talk(lambda: bool(crowd.families))
        await settle(stage, crowd)
        await stage.bot.stop()

        await dies(stage, step, at=WEDNESDAY)
        chat = crowd.families[0].chat
        await until(stage.telegram, lambda: bool(_check_ins(stage.telegram, chat)))
        await settle(stage, crowd)
        await stage.bot.stop()
        assert _check_ins(stage.telegram, chat) == ["1"]
        assert stage.rows(
            "SELECT kind, nth, state FROM follow_up WHERE kind IN ('check-in', 'unclaimed') ORDER BY 1, 2"
        ) == [
            ("check-in", 1, "done"),
            ("check-in", 2, "waiting"),
            ("unclaimed", 1, "done"),
            ("unclaimed", 2, "waiting"),
        ]
        assert broken(stage, crowd) == []


def _check_ins(telegram: Telegram, chat: int) -> list[str]:
    """The number of each check-in that came."""
    carried = [[data for _, data in buttons(message)] for message in telegram.history(chat)]
    return [data[0].split("|")[1] for data in carried if data and data[0].startswith("f|")]
