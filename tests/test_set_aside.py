"""What was set aside: looked at, tried again and let go of by the command, and counted by the doctor."""

from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.doctor import examine
from tests.handlers.odd import BROKEN, ODD, loses_words
from tests.kept import happened
from tests.plays import begins
from tests.town import MONDAY_MORNING, Family, Town
from tests.typing_here import sits_down

NUMBERED = 700_000_004
"""The update that Ann's odd words come with."""


@pytest.fixture
async def left(town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Town:
    """A Sendline that set Ann's words aside, and goes on; whoever types the command has one that is mended."""
    ann = town.family("Ann")
    await begins(ann)
    loses_words(town, "odd.choice")
    await ann.says(ODD)
    sits_down(town, monkeypatch, tmp_path)
    return town


def shelf(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["set-aside", *arguments])


def test_the_list_shows_number_moment_and_reason_and_no_words(left: Town) -> None:
    said = shelf().stdout
    assert f"{NUMBERED}  2026-11-23 10:00  KeyError in words.py, line " in said
    assert "1 set aside." in said
    assert ODD not in said


def test_one_is_shown_with_what_was_written(left: Town) -> None:
    assert ODD in shelf("show", str(NUMBERED)).stdout


def test_one_that_is_tried_again_is_answered_and_off_the_shelf(left: Town) -> None:
    assert shelf("retry", str(NUMBERED)).stdout == f"{NUMBERED}: handled\n"
    assert shelf().stdout == "Nothing is set aside.\n"


def last_to_the_family(town: Town) -> str:
    (ann,) = town.telegram.families()
    return str(town.telegram.history(ann.id)[-1]["text"])


async def test_what_a_retry_queued_is_sent_by_the_sendline_that_runs(left: Town) -> None:
    assert last_to_the_family(left).startswith(BROKEN)
    shelf("retry")
    await left.settle()
    assert last_to_the_family(left).endswith("Which class or year?")


async def test_what_a_retry_queued_is_sent_by_the_next_start_where_none_runs(left: Town) -> None:
    left.sendline.database.close()
    shelf("retry")
    await left.restart()
    await left.settle()
    assert last_to_the_family(left).endswith("Which class or year?")


async def test_a_retry_changes_nothing_twice(left: Town) -> None:
    shelf("retry")
    assert shelf("retry", str(NUMBERED)).exit_code == 2
    assert shelf("retry").stdout == ""
    await left.settle()
    (ann,) = left.telegram.families()
    assert sum(BROKEN in message["text"] for message in left.telegram.history(ann.id)) == 1
    assert len(happened(left, Family(left, ann.id), "wrote")) == 1


def test_all_are_tried_and_one_that_fails_holds_up_no_other(left: Town) -> None:
    earlier, unread = MONDAY_MORNING - timedelta(hours=1), '{"update_id": "odd"}'
    left.sendline.database.transact_now(lambda work: work.aside.put(1, unread, "ValueError", earlier))
    first, second = shelf("retry").stdout.splitlines()
    assert first.startswith("1: ValueError in reading.py, line ")
    assert second == f"{NUMBERED}: handled"
    assert "1 set aside." in shelf().stdout


def test_one_that_fails_again_stays_with_the_reason(left: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("odd")

    monkeypatch.setattr("bot.aside.read", broken)
    tried = shelf("retry")
    assert tried.exit_code == 0
    assert tried.stdout.startswith(f"{NUMBERED}: KeyError in test_set_aside.py, line ")
    assert "1 set aside." in shelf().stdout


def test_one_that_is_dropped_is_gone(left: Town) -> None:
    assert shelf("drop", str(NUMBERED)).stdout == f"{NUMBERED} is gone for good.\n"
    assert shelf().stdout == "Nothing is set aside.\n"


@pytest.mark.parametrize("act", ["show", "drop", "retry"])
def test_a_number_that_is_not_there_is_named(left: Town, act: str) -> None:
    refused = shelf(act, "12")
    assert refused.exit_code == 2
    assert "Nothing with the number 12 is set aside." in refused.stderr


def test_an_act_that_is_not_known_is_refused_with_those_that_are(left: Town) -> None:
    refused = shelf("burn")
    assert refused.exit_code == 2
    assert "set-aside does not know 'burn'. It knows list, show, retry and drop." in refused.stderr


def test_an_office_profile_that_is_missing_is_said(
    left: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SENDLINE_OFFICE", str(tmp_path / "none.toml"))
    refused = shelf("retry")
    assert refused.exit_code == 2
    assert "none.toml is not there." in refused.stderr


async def test_the_doctor_counts_what_is_set_aside(left: Town) -> None:
    assert (await examine())[2] == (
        "database and master key",
        "1 set aside, because they could not be handled. ./sendline set-aside shows them.",
    )
