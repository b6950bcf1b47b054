"""Words of danger are noticed, and words that only sound like it are not."""

import pytest

from bot.casework.danger import may_mean_danger


@pytest.mark.parametrize(
    "text",
    [
        "i cant do this anymore i want to end it all",
        "please help she has taken tablets",
        "She says she wants to kill herself and dad hits her",
        "but my mum wont help me, i dont want to live",
        "i am 14 and my dad hits me",
        "He keeps cutting himself",
        "my son is suicidal",
        "he said he’d be better off dead",
        "I'm not safe at home",
        "I can't keep him safe any more",
        "my partner punched me last night",
        "she went missing this morning",
        "talking about self-harm again",
        "he wants to die",
    ],
)
def test_a_cue_of_danger_is_noticed(text: str) -> None:
    assert may_mean_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "he is dying to go back to school",
        "she is killing it in maths",
        "I could kill for a cup of tea",
        "the school is missing the point",
        "he hit another child and was suspended",
        "we took the train",
        "it hurts to see him so sad",
        "the deadline is killing me",
        "he feels safe with his teacher",
        "he cut his hair himself",
        "the plan should end in July",
        "Robin Ashdown MP",
        "AL1 3JE",
        "no",
    ],
)
def test_what_only_sounds_like_it_is_not(text: str) -> None:
    assert not may_mean_danger(text)
