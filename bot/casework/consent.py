"""What a family can allow, in which words it was asked, and what that permits."""

from collections.abc import Collection, Mapping
from enum import StrEnum


class Consent(StrEnum):
    CASEWORK = "casework"  # the team reads what was told, and works on it
    COUNCIL = "council"  # it may speak to the council
    SCHOOL = "school"  # it may speak to the school
    NUMBERS = "numbers"  # the case is counted where nobody can be known again
    QUOTE = "quote"  # the family's own words may be said in public, without a name


OF_THE_CASE = (Consent.CASEWORK, Consent.COUNCIL, Consent.SCHOOL)
"""What decides whom staff may speak to; the others are asked for once a case is sent, and are not given by it."""

SENDING: Mapping[str, tuple[Consent, ...]] = {
    "speak": OF_THE_CASE,
    "ask": (Consent.CASEWORK,),
    "council": (Consent.CASEWORK, Consent.COUNCIL),
    "school": (Consent.CASEWORK, Consent.SCHOOL),
}
"""What each permission allows. The first two are those of the buttons that send; "stop" and none allow nothing."""

STOP = "stop"
"""The permission of a case for which casework was taken back."""

WORDINGS: Mapping[str, tuple[str, ...]] = {
    "send/1": ("check.foot", "button.send-speak", "button.send-ask"),
    "send-helper/1": ("check.helper.foot", "button.helper.send-speak", "button.helper.send-ask"),
    "phone/1": ("consent.read-out-council", "consent.read-out-school"),
    "casework/1": ("allow.casework", "tap.casework"),
    "casework-helper/1": ("allow.helper.casework", "tap.casework"),
    "council/1": ("allow.council", "tap.council"),
    "council-helper/1": ("allow.helper.council", "tap.council"),
    "school/1": ("allow.school", "tap.school"),
    "school-helper/1": ("allow.helper.school", "tap.school"),
    "numbers/1": ("allow.numbers", "tap.numbers"),
    "quote/1": ("allow.quote", "tap.quote"),
}
"""The words that are shown, by the version that is stored: other words need another version, and a test says so."""

PHONE = "phone/1"
"""The version of what staff read out where a family is asked by phone."""


def wording_of(name: str, role: str) -> str:
    """The version of the words that whoever writes is asked in now: "council/1", or "send-helper/1"."""
    versions = {version.partition("/")[0]: version for version in WORDINGS}
    return versions.get(f"{name}-{role}") or versions[name]


def permission_of(allowed: Collection[Consent]) -> str:
    """Whom staff may speak to: speak (both), council, school, ask (neither), or stop."""
    if Consent.CASEWORK not in allowed:
        return STOP
    both = {Consent.COUNCIL, Consent.SCHOOL} & set(allowed)
    return "speak" if len(both) == 2 else next(iter(both), "ask")
