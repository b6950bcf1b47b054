"""How many taps a family needs: counted on each path, without the screen of things that it may add."""

import pytest

from tests.casework.interviewing import Talk
from tests.casework.paths import OPENING

FIRST = (*OPENING, "y7-10", "no")
LIGHT = ("no", "social-worker", "done", "here", "none")
"""One thing ticked, and "Done"."""

TYPED = ("AL1 3JE",)
"""What is typed is no tap."""

PATHS = {
    "Part days, not agreed": (14, (*FIRST, "part", "6-10", "2-5", "no", "no", "not-told", *LIGHT)),
    "Part days, agreed with an end date": (
        15,
        (*FIRST, "part", "13-15", "2-5", "yes", "3w", "yes", "illness", *LIGHT),
    ),
    "Suspended": (14, (*FIRST, "suspended", "3", "today", "first", "yes", "neither", *LIGHT)),
    "Suspended for over five days": (
        15,
        (*FIRST, "suspended", "6-9", "today", "first", "yes", "none", "neither", *LIGHT),
    ),
    "Excluded for good": (12, (*FIRST, "excluded", "dont-know", "not-yet", "none", *LIGHT)),
    "Excluded for good, and the governors said no": (
        13,
        (*FIRST, "excluded", "dont-know", "upheld", "dont-know", "none", *LIGHT),
    ),
    "Sent home with no letter": (13, (*FIRST, "sent-home", "2-3", "neither", "none", "no", *LIGHT)),
    "Not going": (14, (*FIRST, "not-going", "15-29", "no", "none", "worry", "no", *LIGHT)),
    "No place": (12, (*FIRST, "no-place", "6-26", "none", "moved", *LIGHT)),
    "Plan late, in school full time": (
        11,
        (*OPENING, "y7-10", "being-done", "full", "plan-late", "over-20", *LIGHT),
    ),
    "A second child of whom the same is true": (
        17,
        (*FIRST, "part", "6-10", "2-5", "no", "no", "not-told", "same", "y1-2", "no", *LIGHT),
    ),
}
"""The numbers are those that the questionnaire promises (a second child: three more)."""


def taps(said: tuple[str, ...]) -> int:
    """Play it to the end, and count. "Nothing to add" does not count, "Send" after it does: one for the other."""
    talk = Talk()
    for words in said:
        talk = talk.says(words)
    assert talk.step is None
    return sum(words not in TYPED for words in said)


@pytest.mark.parametrize(("promised", "said"), PATHS.values(), ids=PATHS)
def test_a_path_takes_the_taps_that_were_promised(promised: int, said: tuple[str, ...]) -> None:
    assert taps(said) == promised
