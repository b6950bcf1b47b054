"""The whole of `./sendline try` in a real browser, played as a newcomer would."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.before_page import Page, a_page, a_trial
from tests.situations import OPENING, SITUATIONS
from tests.town import MONDAY_MORNING

pytestmark = pytest.mark.browser


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with a_trial(tmp_path) as address, a_page(address) as found:
        yield found


def test_the_example_plays_the_seed_case_to_the_check_in(page: Page) -> None:
    page.presses("Play the example")
    page.staff_reads("combo.two-children", within_s=300)
    page.staff_reads("rtt.no-consent")
    page.staff_reads("impact.job-or-home")
    page.picture("page")
    page.staff_reads("the family says Better", within_s=60)
    page.tab.set_viewport_size({"width": 390, "height": 844})
    page.picture("phone")


def test_a_family_and_two_caseworkers_by_hand(page: Page) -> None:
    page.presses("Add a family")
    page.presses("Start")
    page.family_reads("Who are you?")
    page.family_taps("Parent or carer")
    page.family_types("AL1 3JE")
    for question, label in [
        ("Which class", "Years 7"),
        ("EHC plan?", "No"),
        ("What is school like", "Part days"),
        ("How many hours", "6 to 10"),
        ("How long has it been", "12 weeks"),
        ("Did you agree", "No"),
        ("when it ends?", "No end date"),
        ("Why part days?", "Behaviour"),
        ("another child", "No"),
        ("Is any of this true", "None of these"),
        ("How can we reach you?", "Share my number"),
        ("Nearly done", "Nothing to add"),
        ("Please check your answers", "Send. You may"),
    ]:
        page.family_reads(question)
        page.family_taps(label)
    page.family_reads("It looks")
    page.family_reads("Here is a copy")
    assert "\nHours in school a week: 6 to 10\n" in page.family_downloads("SL-")
    page.picture("copy")
    page.staff_reads("A new case")
    page.staff_taps("Open the card")
    page.staff_reads("rtt.behaviour")
    with page.staff_holds_down(
        "Claim"
    ):  # what comes meanwhile does not take the button from under the finger
        page.family_types("The school rang me this morning.\nThey want a meeting.\nI am worried.")
        page.bot_has_answered()
    page.staff_reads("Claimed by Jo")
    page.staff_reads("They want a meeting.")
    page.staff_taps("Change to")
    page.staff_reads("reply to this message with why")
    page.staff_types("School confirmed full days from tomorrow.")
    page.staff_reads("Jo changed it")
    page.staff_taps("Message the family")
    page.staff_reads("what the family should read")
    page.staff_types("Full days from tomorrow. We will watch it.")
    page.staff_reads("this is what the family will read")
    page.staff_taps("Send")
    page.staff_reads("✓ Sent")
    page.family_reads("Full days from tomorrow. We will watch it.")
    page.attaches("A letter (PDF)")
    page.family_reads("I have put this with your case")
    page.staff_reads("the family sent a document")
    page.staff_taps("Files (1)")
    page.staff_reads("from the family, ")
    page.moves_until_the_family_reads("How are things with school now?")
    page.family_taps("Sorted")
    page.staff_reads("the family says Sorted")
    page.staff_taps("Close")
    page.staff_reads("how did it end?")
    page.staff_taps("Back in full-time education")
    page.family_reads("The team has closed your case")
    page.staff_reads("what made the difference?")


def test_fourteen_families_tell_what_happened_and_staff_read_why(tmp_path: Path) -> None:
    _, role = OPENING  # a new family is shown a button to start with
    with a_trial(tmp_path, MONDAY_MORNING) as address, a_page(address) as page:
        for number, situation in enumerate(SITUATIONS, start=1):
            page.presses("Add a family")
            page.family_taps("Start")
            page.family_reads("Who are you?")
            page.family_tells(role, f":{situation.postcode}", *situation.told)
            if situation.card:
                page.family_taps("Share my number")
                page.family_reads("Nearly done")
                page.family_tells("Nothing to add")
                page.family_taps("Send. You may")
                page.family_reads("Here is a copy")
                card = page.staff_opens_the_newest()
                assert [part for part in situation.card if part not in card] == []
            heard = page.tab.locator("#family-log").inner_text()
            assert [part for part in situation.family if part not in heard] == []
            page.picture(f"situation-{number}")
