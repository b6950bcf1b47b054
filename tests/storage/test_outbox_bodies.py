"""What goes out is stored as it was said, and blanked once it is sent, given up or erased."""

from bot.casework.messages import Button, Key, Message
from storage.tables import Case
from storage.work import Work
from tests.storage.queueing import ANN, AT, BEA, CARD, LATER, Process


async def test_a_message_comes_back_from_the_database_as_it_was_queued(one: Process, other: Process) -> None:
    whole = Message(
        html="<b>Ann & Tom</b>",
        buttons=(
            (Button("Yes", "q|1|plan|yes|1"), Button("No", "q|1|plan|no|1")),
            (Button("Back", "s|back"),),
        ),
        keys=((Key("Share my number", shares_number=True),),),
        hides_keys=True,
        asks_reply=True,
        quiet=True,
        slot="question:1:1",
        edits=CARD,
        replies_to="card:2",
    )
    one.database.room = lambda: 0
    await one.says(ANN, whole)
    await other.looks()
    assert other.in_hand[0].message == whole


def begins_and_says(work: Work) -> Case:
    case = work.cases.begin(ANN, AT)
    work.outbox.add(ANN, Message(html="your case"), AT, case)
    return case


async def test_the_body_of_a_message_about_a_case_is_blanked_once_it_is_sent(one: Process) -> None:
    await one.does(begins_and_says)
    assert (await one.rows())[0].sealed_body is not None
    await one.sends(one.in_hand[0])
    (done,) = await one.rows()
    assert (done.state, done.sealed_body, done.done_at) == ("sent", None, LATER)


async def test_a_message_that_belongs_to_no_case_leaves_nothing_once_it_is_sent(one: Process) -> None:
    await one.says(ANN, "hello")
    await one.sends(one.in_hand[0])
    assert await one.rows() == []


async def test_a_message_that_was_given_up_keeps_the_reason_and_not_the_body(one: Process) -> None:
    await one.does(begins_and_says)
    message = one.in_hand[0]
    await one.does(lambda work: work.outbox.close(message, "failed", "chat not found", LATER))
    (done,) = await one.rows()
    assert (done.state, done.why, done.sealed_body) == ("failed", "chat not found", None)


async def test_what_a_chat_is_owed_can_be_let_go_and_other_chats_keep_theirs(
    one: Process, other: Process
) -> None:
    one.database.room = lambda: 0
    await one.says(ANN, "one")
    await one.says(ANN, "two")
    await one.says(BEA, "to Bea")
    await one.does(lambda work: work.outbox.drop_queued_to(ANN, "blocked", LATER))
    await other.looks()
    assert other.shown == ["to Bea"]


async def test_what_became_of_a_message_that_was_erased_meanwhile_changes_nothing(one: Process) -> None:
    case = await one.does(begins_and_says)
    on_its_way = one.in_hand[0]
    await one.does(lambda work: work.cases.forget(case))
    await one.sends(on_its_way)
    await one.does(lambda work: work.outbox.close(on_its_way, "failed", "late", LATER))
    assert await one.rows() == []
