"""What shows the rules on suspensions, and on what school talks of."""

from dataclasses import replace
from datetime import date

from bot.casework.facts import Child, Now, Stage
from tests.casework.cases.situation import (
    AGAIN,
    AT_SCHOOL,
    SIX_DAYS,
    SUSPENDED,
    Case,
    one,
)

SUSPENSIONS = (
    Case(
        "How school is for a college student is not known.",
        "urgent",
        one(Child(stage=Stage.Y12_PLUS)),
        in_doubt=("scope.post-16-check",),
        dont_know=((1, "now"),),
    ),
    Case(
        "School talks of permanent exclusion.",
        "urgent",
        one(replace(SUSPENDED, school_talk="permanent")),
        fires=("exclusion.threatened-permanent",),
        quiet=("exclusion.current-short", "exclusion.offroll-pressure"),
    ),
    Case(
        "School talks of taking the child out.",
        "urgent",
        one(replace(SUSPENDED, school_talk="leave")),
        fires=("exclusion.offroll-pressure",),
        quiet=("exclusion.current-short", "exclusion.threatened-permanent"),
    ),
    Case(
        "What is past cannot be threatened any more.",
        "urgent",
        one(Child(now=Now.EXCLUDED, school_talk="permanent")),
        fires=("exclusion.permanent-open",),
        quiet=("exclusion.threatened-permanent",),
    ),
    Case(
        "A child with no place is on no roll.",
        "urgent",
        one(Child(now=Now.NO_PLACE, school_talk="leave")),
        fires=("oos.no-place",),
        quiet=("exclusion.offroll-pressure",),
    ),
    Case(
        "What school talked about is not known.",
        "urgent",
        one(SUSPENDED),
        in_doubt=("exclusion.threatened-permanent", "exclusion.offroll-pressure", "exclusion.current-short"),
        dont_know=((1, "school_talk"),),
    ),
    Case(
        "How many days this term is not known.",
        "urgent",
        one(replace(AGAIN, plan="yes")),
        in_doubt=(
            "exclusion.cumulative-over-15",
            "exclusion.cumulative-nearing-15",
            "exclusion.cumulative-over-5",
            "exclusion.short-with-plan",
        ),
        dont_know=((1, "suspension_total"),),
    ),
    Case(
        "How long this suspension is, is not known.",
        "urgent",
        one(SIX_DAYS),
        in_doubt=("exclusion.day-six-missing",),
        dont_know=((1, "suspension_days"),),
    ),
    Case(
        "Whether an exam is missed is not known.",
        "urgent",
        one(SUSPENDED),
        in_doubt=("exclusion.exam-at-risk",),
        dont_know=((1, "exam_missed"),),
    ),
    Case(
        "No exam is missed.",
        "routine",
        one(SUSPENDED),
        quiet=("exclusion.exam-at-risk",),
    ),
    Case(
        "Whether there is a letter is not known.",
        "urgent",
        one(SUSPENDED),
        in_doubt=("exclusion.no-notice",),
        dont_know=((1, "suspension_letter"),),
    ),
    Case(
        "On the first day of a suspension a missing letter decides nothing, known or not.",
        "routine",
        one(replace(SUSPENDED, suspension_first_on=date(2026, 11, 23))),
        in_doubt=("exclusion.current-short",),
        fires=("triage.nothing-fired",),
        quiet=("exclusion.no-notice",),
        dont_know=((1, "suspension_letter"),),
    ),
    Case(
        "How many days of the year were lost is not known.",
        "urgent",
        one(AT_SCHOOL),
        in_doubt=("exclusion.near-cap",),
        dont_know=((1, "year_total"),),
    ),
)
