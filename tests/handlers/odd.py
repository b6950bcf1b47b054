"""An update that cannot be handled, and what is said of it."""

from dataclasses import replace

from tests.town import Town

ODD = "the one with Mrs Pope"
"""Words that answer no question on a child's class."""


BROKEN = "Sorry, something went wrong on our side with your last message. The team has been told."


def loses_words(town: Town, word_id: str) -> None:
    """What a family sends is heard with these words missing, so that what needs them cannot be handled."""
    reception = town.sendline.reception
    words = reception.house.words
    left = replace(words, by_id={name: text for name, text in words.by_id.items() if name != word_id})
    reception.house = replace(reception.house, words=left)
