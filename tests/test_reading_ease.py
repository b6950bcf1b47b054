"""Reading ease: every message to a family, whole, is easy enough to read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.casework.consent import OF_THE_CASE, Consent
from bot.casework.rulebook import Urgency
from bot.casework.words import Html, Words
from tests.wording import FAMILY, KINDS, RULEBOOK

FRAGMENTS = (
    *("option", "button", "label", "closed", "why", "reason", "said", "sent"),
    *("profile", "allow", "tap", "held"),
)
"""Sections that never are a message of their own."""

SAMPLE = {
    "mp": "Sam",
    "constituency": "Sam",
    "sendiass": "Sam",
    "council": "Sam",
    "homelessness": "Sam",
    "name": "Sam",
    "answer": "Sam",
    "question": "Sam",
    "label": "School this week",
    "childrens_services": "0300 123 4043",
    "hours": "9am to 5.30pm on working days",
    "ref": "SL-7K3Q9",
    "dates": "Friday 11 December: the school's governors must meet by then",
    "refs": "SL-7K3Q9",
    "unfinished": "14",
    "routine": "12",
    "urgent": "24",
    "at": "Tuesday",
    "by": "Tuesday",
    "day": "Tuesday",
    "sent": "Tuesday",
    "started": "Tuesday",
    "closed": "Tuesday",
    "outcome": "there is full-time school again",
    "claimed": "Sam in the team has your case.",
    "reasons": "you did not freely agree to the part days; and your job or home is at risk while a child is not "
    "in school full time",
    "text": "We rang the school.",
}
"""Names of people and places are one short name, so that they do not count."""

EASY = Words(FAMILY.by_id, SAMPLE)


@dataclass(frozen=True)
class Read:
    name: str
    text: str

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade of what is left without markup and lines with phone numbers."""
        text = re.sub(r"<[^>]+>", "", self.text)
        text = "\n".join(line for line in text.splitlines() if not re.search(r"\d{3}", line))
        sentences = [part for part in re.split(r"[.!?]+(?:\s|$)|\n+", text) if re.search(r"[a-zA-Z]", part)]
        words = re.findall(r"[a-zA-Z][a-zA-Z'’-]*", text)
        if not words:
            return 0
        syllables = sum(_syllables(word.lower()) for word in words)
        return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    silent = r"(?<=[a-z]{2})(?:(?<!l)e|(?<![sxzcghl])es|(?<![td])ed)$"
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(silent, "", word))))


def messages() -> list[Read]:
    """Every message that a family can get, whole."""
    alone = [Read(i, EASY(i)) for i in EASY.by_id if i.split(".")[0] not in FRAGMENTS and i != "check.line"]
    calm = [Read(f"sent.{kind}", _sent(f"sent.{kind}", "")) for kind in KINDS if kind != "urgent"]
    doors = [EASY("sent.door-home"), EASY("sent.door-job")]
    risks = Read("sent.urgent with doors", _sent("sent.urgent", "why.impact.job-or-home", *doors))
    return [*alone, *_privacy(), *calm, risks, Read("sent.unsafe", EASY("sent.unsafe")), *_sent_urgent()]


def _privacy() -> Iterator[Read]:
    """The screen of /privacy, for those who are asked in words of their own."""
    contact = ("contact", "safe-unknown", "latest", "time", "short-on")
    for role in ("", "helper."):
        lines = [EASY(f"profile.{word}") for word in contact] + [EASY("profile.allowed")]
        lines += [
            EASY("profile.yes", label=EASY.plain(f"allow.{role if kind in OF_THE_CASE else ''}{kind}"))
            for kind in Consent
        ]
        text = "\n".join([*lines, EASY("profile.tap"), EASY("privacy.kept")])
        yield Read(f"the screen of /privacy {role}", text)


def _sent_urgent() -> Iterator[Read]:
    for rule in RULEBOOK.rules:
        if rule.urgency is Urgency.URGENT and f"why.{rule.id}" in EASY:
            dates = "\n".join(f"• Tuesday: {clock.family}" for clock in rule.clocks if clock.family)
            about = EASY("sent.dates", dates=Html(dates)) if dates else ""
            rights = rule.family_line
            yield Read(f"sent.urgent for {rule.id}", _sent("sent.urgent", f"why.{rule.id}", about, rights))


def _sent(head: str, why: str, *parts: str) -> str:
    reasons = EASY.plain(why) if why else ""
    return "\n\n".join([EASY(head, reasons=reasons), *parts, EASY("sent.phone"), EASY("sent.foot")])


def test_the_grade_of_a_known_text_is_the_one_that_others_find() -> None:
    easy = Read("", "The cat sat on the mat.")
    hard = Read("", "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.")
    assert round(easy.grade, 1) == -1.4
    assert round(hard.grade, 1) == 11.3


def test_no_message_to_a_family_is_harder_than_grade_7() -> None:
    assert [f"{message.name}: {message.grade:.1f}" for message in messages() if message.grade > 7] == []


def test_messages_to_families_are_of_grade_5_and_a_half_at_most_on_the_average() -> None:
    grades = [message.grade for message in messages()]
    assert sum(grades) / len(grades) <= 5.5
