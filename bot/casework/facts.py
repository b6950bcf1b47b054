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
    # excluded for good
    excluded_on: date | None = None  # the letter's date
    excluded_months: float = 0  # since an exclusion in the past
    governors: str = "not-yet"  # not-yet, date-set, upheld, reinstated
    governors_letter_on: date | None = None
    lessons: str = "none"  # full, some, none
    # suspended
    suspension_days: float = 0  # this time, back-to-back letters counted as one
    suspension_first_on: date | None = None
    suspension_total: float = 0  # school days this term, this one included
    suspension_first: bool = False  # the first this term
    suspension_letter: bool = True
    day_six_lessons: str = "none"  # full, some, none
    school_talk: str = "neither"  # permanent, leave, neither
    exam_missed: bool = False
    exam_on: date | None = None
    # sent or kept home with no letter
    sent_home_times: float = 0  # in the last four weeks
    stay_away: bool = False  # told not to come back
    keep_apart: bool = False  # kept home to keep pupils apart
    # part days
    rtt_hours: float = 0  # a week
    rtt_weeks: float = 0  # since it started
    rtt_since_on: date | None = None  # the same as a day, where it was told exactly
    rtt_agreed: str = "yes"  # yes, no-choice, no
    rtt_end: date | str = "no"  # a day, no, passed
    rtt_review: bool = False
    rtt_why: str = "not-told"  # illness, worry, behaviour, cannot-cope, not-told
    # not going, or no school place
    days_missed: float = 0  # school days this school year
    back_soon: bool = True  # back to full days within three weeks
    lesson_hours: float = 0  # a week
    oos_why: str = "other"  # illness, worry, unsafe, cannot-cope, transport, other
    enforcement: str = "no"  # no, warning, fine, court
    fine_on: date | None = None
    court_on: date | None = None
    no_place_why: str = "other"  # moved, after-exclusion, waiting, refused, chose, told-out, other
    out_weeks: float = 0  # without a place, or waiting for another
    out_since_on: date | None = None
    # full days, with something else wrong
    wrong: str = "other"  # see branches.WRONG
    support: str = "some"  # how much of the plan's support is missing: all, some
    move_up: str = "no"  # the school for the next stage: none-named, named, no
    # the plan
    plan: str = "no"  # yes, being-done, turned-down, no
    plan_asked_weeks: float = 0
    plan_asked_on: date | None = None
    review_met_on: date | str | None = None  # a day, none
    letter: str = "none"  # the newest from the council: draft, final, review, order, none
    plan_letter_on: date | None = None
    mediation: date | str = "none"  # the certificate's day, none, appealed
    # not asked at intake
    now_before: Now | None = None  # what school was like before they told us that something changed
    council_told: bool = True  # from the first call
    year_total: float = 0  # suspended days this school year; from documents


@dataclass(frozen=True)
class Family:
    """Who is writing, and what it does to them at home."""

    role: str = "parent"  # parent, self, helper, under-16
    constituent: bool = True
    nation: str = "england"  # or another; "border" where the postcode alone cannot tell
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


def full_time(child: Child) -> bool:
    """In school on full days, or given lessons for as many hours as a full week has."""
    if child.now in (Now.EXCLUDED, Now.SENT_HOME):
        return child.lessons == "full"
    if child.now in (Now.NOT_GOING, Now.NO_PLACE):
        return child.lesson_hours >= yardstick_hours(child)
    if child.now == Now.PART:
        return child.rtt_hours >= yardstick_hours(child)
    return child.now == Now.FULL


def out_of_full_time(child: Child) -> bool:
    """Of compulsory school age and not in full-time education, unless the family chose to teach at home."""
    chose = child.now == Now.NO_PLACE and child.no_place_why == "chose"
    return child.now != Now.FULL and compulsory_school_age(child) and not chose and not full_time(child)


def reduced(child: Child) -> bool:
    """On fewer hours than the full-time yardstick, and of compulsory school age."""
    return child.now == Now.PART and out_of_full_time(child)


def suspended(child: Child) -> bool:
    return child.now == Now.SUSPENDED


def total_this_term(child: Child) -> float:
    """School days suspended this term; never fewer than this suspension alone."""
    return max(child.suspension_total, child.suspension_days)


def days_lost(child: Child) -> float:
    """School days without school, as far as a child who is not going or has no place was asked."""
    if child.now == Now.NO_PLACE:
        return child.out_weeks * SCHOOL_DAYS_A_WEEK
    return child.days_missed if child.now == Now.NOT_GOING else 0


def waited_weeks(child: Child) -> float:
    """The longest that a child has waited: on part days, without a place, or for a plan."""
    part_time = child.rtt_weeks if child.now == Now.PART else 0
    for_place = child.out_weeks if child.now == Now.NO_PLACE or child.wrong == "want-school" else 0
    for_plan = child.plan_asked_weeks if plan_is_awaited(child) else 0
    return max(part_time, for_place, for_plan)


def plan_is_awaited(child: Child) -> bool:
    return child.plan == "being-done" or child.wrong == "plan-late"


SCHOOL_DAYS_A_WEEK = 5

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
