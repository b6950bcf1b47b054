"""A kill at any moment loses nothing: a new Telegram on the same folder goes on where the last one was."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from bot.sandbox import state
from bot.sandbox.refusals import Json
from bot.sandbox.telegram import Telegram
from bot.sandbox.web import site
from tests.sandbox.stage import TOKEN, Clock, FewControls


async def call(telegram: Telegram, clock: Clock, method: str, body: Json) -> Json:
    transport = httpx.ASGITransport(site(telegram, FewControls(clock)))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        answer: Json = (await client.post(f"/bot{TOKEN}/{method}", json=body)).json()
        return answer


async def test_a_new_object_on_the_same_folder_knows_everything(clock: Clock, folder: Path) -> None:
    first = Telegram(clock, TOKEN, folder)
    ann = first.add_person("Ann")
    first.says(ann.id, ann.id, "/start")
    keys = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    body = {"chat_id": ann.id, "text": "🔴 <b>Sure?</b>", "parse_mode": "HTML", "reply_markup": keys}
    sent = (await call(first, clock, "sendMessage", body))["result"]["message_id"]
    query = first.taps(ann.id, ann.id, sent, "yes")
    second = Telegram(clock, TOKEN, folder)
    assert second.world.state == first.world.state
    assert second.version == first.version
    assert [person.first_name for person in second.staff()] == ["Jo", "Priya"]
    answer = {"callback_query_id": query, "text": "Noted"}
    assert (await call(second, clock, "answerCallbackQuery", answer))["ok"]
    assert second.says(ann.id, ann.id, "next")["message_id"] == sent + 1


async def test_what_was_confirmed_stays_forgotten_and_the_rest_waits(clock: Clock, folder: Path) -> None:
    first = Telegram(clock, TOKEN, folder)
    ann = first.add_person("Ann")
    first.says(ann.id, ann.id, "one")
    first.says(ann.id, ann.id, "two")
    await call(first, clock, "getUpdates", {"offset": 700_000_002})
    second = Telegram(clock, TOKEN, folder)
    waiting = (await call(second, clock, "getUpdates", {}))["result"]
    assert [update["message"]["text"] for update in waiting] == ["two"]


def test_half_a_write_changes_nothing(clock: Clock, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Telegram(clock, TOKEN, folder)
    kept = (folder / state.FILE).read_text()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        first.add_person("Ann")
    assert (folder / state.FILE).read_text() == kept


TALKER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from bot.sandbox.refusals import Json
from bot.sandbox.telegram import Telegram
telegram = Telegram(lambda: datetime.now(UTC), "1:a", Path(sys.argv[1]))
ann = telegram.add_person("Ann")
number = 0
while True:
    number += 1
    telegram.says(ann.id, ann.id, f"{number}")
    print(number, flush=True)
"""


def test_a_kill_in_mid_talk_loses_no_message_that_was_acknowledged(clock: Clock, folder: Path) -> None:
    command = [sys.executable, "-c", TALKER, str(folder)]
    talker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert talker.stdout
    for line in talker.stdout:
        if int(line) >= 20:
            break
    talker.send_signal(signal.SIGKILL)
    acknowledged = int((line + talker.stdout.read()).split()[-1])
    talker.wait()
    talker.stdout.close()
    after = Telegram(clock, "1:a", folder)
    ann = after.families()[0]
    texts = [int(message["text"]) for message in after.history(ann.id)]
    assert texts == list(range(1, len(texts) + 1))
    assert len(texts) in (acknowledged, acknowledged + 1)
    assert len(after.world.state.updates) == len(texts)
