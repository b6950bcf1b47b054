"""Consent: which words stand behind each version, and what is permitted by it."""

import hashlib

import pytest

from bot.casework.consent import WORDINGS, Consent, permission_of, wording_of
from tests.wording import FAMILY, STAFF

SHOWN = {
    "send/1": "0c89f934f0ce4381",
    "send-helper/1": "20727c30447697d3",
    "phone/1": "8c4cee9cbf061792",
    "casework/1": "f5edbf773b9684bc",
    "casework-helper/1": "17aceba58d84b13b",
    "council/1": "ba2e0fcadc9b11fe",
    "council-helper/1": "b40c7a676e331877",
    "school/1": "1a352047c996fb18",
    "school-helper/1": "5bf62665e49921d3",
    "numbers/1": "a2f066129bf2fb9d",
    "quote/1": "107827bc73bc2e93",
}
"""What was shown under each version, as the digest of the words. A line here is never changed: it says what families
agreed to. Other words get a new version, such as "council/2", in place of the old one in WORDINGS, and a line here.
"""


def digest_of(version: str) -> str:
    words = (FAMILY.by_id.get(word_id) or STAFF.by_id[word_id] for word_id in WORDINGS[version])
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


@pytest.mark.parametrize("version", WORDINGS)
def test_other_words_need_another_version(version: str) -> None:
    assert digest_of(version) == SHOWN.get(version), f"{version} has other words now: give them a new version"


@pytest.mark.parametrize(
    ("name", "role", "version"),
    [
        ("send", "parent", "send/1"),
        ("send", "self", "send/1"),
        ("send", "helper", "send-helper/1"),
        ("council", "self", "council/1"),
        ("council", "helper", "council-helper/1"),
        ("quote", "helper", "quote/1"),
    ],
)
def test_whoever_writes_is_asked_in_their_own_words(name: str, role: str, version: str) -> None:
    assert wording_of(name, role) == version


@pytest.mark.parametrize(
    ("allowed", "permission"),
    [
        ({Consent.CASEWORK, Consent.COUNCIL, Consent.SCHOOL}, "speak"),
        ({Consent.CASEWORK, Consent.COUNCIL}, "council"),
        ({Consent.CASEWORK, Consent.SCHOOL, Consent.QUOTE}, "school"),
        ({Consent.CASEWORK, Consent.NUMBERS}, "ask"),
        ({Consent.COUNCIL, Consent.SCHOOL}, "stop"),
        (set[Consent](), "stop"),
    ],
)
def test_nobody_may_be_spoken_to_without_casework(allowed: set[Consent], permission: str) -> None:
    assert permission_of(allowed) == permission
