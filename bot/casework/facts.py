"""What is known of a family, as rules read it: plain values, with "don't know" kept apart."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Now(StrEnum):
    """What school is like this week (screen 6)."""

    FULL = "full"
    PART = "part"
    SUSPENDED = "suspended"
    EXCLUDED = "excluded"
    SENT_HOME = "sent-home"
    NOT_GOING = "not-going"
    NO_PLACE = "no-place"


class Stage(StrEnum):
    """The class a child is in; sets the full-time yardstick in hours."""

    NURSERY = "nursery"
    RECEPTION = "reception"
    Y1_2 = "y1-2"
    Y3_6 = "y3-6"
    Y7_10 = "y7-10"
    Y11 = "y11"
    Y12_PLUS = "y12-plus"


@dataclass(frozen=True)
class Child:
    """One child. Fields are named after the questions; each default is how "not asked" reads."""

    now: Now = Now.FULL
    stage: Stage = Stage.Y3_6
    turned_five: bool = True
    plan: str = "no"  # yes, being-done, turned-down, no
    plan_asked_weeks: float = 0
    plan_letter_on: date | None = None
    suspension_days: float = 0  # this time, back-to-back letters counted as one
    suspension_first_on: date | None = None
    suspension_total: float = 0  # school days this term, this one included
    suspension_first: bool = False  # the first this term
    suspension_letter: bool = True
    day_six_lessons: str = "none"  # full, some, none
    school_talk: str = "neither"  # permanent, leave, neither
    exam_missed: bool = False
    rtt_hours: float = 0  # a week
    rtt_weeks: float = 0  # since it started
    rtt_agreed: str = "yes"  # yes, no-choice, no
    rtt_end: date | str = "no"  # a day, no, passed
    rtt_review: bool = False
    rtt_why: str = "not-told"  # illness, worry, behaviour, cannot-cope, not-told
    in_own_words: bool = False  # the branch is not asked about yet: a person reads what they wrote
    now_before: Now | None = None  # what school was like before they told us that something changed
    council_told: bool = True  # from the first call, not asked at intake
    year_total: float = 0  # suspended days this school year; from documents, not asked at intake


@dataclass(frozen=True)
class Family:
    """Who is writing, and what it does to them at home."""

    role: str = "parent"  # parent, self, helper, under-16
    constituent: bool = True
    nation: str = "england"
    danger_now: bool = False
    danger_in_words: bool = False  # what they typed holds a cue of danger; a person must read it
    job: str = "no"  # no, worried, warned, lost
    home: str = "no"  # no, worried, notice, homeless
    because: bool = False  # job or home at risk because a child is not in school full time
    cannot_cope: bool = False
    self_harm: bool = False
    held_or_hurt: bool = False
    abuse_home: bool = False
    social_worker: bool = False
    also_suspended: bool = False  # the child on part days was also suspended or sent home this term
    usually_part: bool = False  # the suspended child usually has only part days
    children: tuple[Child, ...] = ()


def compulsory_school_age(child: Child) -> bool:
    """Education Act 1996 s.8, by class: from the term after the fifth birthday until Year 11 ends."""
    if child.stage in (Stage.NURSERY, Stage.RECEPTION):
        return child.turned_five
    return child.stage != Stage.Y12_PLUS


def out_of_full_time(child: Child) -> bool:
    return child.now != Now.FULL and compulsory_school_age(child) and not _hours_are_full(child)


def reduced(child: Child) -> bool:
    """On fewer hours than the full-time yardstick, and of compulsory school age."""
    return child.now == Now.PART and out_of_full_time(child)


def suspended(child: Child) -> bool:
    return child.now == Now.SUSPENDED


def total_this_term(child: Child) -> float:
    """School days suspended this term; never fewer than this suspension alone."""
    return max(child.suspension_total, child.suspension_days)


YARDSTICK_HOURS = {
    Stage.NURSERY: 21.0,
    Stage.RECEPTION: 21.0,
    Stage.Y1_2: 21.0,
    Stage.Y3_6: 23.5,
    Stage.Y7_10: 24.0,
    Stage.Y11: 25.0,
    Stage.Y12_PLUS: 25.0,
}
"""Hours a week that count as full-time: the Ombudsman's yardstick, not statute."""


def yardstick_hours(child: Child) -> float:
    return YARDSTICK_HOURS[child.stage]


def _hours_are_full(child: Child) -> bool:
    return child.now == Now.PART and child.rtt_hours >= yardstick_hours(child)
