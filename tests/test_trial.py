"""What `./sendline try` needs to know of the rest."""

from bot.desk.daily import BEFORE_OPENING
from bot.desk.following import KINDS
from bot.trial import WHAT


def test_the_clock_on_the_page_has_words_for_whatever_falls_due_next() -> None:
    assert set(WHAT) == {*KINDS, *BEFORE_OPENING}
