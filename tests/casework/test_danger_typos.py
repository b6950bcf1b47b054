"""A slip of the finger in a word of danger does not hide it."""

from collections.abc import Callable
from itertools import chain

import pytest

from bot.casework.danger import may_mean_danger
from bot.cues import load_cues

CUES = load_cues()

CORE = (
    ("he is ", "suicidal", ""),
    ("talks of ", "suicide", ""),
    ("she ", "overdosed", ""),
    ("took an ", "overdose", ""),
    ("he is ", "cutting", " his arms"),
    ("he keeps ", "hitting", " me"),
    ("my partner ", "punched", " me"),
    ("he ", "strangled", " me"),
    ("she was ", "attacked", " at school"),
    ("he ", "threatened", " to kill us"),
    ("he is ", "threatening", " to kill us"),
    ("sexually ", "assaulted", ""),
    ("she was ", "molested", ""),
    ("she has gone ", "missing", ""),
    ("he is not ", "breathing", ""),
    ("she is ", "bleeding", ""),
    ("she is ", "unconscious", ""),
    ("he was ", "restrained", ""),
    ("they use ", "restraint", ""),
    ("he was ", "dragged", " by staff"),
    ("he has ", "bruises", ""),
    ("they ", "pinned", " him down"),
    ("they ", "locked", " him in a cupboard"),
    ("we are at ", "breaking", " point"),
    ("i am ", "scared", " of my husband"),
    ("i want to kill ", "myself", ""),
    ("he wants to kill ", "himself", ""),
    ("she cuts ", "herself", ""),
    ("found a ", "ligature", ""),
    ("self ", "harmed", " again"),
)
"""Words of six letters and more that carry the cue, each with what stands before and after it."""


def doubled(word: str) -> list[str]:
    return [word[: at + 1] + word[at:] for at in range(len(word))]


def swapped(word: str) -> list[str]:
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]


def dropped(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(1, len(word))]  # "utting" might be many words


def stretched(word: str) -> list[str]:
    return [word[: at + 1] + word[at] * 4 + word[at + 1 :] for at in range(len(word))]


@pytest.mark.parametrize("slip", [doubled, swapped, dropped, stretched])
@pytest.mark.parametrize(("before", "word", "after"), CORE, ids=[word for _, word, _ in CORE])
def test_every_doubled_swapped_dropped_or_stretched_letter_of_a_core_word_is_forgiven(
    slip: Callable[[str], list[str]], before: str, word: str, after: str
) -> None:
    missed = [typed for typed in slip(word) if not may_mean_danger(before + typed + after, CUES)]
    assert missed == []


@pytest.mark.parametrize("word", ["suicide", "overdosed", "ligature"])
def test_two_slips_in_a_weighty_word_are_forgiven(word: str) -> None:
    once = [slip for slip in chain(swapped(word), dropped(word)) if slip[0] == word[0]]
    twice = {slip for first in once for slip in chain(swapped(first), dropped(first)) if slip[0] == word[0]}
    assert [
        typed for typed in sorted(twice - {word}) if not may_mean_danger(f"he is {typed} now", CUES)
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "my therapist rang",
        "the report is overdue",
        "we had mediation",
        "noises scare him",
        "he hit out in anger",
    ],
)
def test_a_slip_that_is_a_word_of_its_own_is_taken_for_that_word(text: str) -> None:
    assert not may_mean_danger(text, CUES)
