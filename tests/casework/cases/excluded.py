"""What shows the rules on exclusion for good: governors, review panel, and lessons from day six."""

from dataclasses import replace
from datetime import date

from bot.casework.facts import Child, Now
from tests.casework.cases.situation import SUSPENDED, Case, one

EXCLUDED = Child(now=Now.EXCLUDED, excluded_on=date(2026, 11, 19), governors="not-yet", lessons="none")
WITH_LESSONS = replace(EXCLUDED, excluded_on=date(2026, 11, 2), lessons="full")
UPHELD = replace(
    EXCLUDED,
    excluded_on=date(2026, 9, 21),
    governors="upheld",
    governors_letter_on=date(2026, 11, 2),
    lessons="full",
)
PAST = Child(now=Now.FULL, wrong="past-exclusion", excluded_months=3)

EXCLUSIONS = (
    Case(
        "The governors meet next week about an exclusion for good.",
        "urgent",
        one(replace(EXCLUDED, governors="date-set")),
        fires=("exclusion.permanent-open",),
        quiet=("exclusion.irp-window", "exclusion.pex-settled"),
    ),
    Case(
        "A suspended child is not excluded for good.",
        "routine",
        one(SUSPENDED),
        quiet=("exclusion.permanent-open", "exclusion.pex-no-education"),
    ),
    Case(
        "Excluded for good, and lessons are not due before the sixth school day: this is the fifth.",
        "urgent",
        one(replace(EXCLUDED, excluded_on=date(2026, 11, 17))),
        fires=("exclusion.permanent-open",),
        quiet=("exclusion.pex-no-education",),
    ),
    Case(
        "Excluded for good, and this is the sixth school day without lessons.",
        "urgent",
        one(replace(EXCLUDED, excluded_on=date(2026, 11, 16))),
        fires=("exclusion.permanent-open", "exclusion.pex-no-education"),
    ),
    Case(
        "Excluded for good, and some lessons on the sixth school day are not full-time education.",
        "urgent",
        one(replace(EXCLUDED, excluded_on=date(2026, 11, 16), lessons="some")),
        fires=("exclusion.pex-no-education",),
    ),
    Case(
        "Excluded for good, and full lessons are given from the sixth school day.",
        "urgent",
        one(replace(EXCLUDED, excluded_on=date(2026, 11, 16), lessons="full")),
        fires=("exclusion.permanent-open",),
        quiet=("exclusion.pex-no-education", "triage.key-unknown"),
    ),
    Case(
        "The fifteenth school day after the letter is still in time for the governors.",
        "urgent",
        one(WITH_LESSONS),
        fires=("exclusion.permanent-open",),
        quiet=("exclusion.pex-governors-overdue",),
    ),
    Case(
        "The sixteenth school day after the letter is too late for the governors.",
        "urgent",
        one(WITH_LESSONS),
        fires=("exclusion.permanent-open", "exclusion.pex-governors-overdue"),
        on=date(2026, 11, 24),
    ),
    Case(
        "The date on the exclusion letter is not known.",
        "urgent",
        one(EXCLUDED),
        fires=("exclusion.permanent-open", "triage.key-unknown"),
        in_doubt=("exclusion.pex-governors-overdue", "exclusion.pex-no-education", "dda.window"),
        dont_know=((1, "excluded_on"),),
    ),
    Case(
        "Neither the date of an exclusion nor the lessons are known.",
        "urgent",
        one(EXCLUDED),
        fires=("exclusion.permanent-open",),
        in_doubt=("triage.key-unknown", "exclusion.pex-no-education"),
        dont_know=((1, "excluded_on"), (1, "lessons")),
    ),
    Case(
        "What the governors decided is not known.",
        "urgent",
        one(replace(UPHELD, governors_letter_on=None)),
        in_doubt=(
            "exclusion.permanent-open",
            "exclusion.pex-governors-overdue",
            "exclusion.irp-window",
            "exclusion.irp-passed",
            "exclusion.pex-settled",
        ),
        dont_know=((1, "governors"), (1, "governors_letter_on")),
    ),
    Case(
        "The fifteenth school day after the governors' letter is the last to ask for a panel.",
        "urgent",
        one(UPHELD),
        fires=("exclusion.irp-window",),
        quiet=("exclusion.irp-passed", "exclusion.permanent-open", "exclusion.pex-governors-overdue"),
    ),
    Case(
        "A day later the time for a panel is over.",
        "routine",
        one(UPHELD),
        fires=("exclusion.irp-passed",),
        quiet=("exclusion.irp-window", "exclusion.pex-settled"),
        on=date(2026, 11, 24),
    ),
    Case(
        "The time for a panel is over, and the child has only some lessons.",
        "urgent",
        one(replace(UPHELD, governors_letter_on=date(2026, 10, 23), lessons="some")),
        fires=("exclusion.pex-no-education",),
        quiet=("exclusion.irp-window", "exclusion.irp-passed"),
    ),
    Case(
        "The date on the governors' letter is not known: the panel may still be asked for.",
        "urgent",
        one(UPHELD),
        in_doubt=("exclusion.irp-window", "exclusion.irp-passed"),
        dont_know=((1, "governors_letter_on"),),
    ),
    Case(
        "The governors took the child back, on full days.",
        "routine",
        one(replace(UPHELD, governors="reinstated")),
        fires=("exclusion.pex-settled",),
        quiet=("exclusion.permanent-open", "exclusion.irp-window", "exclusion.pex-no-education"),
    ),
    Case(
        "The governors took the child back, but there are no lessons yet.",
        "urgent",
        one(replace(UPHELD, governors="reinstated", lessons="none")),
        fires=("exclusion.pex-no-education",),
        quiet=("exclusion.pex-settled",),
    ),
    Case(
        "An exclusion three months ago, and the child is in another school full time.",
        "routine",
        one(PAST),
        fires=("exclusion.pex-settled",),
        quiet=("exclusion.pex-no-education", "dda.window"),
    ),
    Case(
        "Without a place since an exclusion, and without lessons.",
        "urgent",
        one(Child(now=Now.NO_PLACE, no_place_why="after-exclusion", out_weeks=2)),
        fires=("exclusion.pex-no-education", "oos.no-place"),
        quiet=("exclusion.permanent-open",),
    ),
    Case(
        "Without a place since an exclusion, and taught full time in another way.",
        "routine",
        one(Child(now=Now.NO_PLACE, no_place_why="after-exclusion", out_weeks=2, lesson_hours=23.5)),
        quiet=("exclusion.pex-no-education", "oos.no-place"),
    ),
    Case(
        "The school holidays do not use up the time to ask for a panel: 15 January is its last day.",
        "urgent",
        one(replace(UPHELD, governors_letter_on=date(2026, 12, 11))),
        fires=("exclusion.irp-window",),
        on=date(2027, 1, 15),
    ),
    Case(
        "On 18 January, a Monday, the time to ask for that panel is over.",
        "routine",
        one(replace(UPHELD, governors_letter_on=date(2026, 12, 11))),
        fires=("exclusion.irp-passed",),
        quiet=("exclusion.irp-window",),
        on=date(2027, 1, 18),
    ),
)
