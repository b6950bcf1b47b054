"""A family rings the office, and whoever takes the call answers the questions for it; cards are corrected likewise."""

from tests.plays import routine_case, seed_case
from tests.town import Staff, Town


async def rings(staff: Staff) -> str:
    """Up to what it does to the family: a first suspension of three days. Returns the reference."""
    await staff.says("/new")
    await staff.taps("Parent or carer")
    await staff.answers("AL1 3JE")
    await staff.taps("Years 7", "No", "Suspended", "3", "Today", "This is the first", "Yes", "Neither", "No")
    return staff.asked_for


async def finishes(staff: Staff) -> None:
    await staff.taps("None of these")
    await staff.answers("07700 900123")
    await staff.taps("Nothing to add", "Send. You may")


async def test_a_family_that_rang_goes_through_the_same_interview_and_is_marked_so(town: Town) -> None:
    ref = await rings(town.jo)
    await finishes(town.jo)
    await town.jo.taps("Open the card")
    assert "🟢 ROUTINE" in town.jo.card
    assert f"{ref}\nsent Mon 23 Nov, 10:00 · by phone" in town.jo.card
    assert "07700 900123" in town.jo.card
    assert "Claimed by Jo" in town.jo.card


async def test_what_the_family_would_read_is_there_to_be_read_out(town: Town) -> None:
    ref = await rings(town.jo)
    await finishes(town.jo)
    told = next(m["text"] for m in town.jo.screen if "Your reference is" in m["text"])
    assert told.startswith(f"☎ {ref} · Jo speaks for the family.")


async def test_a_family_that_rang_has_no_chat_so_no_button_writes_to_it(town: Town) -> None:
    await rings(town.jo)
    await finishes(town.jo)
    await town.jo.taps("Open the card")
    assert "Message the family" not in str(town.jo.screen[-1])


async def test_the_seed_case_rings_by_phone_as_it_does_in_chat(town: Town) -> None:
    jo = town.jo
    await jo.says("/new")
    await jo.taps("Parent or carer")
    await jo.answers("AL1 3JE")
    await jo.taps("Years 3 to 6", "Being done", "Suspended", "3", "Today", "5½ to 9½", "Yes", "Neither")
    await jo.taps(
        "20 to 40 weeks", "Yes, different", "Years 1 and 2", "No", "Part days", "6 to 10", "12 weeks"
    )
    await jo.taps("I said yes but felt", "No end date", "Not enough staff", "No")
    await jo.taps("My job", "My home", "Done", "I had a warning", "Worried about it", "Yes")
    await finishes_after_impact(jo)
    await jo.taps("Open the card")
    for rule in ("rtt.no-consent", "combo.two-children", "impact.job-or-home"):
        assert rule in jo.card


async def finishes_after_impact(staff: Staff) -> None:
    await staff.answers("07700 900123")
    await staff.taps("Nothing to add", "Send. You may")


async def test_danger_that_a_caller_names_rings_at_once_and_shows_the_numbers(town: Town) -> None:
    await rings(town.jo)
    await town.jo.taps("Someone hurts us")
    assert town.jo.heard("0808 2000 247")
    assert town.jo.heard("🆘 SAFETY · URGENT")


async def test_whoever_lives_elsewhere_is_shown_the_right_door_and_nothing_is_kept(town: Town) -> None:
    await town.jo.says("/new")
    await town.jo.taps("Parent or carer")
    await town.jo.answers("CF10 1EP")
    assert town.jo.heard("SNAP Cymru")
    await town.jo.says("/queue")
    assert town.jo.hears("No open cases.")
    assert "CF10" not in town.stored()
    assert not any("CF10" in m["text"] for m in town.jo.screen if m["from"]["id"] != town.jo.person)


async def test_a_call_that_broke_off_stands_in_the_queue_and_a_colleague_goes_on(town: Town) -> None:
    ref = await rings(town.jo)
    await town.priya.says("/queue")
    assert ref in town.priya.last
    await town.priya.says(f"/case {ref}")
    await town.priya.taps("Go on asking")
    assert town.priya.hears("Priya speaks for the family")
    await finishes(town.priya)
    assert town.priya.heard("A new case")


async def test_two_colleagues_do_not_answer_for_the_same_family_at_once(town: Town) -> None:
    ref = await rings(town.jo)
    assert await town.priya.taps("None of these") == (
        f"Jo is asking for {ref}. Press Go on asking, or Correct answers, to take over."
    )
    await town.priya.answers("something")
    assert town.priya.hears("your words were not used")


async def test_the_process_may_end_in_the_middle_of_a_call(town: Town) -> None:
    await rings(town.jo)
    await town.restart()
    await finishes(town.jo)
    assert town.jo.heard("A new case")


async def test_an_edited_answer_of_a_caller_is_not_read_and_how_to_correct_it_is_said(town: Town) -> None:
    await town.jo.says("/new")
    await town.jo.taps("Parent or carer")
    await town.jo.answers("AL1 3JE")
    await town.jo.edits("AL1 3JE", "AL1 9ZZ")
    assert town.jo.hears(
        f"{town.jo.asked_for}: Jo, I read a reply once. What you changed in it is not taken."
    )
    await town.jo.taps("Years 7")
    assert town.jo.heard("Is there an EHC plan?")


# Correcting what a card says


async def test_an_answer_is_corrected_through_the_same_screens_with_a_reason(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.passes(days=1)
    before = len(ann.screen)
    await town.jo.taps("Open the card", "More", "Correct answers", "Letter")
    await town.jo.taps("No")
    assert town.jo.hears("reply to this message with why you changed these answers")
    assert "no-letter" not in town.jo.card
    await town.jo.replies("The school never wrote: the mother read me all she has.")
    assert town.jo.heard("answers corrected by Jo: The school never wrote")
    assert "🔴 URGENT" in town.jo.card
    assert len(ann.screen) == before


async def test_what_a_correction_makes_relevant_is_asked_and_what_it_makes_moot_is_gone(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "More", "Correct answers", "2. School this")
    await town.jo.taps("Full days", "Something else")
    await town.jo.answers("He is back, and tired.")
    assert town.jo.hears("why you changed these answers")
    await town.jo.replies("The second child is back.")
    assert town.jo.heard("Child 2: School this week: Part days or part week → Full days")
    await town.jo.taps("All answers")
    assert not any("Hours a week" in m["text"] for m in town.jo.screen[-2:])


async def test_while_the_family_answers_its_card_is_not_corrected(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await ann.says("/status")
    await ann.taps("Something changed")
    await town.jo.taps("Open the card")
    assert await town.jo.taps("More", "Correct answers") == (
        "The family is answering right now. Its answers come under the card."
    )


async def test_while_staff_correct_what_the_family_writes_reaches_them_and_answers_nothing(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.jo.taps("Open the card", "More", "Correct answers", "Letter")
    await ann.says("yes")
    assert town.jo.heard("the family wrote\n“yes”")
    await town.jo.taps("No")
    assert town.jo.hears("why you changed these answers")


async def test_a_correction_without_a_reason_counts_after_a_day(town: Town) -> None:
    await routine_case(town.family("Ann"))
    await town.jo.taps("Open the card", "More", "Correct answers", "Letter")
    await town.jo.taps("No")
    await town.passes(days=2)
    assert town.jo.heard("Jo changed answers and gave no reason. They count all the same.")
    assert "🔴 URGENT" in town.jo.card


# Where the family, a colleague or an erasure comes in between


async def test_a_family_that_says_it_got_worse_is_asked_though_staff_were_correcting(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.passes(days=11)
    await town.jo.taps("Open the card", "More", "Correct answers", "Letter")
    await ann.taps("Worse", "Keep: Suspended")
    assert ann.hears("How many school days")
    assert (await town.jo.taps("No")).startswith("That button is out of date.")


async def test_a_family_that_comes_back_is_asked_though_staff_looked_what_to_correct(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.jo.taps("Open the card", "More", "Correct answers")
    await ann.says("/status")
    await ann.taps("Something changed", "Keep: Suspended")
    assert ann.hears("How many school days")


async def test_a_reason_that_comes_late_does_not_end_what_the_family_is_asked(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.passes(days=11)
    await town.jo.taps("Open the card", "More", "Correct answers", "Letter", "No")
    await ann.taps("Worse")
    await town.jo.replies("The mother read me the letter.")
    assert town.jo.hears("that is decided already")
    await ann.taps("Keep: Suspended")
    assert ann.hears("How many school days")


async def test_who_takes_over_a_correction_that_lacks_only_its_reason_is_asked_for_it(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.jo.taps("Open the card", "More", "Correct answers", "Letter", "No")
    await town.priya.taps("More", "Correct answers")
    assert town.jo.hears(f"Priya, {ann.ref}: reply to this message with why you changed these answers.")
    await town.priya.replies("The letter is a text message.")
    assert town.jo.heard("answers corrected by Priya: The letter is a text message.")


async def test_every_button_in_the_group_of_a_family_that_rang_does_something(town: Town) -> None:
    await rings(town.jo)
    await town.jo.taps("Someone hurts us at home")
    await finishes_after_impact_is_done(town.jo)
    carried = [
        button["callback_data"]
        for message in town.jo.screen
        for row in message.get("reply_markup", {}).get("inline_keyboard", ())
        for button in row
    ]
    assert [data for data in carried if "|p|" in data or "|n|" in data] == []


async def finishes_after_impact_is_done(staff: Staff) -> None:
    await staff.taps("Done")
    await staff.answers("07700 900123")
    await staff.taps("Yes", "Nothing to add", "Send. You may")


async def test_the_numbers_read_out_to_somebody_in_danger_go_with_the_case(town: Town) -> None:
    ref = await rings(town.jo)
    await town.jo.taps("Someone hurts us at home")
    await town.jo.says(f"/erase {ref}")
    await town.jo.taps("Erase it for good")
    assert [m["text"] for m in town.jo.screen if m["text"].startswith("☎")] == []


async def test_an_urgent_call_that_was_never_finished_is_a_task(town: Town) -> None:
    await town.jo.says("/new")
    await town.jo.taps("Parent or carer")
    await town.jo.answers("AL1 3JE")
    await town.jo.taps("Years 3 to 6", "No", "Part days", "6 to 10", "12 weeks", "No")
    await town.passes(days=3)
    assert town.jo.heard("Urgent but unfinished")


async def test_a_call_that_was_never_sent_is_told_of_before_it_goes_to_whoever_asked_last(town: Town) -> None:
    ref = await rings(town.jo)  # Monday, 23 November: its last day is Monday, 7 December
    await town.passes(days=10, hours=23, minutes=-1)  # Friday, 8:59
    assert not town.jo.heard("will be erased")
    await town.passes(minutes=1)
    (told,) = [m["text"] for m in town.jo.screen if "will be erased" in m["text"]]
    assert told == (
        f"{ref}: this family rang, and what it told was never sent. It will be erased after Monday 7 December 2026. "
        f"/case {ref} and then Go on asking keeps it.\nJo, you asked last."
    )
    await town.passes(days=20)
    assert town.jo.count("will be erased after") == 1


async def test_a_call_that_somebody_went_on_with_is_told_of_anew(town: Town) -> None:
    ref = await rings(town.jo)
    await town.passes(days=5)  # Saturday
    await town.priya.says(f"/case {ref}")
    await town.priya.taps("Go on asking", "None of these")
    await town.passes(days=11)  # Wednesday, 9 December
    assert not town.jo.heard("will be erased")
    await town.passes(days=2)
    assert town.jo.heard("It will be erased after Saturday 12 December 2026.")
    assert town.jo.heard("Priya, you asked last.")


async def test_a_call_that_was_sent_is_not_told_of(town: Town) -> None:
    await rings(town.jo)
    await finishes(town.jo)
    await town.passes(days=15)
    assert not town.jo.heard("will be erased after")
