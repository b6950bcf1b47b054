"""Words of danger are noticed, however they are typed, and words that only sound like it are not."""

import tomllib
from pathlib import Path

import pytest

from bot.casework.danger import may_mean_danger
from bot.cues import load_cues

CUES = load_cues()


def typed(name: str) -> list[str]:
    """The texts of a file, one a line."""
    tables = tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))
    return [text for kind in tables.values() for text in kind.strip().splitlines()]


DANGER, DAILY_LIFE = typed("typed_in_danger.toml"), typed("typed_in_daily_life.toml")


@pytest.mark.parametrize("text", DANGER, ids=DANGER)
def test_a_cue_of_danger_is_noticed(text: str) -> None:
    assert may_mean_danger(text, CUES)


@pytest.mark.parametrize("text", DAILY_LIFE, ids=DAILY_LIFE)
def test_what_only_sounds_like_it_is_not(text: str) -> None:
    assert not may_mean_danger(text, CUES)


@pytest.mark.parametrize(
    "text",
    [
        "he is not suicidal",
        "She has never self-harmed",
        "two years ago she overdosed",
        "my brother killed himself when I was ten",
        "the school asked whether he is suicidal. No!",
        "is he at risk of suicide?",
    ],
)
def test_what_is_denied_past_or_asked_is_for_a_person_to_read(text: str) -> None:
    assert may_mean_danger(text, CUES)


@pytest.mark.parametrize(
    "text",
    [
        "I WANT TO DIE",
        "i want\nto\n\ndie",
        "i 😢 want 😢 to 😢 die",
        "i want... to... die",
        "iwant to die",
        "i wanttodie",
        "i just really want to fucking die",
        "i w a n t to die, s u i c i d e",
        "s.u.i.c.i.d.e",
        "su1c1dal",
        "suic*de",
        "he is suicidal",
        "he is su\u00adicid\u200bal",
        "he is ｓｕｉｃｉｄａｌ",
        "he is suïcidal",
        "he is suicidaaaaal",
        "i don’t want to be here any more",
        "i don`t want to be here any more",
        "i don t want to be here any more",
        "i dont wanna be here anymore",
        "SELF-HARM!!!",
        "self_harm",
        "he (9) hit me/his sister",
        "thanks.he hits me",
        "He's had enough,he wants to die",
    ],
)
def test_danger_is_noticed_however_it_is_typed(text: str) -> None:
    assert may_mean_danger(text, CUES)


@pytest.mark.parametrize(
    "text",
    [
        "it hit me that I want to die",
        "they kicked him out and he hit me",
        "she is cutting her arms",
        "my son is threatening me with a knife",
        "they dragged him through the hall by his arms",
        "he was hit by the teacher",
        "she is drowning in the bath",
        "he is in danger of being killed by his father",
        "he beats me at home",
        "he has not come back",
    ],
)
def test_a_look_alike_hides_no_danger_that_goes_beyond_it(text: str) -> None:
    assert may_mean_danger(text, CUES)


def test_neither_list_holds_a_text_twice() -> None:
    assert len(DANGER + DAILY_LIFE) == len({*DANGER, *DAILY_LIFE})


def test_nothing_typed_is_no_danger() -> None:
    assert not may_mean_danger("", CUES)
    assert not may_mean_danger("😀 \n ...", CUES)
