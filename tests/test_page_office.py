"""Two caseworkers and three families on the page of `./sendline try`: from card to close, by every button there is."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk.orders import COMMANDS
from bot.desk.queue import View
from bot.desk.staff import ACTIONS
from tests.before_page import a_page, a_trial
from tests.playing import Family, Play, Staff
from tests.town import MONDAY_MORNING

PART_DAYS = ("Parent or carer", ":AL1 3JE", "Years 7", "No", "Part days", "6 to 10", "12 weeks", "No")
NOT_AGREED = ("No end date", "Behaviour", "No", "None of these", "Share my number", "Nothing to add")
SUSPENDED = ("Years 7", "No", "Suspended", "3", "Today", "This is the first", "Yes", "Neither", "No")


OF_A_MESSAGE = {"message", "reword", "send", "drop"}
OF_WHO_HAS_IT = {"claim", "more", "hand", "release", "wait", "cancel"}
OF_COUNCIL_AND_SCHOOL = {"rang", "raised", "allowed", "answered"}
OF_THE_END = {"close", "ask-sorted", "because", "reopen"}
OF_ANN = {
    *{"open", "accept", "change", "files", "note", "answers", "facts"},
    *(OF_A_MESSAGE | OF_WHO_HAS_IT | OF_COUNCIL_AND_SCHOOL | OF_THE_END),
}
OF_BILAL = {"open", "claim", "accept", "message", "send", "phoned", "close", "because"}
OF_THE_CALL = {"open", "more", "hand", "close", "because", "post", "keep", "erase"}
"""What the buttons do that staff press in each of the three cases."""


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    with a_trial(tmp_path, MONDAY_MORNING) as address, a_page(address) as page:
        yield Play(page)


def test_in_three_cases_staff_press_every_button_that_there_is() -> None:
    assert set(ACTIONS) == OF_ANN | OF_BILAL | OF_THE_CALL


@pytest.mark.browser
def test_a_case_goes_from_its_card_to_its_close_and_is_opened_again(play: Play) -> None:
    jo, priya = play.staff("Jo"), play.staff("Priya")
    asks_who_is_who(jo, priya)
    of_ann(play, jo, priya)
    assert play.buttons == OF_ANN


@pytest.mark.browser
def test_a_family_sets_what_may_be_done_is_not_reached_and_erases_everything(play: Play) -> None:
    of_bilal(play, play.staff("Jo"), play.staff("Priya"))
    assert play.buttons == OF_BILAL


@pytest.mark.browser
def test_a_family_that_rang_is_in_every_view_and_a_manager_erases_it(play: Play) -> None:
    jo, priya = play.staff("Jo"), play.staff("Priya")
    asks_who_is_who(jo, priya)
    ref = of_a_family_that_rang(jo, priya)
    looks_at_every_view(jo, ref)
    closes_what_was_by_phone(priya, ref)
    erases_at_a_phone_call(priya, ref)
    assert play.buttons == OF_THE_CALL
    assert play.views == set(View)
    assert play.commands == set(COMMANDS)


def asks_who_is_who(jo: Staff, priya: Staff) -> None:
    for someone in (jo, priya):
        someone.writes("/me")
        assert f"{someone.name}, your number is" in someone.last
    jo.writes("/help")
    jo.reads("/queue – open cases, the most pressing first")
    jo.writes("/chat")
    jo.reads("This chat's number is")


def of_ann(play: Play, jo: Staff, priya: Staff) -> None:
    """Part days that nobody agreed to; she wants to be asked before anybody speaks to others."""
    ann = play.family()
    ann.tells(*PART_DAYS, *NOT_AGREED, "Send, but ask me first")
    ref = ann.ref
    jo.presses(ref, "Open the card", "Claim", "Accept")
    assert "Claimed by Jo" in jo.card(ref)
    decides_otherwise(jo, ref)
    writes_with_second_thoughts(jo, ann, ref)
    ann.attaches("A letter (PDF)")
    jo.presses(ref, "Files (1)", "Note")
    jo.writes("The SENCO is back on Thursday.")
    assert "The SENCO is back on Thursday." in jo.card(ref)
    jo.presses(ref, "All answers")
    jo.reads(f"{ref} · all answers")
    changes_hands(jo, priya, ref)
    jo.presses(ref, "I rang the family")
    asks_before_writing_to_school(jo, ann, ref)
    play.passes_until(ann, "How are things with school now?")
    ann.taps("Better")
    jo.reads("the family says Better")
    corrects(jo, ref)
    closes(jo, ann, ref)


def decides_otherwise(jo: Staff, ref: str) -> None:
    jo.presses(ref, "Change to")
    jo.writes("School confirmed full days from tomorrow.")
    assert "Jo changed it: School confirmed full days from tomorrow." in jo.card(ref)


def writes_with_second_thoughts(jo: Staff, ann: Family, ref: str) -> None:
    jo.presses(ref, "Message the family")
    jo.writes("Full days from tomorow.")
    jo.presses(ref, "Change")
    jo.writes("Full days from tomorrow. We will watch it.")
    jo.presses(ref, "Send")
    jo.reads("✓ Sent")
    ann.reads("Full days from tomorrow. We will watch it.")
    jo.presses(ref, "Message the family")
    jo.writes("And nothing else.")
    jo.presses(ref, "Do not send")
    assert ann.count("And nothing else.") == 0


def changes_hands(jo: Staff, priya: Staff, ref: str) -> None:
    """To Priya and back to nobody, then to Jo again; it waits for school."""
    jo.presses(ref, "More", "Hand over", "Priya")
    assert "Claimed by Priya" in priya.card(ref)
    priya.presses(ref, "More", "Give back")
    assert "Not claimed" in priya.card(ref)
    jo.presses(ref, "Claim", "More", "Waits for", "the family")
    assert "waits for the family" in jo.card(ref)
    jo.presses(ref, "More", "Cancel")


def asks_before_writing_to_school(jo: Staff, ann: Family, ref: str) -> None:
    jo.presses(ref, "Wrote to council or school", "To the school")
    jo.reads("the family has not allowed to speak to the school")
    jo.presses(ref, "They said yes by phone")
    ann.reads("The team noted that you said yes to this when you spoke")
    jo.presses(ref, "Wrote to council or school", "To the school")
    jo.reads("Jo wrote to the school")
    jo.presses(ref, "They answered")
    jo.reads("Jo says that council or school answered.")


def corrects(jo: Staff, ref: str) -> None:
    """Through the questions, with the reason."""
    jo.presses(ref, "More", "Correct answers", "Hours in school", "13 to 15")
    jo.writes("She told me on the phone.")
    jo.reads("answers corrected by Jo: She told me on the phone.")
    assert "Jo changed it: School confirmed full days from tomorrow." in jo.card(ref)  # nothing urgent is new
    jo.presses(ref, "All answers")
    jo.reads("Hours in school a week: 13 to 15")


def closes(jo: Staff, ann: Family, ref: str) -> None:
    """Asked first whether it is sorted: not yet, so it is opened again; then it is."""
    jo.presses(ref, "Close", "Ask first")
    ann.taps("No, not yet")
    jo.reads("the family says it is not sorted.")
    jo.presses(ref, "Close", "Advice given", "The school acted")
    ann.reads("The team has closed your case")
    assert "what helped: The school acted" in jo.card(ref)
    jo.presses(ref, "Open again")
    jo.writes("It began anew.")
    ann.reads("The team has opened your case")
    jo.presses(ref, "Close", "Ask first")
    ann.taps("Yes, it is sorted")
    jo.presses(ref, "Close", "The family says it is sorted", "Our letter or call")


def of_bilal(play: Play, jo: Staff, priya: Staff) -> None:
    """A suspension; he sets all of /privacy, blocks the bot for a while, and in the end erases everything."""
    bilal = play.family()
    bilal.tells("Parent or carer", ":AL1 3JE", *SUSPENDED)
    bilal.tells("None of these", "Share my number", "Nothing to add", "Send. You may")
    ref = bilal.ref
    priya.presses(ref, "Open the card", "Claim", "Accept")
    sets_what_may_be_done(bilal, priya, ref)
    is_quiet_and_in_short(bilal, priya, ref)
    is_not_reached(bilal, priya, ref)
    priya.presses(ref, "Close", "No contact possible", "Nothing did")
    takes_it_all_along(bilal, ref)
    bilal.writes("/delete")
    bilal.taps("Yes, delete it all")
    bilal.taps("Yes, delete it all")
    assert "What is gone" in bilal.downloads(r"\.txt")
    jo.reads(f"{ref}: the family erased their case.")


def sets_what_may_be_done(bilal: Family, priya: Staff, ref: str) -> None:
    """Each consent, there and back."""
    bilal.writes("/privacy")
    for label in ("Ask the council", "Ask the school", "Count my case", "Use my words", "Work on my case"):
        ticked = bilal.button(label).inner_text().startswith("✓")
        bilal.taps(label)
        assert bilal.button(label).inner_text().startswith("✓") != ticked
    assert "TAKEN BACK: speak to nobody but the family" in priya.card(ref)
    bilal.taps("Work on my case", "Ask the council", "Ask the school")
    assert "may speak to school and council" in priya.card(ref)
    bilal.taps("Not safe here")
    assert "NOT safe to write on Telegram" in priya.card(ref)
    bilal.taps("It is safe here", "Latest time", "7pm", "A time to call", "Morning", "Close")
    assert "not after 7pm" in priya.card(ref)


def is_quiet_and_in_short(bilal: Family, priya: Staff, ref: str) -> None:
    bilal.writes("/pause")
    bilal.taps("For a week")
    assert "wants quiet until" in priya.card(ref)
    bilal.writes("/start")
    bilal.writes("/privacy")
    bilal.taps("Short notes")
    priya.presses(ref, "Message the family")
    priya.writes("The letter from school is here.")
    priya.presses(ref, "Send")
    assert "You have a message." in bilal.last
    bilal.taps("Show it")
    bilal.reads("The letter from school is here.")
    bilal.writes("/privacy")
    bilal.taps("Short notes")


def is_not_reached(bilal: Family, priya: Staff, ref: str) -> None:
    priya.presses(ref, "Message the family")
    priya.writes("Can you ring us?")
    bilal.blocks()
    priya.presses(ref, "Send")
    priya.reads("✗ Not delivered")
    priya.presses(ref, "Done")
    priya.reads("Priya reached the family another way")
    bilal.blocks("Unblock Sendline")


def takes_it_all_along(bilal: Family, ref: str) -> None:
    bilal.writes("/mydata")
    assert f"Your case: {ref}" in bilal.downloads(r"\.txt")
    assert ref in json.dumps(json.loads(bilal.downloads(r"\.json")))


def of_a_family_that_rang(jo: Staff, priya: Staff) -> str:
    """Jo answers the questions for them, and hands it over to Priya. Returns the reference."""
    jo.writes("/new")
    jo.taps("Parent or carer")
    jo.writes("AL1 3JE")
    jo.taps(*SUSPENDED, "None of these")
    jo.writes("07700 900123")
    jo.taps("Nothing to add", "Send. You may")
    ref = jo.asked_for
    jo.presses(ref, "Open the card")
    assert "by phone" in jo.card(ref)
    priya.writes(f"/case {ref}")
    jo.presses(ref, "More", "Hand over", "Priya")
    assert "Claimed by Priya" in jo.card(ref)
    return ref


def looks_at_every_view(jo: Staff, ref: str) -> None:
    jo.writes("/mine")
    assert "Mine: none." in jo.last
    jo.writes("/queue")
    assert f"{ref} · by Fri 27 Nov · Priya" in jo.last
    jo.taps(ref)
    jo.writes("/queue")
    for view in ("Urgent", "Not claimed", "Due this week", "Mine"):
        jo.taps(view)
        assert f"{view}: " in jo.last
    jo.taps("Waits for us", "Waits for family", "Waits for school", "Waits for council", "Open cases")
    assert "Open cases: 1" in jo.last


def closes_what_was_by_phone(priya: Staff, ref: str) -> None:
    priya.presses(ref, "Close", "Passed to someone else", "The family found a way")
    assert "what helped: The family found a way" in priya.card(ref)


def erases_at_a_phone_call(priya: Staff, ref: str) -> None:
    """A manager does; here, as no manager is named, any caseworker is one."""
    priya.writes(f"/erase {ref}")
    priya.presses(ref, "Cancel")
    priya.writes(f"/erase {ref}")
    priya.presses(ref, "Erase it for good")
    priya.reads(f"{ref}: erased by Priya, because the family asked for it.")
    assert "Who asked: you asked the team" in priya.downloads(r"\.txt")
