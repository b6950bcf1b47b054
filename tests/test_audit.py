"""Who saw or changed what: kept by the bot, shown and checked by the command."""

from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from typer.testing import CliRunner, Result

from bot.cli import app
from storage.work import Work
from tests.backups import backed_up, restored
from tests.plays import routine_case, seed_case
from tests.town import Town
from tests.typing_here import sits_down


@pytest.fixture
async def settled(town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Town:
    """Ann's case, which Jo opened, took and closed; whoever types the command has the office's settings."""
    await seed_case(town.family("Ann"))
    await town.jo.taps("Open the card", "Claim")
    await town.priya.taps("All answers")
    sits_down(town, monkeypatch, tmp_path)
    return town


def audit(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["audit", *arguments])


def acts(town: Town) -> list[tuple[str, str, str]]:
    """Every row of the trail: who, what, and which case."""
    lines = town.sendline.database.transact_now(lambda work: work.audit.page())
    return [(line.who, line.act, line.ref) for line in lines]


async def test_each_look_and_each_change_of_staffs_is_a_row(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.jo.taps("Open the card", "Accept", "Claim")
    await town.priya.says("/queue", f"/case {ann.ref}", "/case SL-AAAAA")
    await town.priya.taps("All answers")
    assert acts(town) == [
        ("Jo", "opened", ann.ref),
        ("Jo", "accepted", ann.ref),
        ("Jo", "claimed", ann.ref),
        ("Priya", "queue", ""),
        ("Priya", "opened", ann.ref),
        ("Priya", "opened", ann.ref),
    ]


def test_that_the_keys_were_rotated_is_a_row(settled: Town) -> None:
    assert CliRunner().invoke(app, ["keys", "rotate"]).exit_code == 0
    assert acts(settled)[-1] == ("sendline", "keys rotated", "")
    assert audit("verify").exit_code == 0


@pytest.mark.sqlite
async def test_that_an_office_was_restored_is_the_last_row_of_what_the_backup_held(settled: Town) -> None:
    before = acts(settled)
    settled_in = Path(make_url(settled.url).database or "")
    settled_in.with_name("kept").mkdir()
    file = backed_up(settled)
    await settled.priya.says("/queue")
    restored(settled, file)
    settled.url = f"sqlite:///{settled_in.with_name('again.db')}"
    await settled.restart()
    assert acts(settled) == [*before, ("sendline", "restored", "")]


def test_the_command_says_that_the_trail_is_whole_and_which_digest_to_note(settled: Town) -> None:
    said = audit("verify")
    head = settled.sendline.database.transact_now(lambda work: work.audit.head())
    assert said.exit_code == 0
    assert said.stdout.startswith("Rows: 3. Each rests on the one before")
    assert said.stdout.endswith(f"{head}\n")
    assert audit("verify", "--head", head).exit_code == 0


@pytest.mark.sqlite
def test_the_command_names_the_first_row_that_does_not_fit(settled: Town) -> None:
    def tampers(work: Work) -> None:
        work.connection.execute(text("DROP TRIGGER audit_not_updated"))
        work.connection.execute(text("UPDATE audit SET who = 'Sam' WHERE id = 2"))

    settled.sendline.database.transact_now(tampers)
    said = audit("verify")
    assert said.exit_code == 1
    assert "does not fit from row 2 on" in said.stdout
    assert "Rows before it that are as they were written: 1." in said.stdout


@pytest.mark.sqlite
def test_the_command_sees_that_the_end_was_cut_off_by_the_digest_that_was_noted(settled: Town) -> None:
    head = settled.sendline.database.transact_now(lambda work: work.audit.head())

    def cuts(work: Work) -> None:
        work.connection.execute(text("DROP TRIGGER audit_not_deleted"))
        work.connection.execute(text("DELETE FROM audit WHERE id = 3"))

    settled.sendline.database.transact_now(cuts)
    assert audit("verify").exit_code == 0
    said = audit("verify", "--head", head)
    assert said.exit_code == 1
    assert "the digest that you noted is not in it" in said.stdout


async def test_the_command_shows_who_saw_one_case_and_no_words(settled: Town) -> None:
    bea = settled.family("Bea")
    await routine_case(bea)
    await settled.priya.says(f"/case {bea.ref}")
    said = audit("show", bea.ref.lower()).stdout
    assert said.count("\n") == 1
    assert f"2026-11-23 10:00  {bea.ref}  opened  Priya (" in said
    assert audit("show").stdout.count("\n") == 4


async def test_of_a_case_that_nobody_saw_the_command_says_so(settled: Town) -> None:
    bea = settled.family("Bea")
    await routine_case(bea)
    said = audit("show", bea.ref.lower())
    assert (said.exit_code, said.stdout) == (0, "")
    assert said.stderr == "Nothing in the trail is about that.\n"


def test_a_reference_that_no_case_has_is_refused(settled: Town) -> None:
    said = audit("show", "sl-aaaaa")
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr == "No case has the reference SL-AAAAA, and nothing in the trail is about it.\n"


def test_a_trail_of_nothing_is_no_mistake(
    town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sits_down(town, monkeypatch, tmp_path)
    said = audit("show")
    assert (said.exit_code, said.stderr) == (0, "Nothing in the trail is about that.\n")


async def test_of_a_case_that_was_erased_the_command_still_shows_who_saw_it(settled: Town) -> None:
    bea = settled.family("Bea")
    await routine_case(bea)
    await settled.priya.says(f"/case {bea.ref}")
    await bea.says("/delete")
    await bea.taps("Yes, delete it all", "Yes, delete it all")
    said = audit("show", bea.ref)
    assert said.exit_code == 0
    assert f"2026-11-23 10:00  {bea.ref}  opened  Priya (" in said.stdout


def test_without_settings_the_command_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("TOKEN", "STAFF_CHAT", "MASTER_KEYS"):
        monkeypatch.delenv(f"SENDLINE_{name}", raising=False)
    said = audit("verify")
    assert said.exit_code == 2
    assert "SENDLINE_TOKEN" in said.stderr
