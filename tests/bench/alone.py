"""What is measured of Sendline alone: a crowd of follow-ups, and a polite stop with everybody waiting."""

import json
import signal

from tests.bench.processes import SceneError, running, stage
from tests.bench.rounds import SETTLE_SECONDS, Figures, Plan
from tests.bench.script import STEPS

SEEDING_SECONDS, DAY_SECONDS = 900, 300
"""How long the families may take to say hello, and the probe to let a day pass."""

PATIENCE_SECONDS = 30
"""How long the bot may take to end; then it is killed, and this stands for the time that it would have taken."""


def crowd_of_follow_ups(plan: Plan) -> Figures:
    """So many families said hello and fell silent; a day later all their follow-ups are due at once."""
    with stage() as (telegram, folder), running("probe", telegram.base, folder) as bot:
        telegram.scene("first_poll", 60)
        telegram.scene("move_in", families=min(plan.families, plan.follow_ups), steps=1)
        telegram.scene("answer", SEEDING_SECONDS, answers=plan.follow_ups)
        before = telegram.scene("calls")["sendmessage"]
        bot.signalled(signal.SIGUSR1)
        bot.wait(DAY_SECONDS)
        messages = telegram.scene("calls")["sendmessage"] - before
        written = folder / "probe.json"
        if not written.exists():
            raise SceneError("the probe wrote nothing down")
        figures: Figures = json.loads(written.read_text())
    return figures | {"follow_ups": plan.follow_ups, "messages": messages}


def polite_stop(plan: Plan) -> Figures:
    """SIGTERM while every family waits for a question; then a new start. Whose question never comes is lost."""
    with stage() as (telegram, folder):
        with running("Sendline", telegram.base, folder) as bot:
            telegram.scene("first_poll", 60)
            telegram.scene("move_in", families=plan.families, steps=len(STEPS))
            telegram.scene("scatter")
            telegram.scene("keep_busy", lasting=plan.busy)
            exit_s = bot.ends(signal.SIGTERM, PATIENCE_SECONDS)
            if bot.code not in (0, -signal.SIGKILL):
                raise SceneError(f"told to end, it ended with {bot.code}")
        with running("Sendline", telegram.base, folder):
            lost = telegram.scene("settle", within=SETTLE_SECONDS, latency_ms=0)["stuck"]
    return {"exit_s": exit_s, "lost": lost}
