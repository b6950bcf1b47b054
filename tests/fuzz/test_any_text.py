"""Any text at all, at any question: it is met, and the interview can go on to its end."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.texts import LONGEST, any_text, hostile
from tests.fuzz.trouble import not_met, settles
from tests.town import Family, Town, a_town

SHORT = settings(
    max_examples=3, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
LONG = settings(
    max_examples=15, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
MOST_QUESTIONS = 60
"""More than any interview has."""

PART_DAYS = {
    "start": "parent", "stage": "y3-6", "plan": "being-done", "now": "part", "rtt_agreed": "yes", "rtt_end": "3w",
    "another": "no", "impact": ("job", "home"), "extras": ("name", "time", "note"),
}  # fmt: skip
SUSPENDED = {
    "start": "danger", "who": "helper", "stage": "y11", "plan": "turned-down", "now": "suspended",
    "suspension_days": "6-9", "another": "no", "impact": ("abuse-home",), "safe_here": "yes",
}  # fmt: skip
IN_OWN_WORDS = {"start": "parent", "now": "not-going", "another": "no"}
UNDER_FIVE = {"start": "self", "stage": "reception", "now": "part"}
STORIES = (PART_DAYS, SUSPENDED, IN_OWN_WORDS, UNDER_FIVE)
several = st.lists(st.one_of(hostile, any_text), min_size=6, max_size=6)


def question_on_screen(ann: Family) -> tuple[str, Mapping[str, tuple[int, str]]]:
    """The question asked now, and its buttons by what they mean."""
    newest = ann.screen[-1]
    data = [
        b["callback_data"] for row in newest.get("reply_markup", {}).get("inline_keyboard", ()) for b in row
    ]
    asked = [each.split("|") for each in data if each.startswith("q|")]
    if not asked:
        return "", {}
    return asked[0][2], {parts[3]: (newest["message_id"], "|".join(parts)) for parts in asked}


async def answers(ann: Family, story: Mapping[str, str | tuple[str, ...]]) -> None:
    """Answer what is asked as the story has it; where it says nothing, with the first button."""
    question, buttons = question_on_screen(ann)
    if question == "postcode":
        await ann.says("AL1 3JE")
    elif not question:
        await ann.shares_number()
    elif "that-day" in buttons:
        await ann.taps_data(*buttons["that-day"])
    elif question in ("impact", "extras"):
        await _ticks(ann, story.get(question, ()))
    else:
        wanted = str(story.get(question, next(iter(buttons))))
        await ann.taps_data(*buttons[wanted])


async def _ticks(ann: Family, options: Sequence[str]) -> None:
    for option in options:
        await ann.taps_data(*question_on_screen(ann)[1][option])
    _, buttons = question_on_screen(ann)
    await ann.taps_data(*buttons["done" if "done" in buttons else "none"])


async def meets(town: Town, ann: Family, text: str) -> None:
    """The text is answered, whatever it is."""
    before = len(ann.screen)
    town.telegram.says(ann.person, ann.chat, text)
    await settles(town)
    assert len(ann.screen) > before, f"nothing came back to {text!r}"
    assert not_met(town) == [], f"after {text!r}"


async def comes_to_the_check(
    town: Town, ann: Family, story: Mapping[str, str | tuple[str, ...]], texts: Iterator[str]
) -> None:
    """Every question that is left, met with a text and then answered."""
    for _ in range(MOST_QUESTIONS):
        if ann.hears("Please check your answers"):
            return
        await meets(town, ann, next(texts))
        if not ann.hears("Please check your answers"):
            await answers(ann, story)
    pytest.fail("the interview does not come to its end")


async def interview(town: Town, story: Mapping[str, str | tuple[str, ...]], texts: Sequence[str]) -> None:
    """A whole interview with one of these texts at every question, sent and opened by staff."""
    ann, each = town.family("Ann"), cycle(texts)
    await ann.says("/start")
    await comes_to_the_check(town, ann, story, each)
    await meets(town, ann, next(each))
    await comes_to_the_check(town, ann, story, each)  # where that text was "back"
    await ann.taps("Send. ")
    assert ann.heard("Your reference is")
    await meets(town, ann, next(each))
    await town.jo.taps("Open the card", "All answers")
    if "NOT safe to write" not in town.jo.card:
        await town.jo.taps("Message the family")
        await town.jo.writes(f"From us: {next(each)}"[:LONGEST])
        if "short neutral notes" in town.jo.card:
            await ann.taps("Show it")
        assert ann.heard("From us: ")
    assert not_met(town) == []


async def in_a_town(story: Mapping[str, str | tuple[str, ...]], texts: Sequence[str]) -> None:
    with TemporaryDirectory() as folder:
        async with a_town(f"sqlite:///{folder}/sendline.db") as town:
            await interview(town, story, texts)


@SHORT
@given(story=st.sampled_from(STORIES), texts=several)
def test_any_text_at_any_question_is_met_and_the_case_can_be_sent(
    story: Mapping[str, str | tuple[str, ...]], texts: list[str]
) -> None:
    asyncio.run(in_a_town(story, texts))


@pytest.mark.slow
@LONG
@given(story=st.sampled_from(STORIES), texts=several)
def test_many_texts_at_any_question_are_met_and_the_case_can_be_sent(
    story: Mapping[str, str | tuple[str, ...]], texts: list[str]
) -> None:
    asyncio.run(in_a_town(story, texts))
