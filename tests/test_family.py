"""What a family meets: every command at any point, going back, changing, erasing."""

from tests.plays import begins, finishes, part_time, seed_case, suspended, up_to_impact
from tests.town import Town


async def test_danger_comes_first_and_staff_are_told_once_the_postcode_is_known(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    await ann.taps("Someone is not safe now")
    assert ann.heard("Call 999 now")
    assert ann.hears("Who are you?")
    assert not town.jo.screen
    await ann.taps("Parent or carer")
    await ann.says("AL1 3JE")
    assert town.jo.hears("SAFETY · URGENT")


async def test_danger_from_elsewhere_shows_the_numbers_and_keeps_nothing(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    await ann.taps("Someone is not safe now", "Parent or carer")
    await ann.says("CF10 1AA")
    assert ann.heard("Call 999 now")
    assert ann.hears("Different rules apply in Wales")
    assert not town.jo.screen
    assert town.sendline.database.transact_now(lambda work: work.cases.of_chat(ann.chat)) is None


async def test_a_child_alone_is_sent_to_childline_and_nothing_is_kept(town: Town) -> None:
    kim = town.family("Kim")
    await kim.says("/start")
    await kim.taps("I'm under 16")
    assert kim.hears("0800 1111")
    assert town.sendline.database.transact_now(lambda work: work.cases.of_chat(kim.chat)) is None


async def test_back_goes_one_question_back_and_shows_what_was_said(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 7", "← Back")
    assert ann.hears("Which class or year?")
    assert ann.hears("You said: Years 7 to 10")
    await ann.taps("Years 3 to 6")
    assert ann.hears("Is there an EHC plan?")


async def test_a_corrected_answer_drops_what_it_made_moot(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No")
    await part_time(ann)
    await ann.taps("No", "None of these")
    await ann.shares_number()
    await ann.taps("Nothing to add", "Change an answer", "School this week", "Suspended")
    assert ann.hears("How many school days is this suspension?")
    await ann.taps("2", "Today", "This is the first", "Yes", "Neither")
    assert ann.hears("Please check your answers")
    assert not ann.hears("Hours in school a week")


async def test_none_of_these_counts_on_a_message_that_a_newer_one_of_the_same_question_replaced(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    old = ann.screen[-1]
    buttons = [b for row in old["reply_markup"]["inline_keyboard"] for b in row]
    tick, none = (
        next(b["callback_data"] for b in buttons if b["text"].startswith(label))
        for label in ("My job", "None of these")
    )
    await ann.says("/start")
    assert "further down. Please tap there." in await ann.taps_data(old["message_id"], tick)
    assert not ann.heard("✓ My job")
    assert await ann.taps_data(old["message_id"], none) == ""
    assert ann.hears("How can we reach you?")


async def test_an_old_button_and_a_double_tap_do_no_harm(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    message, data = ann.newest_with("Years 3 to 6")
    await ann.taps_data(message["message_id"], data)
    before = len(ann.screen)
    toast = await ann.taps_data(message["message_id"], data)
    assert toast.startswith("You have answered that one.")
    assert len(ann.screen) == before


async def test_delete_before_sending_asks_once_and_leaves_nothing(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.says("/delete")
    await ann.taps("Yes, delete it all")
    assert ann.hears("It is erased")
    assert town.sendline.database.transact_now(lambda work: work.cases.of_chat(ann.chat)) is None


async def test_delete_after_sending_asks_twice_erases_and_tells_staff_without_the_words(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    ref = ann.ref
    await town.jo.taps("Open the card")
    await ann.says("/delete")
    await ann.taps("Yes, delete it all")
    assert ann.hears("Are you sure?")
    await ann.taps("Yes, delete it all")
    assert ann.hears("It is erased")
    assert town.jo.heard(f"{ref}: the family erased their case")
    assert not town.jo.heard("rtt.no-consent")
    await town.jo.says(f"/case {ref}")
    assert town.jo.hears("was erased on Mon 23 Nov")


async def test_nothing_a_family_wrote_stands_in_clear_in_the_database(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Not going")
    await ann.says("Marmaduke will not leave his room")
    assert "Marmaduke" not in town.stored()
    assert "AL1 3JE" not in town.stored()


async def test_who_does_not_know_what_school_is_like_writes_freely_and_a_person_reads_it(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "I don't know")
    assert ann.hears("A person reads it.")
    await ann.says("He has not left his room since May.")
    await ann.taps("No")
    await finishes(ann)
    await town.jo.taps("Open the card")
    assert "triage.key-unknown" in town.jo.card
    assert "He has not left his room since May." in town.jo.card
    assert "URGENT" in town.jo.card


async def test_an_urgent_family_can_send_what_there_is_so_far(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Part days", "6 to 10")
    assert ann.heard("looks urgent")
    await ann.taps("Send what I have now")
    assert ann.hears("One thing first:")
    await ann.shares_number()
    assert ann.hears("Some questions are not answered yet")
    await ann.taps("Send, but ask me first")
    assert ann.heard("Your reference is")
    await town.jo.taps("Open the card")
    assert "sent before the last question" in town.jo.card
    assert "Permission ask the family" in town.jo.card


async def test_a_family_that_blocks_the_bot_becomes_a_task_for_staff(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    town.telegram.blocks(ann.person)
    await town.settle()
    assert town.jo.hears("the family has blocked the bot")
    heard = len(ann.screen)
    await town.passes(days=10)
    assert len(ann.screen) == heard


async def test_status_and_help_answer_at_any_point(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/status")
    assert ann.hears("You have not sent us anything yet")
    await ann.says("/help")
    assert ann.hears("In danger, call 999")
    await seed_case(ann)
    await ann.says("/status")
    assert ann.hears("No one person has taken it yet")
    await town.jo.taps("Open the card", "Claim")
    await ann.says("/status")
    assert ann.hears("Jo in the team has your case")


async def test_the_same_for_both_copies_the_situation_to_the_second_child(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No")
    await part_time(ann)
    await ann.taps("Yes, same", "Reception", "No")
    await ann.taps("Yes", "No")
    await finishes(ann)
    await town.jo.taps("Open the card")
    assert "combo.two-children" in town.jo.card


async def test_the_first_words_of_a_newcomer_are_kept_for_staff(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("They have sent my son home again")
    assert ann.hears("Who are you?")
    await ann.taps("Parent or carer")
    await ann.says("AL1 3JE")
    await ann.taps("Years 7", "No")
    await suspended(ann)
    await ann.taps("No")
    await finishes(ann)
    await town.jo.taps("Open the card")
    assert "They have sent my son home again" in town.jo.card


async def test_safety_shows_the_numbers_at_the_tick_and_rings_staff_before_anything_is_sent(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("A child or I talk of self-harm")
    assert ann.heard("111, option 2")
    assert ann.hears("Is any of this true")
    assert town.jo.hears("SAFETY · URGENT")
    assert not town.jo.heard("self-harm")


async def test_a_case_goes_on_in_a_new_process(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 7", "No", "Suspended", "2")
    await town.restart()
    await ann.taps("Today")
    assert ann.hears("How many school days of suspension this term")


async def test_a_number_shared_at_the_wrong_moment_is_met_kindly(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.shares_number()
    assert ann.hears("Which class or year?")


async def test_dont_know_on_a_deciding_question_makes_it_urgent_and_says_what_to_ask(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann, total="I don't know")
    await ann.taps("None of these")
    await ann.shares_number()
    await ann.taps("Nothing to add", "I don't know", "Send. You may")
    await town.jo.taps("Open the card")
    assert "URGENT" in town.jo.card
    assert "Ask (not known, so read as the worse)\n• Days suspended this term" in town.jo.card


async def test_words_after_the_end_reach_staff_and_begin_no_new_interview(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Close", "Back in full-time")
    await ann.says("Thank you so much!")
    assert town.jo.hears("the family wrote\n“Thank you so much!”")
    assert ann.hears("That case is closed")
    await ann.says("/start")
    assert ann.hears("Who are you?")
