"""UK postcodes as people type them: read one, tell its nation, tell whether it lies in a list."""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from bot.casework.letters import unmarked


class Nation(StrEnum):
    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"
    CROWN_DEPENDENCY = "crown_dependency"


AREAS = {
    Nation.ENGLAND: (
        "AL B BA BB BD BH BL BN BR BS CA CB CH CM CO CR CT CV CW DA DE DH DL DN DT DY E EC EN EX FY GL GU "
        "HA HD HG HP HR HU HX IG IP KT L LA LE LN LS LU M ME MK N NE NG NN NR NW OL OX PE PL PO PR RG RH "
        "RM S SE SG SK SL SM SN SO SP SR SS ST SW SY TA TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO"
    ),
    Nation.WALES: "CF LD LL NP SA",
    Nation.SCOTLAND: "AB DD DG EH FK G HS IV KA KW KY ML PA PH TD ZE",
    Nation.NORTHERN_IRELAND: "BT",
    Nation.CROWN_DEPENDENCY: "GY IM JE",
}
# Where an area reaches over a border, the map decides by district; when in doubt a district straddles.
STRADDLING = (
    "CA6 CH1 CH4 DG14 DG16 HR2 HR3 HR5 LD7 LD8 LL11 LL12 LL13 LL14 LL20 NE71 NP7 NP16 NP25 "
    "SY5 SY10 SY13 SY14 SY15 SY21 SY22 TD5 TD8 TD9 TD11 TD12 TD15"
)
WELSH_DISTRICTS = "CH5 CH6 CH7 CH8 SY16 SY17 SY18 SY19 SY20 SY23 SY24 SY25"

DISTRICT = r"(?:0|[1-9][0-9]?|[1-9][ABCDEFGHJKMNPRSTUVWXY])"
LETTER = "[ABD-HJLNP-UW-Z]"
AREAS_WITH_LETTERED_DISTRICTS = "E EC N NW SE SW W WC"


def read_postcode(text: str) -> str | None:
    """Return the one full postcode in `text` as "AL1 3JE"; None if there is none, or more than one.

    Typed alone, it may hold spaces between any of its parts, and "O" or "I" for the digit of its second half.
    """
    plain = unicodedata.normalize("NFKC", unmarked(text)).upper().strip(" .,!\n\t")
    found = _alone(plain) or _among_words(plain)
    return found.pop() if len(found) == 1 else None


def nation_of(postcode: str) -> Nation | None:
    """The nation of a canonical postcode; None where its district straddles a border: ask the office."""
    district = postcode.partition(" ")[0]
    if district in STRADDLING.split():
        return None
    if district in WELSH_DISTRICTS.split():
        return Nation.WALES
    return _nation_of_area(re.split("[0-9]", district)[0])


def is_in(postcode: str, prefixes: Sequence[str]) -> bool:
    """Whether a canonical postcode lies in a district "AL1" or sector "AL3 4", or is listed itself."""
    district, _, inward = postcode.partition(" ")
    wanted = {district, f"{district} {inward[:1]}", postcode}
    return any(" ".join(prefix.upper().split()) in wanted for prefix in prefixes)


def _alone(plain: str) -> set[str]:
    shape = rf"([A-Z]{{1,2}})\s*({DISTRICT})[\s-]*([0-9OI])\s*({LETTER})\s*({LETTER})"
    parts = re.fullmatch(shape, plain)
    if not parts:
        return set()
    inward = (parts[3] + parts[4] + parts[5]).replace("O", "0").replace("I", "1")
    return _real([(parts[1], parts[2], inward)])


def _among_words(plain: str) -> set[str]:
    """Stricter than alone: "flat B1 2nd floor" and "N1 its nice" hold no postcode."""
    inward = rf"(?!1ST|2ND|3RD|[04-9]TH)[0-9]{LETTER}{{2}}"
    return _real(re.findall(rf"(?<![A-Z0-9])([A-Z]{{1,2}})({DISTRICT})[\s-]*({inward})(?![A-Z0-9])", plain))


def _real(parts: list[tuple[str, str, str]]) -> set[str]:
    """Keep those in an area that exists, and lettered districts (EC1A) only where there are any."""
    return {
        f"{area}{district} {inward}"
        for area, district, inward in parts
        if _nation_of_area(area) and (district.isdecimal() or area in AREAS_WITH_LETTERED_DISTRICTS.split())
    }


def _nation_of_area(area: str) -> Nation | None:
    return next((nation for nation, areas in AREAS.items() if area in areas.split()), None)
