"""Values in JSON become the very answers that a tap or typed words would have given."""

import io
from collections.abc import Iterator
from typing import Any, cast

import pytest

from bot.casework.answers import Answer, State, Step
from bot.casework.script import QUESTIONS
from bot.explain.lines import families
from bot.explain.told import Given
from tests.explain.families import child, read

DONT_KNOW, SKIPPED = Answer(state=State.DONT_KNOW), Answer(state=State.SKIPPED)
PART, SUSPENDED, NOT_GOING = '"now": "part"', '"now": "suspended"', '"now": "not-going"'

ANSWERS = {
    "An option is its id": (f'{PART}, "rtt_hours": "6-10"', "rtt_hours", Answer("6-10")),
    "An exact number may stand for a range": (f'{PART}, "rtt_hours": 14', "rtt_hours", Answer(14.0)),
    "It may hold a half": (f'{SUSPENDED}, "suspension_days": 15.5', "suspension_days", Answer(15.5)),
    "A length is in weeks": (f'{PART}, "rtt_weeks": 8', "rtt_weeks", Answer(8.0)),
    "Or a day since when": (f'{PART}, "rtt_weeks": "2026-09-01"', "rtt_weeks", Answer("2026-09-01")),
    "A quick option is counted from the day": (f'{PART}, "rtt_end": "1w"', "rtt_end", Answer("2026-11-30")),
    "The school day before a Monday is a Friday": (
        f'{SUSPENDED}, "suspension_first_day": "school-day-before"',
        "suspension_first_day",
        Answer("2026-11-20"),
    ),
    "A day is ISO": (f'{PART}, "rtt_end": "2026-12-18"', "rtt_end", Answer("2026-12-18")),
    "Unknown is I don't know": (f'{PART}, "rtt_hours": "unknown"', "rtt_hours", DONT_KNOW),
    "Skipped is Skip": ('"now": "unknown", "told": "skipped"', "told", SKIPPED),
    "Free words are kept": ('"now": "unknown", "told": " Help us "', "told", Answer("Help us")),
    "A name belongs to its child": ('"now": "full", "nickname": "Mo"', "nickname", Answer("Mo")),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_value_is_read_as_the_answer_that_the_bot_would_keep(name: str) -> None:
    told, question, answer = ANSWERS[name]
    (family,) = read(child(told))
    assert isinstance(family, Given), family
    assert family.answers[Step(1, question)] == answer


def test_a_missing_key_is_not_asked_and_has_no_answer() -> None:
    (family,) = read(child(PART))
    assert isinstance(family, Given)
    assert family.answers == {Step(1, "now"): Answer("part"), Step(1, "another"): Answer("no")}


def test_ticks_are_kept_in_their_order() -> None:
    (family,) = read(child('"now": "full"', '"impact": ["home", "job"]'))
    assert isinstance(family, Given)
    assert family.answers[Step(0, "impact")] == Answer(("home", "job"))


def test_what_was_added_follows_from_what_is_there() -> None:
    (family,) = read(child('"now": "full", "nickname": "Mo"', '"note": "Please ring in the morning"'))
    assert isinstance(family, Given)
    assert family.answers[Step(0, "extras")] == Answer(("name", "note"))


@pytest.mark.parametrize("question", ["told", "note"])
def test_a_cue_of_danger_in_free_words_is_remembered(question: str) -> None:
    words = f'"{question}": "She talks of suicide"'
    text = child('"now": "full", "wrong": "other"' + (f", {words}" if question == "told" else ""))
    text = child('"now": "full"', words) if question == "note" else text
    (family,) = read(text)
    assert isinstance(family, Given)
    assert family.answers[Step(0, "danger_in_words")] == Answer("yes")


ONE = child('"now": "full"')
SHAPES: dict[str, tuple[str | bytes, list[int]]] = {
    "one on a line": (ONE, [1]),
    "one a line": (f"{ONE}\n{ONE}\n\n{ONE}\n", [1, 2, 4]),
    "one a line, as Windows ends lines": (f"{ONE}\r\n{ONE}\r\n", [1, 2]),
    "one over several lines": ('\n{\n"children": [\n{"now": "full"}\n]\n}\n', [2]),
    "a list": (f"[\n{ONE},\n\n{ONE}\n]", [2, 4]),
    "a list on a line": (f"[{ONE}, {ONE}]", [1, 1]),
    "with a byte order mark": (b"\xef\xbb\xbf" + ONE.encode(), [1]),
}


@pytest.mark.parametrize("name", SHAPES)
def test_families_come_as_one_as_a_list_or_one_a_line(name: str) -> None:
    text, lines = SHAPES[name]
    assert [family.line for family in read(text) if isinstance(family, Given)] == lines


class Watched:
    """A file of lines without end that counts how many were taken from it."""

    def __init__(self) -> None:
        self.taken = 0

    def __iter__(self) -> Iterator[bytes]:
        while True:
            self.taken += 1
            yield f"{ONE}\n".encode()


def test_one_a_line_is_read_as_it_comes() -> None:
    endless = Watched()
    found = families(cast(Any, endless), by_line=False)
    for _ in range(3):
        next(found)
    assert endless.taken == 3


def test_reading_ends_where_the_file_ends() -> None:
    assert len(list(families(io.BytesIO(f"{ONE}\n".encode() * 3), by_line=True))) == 3


def test_no_question_takes_a_text_that_means_something_else_here() -> None:
    assert [q.id for q in QUESTIONS.values() if {"unknown", "skipped"} & {*q.options}] == []
