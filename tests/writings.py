"""Jo writes to a family."""

from tests.plays import seed_case
from tests.town import Family, Town

WORDS = "We rang the school. <b> & more tomorrow."


async def asked(town: Town, name: str = "Ann") -> Family:
    """A family with an open case, and Jo asked for words to it."""
    family = town.family(name)
    await seed_case(family)
    await town.jo.taps("Open the card", "Message the family")
    return family


def shows(town: Town, text: str) -> int:
    """How often the staff group shows it now."""
    return town.jo.count(text)
