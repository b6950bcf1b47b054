"""What a team does with its cases: notes, giving them to one another, waiting, and what each may see."""

import pytest

from bot.office import Office
from tests.plays import card_is_open, case_to_be_asked_about, routine_case
from tests.town import Town

# Notes


async def test_a_note_stands_on_the_card_and_the_family_never_reads_it(town: Town) -> None:
    ann = await card_is_open(town)
    before = len(ann.screen)
    await town.jo.taps("Note")
    await town.jo.replies("Head says the plan is with <b>governors</b>.")
    assert "Jo, Mon 23 Nov, 10:00: Head says the plan is with <b>governors</b>." in town.jo.card
    assert town.jo.heard("note by Jo")
    assert len(ann.screen) == before
    assert "with <b>governors" not in town.stored()


async def test_the_card_shows_the_last_two_notes_and_all_answers_show_all(town: Town) -> None:
    await card_is_open(town)
    for text in ("one of three", "two of three", "three of three"):
        await town.jo.taps("Note")
        await town.jo.replies(text)
    assert "one of three" not in town.jo.card
    assert "three of three" in town.jo.card
    await town.jo.taps("All answers")
    assert town.jo.heard("Jo, Mon 23 Nov, 10:00: one of three")


async def test_a_closed_case_still_takes_a_note_that_was_asked_for(town: Town) -> None:
    await card_is_open(town)
    await town.jo.taps("Note")
    await town.priya.taps("Close", "Advice given")
    await town.jo.replies("Rang once more: all well.")
    assert town.jo.heard("Rang once more: all well.")


# Handing over, giving back, waiting


async def test_a_case_is_handed_to_a_colleague_who_is_called_by_name(town: Town) -> None:
    ann = await card_is_open(town)
    await town.priya.says("/me")
    await town.jo.taps("Claim", "More", "Hand over", "Priya")
    assert town.jo.heard(f"{ann.ref}: Jo handed it to Priya")
    assert "Claimed by Priya" in town.jo.card
    await town.priya.says("/mine")
    assert ann.ref in town.priya.last
    await town.jo.says("/mine")
    assert town.jo.hears("Mine: none.")


async def test_nobody_can_be_handed_a_case_who_was_never_seen_here(town: Town) -> None:
    await card_is_open(town)
    assert await town.jo.taps("Claim", "More", "Hand over") == (
        "I know nobody else here yet. Ask them to write /me in this group."
    )


async def test_nobody_who_left_the_group_can_be_handed_a_case(town: Town) -> None:
    await card_is_open(town)
    await town.priya.says("/me")
    await town.jo.taps("Claim", "More", "Hand over")
    town.telegram.leave_staff(town.priya.person)
    await town.settle()
    assert await town.jo.taps("Priya") == "Whoever that was is no longer in the group. Nothing changed."
    assert "Claimed by Jo" in town.jo.card
    assert (await town.jo.taps("More", "Hand over")).startswith("I know nobody else here yet.")


async def test_of_who_left_while_nobody_was_told_telegram_is_asked_before_they_get_a_case(town: Town) -> None:
    await card_is_open(town)
    await town.priya.says("/me")
    town.telegram.world.state.staff[town.priya.person] = "left"
    await town.jo.taps("Claim", "More", "Hand over")
    assert await town.jo.taps("Priya") == "Priya is no longer in the group. Nothing changed."
    assert "Claimed by Jo" in town.jo.card
    town.telegram.join_staff(town.priya.person)
    await town.settle()
    await town.jo.taps("More", "Hand over", "Priya")
    assert "Claimed by Priya" in town.jo.card


async def test_what_somebody_who_left_still_has_is_named_and_can_be_handed_over(town: Town) -> None:
    ann = await card_is_open(town)
    await town.priya.taps("Claim")
    await town.jo.says("/me")
    town.telegram.leave_staff(town.priya.person)
    await town.settle()
    assert town.jo.hears(f"Priya is no longer in this group, and still has: {ann.ref}. Please hand them over")
    await town.passes(days=2)
    assert town.jo.heard("Priya, who has it, is no longer in this group: nothing was done here since")
    await town.jo.taps("More", "Hand over")
    assert town.jo.hears("who takes it over? Priya, who has it, is no longer in this group.")
    await town.jo.taps("Jo")
    assert "Claimed by Jo" in town.jo.card


async def test_an_urgent_case_that_is_given_back_is_called_out_again(town: Town) -> None:
    ann = await card_is_open(town)
    await town.jo.taps("Claim", "More", "Give back")
    assert "Not claimed" in town.jo.card
    await town.passes(minutes=31)
    assert town.jo.heard("Still not claimed since")
    await town.jo.says("/queue unclaimed")
    assert ann.ref in town.jo.last


async def test_whom_a_case_waits_for_shows_on_the_card_and_in_the_queue(town: Town) -> None:
    ann = await card_is_open(town)
    calm = town.family("Bea")
    await routine_case(calm)
    await town.jo.says(f"/case {ann.ref}")
    assert await town.jo.taps("More", "Waits for", "the council") == "It waits for the council."
    assert "waits for the council" in town.jo.card
    await town.jo.says("/queue waiting on the council")
    assert ann.ref in town.jo.last
    assert calm.ref not in town.jo.last


async def test_a_promise_that_was_kept_presses_nobody_any_more(town: Town) -> None:
    await card_is_open(town)
    assert "Contact the family by" in town.jo.card
    assert "Tue 24 Nov: first contact" in town.jo.card
    await town.jo.taps("I rang the family")
    assert "Contact the family by" not in town.jo.card
    assert "first contact with the family: Mon 23 Nov, 10:00" in town.jo.card


# Thinking better of it


@pytest.mark.parametrize(
    "taps",
    [
        ("More",),
        ("More", "Hand over"),
        ("More", "Waits for"),
        ("More", "Correct answers"),
        ("Wrote to council",),
        ("Close",),
    ],
)
async def test_who_thinks_better_of_it_finds_the_card_as_it_stood_and_no_choices(
    town: Town, taps: tuple[str, ...]
) -> None:
    await card_is_open(town)
    await town.priya.says("/me")
    await town.jo.taps("Claim")
    before = texts(town)
    await town.jo.taps(*taps)
    assert texts(town) != before
    assert await town.jo.taps("← Back" if taps[-1] == "Correct answers" else "Cancel") == "Nothing changed."
    assert texts(town) == before


async def test_a_question_to_staff_whether_they_may_is_gone_once_it_is_cancelled(town: Town) -> None:
    ann = town.family("Ann")
    await case_to_be_asked_about(ann)
    await town.jo.taps("Open the card")
    before = texts(town)
    await town.jo.taps("Wrote to council", "To the council")
    assert town.jo.hears("Did they say yes by phone?")
    assert await town.jo.taps("Cancel") == "Nothing changed."
    assert texts(town) == before


@pytest.mark.parametrize(
    "taps",
    [
        ("More", "Hand over", "Priya"),
        ("More", "Give back"),
        ("More", "Waits for", "the council"),
        ("Wrote to council", "To the council"),
        ("Close", "Back in full-time"),
    ],
)
async def test_choices_are_gone_once_one_of_them_is_made(town: Town, taps: tuple[str, ...]) -> None:
    await card_is_open(town)
    await town.priya.says("/me")
    await town.jo.taps("Claim", *taps[:-1])
    choices, _ = town.jo.newest_with(taps[-1])
    await town.jo.taps(taps[-1])
    assert choices["message_id"] not in [message["message_id"] for message in town.jo.screen]


async def test_choices_that_are_too_old_to_be_deleted_lose_their_buttons(town: Town) -> None:
    await card_is_open(town)
    await town.jo.taps("More")
    choices, _ = town.jo.newest_with("Cancel")
    await town.passes(days=3)
    await town.jo.taps("Cancel")
    (left,) = [m for m in town.jo.screen if m["message_id"] == choices["message_id"]]
    assert left["text"].endswith(": nothing changed.")
    assert "reply_markup" not in left


def texts(town: Town) -> list[str]:
    return [message["text"] for message in town.jo.screen]


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
    await card_is_open(town)
    before = len(town.jo.screen)
    assert await town.priya.taps(label) == "You may look here, and change nothing."
    assert len(town.jo.screen) == before


async def test_whoever_may_only_look_can_look(with_roles: Town) -> None:
    town = with_roles
    ann = await card_is_open(town)
    await town.priya.taps("All answers")
    assert town.priya.heard("all answers")
    await town.priya.says(f"/case {ann.ref}")
    assert "rtt.no-consent" in town.priya.card
    await town.priya.says("/new")
    assert town.priya.hears("you may look here, and change nothing")


async def test_only_the_holder_or_a_manager_gives_a_case_away(with_roles: Town) -> None:
    town = with_roles
    await card_is_open(town)
    sam = town.colleague("Sam")
    await sam.taps("Claim")
    kim = town.colleague("Kim")
    assert await kim.taps("More", "Give back") == "Only Sam or a manager can give this case away."
    assert await town.jo.taps("Give back") == "It is nobody's now."


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
    await card_is_open(town, ann)
    await town.jo.taps("Claim")
    await town.jo.says(f"/queue {words}")
    assert (ann.ref in town.jo.last, calm.ref in town.jo.last) == shown


async def test_views_are_a_tap_away_and_mine_are_those_of_whoever_taps(town: Town) -> None:
    ann = await card_is_open(town)
    await town.jo.taps("Claim")
    await town.priya.says("/queue")
    await town.priya.taps("Mine")
    assert town.priya.hears("Mine: none.")
    await town.jo.taps("Mine")
    assert ann.ref in town.jo.last


async def test_a_view_that_does_not_exist_names_those_that_do(town: Town) -> None:
    await town.jo.says("/queue everything")
    assert town.jo.hears("I know these: /queue urgent")
