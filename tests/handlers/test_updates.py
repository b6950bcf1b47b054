"""What becomes of updates that come twice, or that cannot be handled."""

import json
from datetime import datetime
from typing import Any

import pytest

from storage.work import Work
from tests.handlers.odd import BROKEN, ODD, loses_words
from tests.kept import happened, set_aside
from tests.plays import begins, seed_case
from tests.town import MONDAY_MORNING, StillClock, Town


async def test_an_update_that_comes_twice_changes_nothing_twice(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    town.telegram.misbehave("duplicate")
    await ann.says("years 3 to 6")
    await town.settle()
    assert ann.count("Is there an EHC plan?") == 1
    assert [line["question"] for line in happened(town, ann, "answered")] == ["start", "postcode", "stage"]


async def test_a_reply_of_staff_that_comes_twice_reaches_the_family_once(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Message the family")
    town.telegram.misbehave("duplicate", times=2)
    await town.jo.writes("We rang the school.")
    await town.settle()
    assert ann.count("We rang the school.") == 1


async def test_a_case_that_is_sent_twice_by_a_repeated_tap_reaches_staff_once(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    sent = next(m for m in reversed(ann.screen) if "Please check your answers" in m["text"])
    await ann.taps_data(sent["message_id"], "s|send-speak")
    assert town.jo.count("A new case.") == 1
    assert len(happened(town, ann, "sent")) == 1


async def test_an_update_that_cannot_be_handled_is_set_aside_with_its_reason_and_sealed(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    loses_words(town, "odd.choice")
    await ann.says(ODD)
    (kept,) = set_aside(town)
    assert kept.why.startswith("KeyError in words.py, line ")
    assert ODD not in town.stored()
    assert json.loads(kept.body)["message"]["text"] == ODD


async def test_of_an_update_that_cannot_be_handled_the_family_and_staff_are_told_once(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    loses_words(town, "odd.choice")
    await ann.says(ODD)
    (kept,) = set_aside(town)
    assert ann.hears(BROKEN)
    assert ann.count(BROKEN) == 1
    assert [message["text"] for message in town.jo.screen] == [
        f"Something that was sent to me could not be handled (number {kept.update_id}). It is kept. "
        "Please tell whoever runs Sendline."
    ]


@pytest.mark.parametrize("data", ["k|banana|claim", "k|1", "nonsense", "k|999999999999999999999999|claim"])
async def test_a_tap_in_the_staff_group_that_carries_what_cannot_be_read_explains_itself(
    town: Town, data: str
) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    told = len(ann.screen)
    toast = await town.jo.taps_data(town.jo.screen[-1]["message_id"], data)
    assert toast.startswith(("This case was erased.", "That button is out of date."))
    assert set_aside(town) == []
    assert len(ann.screen) == told


async def test_an_update_that_cannot_be_handled_blocks_neither_that_family_nor_others(town: Town) -> None:
    ann, bea = town.family("Ann"), town.family("Bea")
    await begins(ann)
    loses_words(town, "odd.choice")
    town.telegram.says(ann.person, ann.chat, ODD)
    town.telegram.says(ann.person, ann.chat, "years 3 to 6")
    town.telegram.says(bea.person, bea.chat, "/start")
    await town.settle()
    assert ann.heard(BROKEN)
    assert ann.hears("Is there an EHC plan?")
    assert bea.hears("Who are you?")
    assert not bea.heard(BROKEN)
    assert len(set_aside(town)) == 1


async def test_an_update_that_cannot_be_handled_leaves_nothing_half_done(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    loses_words(town, "odd.choice")
    before = town.sendline.database.transact_now(_rows)
    await ann.says(ODD)
    assert len(set_aside(town)) == 1
    assert town.sendline.database.transact_now(_rows) == before
    assert happened(town, ann, "wrote") == []


DOES_NOTHING = "That button no longer does anything. You can just write to me."
ANSWERED = "You have answered that one. You can change any answer at the end, or go /back."

MALFORMED = {
    "": DOES_NOTHING,
    "q": DOES_NOTHING,
    "q|banana|stage|y11|3": DOES_NOTHING,
    "q|-1|stage|y11|3": DOES_NOTHING,
    "q|1|stage|y11": DOES_NOTHING,
    "q|1|stage|y11|3|4": DOES_NOTHING,
    "q|1|nonsense|y11|3": ANSWERED,
    "q|1|stage|nonsense|3": ANSWERED,
    "s": DOES_NOTHING,
    "c|banana|stage": DOES_NOTHING,
    "d|yes": DOES_NOTHING,
    "d|yes|99": DOES_NOTHING,
    "f|banana|worse|1": DOES_NOTHING,
    "f|1|worse": DOES_NOTHING,
    "f|1|worse|99": DOES_NOTHING,
}


@pytest.mark.parametrize(("data", "toast"), MALFORMED.items(), ids=MALFORMED.keys())
async def test_a_button_that_carries_what_cannot_be_read_explains_itself_and_changes_nothing(
    town: Town, data: str, toast: str
) -> None:
    ann = town.family("Ann")
    await begins(ann)
    answered = happened(town, ann, "answered")
    assert await ann.taps_data(ann.screen[-1]["message_id"], data) == toast
    assert set_aside(town) == []
    assert happened(town, ann, "answered") == answered
    assert ann.hears("Which class or year?")


def _rows(work: Work) -> dict[str, Any]:
    """How many answers, happenings, messages and heard updates there are."""
    count = work.connection.exec_driver_sql
    cases = [work.cases.numbered(number) for number in (1, 2, 3)]
    return {
        "answers": sum(len(work.conversations.answers(case)) for case in cases if case),
        "happenings": count("SELECT count(*) FROM happening").scalar(),
        "messages": count("SELECT count(*) FROM outgoing").scalar(),
        "heard": count("SELECT count(*) FROM heard").scalar(),
    }


class StumblingClock(StillClock):
    """A clock that cannot be read so many times."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(moment)
        self.stumbles = 0

    def __call__(self) -> datetime:
        if self.stumbles:
            self.stumbles -= 1
            raise OSError("the clock cannot be read")
        return super().__call__()


async def test_a_failure_that_passes_is_tried_again_and_nothing_is_set_aside(town: Town) -> None:
    ann = town.family("Ann")
    clock = StumblingClock(MONDAY_MORNING)
    town.clock = clock
    await town.restart()
    town.telegram.says(ann.person, ann.chat, "/start")
    clock.stumbles = 1
    await town.settle()
    assert ann.count("Who are you?") == 1
    assert set_aside(town) == []
