"""What goes out: in order in a chat, the urgent chats first, the newest edit only, and blanked once it is sent."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from bot.casework.messages import Button, Key, Message
from storage.database import Database
from storage.outbox import Ready
from storage.sealing import read_master_keys
from storage.tables import Outgoing
from storage.work import Work

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 10, 5, tzinfo=UTC)
ANN, BEA, CAT = 7, 8, 9
"""Three families' chats."""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = Database(f"sqlite:///{tmp_path / 'sendline.db'}", read_master_keys("first:" + "A" * 43 + "="))
    found.prepare()
    yield found
    found.close()


def say(database: Database, chat: int, message: Message | str, *, urgent: bool = False) -> None:
    """Queue a message that belongs to no case."""
    said = Message(html=message) if isinstance(message, str) else message
    database.transact_now(lambda work: work.outbox.add(chat, said, AT, urgent=urgent))


def ready(database: Database, *busy: int) -> list[Ready]:
    return database.transact_now(lambda work: work.outbox.ready(busy))


def shown(database: Database, *busy: int) -> list[tuple[int, str]]:
    return [(message.chat_id, message.message.html) for message in ready(database, *busy)]


def sent(database: Database, message: Ready, message_id: int | None) -> None:
    """Telegram took a message, and gave it this number."""
    slot = message.message.slot or message.message.edits
    database.transact_now(lambda work: work.outbox.sent(message.number, message_id, slot, LATER))


def row(work: Work) -> Outgoing:
    return work.session.exec(select(Outgoing)).one()


# Order


def test_a_chat_gets_its_messages_one_at_a_time_in_the_order_in_which_they_were_queued(
    database: Database,
) -> None:
    say(database, ANN, "one")
    say(database, ANN, "two")
    say(database, ANN, "three")
    assert shown(database) == [(ANN, "one")]
    sent(database, ready(database)[0], 101)
    assert shown(database) == [(ANN, "two")]
    sent(database, ready(database)[0], 102)
    assert shown(database) == [(ANN, "three")]
    sent(database, ready(database)[0], 103)
    assert shown(database) == []


def test_something_urgent_does_not_overtake_what_its_own_chat_is_owed(database: Database) -> None:
    say(database, ANN, "one")
    say(database, ANN, "urgent", urgent=True)
    assert shown(database) == [(ANN, "one")]


def test_chats_get_their_messages_side_by_side_the_longest_waiting_first(database: Database) -> None:
    say(database, BEA, "to Bea")
    say(database, ANN, "to Ann")
    say(database, BEA, "more to Bea")
    assert shown(database) == [(BEA, "to Bea"), (ANN, "to Ann")]


def test_a_busy_chat_gets_nothing_and_holds_up_nobody(database: Database) -> None:
    say(database, ANN, "to Ann")
    say(database, BEA, "to Bea")
    assert shown(database, ANN) == [(BEA, "to Bea")]


def test_a_chat_with_something_urgent_comes_first(database: Database) -> None:
    say(database, ANN, "to Ann")
    say(database, BEA, "to Bea", urgent=True)
    assert shown(database) == [(BEA, "to Bea"), (ANN, "to Ann")]


def test_a_chat_that_is_owed_something_urgent_behind_other_things_comes_first_too(database: Database) -> None:
    say(database, ANN, "to Ann")
    say(database, BEA, "to Bea")
    say(database, CAT, "to Cat")
    say(database, CAT, "urgent", urgent=True)
    assert shown(database) == [(CAT, "to Cat"), (ANN, "to Ann"), (BEA, "to Bea")]


def test_at_most_so_many_chats_are_served_at_once_and_the_urgent_one_is_among_them(
    database: Database,
) -> None:
    say(database, ANN, "to Ann")
    say(database, BEA, "to Bea")
    say(database, CAT, "to Cat", urgent=True)
    chosen = database.transact_now(lambda work: work.outbox.ready((), most=2))
    assert [message.chat_id for message in chosen] == [CAT, ANN]


# Edits

CARD = "card:1"


def test_a_later_edit_of_the_same_message_takes_the_place_of_one_that_waits(database: Database) -> None:
    say(database, ANN, Message(html="first state", edits=CARD))
    say(database, ANN, Message(html="second state", edits=CARD))
    say(database, ANN, Message(html="third state", edits=CARD))
    assert shown(database) == [(ANN, "third state")]
    sent(database, ready(database)[0], None)
    assert shown(database) == []


def test_an_edit_leaves_edits_of_other_messages_and_of_other_chats_alone(database: Database) -> None:
    say(database, ANN, Message(html="a card", edits=CARD))
    say(database, ANN, Message(html="another card", edits="card:2"))
    say(database, BEA, Message(html="a card elsewhere", edits=CARD))
    assert shown(database) == [(ANN, "a card"), (BEA, "a card elsewhere")]
    sent(database, ready(database)[0], None)
    assert shown(database, BEA) == [(ANN, "another card")]


def test_an_edit_takes_no_place_of_a_new_message(database: Database) -> None:
    say(database, ANN, Message(html="the card", slot=CARD))
    say(database, ANN, Message(html="the card, changed", edits=CARD))
    assert shown(database) == [(ANN, "the card")]


def test_an_edit_that_was_on_its_way_when_a_later_one_came_is_not_sent_again(database: Database) -> None:
    say(database, ANN, Message(html="first state", edits=CARD))
    on_its_way = ready(database)[0]
    say(database, ANN, Message(html="second state", edits=CARD))
    sent(database, on_its_way, None)
    assert shown(database) == [(ANN, "second state")]


def test_an_edit_waits_until_its_message_has_a_number(database: Database) -> None:
    say(database, ANN, Message(html="the card", slot=CARD))
    say(database, ANN, Message(html="the card, changed", edits=CARD))
    sent(database, ready(database)[0], 41)
    (edit,) = ready(database)
    assert (edit.message.html, edit.edits_id) == ("the card, changed", 41)


def test_an_edit_of_a_message_that_was_never_posted_knows_no_number(database: Database) -> None:
    say(database, ANN, Message(html="the card, changed", edits=CARD))
    assert ready(database)[0].edits_id is None


def test_an_edit_goes_to_where_the_message_stands_now(database: Database) -> None:
    say(database, ANN, Message(html="the card", slot=CARD))
    sent(database, ready(database)[0], 41)
    say(database, ANN, Message(html="the card, posted anew", slot=CARD))
    sent(database, ready(database)[0], 57)
    say(database, ANN, Message(html="the card, changed", edits=CARD))
    assert ready(database)[0].edits_id == 57


def test_a_card_that_an_edit_had_to_post_anew_is_edited_there_from_then_on(database: Database) -> None:
    say(database, ANN, Message(html="first state", edits=CARD))
    sent(database, ready(database)[0], 57)
    say(database, ANN, Message(html="second state", edits=CARD))
    assert ready(database)[0].edits_id == 57


def test_a_number_counts_in_its_own_chat_alone(database: Database) -> None:
    say(database, ANN, Message(html="the card", slot=CARD))
    sent(database, ready(database)[0], 41)
    say(database, BEA, Message(html="elsewhere", edits=CARD, replies_to=CARD))
    assert (ready(database)[0].edits_id, ready(database)[0].replies_to_id) == (None, None)


def test_a_reply_knows_the_number_of_what_it_replies_to(database: Database) -> None:
    say(database, ANN, Message(html="the card", slot=CARD))
    sent(database, ready(database)[0], 41)
    say(database, ANN, Message(html="under the card", replies_to=CARD))
    assert ready(database)[0].replies_to_id == 41
    assert database.transact_now(lambda work: work.postings.slot_of(ANN, 41)) == CARD
    assert database.transact_now(lambda work: work.postings.slot_of(BEA, 41)) is None


# Bodies


def test_a_message_comes_back_as_it_was_queued(database: Database) -> None:
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
    say(database, ANN, whole)
    assert ready(database)[0].message == whole


def begins_and_says(work: Work) -> None:
    work.outbox.add(ANN, Message(html="your case"), AT, work.cases.begin(ANN, AT))


def test_the_body_of_a_message_about_a_case_is_blanked_once_it_is_sent(database: Database) -> None:
    database.transact_now(begins_and_says)
    assert database.transact_now(row).sealed_body is not None
    sent(database, ready(database)[0], 101)
    done = database.transact_now(row)
    assert (done.state, done.sealed_body, done.done_at) == ("sent", None, LATER)


def test_a_message_that_belongs_to_no_case_leaves_nothing_once_it_is_sent(database: Database) -> None:
    say(database, ANN, "hello")
    sent(database, ready(database)[0], 101)
    assert database.transact_now(lambda work: work.session.exec(select(Outgoing)).all()) == []


def test_a_message_that_was_given_up_keeps_the_reason_and_not_the_body(database: Database) -> None:
    database.transact_now(begins_and_says)
    number = ready(database)[0].number
    database.transact_now(lambda work: work.outbox.failed(number, "chat not found", LATER))
    done = database.transact_now(row)
    assert (done.state, done.why, done.sealed_body) == ("failed", "chat not found", None)
    assert shown(database) == []


def test_a_message_that_is_tried_again_stays_and_counts_its_tries(database: Database) -> None:
    say(database, ANN, "hello")
    number = ready(database)[0].number
    database.transact_now(lambda work: work.outbox.tried(number))
    database.transact_now(lambda work: work.outbox.tried(number))
    assert (ready(database)[0].message.html, ready(database)[0].tries) == ("hello", 2)


def test_what_a_chat_is_owed_can_be_let_go_and_other_chats_keep_theirs(database: Database) -> None:
    say(database, ANN, "one")
    say(database, ANN, "two")
    say(database, BEA, "to Bea")
    database.transact_now(lambda work: work.outbox.drop_queued_to(ANN, "blocked", LATER))
    assert shown(database) == [(BEA, "to Bea")]


def test_what_became_of_a_message_that_was_erased_meanwhile_changes_nothing(database: Database) -> None:
    database.transact_now(begins_and_says)
    on_its_way = ready(database)[0]

    def forgets(work: Work) -> None:
        case = work.cases.of_chat(ANN)
        assert case is not None
        work.cases.forget(case)

    database.transact_now(forgets)
    sent(database, on_its_way, 101)
    database.transact_now(lambda work: work.outbox.tried(on_its_way.number))
    database.transact_now(lambda work: work.outbox.failed(on_its_way.number, "late", LATER))
    assert shown(database) == []
