"""How fast Telegram is called: buckets, pauses, who goes first, and who is in a hurry."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.casework.messages import STAFF_ROOM, Message, Rank
from bot.desk.outgoing import Ready
from handlers.held import Chat, Drip, Held
from handlers.pace import Bucket, Hurry, Limits, Pace, Slots, backoff
from tests.handlers.ticks import Ticks

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ANN, BEA, CAT, DEE = 7, 8, 9, 10


@pytest.fixture
def ticks() -> Ticks:
    return Ticks(100)


@pytest.fixture
def pace(ticks: Ticks) -> Pace:
    """Telegram's own limits."""
    return Pace(Limits(chat=1, group=20, overall=30), ticks)


# A bucket: rate, burst, what went through and when, the wait after that.
BUCKETS = {
    "After a rest so many go at once": (1, 3, (0, 0), 0.0),
    "The next one waits for its second": (1, 3, (0, 0, 0), 1.0),
    "Half a second later half of it is over": (1, 3, (0, 0, 0, 0.5), 1.5),
    "A bucket fills again": (1, 3, (0, 0, 0, 3), 0.0),
    "It never holds more than it may": (1, 3, (60, 60, 60), 1.0),
    "Twenty a minute are one in three seconds": (20 / 60, 5, (0, 0, 0, 0, 0), 3.0),
    "Those that could not wait are paid for later": (1, 1, (0, 0, 0), 3.0),
}


@pytest.mark.parametrize(("rate", "burst", "taken", "wait"), BUCKETS.values(), ids=BUCKETS.keys())
def test_a_bucket_lets_through_its_rate_and_a_few_at_once(
    rate: float, burst: float, taken: tuple[float, ...], wait: float
) -> None:
    bucket = Bucket(rate, burst, 0)
    for moment in taken:
        bucket.take(moment)
    assert bucket.wait(taken[-1]) == pytest.approx(wait)


def test_a_person_is_sent_ten_at_once_and_then_one_a_second(pace: Pace, ticks: Ticks) -> None:
    for _ in range(10):
        assert pace.wait(ANN) == 0
        pace.take(ANN, asked=True)
    assert pace.wait(ANN) == 1
    assert pace.wait(BEA) == 0


def test_a_group_is_sent_five_at_once_and_then_one_in_three_seconds(pace: Pace) -> None:
    for _ in range(5):
        assert pace.wait(STAFF_ROOM) == 0
        pace.take(STAFF_ROOM, asked=True)
    assert pace.wait(STAFF_ROOM) == pytest.approx(3)


def test_replies_are_not_held_by_the_overall_limit_and_prompts_are(pace: Pace) -> None:
    for chat in range(1, 61):
        assert pace.wait(chat) == 0
        pace.take(chat, asked=True)
    assert pace.wait(61) == 0
    assert pace.wait_overall() == pytest.approx(31 / 30)


def test_alone_among_three_processes_each_keeps_to_a_third(pace: Pace, ticks: Ticks) -> None:
    pace.share(3)
    for _ in range(30):
        pace.take_overall()
    assert pace.wait_overall() == pytest.approx(0.1)


def test_a_chat_that_telegram_pauses_holds_up_no_other(pace: Pace, ticks: Ticks) -> None:
    pace.slowed(ANN, 7)
    pace.slowed(BEA, 9)
    assert (pace.wait(ANN), pace.wait(BEA), pace.wait(CAT), pace.wait_overall()) == (7, 9, 0, 0)


def test_three_chats_that_are_paused_at_once_pause_all(pace: Pace) -> None:
    pace.slowed(ANN, 7)
    pace.slowed(BEA, 9)
    pace.slowed(CAT, 5)
    assert (pace.wait(DEE), pace.wait_overall()) == (5, 5)


def test_three_pauses_one_after_the_other_pause_nobody_else(pace: Pace, ticks: Ticks) -> None:
    for chat in (ANN, BEA, CAT):
        pace.slowed(chat, 5)
        ticks.seconds += 5
    assert pace.wait(DEE) == 0


def test_the_wait_between_tries_doubles_up_to_a_minute_and_is_never_the_same_for_all() -> None:
    for tries, most in enumerate((1, 2, 4, 8, 16, 32, 60, 60, 60)):
        waits = [backoff(tries) for _ in range(200)]
        assert most / 2 <= min(waits)
        assert max(waits) <= most
        assert len(set(waits)) > 1
    assert backoff(5000) <= 60


def test_thirty_messages_are_no_hurry_and_the_next_is_told_once(ticks: Ticks) -> None:
    hurry = Hurry(ticks)
    assert [hurry.note(ANN) for _ in range(30)] == [(False, False)] * 30
    assert [hurry.note(ANN) for _ in range(3)] == [(True, True), (True, False), (True, False)]
    assert hurry.note(BEA) == (False, False)


def test_who_rested_long_enough_is_told_again(ticks: Ticks) -> None:
    hurry = Hurry(ticks)
    for _ in range(31):
        hurry.note(ANN)
    ticks.seconds += 60
    assert [hurry.note(ANN) for _ in range(31)][-1] == (True, True)


def test_of_a_chat_that_is_calm_nothing_is_kept(ticks: Ticks) -> None:
    hurry = Hurry(ticks)
    for _ in range(31):
        hurry.note(ANN)
    ticks.seconds += 59
    hurry.forget_calm()
    assert hurry.note(ANN) == (False, False)
    ticks.seconds += 62
    hurry.forget_calm()
    assert hurry._buckets == {}


# Who goes first


def ready(number: int, rank: Rank, *, lane: int = 0, minutes: float = 0, chat: int = STAFF_ROOM) -> Held:
    """A message that was queued so many minutes after ten."""
    at = AT + timedelta(minutes=minutes)
    return Held(Ready(number, chat, lane, lane or None, rank, at + rank.patience, Message(html="")), 0)


# What one chat holds: number, rank, lane, minute. Then the numbers in the order in which they go.
TURNS = {
    "What came first goes first": (
        [(1, Rank.REPLY, 1, 0), (2, Rank.REPLY, 2, 0), (3, Rank.REPLY, 3, 0)],
        [1, 2, 3],
    ),
    "An alert overtakes waiting edits of other cases": (
        [(1, Rank.CARD, 1, 0), (2, Rank.CARD, 2, 0), (3, Rank.ALERT, 3, 1)],
        [3, 1, 2],
    ),
    "A reply overtakes edits and is overtaken by an alert": (
        [(1, Rank.CARD, 1, 0), (2, Rank.REPLY, 2, 0), (3, Rank.ALERT, 3, 0)],
        [3, 2, 1],
    ),
    "Within a case the order is kept": (
        [(1, Rank.CARD, 1, 0), (2, Rank.REPLY, 1, 0), (3, Rank.ALERT, 1, 0)],
        [1, 2, 3],
    ),
    "What stands before an alert of its case goes as soon as the alert would": (
        [(1, Rank.REPLY, 2, 0), (2, Rank.CARD, 1, 0), (3, Rank.ALERT, 1, 0), (4, Rank.REPLY, 3, 0)],
        [2, 3, 1, 4],
    ),
    "An edit that is old enough goes before a new alert": (
        [(1, Rank.CARD, 1, 0), (2, Rank.ALERT, 2, 10.1)],
        [1, 2],
    ),
    "A prompt that is old enough goes before a new reply": (
        [(1, Rank.PROMPT, 1, 0), (2, Rank.REPLY, 2, 59.1)],
        [1, 2],
    ),
}


@pytest.mark.parametrize(("held", "order"), TURNS.values(), ids=TURNS.keys())
def test_in_the_staff_group_whatever_is_wanted_soonest_goes_first(
    held: list[tuple[int, Rank, int, float]], order: list[int]
) -> None:
    chat = Chat([ready(number, rank, lane=lane, minutes=at) for number, rank, lane, at in held])
    went = []
    while chat.held:
        went.append(chat.first().message.number)
        chat.held.remove(chat.first())
    assert went == order


async def test_of_those_who_wait_for_a_slot_whoever_is_wanted_soonest_goes_first() -> None:
    slots, went = Slots(1), list[str]()
    await slots.enter(AT)

    async def goes(name: str, minutes: int) -> None:
        await slots.enter(AT + timedelta(minutes=minutes))
        went.append(name)
        slots.leave()

    going = [asyncio.create_task(goes(*one)) for one in (("prompt", 60), ("alert", 0), ("reply", 1))]
    await asyncio.sleep(0)
    slots.leave()
    await asyncio.gather(*going)
    assert went == ["alert", "reply", "prompt"]


async def test_a_slot_whose_waiter_was_cancelled_goes_to_the_next() -> None:
    slots = Slots(1)
    await slots.enter(AT)
    gone, stays = (asyncio.create_task(slots.enter(AT)) for _ in range(2))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.sleep(0)
    slots.leave()
    async with asyncio.timeout(5):
        await stays


async def test_those_whom_nobody_waits_for_drip_out_at_the_overall_pace(ticks: Ticks) -> None:
    pace = Pace(Limits(chat=1, group=20, overall=2), ticks)
    drip = Drip(pace)
    chats = [Chat([ready(n, Rank.PROMPT, minutes=-n, chat=n)], rests=True) for n in range(1, 5)]
    for chat in chats:
        drip.queue(chat)
    await asyncio.wait_for(chats[3].news.wait(), 5)
    await asyncio.wait_for(chats[2].news.wait(), 5)
    assert [chat.allowed for chat in chats] == [False, False, True, True]
    drip.stop()


def test_waits_never_get_shorter_as_more_goes_out(pace: Pace) -> None:
    waits = []
    for _ in range(40):
        pace.take(ANN, asked=True)
        waits.append(pace.wait(ANN))
    assert all(later >= earlier for earlier, later in pairwise(waits))
