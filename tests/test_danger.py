"""Danger, named by a button or in words, at any step: numbers at once, staff rung, nothing lost."""

from tests.plays import begins, finishes, seed_case, suspended, up_to_impact
from tests.town import Town


async def test_words_of_danger_bring_the_numbers_and_ring_staff_without_the_words(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.says("i cant do this anymore i want to end it all")
    assert ann.heard("In danger now: call 999.")
    assert not ann.heard("I did not get that")
    assert ann.hears("Which class or year?")
    first = next(m["text"] for m in town.jo.screen)
    assert first.startswith("🆘 SAFETY · URGENT")
    assert "end it all" not in first
    await town.jo.taps("Open the card")
    assert "safety.danger-in-words" in town.jo.card
    assert "i want to end it all" in town.jo.card


async def test_words_of_danger_after_sending_ring_and_raise_the_case(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.says("please help she has taken tablets")
    assert ann.heard("In danger now: call 999.")
    assert town.jo.heard("🆘 SAFETY · URGENT")
    assert town.jo.heard("please help she has taken tablets")


async def test_before_the_postcode_danger_shows_the_numbers_and_rings_nobody_until_it_is_known(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    await ann.says("/danger")
    assert ann.heard("Call 999 now if anyone is in danger.")
    assert town.jo.count("SAFETY") == 0
    await ann.taps("Parent or carer")
    await ann.says("AL1 3JE")
    assert town.jo.count("SAFETY") == 1


async def test_each_new_danger_rings_once(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    await ann.taps("Someone is not safe now", "Parent or carer")
    await ann.says("AL1 3JE")
    assert town.jo.count("SAFETY") == 1
    await ann.taps("Years 7", "No")
    await suspended(ann)
    await ann.taps("No", "A child or I talk of self-harm")
    rings = [m for m in town.jo.screen if "Nothing is shown until you open it" in m["text"]]
    assert len(rings) == 1
    assert town.jo.count("the card is further down") == 1


async def test_a_tick_taken_back_after_the_alert_is_still_read_by_a_person(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("A child or I talk of self-harm", "A child or I talk of self-harm")
    await finishes(ann)
    await town.jo.taps("Open the card")
    assert "SAFETY · URGENT" in town.jo.card
    assert "Taken back: A child or I talk of self-harm. Someone may be looking on." in town.jo.card


async def test_a_danger_that_is_answered_away_on_the_check_page_stays_urgent(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("A child or I talk of self-harm", "Done")
    await ann.shares_number()
    await ann.taps("Nothing to add", "Change an answer", "True for you")
    await ann.says("no")
    await ann.taps("Send. You may")
    await town.jo.taps("Open the card")
    assert "SAFETY · URGENT" in town.jo.card
    assert "Taken back: A child or I talk of self-harm. Someone may be looking on." in town.jo.card


async def test_a_danger_that_was_ticked_stays_urgent_where_no_is_typed_after_it(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("I can't cope")
    assert town.jo.hears("SAFETY · URGENT")
    await ann.says("no")
    await ann.shares_number()
    await ann.taps("Nothing to add", "Send. You may")
    await town.jo.taps("Open the card")
    assert "SAFETY · URGENT" in town.jo.card
    assert "Taken back: I can't cope. Someone may be looking on." in town.jo.card


async def test_a_danger_that_was_the_first_answer_and_is_corrected_stays_urgent(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    await ann.taps("Someone is not safe now", "Parent or carer")
    await ann.says("AL1 3JE", "/back", "/back", "/back")
    await ann.taps("Parent or carer", "Keep: AL1 3JE", "Years 7", "No")
    await suspended(ann)
    await ann.taps("No")
    await finishes(ann)
    await town.jo.taps("Open the card")
    assert "SAFETY · URGENT" in town.jo.card


async def test_a_double_tap_on_a_danger_does_not_take_it_back(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    message, data = ann.newest_with("A child or I talk of self-harm")
    await ann.taps_data(message["message_id"], data)
    await ann.taps_data(message["message_id"], data)
    await ann.taps("Done")
    await ann.shares_number()
    await ann.taps("Nothing to add", "Send. You may")
    await town.jo.taps("Open the card")
    assert "safety.self-harm" in town.jo.card


async def test_what_is_ticked_survives_a_line_that_was_typed(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("My job is at risk")
    await ann.says("what a mess")
    await ann.taps("Done")
    assert ann.hears("How is it with the job?")


async def test_a_danger_ticked_while_things_got_worse_rings_at_the_tick(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(days=2)
    await ann.taps("Worse", "Keep: Suspended", "Keep: 3", "Keep: 5½", "Keep: Part days", "Keep: 6 to 10")
    await ann.taps("Keep: No end date", "A child or I talk of self-harm")
    assert town.jo.hears("SAFETY · URGENT")


async def test_a_family_that_turns_out_to_live_elsewhere_leaves_no_card_behind(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    await ann.taps("Someone is not safe now", "Parent or carer")
    await ann.says("AL1 3JE")
    await town.jo.taps("Open the card")
    await ann.taps("← Back")
    await ann.says("CF10 1AA")
    assert ann.hears("I could not pass this on.")
    assert not town.jo.heard("safety.danger-now")
    assert "CF10" not in town.stored()


async def test_an_unsafe_phone_hears_nothing_of_what_it_is_about(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("Someone hurts us at home", "Done")
    await ann.says("Only write to me here")
    await ann.taps("No, please ring")
    assert ann.hears("How can we reach you?")
    assert ann.heard("a number or an email that is safe")
    await ann.shares_number()
    await ann.taps("Nothing to add", "Send. You may")
    assert ann.heard("We will ring or email. You can delete this chat now.")
    assert not ann.heard("It looks urgent, because")
    await town.jo.taps("Open the card")
    assert "NOT safe to write on Telegram" in town.jo.card
    buttons = [b["text"] for row in town.jo.screen[-1]["reply_markup"]["inline_keyboard"] for b in row]
    assert "Message the family" not in buttons


async def test_a_family_in_danger_that_turns_out_to_live_elsewhere_is_not_said_to_have_erased_its_case(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    await ann.taps("Someone is not safe now", "Parent or carer")
    await ann.says("AL1 3JE")
    assert town.jo.heard("SAFETY")
    await ann.edits("AL1 3JE", "CF10 1AA")
    assert town.jo.heard(": the family lives outside the constituency. I pointed it to its own MP")
    assert not town.jo.heard("the family erased their case")


async def test_a_child_in_danger_that_turns_out_to_write_alone_is_told_of_as_that(town: Town) -> None:
    cat = town.family("Cat")
    await cat.says("/start")
    await cat.taps("Someone is not safe now", "Parent or carer")
    await cat.says("AL1 3JE", "/back", "/back")
    await cat.taps("I'm under 16")
    assert town.jo.heard(": a child under 16 wrote alone. I gave them numbers to call")
    assert not town.jo.heard("the family erased their case")
