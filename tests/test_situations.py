"""Fourteen real kinds of situation, each told as that parent would: what staff and the family then read."""

import pytest

from tests.situations import OPENING, SITUATIONS, Situation
from tests.town import Family, Town


async def tells(family: Family, *told: str) -> None:
    for said in told:
        if said.startswith(":"):
            await family.says(said[1:])
        else:
            await family.taps(said)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.name)
async def test_a_situation_reaches_staff_with_its_reasons(town: Town, situation: Situation) -> None:
    ann = town.family("Ann")
    start, role = OPENING
    await ann.says(start)
    await ann.taps(role)
    await ann.says(situation.postcode)
    await tells(ann, *situation.told)
    if situation.card:
        await ann.shares_number()
        await ann.taps("Nothing to add", "Send. You may")
        await town.jo.taps("Open the card")
    card = town.jo.card if situation.card else ""
    assert [part for part in situation.card if part not in card] == []
    assert [part for part in situation.family if not ann.heard(part)] == []
    assert bool(town.jo.screen) == bool(situation.card)


async def test_a_family_well_inside_wales_is_shown_the_welsh_door(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/start")
    await ann.taps("Parent or carer")
    await ann.says("NP15 1AA")
    assert ann.hears("Different rules apply in Wales.")
