"""The file of cues: refused with a reason, nothing idle in it, and quick whatever is typed."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from time import process_time

import pytest

from bot.casework.danger import grammar_of, may_mean_danger
from bot.casework.phrases import Choice, Phrase, grown, listed
from bot.content import ContentError
from bot.cues import cues_in, load_cues

FILE = """
[words]
passed-over = "just"
weighty = ""
no-slips = ""
[short-for]
cant = "can not"
[groups]
my = "my, our"
child = "{my} son, {my} little boy"
[danger]
all = "hits {child}, can't cope, held ... down, is missing |, took # pills"
[look-alikes]
all = "held a job down"
"""


@pytest.mark.parametrize("text", ["he hits our little boy", "i cant cope", "he cannot cope? i can not cope"])
def test_groups_and_short_forms_are_written_out(text: str) -> None:
    assert may_mean_danger(text, cues_in(FILE))


def test_a_gap_is_up_to_three_words() -> None:
    cues = cues_in(FILE)
    assert may_mean_danger("held down", cues)
    assert may_mean_danger("held my big boy down", cues)
    assert not may_mean_danger("held my very big boy down", cues)


def test_the_edge_of_the_text_can_be_part_of_a_phrase() -> None:
    assert may_mean_danger("she is missing!", cues_in(FILE))
    assert not may_mean_danger("she is missing maths", cues_in(FILE))


def test_any_number_but_two_stands_for_a_number() -> None:
    assert may_mean_danger("took 16 pills", cues_in(FILE))
    assert may_mean_danger("took 9 pills", cues_in(FILE))
    assert may_mean_danger("took 20mg pills", cues_in(FILE))


def test_a_look_alike_is_no_danger() -> None:
    assert not may_mean_danger("he held a job down", cues_in(FILE))


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            "hits {child}",
            "hits {chidl}",
            'danger.toml, "hits {chidl}": there is no group "chidl" above it. Did you mean "child"?',
        ),
        (
            "hits {child}",
            "just hits {child}",
            'danger.toml, "just hits {child}": "just" is passed over wherever it stands. Leave it out.',
        ),
        (
            "hits {child}",
            "hits (him)",
            'danger.toml, "hits (him)": "(him)" is not a word. Use small letters, and a/b for a or b.',
        ),
        (
            "hits {child}",
            "Hits him",
            'danger.toml, "Hits him": "Hits" is not a word. Use small letters, and a/b for a or b.',
        ),
        ("hits {child}", "hits ...", 'danger.toml, "hits ...": "..." stands between words, not at an end.'),
        (
            "[groups]",
            "[grups]",
            "danger.toml: the tables must be these, in this order: words, short-for, groups, danger, look-alikes.",
        ),
        ('weighty = ""', "weighty = 3", "danger.toml, [words], weighty: 3 is not a text in double quotes."),
        ('weighty = ""\n', "", "danger.toml, [words]: weighty is missing."),
        (
            'weighty = ""',
            "weighty = suicide",
            "danger.toml: Invalid value (at line 4, column 11). Lists of phrases stand between triple quotes.",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_reason(before: str, after: str, message: str) -> None:
    with pytest.raises(ContentError) as refused:
        cues_in(FILE.replace(before, after))
    assert str(refused.value) == message


def said(phrase: Phrase, number: int) -> Iterator[str]:
    """One way to say a phrase."""
    for part in phrase:
        yield from said(part.ways[number % len(part.ways)], number) if isinstance(part, Choice) else [part]


INSTALLED = tomllib.loads((files("bot.casework") / "content" / "danger.toml").read_text("utf-8"))
LOOK_ALIKES = [written for text in INSTALLED["look-alikes"].values() for written in listed(text)]
GRAMMAR, ALL_COUNT = grammar_of(INSTALLED), replace(load_cues(), look_alikes=grown(()))


@pytest.mark.parametrize("written", LOOK_ALIKES, ids=LOOK_ALIKES)
def test_each_look_alike_hides_a_cue(written: str) -> None:
    ways = (" ".join(said(phrase, number)) for phrase in GRAMMAR.phrases(written) for number in range(300))
    assert any(may_mean_danger(way.replace("*", "x"), ALL_COUNT) for way in ways)


NASTY = {
    "one letter": "a" * 4096,
    "letters apart": "a " * 2048,
    "letters and dots": "s." * 2048,
    "stars": "a*" * 2048,
    "beginnings of a cue": "do not want to " * 273,
    "held": "held " * 819,
    "my": "my " * 1365,
    "he": "he " * 1365,
    "hit my other": "hit my other " * 315,
    "took all of my": "took all of my " * 273,
    "look-alikes": "it hit me " * 409,
    "emoji": "😀" * 2048,
    "accents": "e\u0301" * 2048,
    "a sign that is eighteen": "\ufdfa" * 4096,
    "long words": "abcdefghijklmnopqrstuvw " * 170,
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_no_text_takes_long(text: str) -> None:
    cues, began = load_cues(), process_time()
    may_mean_danger(text, cues)
    assert process_time() - began < 0.2
