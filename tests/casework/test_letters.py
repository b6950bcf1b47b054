"""Characters that show nothing or turn text round: what is read past them, and what is shown of them."""

import pytest

from bot.casework.answers import Answer, Marker, Step
from bot.casework.letters import is_visible, kept_apart
from bot.casework.postcode import read_postcode
from bot.casework.understanding import Accepted, Rejected, read
from bot.casework.words import Words
from tests.wording import TODAY

WORDS = Words({"thread.wrote": "{ref}: the family wrote “{text}”", "button.keep": "Keep: {answer}"}, {})

SHOWN = {
    "plain words are left as they are": ("He cried.", "He cried."),
    "accents and emoji are left as they are": ("Zoë 👩\u200d👧 😀", "Zoë 👩\u200d👧 😀"),
    "Arabic stands apart": ("ابني لا يذهب", "\u2068ابني لا يذهب\u2069"),
    "Hebrew stands apart": ("שלום", "\u2068שלום\u2069"),
    "Urdu among English words stands apart": ("He said نہیں", "\u2068He said نہیں\u2069"),
    "a mark that says right to left stands apart": ("\u200fabc", "\u2068\u200fabc\u2069"),
    "each line stands apart by itself": ("one\nשתיים\nthree", "one\n\u2068שתיים\u2069\nthree"),
    "an override is gone": ("\u202eolleh\u202c", "olleh"),
    "an isolate that is never ended is gone": ("\u2067abc", "abc"),
    "a flood of marks is thinned": ("Z" + "\u0351" * 40 + "algo", "Z" + "\u0351" * 4 + "algo"),
    "vowels of Hebrew stay": ("שָׁלוֹם", "\u2068שָׁלוֹם\u2069"),
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.values(), ids=SHOWN.keys())
def test_what_people_wrote_never_turns_our_words_round(text: str, shown: str) -> None:
    assert kept_apart(text) == shown
    assert kept_apart(shown) == shown
    assert WORDS("thread.wrote", ref="SL-7K3Q9", text=text) == f"SL-7K3Q9: the family wrote “{shown}”"
    assert WORDS.plain("button.keep", answer=text) == f"Keep: {shown}"


def test_what_stands_apart_is_escaped_as_well() -> None:
    assert WORDS("thread.wrote", ref="SL-7K3Q9", text="<b>שלום") == (
        "SL-7K3Q9: the family wrote “\u2068&lt;b&gt;שלום\u2069”"
    )


INVISIBLE = {
    "space": "   ",
    "zero-width space": "\u200b\u200b",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "braille blank": "\u2800",
    "Hangul filler": "\u3164",
    "a mark over nothing": "\u0301",
    "an override": "\u202e",
    "a variation selector": "\ufe0f",
}


@pytest.mark.parametrize("text", INVISIBLE.values(), ids=INVISIBLE.keys())
@pytest.mark.parametrize(
    ("question", "why"), [("nickname", "odd.nickname"), ("told", "odd.choice"), ("best_time", "odd.choice")]
)
def test_what_cannot_be_seen_is_no_answer(question: str, why: str, text: str) -> None:
    assert not is_visible(text)
    assert read(Step(0, question), text, {"skip": "Skip"}, {}, Marker(), TODAY) == Rejected(why)


@pytest.mark.parametrize("name", ["Sam", "Zoë", "سام", "נועה", "小明", "🦄"])
def test_a_name_in_any_script_is_a_name(name: str) -> None:
    assert read(Step(1, "nickname"), name, {"skip": "Skip"}, {}, Marker(), TODAY) == Accepted(Answer(name))


@pytest.mark.parametrize(
    "typed",
    [
        "\u200fAL1 3JE\u200f",
        "\u202aAL1 3JE\u202c",
        "AL1\u200b 3JE",
        "\u2068al1\u00a03je\u2069",
        "\ufeffAL1 3JE",
    ],
)
def test_a_postcode_is_read_past_marks_that_show_nothing(typed: str) -> None:
    assert read_postcode(typed) == "AL1 3JE"


MARKED = {
    "contact": ("\u202a+44 7700 900123\u202c", Answer("+44 7700 900123")),
    "rtt_hours": ("\u200f14 hours", Answer(14.0)),
    "stage": ("\u200fy\u200b5", Answer("y3-6")),
}


@pytest.mark.parametrize(("question", "row"), MARKED.items(), ids=MARKED.keys())
def test_answers_are_read_past_marks_that_show_nothing(question: str, row: tuple[str, Answer]) -> None:
    text, answer = row
    assert read(Step(1, question), text, {}, {}, Marker(), TODAY) == Accepted(answer)
