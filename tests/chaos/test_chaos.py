"""Families talk while the bot is killed, and while Telegram fails; nothing is lost, nothing counted twice."""

from pathlib import Path

from tests.chaos.run import Plan, run_kills
from tests.chaos.weather import run_weather


def say_nothing(_: str) -> None:
    """The short runs have no progress to tell."""


async def test_no_answer_no_alert_and_no_follow_up_is_lost_or_doubled_by_kills(tmp_path: Path) -> None:
    report = await run_kills(tmp_path, Plan(kills=5, answers=100, at_once=5), say_nothing)
    assert report.broken == ()
    assert (report.ends, report.answers >= 100) == (5, True)


async def test_all_is_delivered_once_telegram_has_stopped_failing(tmp_path: Path) -> None:
    report = await run_weather(tmp_path, Plan(answers=60, at_once=6), say_nothing)
    assert report.broken == ()
    assert report.answers >= 60
