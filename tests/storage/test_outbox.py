"""What goes out: in order in its lane, and in the hands of one process."""

from functools import partial

import pytest

from bot.casework.messages import STAFF_ROOM, Message, Rank
from storage.work import Work
from tests.storage.queueing import ANN, AT, BEA, CARD, Process, begins

# In whose hands


async def test_what_a_process_queues_is_in_its_hands_once_it_is_committed(one: Process) -> None:
    await one.says(ANN, "one")
    await one.says(ANN, "two")
    assert one.shown == ["one", "two"]


async def test_what_is_rolled_back_is_in_nobodys_hands(one: Process) -> None:
    def stumbles(work: Work) -> None:
        work.outbox.add(ANN, Message(html="never"), AT)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await one.does(stumbles)
    assert one.shown == []
    assert await one.rows() == []


async def test_what_is_in_the_hands_of_one_process_is_not_taken_by_another(
    one: Process, other: Process
) -> None:
    await one.says(ANN, "to Ann")
    await other.looks()
    assert other.shown == []


async def test_behind_what_another_process_sends_a_message_waits_and_that_process_takes_it_on(
    one: Process, other: Process
) -> None:
    await one.says(ANN, "one")
    await other.says(ANN, "two")
    assert (one.shown, other.shown) == (["one"], [])
    await other.looks()
    assert other.shown == []
    await one.sends(one.in_hand[0])
    assert one.shown == ["two"]


async def test_in_another_chat_both_send_side_by_side(one: Process, other: Process) -> None:
    await one.says(ANN, "to Ann")
    await other.says(BEA, "to Bea")
    assert (one.shown, other.shown) == (["to Ann"], ["to Bea"])


async def test_what_a_dead_process_had_in_hand_is_taken_over_and_may_be_a_repeat(
    one: Process, other: Process
) -> None:
    await one.says(ANN, "one")
    await one.says(ANN, "two")
    await one.dies()
    await other.looks()
    assert [(m.message.html, m.again) for m in other.in_hand] == [("one", True), ("two", False)]


async def test_an_edit_that_is_wanted_sooner_does_not_hide_that_a_message_may_be_a_repeat(
    one: Process, other: Process
) -> None:
    await one.says(ANN, Message(html="ticked", edits="question:1:1"), rank=Rank.ALERT)
    await one.says(ANN, "the next question")
    await one.dies()
    await other.looks()
    assert [(m.message.html, m.again) for m in other.in_hand] == [
        ("ticked", True),
        ("the next question", True),
    ]


async def test_to_staff_the_first_of_a_dead_process_alone_may_be_a_repeat(
    one: Process, other: Process
) -> None:
    for chat in (ANN, BEA):
        case = await one.does(partial(begins, chat=chat))
        await one.says(STAFF_ROOM, f"of the case of {chat}", case=case)
    await one.dies()
    await other.looks()
    assert [m.again for m in other.in_hand] == [True, False]


async def test_what_a_process_put_back_is_taken_over_and_is_no_repeat(one: Process, other: Process) -> None:
    await one.says(ANN, "one")
    await one.does(lambda work: work.outbox.let_go([m.number for m in one.in_hand]))
    await other.looks()
    assert [(m.message.html, m.again) for m in other.in_hand] == [("one", False)]


async def test_without_room_a_message_stays_in_the_database_until_there_is_some(database_url: str) -> None:
    full = Process(database_url, room=0)
    await full.lives()
    await full.says(ANN, "one")
    assert full.shown == []
    full.database.room = lambda: 5
    await full.looks()
    assert full.shown == ["one"]
    full.database.close()


async def test_of_what_waits_the_soonest_wanted_is_taken_first(one: Process, other: Process) -> None:
    one.database.room = lambda: 0
    await one.says(ANN, "a prompt", rank=Rank.PROMPT)
    await one.says(BEA, "a reply")
    await one.says(STAFF_ROOM, "an alert", rank=Rank.ALERT)
    await other.looks()
    assert other.shown == ["an alert", "a reply", "a prompt"]


async def test_a_message_that_was_replaced_or_taken_over_is_not_ours_any_more(
    one: Process, other: Process
) -> None:
    await one.says(ANN, Message(html="first state", edits=CARD))
    await one.says(BEA, "to Bea")
    first, to_bea = one.in_hand
    assert await one.does(lambda work: work.outbox.is_still_ours(first))
    await one.says(ANN, Message(html="second state", edits=CARD))
    assert not await one.does(lambda work: work.outbox.is_still_ours(first))
    await one.does(lambda work: work.leases.let_go(one.database.process))
    await other.looks()
    assert not await one.does(lambda work: work.outbox.is_still_ours(to_bea))


# Lanes


async def test_in_the_staff_group_each_case_has_its_lane(one: Process) -> None:
    def queues(work: Work) -> None:
        for chat in (ANN, BEA):
            work.outbox.add(STAFF_ROOM, Message(html=f"case of {chat}"), AT, work.cases.begin(chat, AT))

    await one.does(queues)
    assert [m.lane for m in one.in_hand] == [1, 2]


async def test_what_is_edited_in_a_familys_chat_is_a_lane_beside_what_is_posted(one: Process) -> None:
    await one.says(ANN, Message(html="the tick", edits="question:1:1"))
    await one.says(ANN, "the next question")
    assert [(m.message.html, m.lane) for m in one.in_hand] == [("the tick", 1), ("the next question", 0)]
    assert one.in_hand[1].send_by < one.in_hand[0].send_by


async def test_a_familys_chat_is_one_lane_whatever_the_case(one: Process) -> None:
    await one.does(lambda work: work.outbox.add(ANN, Message(html="x"), AT, work.cases.begin(ANN, AT)))
    await one.says(ANN, "of no case")
    assert [m.lane for m in one.in_hand] == [0, 0]


# Edits


async def test_a_later_edit_of_the_same_message_takes_the_place_of_one_that_waits(
    one: Process, other: Process
) -> None:
    one.database.room = lambda: 0
    for state in ("first state", "second state", "third state"):
        await one.says(ANN, Message(html=state, edits=CARD))
    await other.looks()
    assert other.shown == ["third state"]


async def test_an_edit_leaves_edits_of_other_messages_and_of_other_chats_alone(one: Process) -> None:
    await one.says(ANN, Message(html="a card", edits=CARD))
    await one.says(ANN, Message(html="another card", edits="card:2"))
    await one.says(BEA, Message(html="a card elsewhere", edits=CARD))
    assert [row.edits for row in await one.rows()] == [CARD, "card:2", CARD]


async def test_an_edit_takes_no_place_of_a_new_message(one: Process) -> None:
    await one.says(ANN, Message(html="the card", slot=CARD))
    await one.says(ANN, Message(html="the card, changed", edits=CARD))
    assert len(await one.rows()) == 2


async def test_a_name_stands_for_where_the_message_was_posted_last(one: Process) -> None:
    await one.does(lambda work: work.postings.add(CARD, ANN, 41, None))
    await one.does(lambda work: work.postings.add(CARD, ANN, 57, None))
    assert await one.does(lambda work: work.postings.message_id(CARD, ANN)) == 57
    assert await one.does(lambda work: work.postings.slot_of(ANN, 57)) == CARD
    assert await one.does(lambda work: work.postings.slot_of(ANN, 41)) is None


async def test_a_number_counts_in_its_own_chat_alone(one: Process) -> None:
    await one.does(lambda work: work.postings.add(CARD, ANN, 41, None))
    assert await one.does(lambda work: work.postings.message_id(CARD, BEA)) is None
    assert await one.does(lambda work: work.postings.slot_of(BEA, 41)) is None


# The group's number


async def test_a_group_is_followed_from_number_to_number(one: Process) -> None:
    await one.does(lambda work: work.postings.group_moved(-100, -200))
    await one.does(lambda work: work.postings.group_moved(-200, -300))
    assert await one.does(lambda work: work.postings.group_now(-100)) == -300
    assert await one.does(lambda work: work.postings.group_now(-400)) == -400


async def test_where_messages_stood_in_the_old_group_is_forgotten(one: Process) -> None:
    await one.does(lambda work: work.postings.in_group(-100))
    await one.does(lambda work: work.postings.add(CARD, STAFF_ROOM, 41, None))
    await one.does(lambda work: work.postings.add("question:1:1", ANN, 41, None))
    await one.does(lambda work: work.postings.group_moved(-100, -200))
    assert await one.does(lambda work: work.postings.message_id(CARD, STAFF_ROOM)) is None
    assert await one.does(lambda work: work.postings.message_id("question:1:1", ANN)) == 41
