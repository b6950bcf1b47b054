"""python -m tests.pictures: plays a trial at a fixed moment, and takes the pictures that README shows."""

import tempfile
from pathlib import Path

from tests.before_page import a_page, a_trial
from tests.playing import Play
from tests.town import MONDAY_MORNING, ROOT

FOLDER = ROOT / "docs" / "pictures"
WIDE, PHONE, TALL = (1440, 900), (390, 844), (1440, 2020)
"""Width and height."""

FIRST_CHILD = ("Years 3 to 6", "Being done", "Suspended", "3", "Today", "5½ to 9½", "Yes", "Neither")
SECOND_CHILD = ("20 to 40 weeks", "Yes, different", "Years 1 and 2", "No", "Part days")
PART_DAYS = ("6 to 10", "12 weeks", "I said yes but felt", "No end date", "Not enough staff", "No")
AT_HOME = ("My job", "My home", "Done", "I had a warning", "Worried about it", "Yes")
THE_END = ("Share my number", "Nothing to add", "Send. You may")
ROUTINE = ("Years 7", "No", "Suspended", "3", "Today", "This is the first", "Yes", "Neither", "No")


def main() -> None:
    """Write docs/pictures/*.png again."""
    with (
        tempfile.TemporaryDirectory(prefix="sendline-pictures-") as folder,
        a_trial(Path(folder), MONDAY_MORNING) as address,
        a_page(address) as page,
    ):
        play = Play(page)
        _the_office_at_work(play, _the_seed_case(play))


def _the_seed_case(play: Play) -> str:
    """Ann tells of two children; Jo opens the card. Returns the reference."""
    ann, jo = play.family(), play.staff("Jo")
    ann.tells("Parent or carer", ":AL1 3JE", *FIRST_CHILD, *SECOND_CHILD)
    _take(play, "family", PHONE)
    ann.tells(*PART_DAYS, *AT_HOME, *THE_END)
    jo.presses(ann.ref, "Open the card")
    _take(play, "page", WIDE)
    return ann.ref


def _the_office_at_work(play: Play, ref: str) -> None:
    """Jo and Priya have talked with families; the next morning there is the digest, the queue and a card."""
    jo, priya, bilal = play.staff("Jo"), play.staff("Priya"), play.family()
    bilal.tells("Parent or carer", ":AL1 3JE", *ROUTINE, "None of these", *THE_END)
    jo.presses(ref, "Claim", "I rang the family")
    priya.presses(bilal.ref, "Open the card", "Claim", "Note")
    priya.writes("The head rings back before noon. The father can be reached after three.")
    play.moves("Next working day")
    jo.writes("/queue")
    jo.taps(bilal.ref)
    _take(play, "office", TALL, "#staff")


def _take(play: Play, name: str, size: tuple[int, int], part: str = "body") -> None:
    tab = play.page.tab
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    play.page.settles()
    tab.mouse.move(0, 0)
    tab.evaluate("document.querySelectorAll('.toast').forEach((line) => { line.hidden = true; })")
    tab.locator(part).screenshot(path=FOLDER / f"{name}.png", animations="disabled")
    tab.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


if __name__ == "__main__":
    main()
