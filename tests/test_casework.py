"""What a team does with its cases: notes, giving them to one another, waiting, closing and opening again."""

import pytest

from bot.office import Office
from tests.plays import routine_case, seed_case
from tests.test_every_day import not_going
from tests.town import Family, Town


async def opened(town: Town, family: Family | None = None) -> Family:
    """A seed case whose card Jo has opened."""
    family = family or town.family("Ann")
    await seed_case(family)
    await town.jo.taps("Open the card")
    return family


# Notes


async def test_a_note_stands_on_the_card_and_the_family_never_reads_it(town: Town) -> None:
    ann = await opened(town)
    before = len(ann.screen)
    await town.jo.taps("Note")
    await town.jo.replies("Head says the plan is with <b>governors</b>.")
    assert "Jo, Mon 23 Nov, 10:00: Head says the plan is with <b>governors</b>." in town.jo.card
    assert town.jo.heard("note by Jo")
    assert len(ann.screen) == before
    assert "with <b>governors" not in town.stored()


async def test_the_card_shows_the_last_two_notes_and_all_answers_show_all(town: Town) -> None:
    await opened(town)
    for text in ("one of three", "two of three", "three of three"):
        await town.jo.taps("Note")
        await town.jo.replies(text)
    assert "one of three" not in town.jo.card
    assert "three of three" in town.jo.card
    await town.jo.taps("All answers")
    assert town.jo.heard("Jo, Mon 23 Nov, 10:00: one of three")


async def test_a_closed_case_still_takes_a_note_that_was_asked_for(town: Town) -> None:
    await opened(town)
    await town.jo.taps("Note")
    await town.priya.taps("Close", "Advice given")
    await town.jo.replies("Rang once more: all well.")
    assert town.jo.heard("Rang once more: all well.")


# Handing over, giving back, waiting


async def test_a_case_is_handed_to_a_colleague_who_is_called_by_name(town: Town) -> None:
    ann = await opened(town)
    await town.priya.says("/me")
    await town.jo.taps("Claim", "More", "Hand over", "Priya")
    assert town.jo.heard(f"{ann.ref}: Jo handed it to Priya")
    assert "Claimed by Priya" in town.jo.card
    await town.priya.says("/mine")
    assert ann.ref in town.priya.last
    await town.jo.says("/mine")
    assert town.jo.hears("Mine: none.")


async def test_nobody_can_be_handed_a_case_who_was_never_seen_here(town: Town) -> None:
    await opened(town)
    assert await town.jo.taps("Claim", "More", "Hand over") == (
        "I know nobody else here yet. Ask them to write /me in this group."
    )


async def test_an_urgent_case_that_is_given_back_is_called_out_again(town: Town) -> None:
    ann = await opened(town)
    await town.jo.taps("Claim", "More", "Give back")
    assert "Not claimed" in town.jo.card
    await town.passes(minutes=31)
    assert town.jo.heard("Still not claimed since")
    await town.jo.says("/queue unclaimed")
    assert ann.ref in town.jo.last


async def test_whom_a_case_waits_for_shows_on_the_card_and_in_the_queue(town: Town) -> None:
    ann = await opened(town)
    calm = town.family("Bea")
    await routine_case(calm)
    await town.jo.says(f"/case {ann.ref}")
    assert await town.jo.taps("More", "Waits for", "the council") == "It waits for the council."
    assert "waits for the council" in town.jo.card
    await town.jo.says("/queue waiting on the council")
    assert ann.ref in town.jo.last
    assert calm.ref not in town.jo.last


async def test_a_promise_that_was_kept_presses_nobody_any_more(town: Town) -> None:
    await opened(town)
    assert "Contact the family by" in town.jo.card
    assert "Tue 24 Nov: first contact" in town.jo.card
    await town.jo.taps("I rang the family")
    assert "Contact the family by" not in town.jo.card
    assert "first contact with the family: Mon 23 Nov, 10:00" in town.jo.card


# Roles


@pytest.fixture
def with_roles(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """An office in which Jo manages and Priya may only look."""
    office = town.sendline.house.office
    staff = office.staff.model_copy(update={"managers": (town.jo.person,), "read_only": (town.priya.person,)})
    changed: Office = office.model_copy(update={"staff": staff})
    object.__setattr__(town.sendline.house, "office", changed)
    return town


@pytest.mark.parametrize("label", ["Claim", "Note", "Accept", "Change to", "Message the family", "Close"])
async def test_whoever_may_only_look_can_press_nothing_that_changes_a_case(
    with_roles: Town, label: str
) -> None:
    town = with_roles
    await opened(town)
    before = len(town.jo.screen)
    assert await town.priya.taps(label) == "You may look here, and change nothing."
    assert len(town.jo.screen) == before


async def test_whoever_may_only_look_can_look(with_roles: Town) -> None:
    town = with_roles
    ann = await opened(town)
    await town.priya.taps("All answers")
    assert town.priya.heard("all answers")
    await town.priya.says(f"/case {ann.ref}")
    assert "rtt.no-consent" in town.priya.card
    await town.priya.says("/new")
    assert town.priya.hears("you may look here, and change nothing")


async def test_only_the_holder_or_a_manager_gives_a_case_away(with_roles: Town) -> None:
    town = with_roles
    await opened(town)
    sam = town.colleague("Sam")
    await sam.taps("Claim")
    kim = town.colleague("Kim")
    assert await kim.taps("More", "Give back") == "Only Sam or a manager can give this case away."
    assert await town.jo.taps("Give back") == "It is nobody's now."


# Closing, what helped, opening again


async def test_the_family_is_asked_whether_it_is_sorted_before_a_case_is_closed(town: Town) -> None:
    ann = await opened(town)
    await town.jo.taps("Close", "Ask first")
    assert ann.hears(f"The team asks about your case {ann.ref}: is it sorted now?")
    await ann.taps("Yes, it is sorted")
    assert ann.hears("They may close the case now")
    assert town.jo.heard("the family says it is sorted. The case can be closed.")
    await town.jo.taps("Close")
    assert "Ask first: is it sorted?" not in str(town.jo.screen[-1])


async def test_a_family_that_says_no_rings_staff_and_is_asked_once_a_question(town: Town) -> None:
    ann = await opened(town)
    await town.jo.taps("Close", "Ask first")
    await ann.taps("No, not yet")
    assert town.jo.heard("the family says it is not sorted")
    assert await ann.taps_data(ann.screen[-2]["message_id"], "e|yes|1") == (
        "That question is closed now. You can just write to me here, and the team will see it."
    )


async def test_what_made_the_difference_is_asked_once_it_is_closed(town: Town) -> None:
    await opened(town)
    await town.jo.taps("Close", "Back in full-time")
    assert town.jo.heard("what made the difference?")
    await town.jo.taps("Our letter or call")
    assert "closed Mon 23 Nov, 10:00: Back in full-time education · what helped: Our letter or call" in (
        town.jo.card
    )


async def test_a_closed_case_is_opened_again_with_a_reason_and_goes_on(town: Town) -> None:
    ann = await opened(town)
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
    ann = await opened(town)
    await town.jo.taps("Close", "Ask first")
    await ann.taps("Yes, it is sorted")
    await town.jo.taps("Close", "The family says")
    await town.jo.taps("Open again")
    await town.jo.replies("He was sent home again.")
    await town.jo.taps("Close")
    assert "Ask first: is it sorted?" in str(town.jo.screen[-1])


async def test_a_case_is_not_opened_again_beside_a_newer_one_of_the_same_family(town: Town) -> None:
    ann = await opened(town)
    first = ann.ref
    await town.jo.taps("Close", "Advice given")
    await routine_case(ann)
    await town.jo.says(f"/case {first}")
    assert await town.jo.taps("Open again") == f"The family has a newer case: {ann.ref}."


async def test_a_newer_case_that_begins_while_the_reason_is_written_stays_the_only_one(town: Town) -> None:
    ann = await opened(town)
    await town.jo.taps("Close", "Advice given", "Open again")
    await ann.says("/start")
    await town.jo.replies("He was sent home again.")
    assert town.jo.hears("The family has begun to tell of a newer case. You see it once it is sent.")
    assert not town.jo.heard("opened again by")


async def test_a_newer_case_that_is_not_sent_is_not_named_to_staff(town: Town) -> None:
    ann = await opened(town)
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


# The queue's views


@pytest.mark.parametrize(
    ("words", "shown"),
    {
        "all of them": ("", (True, True)),
        "urgent ones": ("urgent", (True, False)),
        "unclaimed ones": ("unclaimed", (False, True)),
        "mine": ("mine", (True, False)),
    }.values(),
)
async def test_the_queue_shows_what_is_asked_for(town: Town, words: str, shown: tuple[bool, bool]) -> None:
    calm, ann = town.family("Bea"), town.family("Ann")
    await routine_case(calm)
    await opened(town, ann)
    await town.jo.taps("Claim")
    await town.jo.says(f"/queue {words}")
    assert (ann.ref in town.jo.last, calm.ref in town.jo.last) == shown


async def test_views_are_a_tap_away_and_mine_are_those_of_whoever_taps(town: Town) -> None:
    ann = await opened(town)
    await town.jo.taps("Claim")
    await town.priya.says("/queue")
    await town.priya.taps("Mine")
    assert town.priya.hears("Mine: none.")
    await town.jo.taps("Mine")
    assert ann.ref in town.jo.last


async def test_a_view_that_does_not_exist_names_those_that_do(town: Town) -> None:
    await town.jo.says("/queue everything")
    assert town.jo.hears("I know these: /queue urgent")
