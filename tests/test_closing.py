"""How a case ends: the family is asked whether it is sorted, what helped is kept, and it can be opened again."""

from tests.plays import card_is_open, not_going, routine_case
from tests.town import Town


async def test_the_family_is_asked_whether_it_is_sorted_before_a_case_is_closed(town: Town) -> None:
    ann = await card_is_open(town)
    await town.jo.taps("Close", "Ask first")
    assert ann.hears(f"The team asks about your case {ann.ref}: is it sorted now?")
    await ann.taps("Yes, it is sorted")
    assert ann.hears("They may close the case now")
    assert town.jo.heard("the family says it is sorted. The case can be closed.")
    await town.jo.taps("Close")
    assert "Ask first: is it sorted?" not in str(town.jo.screen[-1])


async def test_a_family_that_says_no_rings_staff_and_is_asked_once_a_question(town: Town) -> None:
    ann = await card_is_open(town)
    await town.jo.taps("Close", "Ask first")
    await ann.taps("No, not yet")
    assert town.jo.heard("the family says it is not sorted")
    assert await ann.taps_data(ann.screen[-2]["message_id"], "e|yes|1") == (
        "That question is closed now. You can just write to me here, and the team will see it."
    )


async def test_what_made_the_difference_is_asked_once_it_is_closed(town: Town) -> None:
    await card_is_open(town)
    await town.jo.taps("Close", "Back in full-time")
    assert town.jo.heard("what made the difference?")
    await town.jo.taps("Our letter or call")
    assert "closed Mon 23 Nov, 10:00: Back in full-time education · what helped: Our letter or call" in (
        town.jo.card
    )


async def test_a_closed_case_is_opened_again_with_a_reason_and_goes_on(town: Town) -> None:
    ann = await card_is_open(town)
    await town.jo.taps("Close", "The family says")
    await town.passes(days=3)
    await town.jo.taps("Open again")
    await town.jo.replies("He was sent home again.")
    assert ann.hears("The team has opened your case")
    assert town.jo.heard("opened again by Jo: He was sent home again.")
    await town.jo.says("/queue")
    assert ann.ref in town.jo.last
    await town.passes(days=5)
    assert ann.heard("How are things with school now?")


async def test_a_case_that_was_opened_again_is_asked_of_the_family_anew_before_it_is_closed(
    town: Town,
) -> None:
    ann = await card_is_open(town)
    await town.jo.taps("Close", "Ask first")
    await ann.taps("Yes, it is sorted")
    await town.jo.taps("Close", "The family says")
    await town.jo.taps("Open again")
    await town.jo.replies("He was sent home again.")
    await town.jo.taps("Close")
    assert "Ask first: is it sorted?" in str(town.jo.screen[-1])


async def test_a_case_is_not_opened_again_beside_a_newer_one_of_the_same_family(town: Town) -> None:
    ann = await card_is_open(town)
    first = ann.ref
    await town.jo.taps("Close", "Advice given")
    await routine_case(ann)
    await town.jo.says(f"/case {first}")
    assert await town.jo.taps("Open again") == f"The family has a newer case: {ann.ref}."


async def test_a_newer_case_that_begins_while_the_reason_is_written_stays_the_only_one(town: Town) -> None:
    ann = await card_is_open(town)
    await town.jo.taps("Close", "Advice given", "Open again")
    await ann.says("/start")
    await town.jo.replies("He was sent home again.")
    assert town.jo.hears("The family has begun to tell of a newer case. You see it once it is sent.")
    assert not town.jo.heard("opened again by")


async def test_a_newer_case_that_is_not_sent_is_not_named_to_staff(town: Town) -> None:
    ann = await card_is_open(town)
    await town.jo.taps("Close", "Advice given")
    await ann.says("/start")
    assert await town.jo.taps("Open again") == (
        "The family has begun to tell of a newer case. You see it once it is sent."
    )
    await town.jo.says("/queue")
    assert town.jo.hears("No open cases.")


async def reopened(town: Town) -> None:
    await town.jo.taps("Open the card", "Close", "Advice given", "Open again")
    await town.jo.replies("The school rang.")


async def test_who_said_stop_is_not_asked_again_because_the_case_is_opened_again(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await ann.says("/stop")
    await reopened(town)
    await town.passes(days=30)
    assert not ann.heard("How are things with school now?")


async def test_casework_that_was_taken_back_stays_so_when_a_case_is_opened_again(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await ann.says("/privacy")
    await ann.taps("Work on my case")
    await reopened(town)
    await town.passes(days=30)
    assert not ann.heard("How are things with school now?")


async def test_a_family_that_staff_ask_whether_it_is_sorted_is_asked_nothing_else_that_day(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.passes(days=9, hours=23)
    await town.jo.taps("Open the card", "Close", "Ask first")
    await town.passes(hours=8)
    assert ann.hears("is it sorted now?")
    assert not ann.heard("How are things with school now?")


async def test_what_the_family_calls_sorted_does_not_grow_urgent_by_itself(town: Town) -> None:
    ann = town.family("Ann")
    await not_going(ann, "4")  # Monday; the fifteenth day would be Tuesday, 8 December
    await town.jo.taps("Open the card", "Close", "Ask first")
    await ann.taps("Yes, it is sorted")
    await town.passes(days=20)
    assert not town.jo.heard("a day passed that changes this case")


async def test_a_family_that_let_the_bot_back_in_while_it_was_closed_is_told_that_it_is_opened_again(
    town: Town,
) -> None:
    ann = await card_is_open(town)
    town.telegram.blocks(ann.person)
    await town.settle()
    await town.jo.taps("Close", "Advice given")
    assert "The family has blocked the bot" in town.jo.card
    town.telegram.unblocks(ann.person)
    await town.settle()
    assert "The family has blocked the bot" not in town.jo.card
    await town.jo.taps("Open again")
    await town.jo.replies("The school rang.")
    assert ann.hears("The team has opened your case")


async def test_a_family_that_blocked_the_bot_while_it_was_closed_shows_so_once_it_is_opened_again(
    town: Town,
) -> None:
    ann = await card_is_open(town)
    await town.jo.taps("Close", "Advice given")
    town.telegram.blocks(ann.person)
    await town.settle()
    assert "The family has blocked the bot" in town.jo.card
    await town.jo.taps("Open again")
    await town.jo.replies("The school rang.")
    assert "The family has blocked the bot" in town.jo.card
