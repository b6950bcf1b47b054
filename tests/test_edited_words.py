"""A family edits words that staff have, or that nobody knows any more: passed on as changed, and nothing comes back."""

import pytest

from tests.kept import happened, set_aside, wrote
from tests.plays import begins, finishes, part_time, routine_case, seed_case
from tests.town import Town

KEPT = "I saw that you changed a message. Your words are kept for the team."


async def test_free_words_that_are_edited_before_sending_are_kept_beside_the_old_ones(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.says("please hurry")
    await ann.edits("please hurry", "please hurry, I may lose my job")
    assert ann.hears(KEPT)
    assert ann.hears("Which class or year?")
    await ann.taps("Years 7", "No")
    await part_time(ann)
    await ann.taps("No")
    await finishes(ann)
    await town.jo.taps("Open the card")
    assert "“please hurry”" in town.jo.card
    assert "“Changed later: please hurry, I may lose my job”" in town.jo.card


async def test_danger_that_is_edited_into_a_message_rings_at_once(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.says("we are ok")
    await ann.edits("we are ok", "he has taken tablets")
    assert ann.heard("In danger now: call 999.")
    assert not ann.heard(KEPT)
    assert town.jo.heard("SAFETY · URGENT")
    await town.jo.taps("Open the card")
    assert "he has taken tablets" in town.jo.card


async def test_danger_that_is_edited_out_of_an_answer_is_still_read_by_staff(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Full days", "Something else")
    await ann.says("She says she wants to die")
    await ann.edits("She says she wants to die", "All is well")
    await ann.taps("No")
    await finishes(ann)
    await town.jo.taps("Open the card")
    assert "SAFETY · URGENT" in town.jo.card
    assert "“She says she wants to die”" in town.jo.card
    assert "“All is well”" in town.jo.card


async def test_words_that_are_edited_after_sending_reach_staff_with_what_they_were_before(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.says("The school rang at 9")
    await ann.edits("The school rang at 9", "The school rang at 10")
    assert ann.hears("Thank you. I have passed your change to the team.")
    assert town.jo.hears(
        f"{ann.ref}: the family changed what it wrote\n“The school rang at 10”\n"
        "Before that it was\n“The school rang at 9”"
    )


async def test_an_answer_that_is_edited_after_sending_goes_to_staff_and_changes_no_case(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    before = len(happened(town, ann, "answered"))
    await ann.edits("AL1 3JE", "AL1 3JF")
    assert ann.hears("Your case stays as you sent it, and I have told the team what you changed.")
    assert town.jo.hears(
        "the family changed what it answered to Postcode\n“AL1 3JF”\nBefore that it was\n“AL1 3JE”"
    )
    assert len(happened(town, ann, "answered")) == before
    await town.jo.taps("Open the card")
    assert "“Changed later: Postcode: AL1 3JF”" in town.jo.card


async def test_an_edit_while_things_got_worse_goes_to_staff_and_the_question_stays(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.passes(days=14)
    await ann.taps("Worse")
    await ann.edits("AL1 3JE", "AL1 3JF")
    assert ann.heard("I have told the team what you changed.")
    assert ann.hears("What is school like this week?")


async def test_an_edit_after_the_case_was_closed_reaches_staff_and_begins_nothing(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.jo.taps("Open the card", "Close", "Back in full-time")
    await ann.edits("AL1 3JE", "AL1 3JF")
    assert town.jo.hears("the family changed what it answered to Postcode")
    assert ann.hears("That case is closed")


async def test_an_edit_of_a_closed_cases_message_finds_it_though_a_new_case_has_begun(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    ref = ann.ref
    await ann.says("We moved")
    await town.jo.taps("Open the card", "Close", "Back in full-time")
    await town.passes(hours=1)
    await ann.says("/start")
    await ann.edits("We moved", "We moved to Hatfield")
    assert town.jo.hears(f"{ref}: the family changed what it wrote\n“We moved to Hatfield”")
    assert wrote(town, ann) == []


@pytest.mark.parametrize("begun_again", [False, True])
async def test_an_edit_of_what_was_erased_brings_nothing_back(town: Town, begun_again: bool) -> None:
    ann = town.family("Ann")
    await ann.says("Marmaduke is sad")
    await ann.says("/delete")
    await ann.taps("Yes, delete it all")
    await town.passes(hours=1)
    if begun_again:
        await ann.says("/start")
    heard = len(ann.screen)
    await ann.edits("Marmaduke is sad", "Marmaduke is very sad")
    assert len(ann.screen) == heard
    assert wrote(town, ann) == []
    case = town.sendline.database.transact_now(lambda work: work.cases.of_chat(ann.chat))
    assert (case is not None) == begun_again


async def test_danger_in_an_edit_of_what_was_erased_brings_the_numbers(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("Marmaduke is sad", "/delete")
    await ann.taps("Yes, delete it all")
    await ann.edits("Marmaduke is sad", "Marmaduke has taken tablets")
    assert ann.hears("Call 999 now if anyone is in danger.")
    assert town.sendline.database.transact_now(lambda work: work.cases.of_chat(ann.chat)) is None


async def test_a_command_that_is_edited_into_words_is_kept(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.says("/help")
    await ann.edits("/help", "help us please")
    assert ann.hears(KEPT)
    assert wrote(town, ann) == ["help us please"]


async def test_words_that_are_edited_into_a_command_are_obeyed(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.says("stpo")
    await ann.edits("stpo", "stop")
    assert ann.hears("OK, I have stopped.")


async def test_a_caption_that_is_edited_is_kept_as_changed(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    message = town.telegram.sends_picture(ann.person, "his letter")
    await town.settle()
    edited = message | {"caption": "his second letter", "edit_date": message["date"]}
    with town.telegram.world.change():
        town.telegram.world.queue("edited_message", edited)
    await town.settle()
    assert wrote(town, ann) == ["his letter", "his second letter"]
    assert ann.hears(KEPT)


async def test_a_place_that_moves_is_no_edit(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    place = {"latitude": 51.75, "longitude": -0.33, "live_period": 900}
    message = town.telegram.sends(ann.person, {"location": place})
    await town.settle()
    heard = len(ann.screen)
    with town.telegram.world.change():
        town.telegram.world.queue("edited_message", message | {"edit_date": message["date"]})
    await town.settle()
    assert len(ann.screen) == heard
    assert set_aside(town) == []


async def test_edits_in_the_staff_group_say_nothing_to_anyone(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.says("/queue")
    heard = len(town.jo.screen), len(ann.screen)
    mine = next(m for m in town.telegram.history(town.jo.chat) if m.get("text") == "/queue")
    town.telegram.edits(town.jo.person, town.jo.chat, mine["message_id"], "/case SL-AAAAA")
    await town.settle()
    assert (len(town.jo.screen), len(ann.screen)) == heard
