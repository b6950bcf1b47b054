"""The proof itself: whatever is lost or doubled behind the bot's back, it tells."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

from tests.chaos.crowd import Crowd
from tests.chaos.proof import broken, settle
from tests.chaos.scripts import IN_DANGER
from tests.chaos.stage import a_stage

HARM = [
    ("DELETE FROM happening WHERE kind = 'answered' AND id % 4 = 0", "the history says"),
    ("UPDATE family_case SET sealed_answers = NULL", "rtt_hours of child 1 is None"),
    ("UPDATE happening SET kind = 'wrote' WHERE kind = 'sent'", "its history has 0 lines 'sent'"),
    ("UPDATE family_case SET ref = 'SL-AAAAA'", "no first message in the staff group names it"),
    ("UPDATE family_case SET status = 'asking'", "it is asking"),
    ("DELETE FROM follow_up WHERE kind = 'check-in'", "0 of check-in wait, and 1 should"),
    ("UPDATE follow_up SET state = 'done' WHERE kind = 'unclaimed'", "0 of unclaimed wait, and 1 should"),
    ("UPDATE follow_up SET nth = 2 WHERE kind = 'check-in'", "has the follow-ups [2] of check-in"),
    ("UPDATE outgoing SET state = 'queued' WHERE id = 1", "1 messages still wait to be sent"),
    (
        "UPDATE outgoing SET state = 'failed', why = 'too long' WHERE id = 1",
        "message 1 was given up: too long",
    ),
    (
        "INSERT INTO set_aside VALUES (7, '2026-11-23', 'KeyError', 'test', '')",
        "set aside: Telegram's 7 (KeyError)",
    ),
    (
        "INSERT INTO follow_up SELECT 99, case_id, kind, nth + 1, due_at, state, ended_why FROM follow_up "
        "WHERE kind = 'check-in'",
        "2 of check-in wait, and 1 should",
    ),
]
"""What is done to the database, and what has to be said of it."""


async def test_the_proof_tells_what_is_missing_and_what_is_doubled(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        crowd = Crowd(stage.telegram, Random(1), at_once=1, scripts=(IN_DANGER,))
        await stage.bot.start()
        await crowd.talk(lambda: bool(crowd.families))
        await settle(stage, crowd)
        await stage.bot.stop()
        assert broken(stage, crowd) == []
        whole = shutil.copy(tmp_path / "sendline.db", tmp_path / "whole.db")
        for harm, told in HARM:
            _do(harm, tmp_path / "sendline.db")
            found = " ".join(broken(stage, crowd))
            assert told in found, f"after {harm}: {found or 'nothing'}"
            shutil.copy(whole, tmp_path / "sendline.db")
        chat = stage.telegram.world.state.messages[crowd.families[0].chat]
        copy = next(number for number, message in chat.items() if "document" in message)
        chat[copy + 1000] = chat[copy]
        assert "was sent 2 copies, of which 2 say nothing of a repeat" in " ".join(broken(stage, crowd))
        del chat[copy], chat[copy + 1000]
        assert "was sent 0 copies" in " ".join(broken(stage, crowd))
        crowd.families[0].log.insert(3, crowd.families[0].log[3])
        assert "the family" in " ".join(broken(stage, crowd))


def _do(harm: str, path: Path) -> None:
    """Do it, past the triggers that would keep a bot from doing it."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(harm)
