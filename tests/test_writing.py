"""Messages from staff to a family: read before they are sent, and their delivery told as it is."""

import pytest

from bot.desk import delivery
from bot.desk.talk import Talk
from storage.work import Work
from tests.kept import happened
from tests.plays import seed_case, up_to_impact
from tests.town import Family, Town
from tests.writings import WORDS, asked, shows


async def test_nothing_is_sent_before_it_was_read_as_the_family_will_read_it(town: Town) -> None:
    ann = await asked(town)
    heard = len(ann.screen)
    await town.jo.replies(WORDS)
    assert len(ann.screen) == heard
    preview = town.jo.last
    assert preview.startswith(f"{ann.ref}: Jo, this is what the family will read. It is not sent yet.\n\n")
    await town.jo.taps("Send")
    assert preview.endswith(f"\n\n{ann.last}")
    assert WORDS in ann.last


async def test_a_message_that_was_sent_says_when(town: Town) -> None:
    ann = await asked(town)
    await town.jo.writes(WORDS)
    assert town.jo.hears(f"{ann.ref}: to the family, by Jo\n“{WORDS}”\n✓ Sent Mon 23 Nov, 10:00")
    assert shows(town, "this is what the family will read") == 0


async def test_a_message_that_waits_says_that_it_waits(town: Town) -> None:
    ann = await asked(town)
    await town.jo.replies(WORDS)
    town.telegram.misbehave("429", "sendMessage", retry_after=30)
    await town.jo.taps("Send")
    assert not ann.heard(WORDS)
    assert town.jo.hears("⏳ Waiting to be sent")


async def test_only_whoever_was_asked_can_press_below_the_preview(town: Town) -> None:
    ann = await asked(town)
    await town.jo.replies(WORDS)
    for button in ("Send", "Change", "Do not send"):
        assert await town.priya.taps(button) == "Only whoever wrote this can send, change or drop it."
    assert not ann.heard(WORDS)
    assert await town.jo.taps("Send") == "It is on its way. The message above says when it is sent."


async def test_what_is_dropped_is_not_sent_and_not_shown(town: Town) -> None:
    ann = await asked(town)
    await town.jo.replies(WORDS)
    preview, send = town.jo.newest_with("Send")
    await town.jo.taps("Do not send")
    assert town.jo.hears(f"{ann.ref}: not sent.")
    assert shows(town, WORDS) == 0
    assert await town.jo.taps_data(preview["message_id"], send) == "That was settled already."
    assert not ann.heard(WORDS)


async def test_other_words_can_be_written_before_sending(town: Town) -> None:
    ann = await asked(town)
    await town.jo.replies("We rang teh school.")
    await town.jo.taps("Change")
    assert shows(town, "We rang teh school.") == 0
    await town.jo.writes("We rang the school.")
    assert ann.hears("We rang the school.")
    assert ann.count("We rang") == 1


async def test_a_second_reply_takes_the_place_of_the_first(town: Town) -> None:
    ann = await asked(town)
    await town.jo.replies("One.")
    await town.jo.replies("Two.")
    assert shows(town, "\nOne.\n") == 0
    await town.jo.taps("Send")
    assert ann.hears("Two.")
    assert not ann.heard("One.")


async def test_an_edit_of_the_reply_changes_the_preview_where_it_stands(town: Town) -> None:
    ann = await asked(town)
    await town.jo.replies("We rang teh school.")
    shown = len(town.jo.screen)
    await town.jo.edits("We rang teh school.", "We rang the school.")
    assert len(town.jo.screen) == shown
    assert town.jo.hears("We rang the school.")
    await town.jo.taps("Send")
    assert ann.hears("We rang the school.")


async def test_words_that_changed_since_they_were_read_are_not_sent(town: Town) -> None:
    ann = await asked(town)
    await town.jo.replies("You may be fined.")
    preview, send = town.jo.newest_with("Send")
    await town.jo.edits("You may be fined.", "You will not be fined.")
    toast = await town.jo.taps_data(preview["message_id"], send)
    assert toast == "The words have changed since. Please read the newest preview, and press Send there."
    assert not ann.heard("fined")


async def test_an_edit_after_sending_reaches_nobody_and_that_is_said(town: Town) -> None:
    ann = await asked(town)
    await town.jo.writes(WORDS)
    await town.jo.edits(WORDS, "Forget it.")
    assert town.jo.hears(f"{ann.ref}: Jo, you changed a message that was sent to the family already.")
    assert not ann.heard("Forget it.")


async def test_an_edit_of_a_reply_that_gave_way_to_a_newer_one_is_not_read_and_that_is_said(
    town: Town,
) -> None:
    ann = await asked(town)
    await town.jo.replies("One.")
    await town.jo.replies("Two.")
    await town.jo.edits("One.", "Three.")
    assert town.jo.hears(f"{ann.ref}: Jo, that is not your newest reply.")
    await town.jo.taps("Send")
    assert ann.hears("Two.")


async def test_an_edit_by_staff_of_what_was_asked_by_nobody_is_ignored(town: Town) -> None:
    await asked(town)
    await town.jo.says("/queue")
    shown = len(town.jo.screen)
    await town.jo.edits("/queue", "poor woman")
    assert len(town.jo.screen) == shown


async def test_an_edited_reason_is_not_read_and_that_is_said(town: Town) -> None:
    await seed_case(town.family("Ann"))
    await town.jo.taps("Open the card", "Change to")
    await town.jo.replies("Both are back.")
    await town.jo.edits("Both are back.", "Neither is back.")
    assert town.jo.hears("Jo, I had used your reply already.")
    assert town.jo.hears("Press Note on the card, and write there what is different.")
    assert "Both are back." in town.jo.card


@pytest.mark.parametrize("data", ["send:99:abc", "send:x", "reword:", "drop:99999999999999999999"])
async def test_a_button_of_no_preview_explains_itself(town: Town, data: str) -> None:
    await asked(town)
    number = town.jo.screen[-1]["message_id"]
    assert await town.jo.taps_data(number, f"k|1|{data}") == "That was settled already."


async def test_a_case_that_was_closed_meanwhile_gets_no_message(town: Town) -> None:
    ann = await asked(town)
    await town.jo.replies(WORDS)
    preview, send = town.jo.newest_with("Send")
    await town.priya.taps("Close", "Advice given")
    assert await town.jo.taps_data(preview["message_id"], send) == "This case is closed."
    assert not ann.heard(WORDS)


async def test_a_long_message_is_sent_once_all_its_parts_are(town: Town) -> None:
    ann = await asked(town)
    await town.jo.replies("a" * 2500 + "b" * 1000)
    assert shows(town, "this is what the family will read") == 2
    town.telegram.misbehave("429", "sendMessage", retry_after=30)
    await town.jo.taps("Send")
    (message,) = happened(town, ann, "message")
    await a_part_goes_out(town, ann, message["report"])
    assert (shows(town, "⏳ Waiting to be sent"), shows(town, "✓ Sent")) == (1, 0)
    await a_part_goes_out(town, ann, message["report"])
    assert (shows(town, "⏳ Waiting to be sent"), shows(town, "✓ Sent")) == (0, 1)


async def a_part_goes_out(town: Town, family: Family, report: str) -> None:
    def note(work: Work) -> None:
        case = work.cases.of_chat(family.chat)
        assert case
        delivery.sent(Talk(work, town.sendline.house, case, town.clock()), report)

    await town.sendline.database.transact(note)
    await town.settle()


async def test_of_a_long_message_that_arrived_the_line_says_so_once(town: Town) -> None:
    ann = await asked(town)
    await town.jo.writes("a" * 2500 + "b" * 1000)
    assert ann.heard("a" * 2500)
    assert ann.heard("b" * 1000)
    assert shows(town, "✓ Sent") == 1
    assert [line["why"] for line in happened(town, ann, "delivery")] == ["", ""]


# What is kept, and what is not


async def test_words_that_wait_for_a_second_look_are_sealed_and_go_once_they_are_settled(town: Town) -> None:
    await asked(town)
    await town.jo.replies("Mrs Pope will ring you.")
    assert "Mrs Pope" not in town.stored()
    await town.restart()
    await town.jo.taps("Send")
    assert town.jo.hears("✓ Sent")


async def test_an_erased_case_leaves_no_preview_behind(town: Town) -> None:
    ann = await asked(town)
    await town.jo.replies(WORDS)
    await ann.says("/delete")
    await ann.taps("Yes", "Yes")
    assert shows(town, WORDS) == 0


async def test_where_it_is_not_safe_to_write_an_old_button_says_so(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("Someone hurts us at home", "Done")
    await ann.says("Only write to me here")
    await ann.taps("No, please ring")
    await ann.shares_number()
    await ann.taps("Nothing to add", "Send. You may")
    heard = len(ann.screen)
    toast = await town.jo.taps_data(town.jo.screen[-1]["message_id"], "k|1|message")
    assert toast == "It is not safe to write to this family on Telegram. Please reach them another way."
    assert len(ann.screen) == heard


async def test_words_for_a_family_that_erased_its_case_meanwhile_are_not_met_with_silence(town: Town) -> None:
    ann = await asked(town)
    await ann.says("/delete")
    await ann.taps("Yes, delete it all", "Yes, delete it all")
    await town.jo.replies("We rang the school.")
    assert town.jo.hears("That message waits for no answer any more.")
