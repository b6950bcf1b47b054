"""What `./sendline try` needs to know of the rest."""

import json

from bot.casework.danger import may_mean_danger
from bot.cues import load_cues
from bot.desk.daily import BEFORE_OPENING
from bot.desk.following import KINDS
from bot.trial import ROOT, WHAT


def test_the_clock_on_the_page_has_words_for_whatever_falls_due_next() -> None:
    assert set(WHAT) == {*KINDS, *BEFORE_OPENING}


def test_nothing_in_the_example_reads_as_danger() -> None:
    steps = json.loads((ROOT / "bot/sandbox/page/example.json").read_text())
    assert [step["type"] for step in steps if may_mean_danger(step.get("type", ""), load_cues())] == []
