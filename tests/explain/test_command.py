"""./sendline explain from the shell: what is printed where, and with which exit status."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from tests.explain.families import HERE, child
from tests.town import ROOT

GOOD, BAD = child('"now": "full", "wrong": "other"'), child('"now": "prat"')
EXAMPLE = ["--office", str(ROOT / "office.example.toml")]
KEYS = [
    *("schema", "family", "line", "on", "verdict", "safety", "children", "because", "not_known"),
    *("ask", "by_when", "would_be", "decided_by"),
]


def run(*words: str, stdin: str = "", called_from: Path = HERE) -> Result:
    return CliRunner().invoke(
        app, ["explain", *words], input=stdin, env={"SENDLINE_CALLED_FROM": str(called_from)}
    )


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_a_file_is_found_from_where_the_command_was_called() -> None:
    found = run("two_children.json", *EXAMPLE)
    assert found.exit_code == 0
    assert found.stdout.startswith(
        "URGENT on Monday 23 November 2026\n\nBecause:\n  1. Child out of full-time"
    )


def test_standard_input_may_be_explained() -> None:
    found = run("-", *EXAMPLE, stdin=GOOD)
    assert (found.exit_code, found.stdout.splitlines()[0]) == (0, "ROUTINE on Monday 23 November 2026")


def test_without_an_office_it_is_said_which_was_taken() -> None:
    assert run("two_children.json").stderr.startswith("With office")


def test_with_any_mistake_only_the_mistakes_are_printed(tmp_path: Path) -> None:
    found = run(str(written(tmp_path, "families.jsonl", f"{GOOD}\n{BAD}\n{GOOD}\n")), *EXAMPLE)
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr == (
        'families.jsonl, line 2, children[0].now: "prat" is not one of full, part, suspended, excluded, '
        'sent-home, not-going, no-place; write "full" or "unknown"\n'
        "1 of 3 could not be read, so nothing was decided. docs/answers.md says what to write.\n"
    )


def test_a_day_before_the_law_was_written_down_is_refused(tmp_path: Path) -> None:
    found = run(str(written(tmp_path, "old.json", '{"on": "1999-01-01", "children": [{}]}')), *EXAMPLE)
    assert found.exit_code == 2
    assert found.stderr.startswith("old.json, line 1, on: no verdict can be had for this day: law.toml")


@pytest.mark.parametrize(
    ("name", "says"), [("none.json", "none.json is not there."), (".", "is a folder. Name a file")]
)
def test_what_is_no_file_is_refused(name: str, says: str) -> None:
    found = run(name, *EXAMPLE)
    assert found.exit_code == 2
    assert says in found.stderr


def test_a_wrong_profile_is_refused() -> None:
    found = run("two_children.json", "--office", "none.toml")
    assert (found.exit_code, found.stdout) == (2, "")
    assert "none.toml is not there" in found.stderr


def test_one_family_is_indented_json() -> None:
    found = run("--json", "two_children.json", *EXAMPLE)
    assert found.stdout.startswith('{\n  "schema": 1,\n')
    assert list(json.loads(found.stdout)) == KEYS


def test_one_a_line_is_json_a_line(tmp_path: Path) -> None:
    path = written(tmp_path, "families.jsonl", f"{GOOD}\n{GOOD}\n")
    lines = run("--json", str(path), *EXAMPLE).stdout.splitlines()
    assert [(json.loads(line)["family"], json.loads(line)["line"]) for line in lines] == [(1, 1), (2, 2)]


def test_several_families_are_parted_and_numbered(tmp_path: Path) -> None:
    path = written(tmp_path, "families.json", f"[\n{GOOD},\n{GOOD}\n]")
    heads = [line for line in run(str(path), *EXAMPLE).stdout.splitlines() if line.startswith("Family")]
    assert heads == [
        "Family 1, line 2: ROUTINE on Monday 23 November 2026",
        "Family 2, line 3: ROUTINE on Monday 23 November 2026",
    ]


def test_quick_leaves_out_what_would_change_the_verdict() -> None:
    assert json.loads(run("--json", "b_suspended.json", *EXAMPLE).stdout)["would_be"]["verdict"] == "urgent"
    assert json.loads(run("--json", "--quick", "b_suspended.json", *EXAMPLE).stdout)["would_be"] is None
