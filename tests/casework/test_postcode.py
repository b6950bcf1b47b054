"""Postcodes as people type them, and where they lie."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.casework.postcode import Nation, is_in, nation_of, read_postcode

READ = {
    "As it is written": ("AL1 3JE", "AL1 3JE"),
    "In lower case": ("al1 3je", "AL1 3JE"),
    "Without its space": ("al13je", "AL1 3JE"),
    "With too many spaces": ("  AL 1  3 JE ", "AL1 3JE"),
    "With a hard space": ("AL1\u00a03JE", "AL1 3JE"),
    "With a hyphen": ("AL1-3JE", "AL1 3JE"),
    "With a full stop after it": ("AL1 3JE.", "AL1 3JE"),
    "Two figures in its district": ("AL10 0AA", "AL10 0AA"),
    "Two figures in its district, without the space": ("al100aa", "AL10 0AA"),
    "One letter and one figure": ("M1 1AE", "M1 1AE"),
    "One letter and two figures": ("B33 8TH", "B33 8TH"),
    "A district ending in a letter": ("W1A 0AX", "W1A 0AX"),
    "A district ending in a letter, without the space": ("ec1a1bb", "EC1A 1BB"),
    "A district nought": ("SL0 9AA", "SL0 9AA"),
    "The letter O typed for the nought of the second half": ("AL1 oAA", "AL1 0AA"),
    "The letter I typed for the one of the second half": ("AL1 iAA", "AL1 1AA"),
    "With words around it": ("it's AL1 3JE thanks", "AL1 3JE"),
    "With words around it and no space": ("my postcode is al13je", "AL1 3JE"),
    "In brackets": ("St Albans (AL1 3JE)", "AL1 3JE"),
    "The same one twice": ("AL1 3JE, yes AL1 3JE", "AL1 3JE"),
    "In full-width letters": ("ＡＬ１ ３ＪＥ", "AL1 3JE"),
    "In Scotland": ("EH99 1SP", "EH99 1SP"),
}


@pytest.mark.parametrize(("typed", "expected"), READ.values(), ids=READ.keys())
def test_a_postcode_is_read_however_it_is_typed(typed: str, expected: str) -> None:
    assert read_postcode(typed) == expected


REFUSED = {
    "Nothing": "",
    "A district alone": "AL1",
    "A sector": "AL1 3",
    "A town": "St Albans",
    "Two different ones": "AL1 3JE or AL3 4AB",
    "An area that does not exist": "ZZ9 9ZZ",
    "A first letter that is never used": "QQ1 1AA",
    "A second half with a letter that is never used": "AL1 3CE",
    "A second half with a letter too many": "AL1 3JEE",
    "A figure too many after the space": "AL1 03JE",
    "A lettered district outside London": "AL1A 1AA",
    "A district with a leading nought": "AL01 3JE",
    "The letter I typed in the first half": "ALI 3JE",
    "Girobank's": "GIR 0AA",
    "Forces mail": "BFPO 58",
    "Forces mail in its new form": "BF1 3AA",
    "A bank's own": "BX1 1LT",
    "A floor after a block": "flat B1 2nd floor",
    "A word that starts with I after a block": "we are in N1 its nice",
    "A word that starts with O after a block": "E2 old road",
    "A word that runs on": "XAL1 3JE",
}


@pytest.mark.parametrize("typed", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_single_full_postcode_is_refused(typed: str) -> None:
    assert read_postcode(typed) is None


@settings(derandomize=True, max_examples=500)
@given(st.text())
def test_no_text_breaks_the_reading_of_postcodes(text: str) -> None:
    read_postcode(text)


NATIONS = {
    "St Albans is in England": ("AL1 3JE", Nation.ENGLAND),
    "The City is in England, lettered district or not": ("EC1A 1BB", Nation.ENGLAND),
    "Manchester has one letter": ("M1 1AE", Nation.ENGLAND),
    "Cardiff is in Wales": ("CF10 1AA", Nation.WALES),
    "Swansea is in Wales": ("SA1 1AA", Nation.WALES),
    "Mold is in Wales, in Chester's area": ("CH7 1AA", Nation.WALES),
    "Aberystwyth is in Wales, in Shrewsbury's area": ("SY23 1AA", Nation.WALES),
    "Birkenhead is in England": ("CH41 1AA", Nation.ENGLAND),
    "Shrewsbury is in England": ("SY1 1AA", Nation.ENGLAND),
    "Hereford is in England": ("HR1 1AA", Nation.ENGLAND),
    "Newport is in Wales": ("NP20 1AA", Nation.WALES),
    "Newcastle is in England": ("NE1 1AA", Nation.ENGLAND),
    "Carlisle is in England": ("CA1 1AA", Nation.ENGLAND),
    "Edinburgh is in Scotland": ("EH1 1AA", Nation.SCOTLAND),
    "Dumfries is in Scotland": ("DG1 1AA", Nation.SCOTLAND),
    "Galashiels is in Scotland": ("TD1 1AA", Nation.SCOTLAND),
    "Belfast is in Northern Ireland": ("BT1 1AA", Nation.NORTHERN_IRELAND),
    "Jersey is a Crown dependency": ("JE2 3AA", Nation.CROWN_DEPENDENCY),
    "Guernsey is a Crown dependency": ("GY1 1AA", Nation.CROWN_DEPENDENCY),
    "Man is a Crown dependency": ("IM1 1AA", Nation.CROWN_DEPENDENCY),
    "Saltney straddles": ("CH4 8AA", None),
    "Oswestry's villages straddle": ("SY10 7AA", None),
    "Hay-on-Wye straddles": ("HR3 5AA", None),
    "Knighton straddles": ("LD7 1AA", None),
    "Chepstow straddles": ("NP16 5AA", None),
    "Berwick straddles": ("TD15 1AA", None),
    "Gretna straddles": ("DG16 5AA", None),
    "Longtown straddles": ("CA6 5AA", None),
}


@pytest.mark.parametrize(("postcode", "expected"), NATIONS.values(), ids=NATIONS.keys())
def test_the_district_tells_the_nation_unless_it_straddles(postcode: str, expected: Nation | None) -> None:
    assert nation_of(postcode) is expected


LISTED = {
    "A district holds its postcodes": ("AL1 3JE", ["AL1"], True),
    "AL1 does not hold AL10": ("AL10 0AA", ["AL1"], False),
    "AL10 does not hold AL1": ("AL1 0AA", ["AL10"], False),
    "A sector holds its postcodes": ("AL3 4AB", ["AL3 4"], True),
    "A sector does not hold the next": ("AL3 5AB", ["AL3 4"], False),
    "AL3 4 is no AL34": ("AL34 1AB", ["AL3 4"], False),
    "A full postcode is itself": ("AL3 5AB", ["AL3 5AB"], True),
    "A full postcode is no other": ("AL3 5AA", ["AL3 5AB"], False),
    "Any of the list will do": ("AL3 4AB", ["AL1", "AL2", "AL3 4"], True),
    "The list may be in lower case with wide spaces": ("AL3 4AB", [" al3  4 "], True),
    "An area is too wide to be listed": ("AL1 3JE", ["AL"], False),
    "An empty entry holds nothing": ("AL1 3JE", [""], False),
    "An empty list holds nothing": ("AL1 3JE", [], False),
}


@pytest.mark.parametrize(("postcode", "prefixes", "expected"), LISTED.values(), ids=LISTED.keys())
def test_a_list_holds_districts_sectors_and_postcodes(
    postcode: str, prefixes: Sequence[str], expected: bool
) -> None:
    assert is_in(postcode, prefixes) is expected
