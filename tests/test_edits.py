"""A family edits an answer before sending: it is corrected, and nothing else moves."""

from tests.kept import happened, wrote
from tests.plays import begins, up_to_impact
from tests.town import Family, Town

KEPT = "I saw that you changed a message. Your words are kept for the team."


def answer(town: Town, family: Family, question: str) -> object:
    """What is stored as the answer to a question, newest first."""
    lines = [line for line in happened(town, family, "answered") if line["question"] == question]
    return lines[-1]["value"] if lines else None


def ticked(family: Family) -> list[str]:
    """What is ticked in the newest message."""
    rows = family.screen[-1].get("reply_markup", {}).get("inline_keyboard", ())
    return [button["text"] for row in rows for button in row if button["text"].startswith("✓")]


async def test_an_edit_corrects_the_answer_that_the_message_gave(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann, "AL1 3JF")
    await ann.taps("Years 7")
    await ann.edits("AL1 3JF", "AL1 3JE")
    assert ann.hears("Changed: Postcode is now AL1 3JE.\n\nIs there an EHC plan?")
    assert answer(town, ann, "postcode") == "AL1 3JE"
    await ann.taps("No")
    assert ann.hears("What is school like this week?")


async def test_the_question_that_was_answered_shows_the_corrected_answer(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann, "AL1 3JF")
    assert ann.heard("✓ AL1 3JF")
    await ann.edits("AL1 3JF", "AL1 3JE")
    assert ann.heard("✓ AL1 3JE")
    assert not ann.heard("✓ AL1 3JF")


async def test_an_edit_corrects_after_a_restart_and_many_questions_later(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Full days", "Something else")
    await ann.says("He is poorly")
    await ann.taps("No", "None of these")
    await town.restart()
    await ann.edits("He is poorly", "He is poorly, and nobody comes")
    assert ann.hears("Changed: In your words is now He is poorly, and nobody comes.")
    assert ann.hears("How can we reach you?")
    await ann.shares_number()
    await ann.taps("Nothing to add", "Send. You may")
    await town.jo.taps("Open the card")
    assert "“He is poorly, and nobody comes”" in town.jo.card
    assert "“He is poorly”" not in town.jo.card


async def test_an_edit_on_the_check_page_shows_the_page_anew(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("None of these")
    await ann.says("ann@example.com")
    await ann.taps("Nothing to add")
    await ann.edits("ann@example.com", "ann@example.org")
    assert ann.hears("Changed: How to reach you is now ann@example.org.")
    assert ann.hears("Please check your answers")
    assert ann.hears("How to reach you: ann@example.org")


async def test_an_edit_drops_the_answers_that_it_makes_moot(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No")
    await ann.says("part days")
    await ann.taps("6 to 10", "12 weeks")
    await ann.edits("part days", "suspended")
    assert ann.hears("Changed: School this week is now Suspended (letter).")
    assert ann.hears("How many school days is this suspension?")


async def test_an_edit_that_leads_elsewhere_shows_the_right_door_and_keeps_nothing(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.edits("AL1 3JE", "CF10 1AA")
    assert ann.hears("Different rules apply in Wales")
    assert town.sendline.database.transact_now(lambda work: work.cases.of_chat(ann.chat)) is None


async def test_what_is_ticked_stays_ticked_when_an_earlier_answer_is_edited(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("My job")
    await ann.edits("AL1 3JE", "AL1 3JF")
    assert ann.hears("Is any of this true for you?")
    await ann.taps("Done")
    assert ann.hears("How is it with the job?")


async def test_an_edited_date_is_read_back_before_it_counts_and_the_interview_goes_on(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 7", "No", "Suspended", "2")
    await ann.says("19 november")
    await ann.taps("Yes, that day", "This is the first")
    assert ann.hears("Did school give you a letter")
    await ann.edits("19 november", "20 november")
    assert ann.hears("Just to be sure: Friday 20 November 2026?")
    assert answer(town, ann, "suspension_first_day") == "2026-11-19"
    await ann.taps("Yes, that day")
    assert answer(town, ann, "suspension_first_day") == "2026-11-20"
    assert ann.hears("Did school give you a letter")
    await ann.edits("20 november", "18 november")
    assert ann.hears("Just to be sure: Wednesday 18 November 2026?")


async def test_a_date_that_is_edited_while_it_is_read_back_is_read_anew(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 7", "No", "Suspended", "2")
    await ann.says("19 november")
    await ann.edits("19 november", "20 november")
    assert ann.hears("Just to be sure: Friday 20 November 2026?")


async def test_ticks_are_not_lost_while_an_edited_date_is_read_back(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 7", "No", "Suspended", "2")
    await ann.says("19 november")
    await ann.taps("Yes, that day", "This is the first", "Yes", "Neither", "No", "My job")
    await ann.edits("19 november", "20 november")
    await ann.taps("Yes, that day")
    assert ticked(ann) == ["✓ My job is at risk"]
    await ann.taps("Done")
    assert ann.hears("How is it with the job?")


async def test_an_edit_that_is_no_answer_leaves_the_old_one_and_says_how_to_change_it(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.edits("AL1 3JE", "the house by the mill")
    assert ann.hears("Sorry, I could not read your change. Your answer stays: AL1 3JE.")
    assert ann.hears("go /back")
    assert ann.hears("Which class or year?")
    assert answer(town, ann, "postcode") == "AL1 3JE"
    assert wrote(town, ann) == ["the house by the mill"]


async def test_an_answer_that_was_rejected_counts_once_it_is_edited_into_one(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.says("yer 5")
    assert ann.hears("Sorry, I did not get that.")
    await ann.edits("yer 5", "year 5")
    assert ann.hears("Is there an EHC plan?")


async def test_a_message_whose_answer_was_given_anew_since_corrects_nothing(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann, "AL1 3JF")
    await ann.says("/back", "AL1 3JE")
    await ann.edits("AL1 3JF", "AL1 3JG")
    assert ann.hears(KEPT)
    assert answer(town, ann, "postcode") == "AL1 3JE"


async def test_an_answer_that_was_kept_on_the_way_back_can_be_corrected_still(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann, "AL1 3JF")
    await ann.says("/back")
    await ann.taps("Keep: AL1 3JF")
    await ann.edits("AL1 3JF", "AL1 3JE")
    assert ann.hears("Changed: Postcode is now AL1 3JE.")


async def test_ticks_that_are_typed_into_an_answered_question_are_shown_to_be_confirmed(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.says("no")
    assert ann.hears("How can we reach you?")
    await ann.edits("no", "I can't cope")
    assert ann.heard("I am sorry it is so hard.")
    assert town.jo.hears("SAFETY · URGENT")
    assert ticked(ann) == ["✓ I can't cope"]
    await ann.taps("Done")
    assert ann.hears("How can we reach you?")


async def test_an_edit_without_a_change_does_nothing(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.says("see https://example.org/letter")
    heard, before = len(ann.screen), happened(town, ann, "wrote")
    await ann.edits("see https://example.org/letter", "see https://example.org/letter")
    await ann.edits("AL1 3JE", "AL1 3JE")
    assert len(ann.screen) == heard
    assert happened(town, ann, "wrote") == before


async def test_an_edit_that_comes_twice_corrects_once(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann, "AL1 3JF")
    town.telegram.misbehave("duplicate")
    await ann.edits("AL1 3JF", "AL1 3JE")
    await town.settle()
    assert ann.count("Changed: Postcode") == 1
