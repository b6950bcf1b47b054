"""What shows the rules on two windows that close: a claim for discrimination, and the Ombudsman."""

from dataclasses import replace
from datetime import date

from bot.casework.facts import Child, Now
from tests.casework.cases.situation import AT_SCHOOL, NOT_AGREED, Case, one

PAST = Child(now=Now.FULL, wrong="past-exclusion", excluded_on=date(2026, 6, 8), excluded_months=5.5)
NO_DATE = replace(PAST, excluded_on=None)
WAITED = Child(now=Now.FULL, plan="being-done", plan_asked_weeks=63, plan_asked_on=date(2025, 9, 4))

WINDOWS = (
    Case(
        "15 days before the time to claim discrimination ends.",
        "routine",
        one(replace(PAST, excluded_on=date(2026, 6, 9))),
        fires=("exclusion.pex-settled",),
        quiet=("dda.window",),
    ),
    Case(
        "14 days before the time to claim discrimination ends.",
        "urgent",
        one(PAST),
        fires=("dda.window",),
    ),
    Case(
        "On the last day to claim discrimination.",
        "urgent",
        one(replace(PAST, excluded_on=date(2026, 5, 24))),
        fires=("dda.window",),
    ),
    Case(
        "A day after the last day to claim discrimination.",
        "routine",
        one(replace(PAST, excluded_on=date(2026, 5, 23))),
        quiet=("dda.window",),
    ),
    Case(
        "The time to claim ends soon for a child who still has no school.",
        "urgent",
        one(replace(PAST, now=Now.EXCLUDED, governors="upheld", governors_letter_on=date(2026, 7, 1))),
        fires=("dda.window", "exclusion.pex-no-education"),
    ),
    Case(
        "An exclusion up to five months ago leaves time to claim.",
        "routine",
        one(replace(NO_DATE, excluded_months=5)),
        quiet=("dda.window",),
    ),
    Case(
        "An exclusion between five and six months ago may leave days.",
        "urgent",
        one(replace(NO_DATE, excluded_months=5.9)),
        fires=("dda.window",),
    ),
    Case(
        "An exclusion over six months ago leaves no time to claim.",
        "routine",
        one(replace(NO_DATE, excluded_months=6)),
        quiet=("dda.window",),
    ),
    Case(
        "When a child was excluded who is at school again is not known.",
        "urgent",
        one(PAST),
        in_doubt=("dda.window",),
        dont_know=((1, "excluded_on"), (1, "excluded_months")),
    ),
    Case(
        "The time to claim discrimination runs through the school holidays.",
        "urgent",
        one(replace(PAST, excluded_on=date(2026, 7, 5))),
        fires=("dda.window",),
        on=date(2026, 12, 27),
    ),
    Case(
        "The time to claim discrimination does not move out of August.",
        "routine",
        one(replace(PAST, excluded_on=date(2027, 2, 10))),
        quiet=("dda.window",),
        on=date(2027, 8, 10),
    ),
    Case(
        "An exclusion five and a half months ago is not what a family writes about that has support missing.",
        "routine",
        one(replace(PAST, wrong="support-missing")),
        quiet=("dda.window",),
    ),
    Case(
        "An exclusion in the past is not what a child is out for who is ill for two days.",
        "routine",
        one(replace(PAST, now=Now.NOT_GOING, days_missed=2)),
        quiet=("dda.window",),
    ),
    Case(
        "61 days before the Ombudsman's year ends.",
        "routine",
        one(replace(WAITED, plan_asked_on=date(2025, 9, 5))),
        fires=("ehcp.late-severe",),
        quiet=("lgo.window",),
    ),
    Case(
        "60 days before the Ombudsman's year ends.",
        "routine",
        one(WAITED),
        fires=("lgo.window",),
    ),
    Case(
        "15 days before the Ombudsman's year ends.",
        "routine",
        one(replace(WAITED, plan_asked_on=date(2025, 7, 21))),
        fires=("lgo.window",),
    ),
    Case(
        "14 days before the Ombudsman's year ends.",
        "urgent",
        one(replace(WAITED, plan_asked_on=date(2025, 7, 20))),
        fires=("lgo.window",),
    ),
    Case(
        "On the last day of the Ombudsman's year.",
        "urgent",
        one(replace(WAITED, plan_asked_on=date(2025, 7, 6))),
        fires=("lgo.window",),
    ),
    Case(
        "A day after the Ombudsman's year.",
        "routine",
        one(replace(WAITED, plan_asked_on=date(2025, 7, 5))),
        quiet=("lgo.window",),
    ),
    Case(
        "On part days since a day a year ago.",
        "urgent",
        one(replace(NOT_AGREED, rtt_weeks=51, rtt_since_on=date(2025, 12, 1))),
        fires=("lgo.window",),
    ),
    Case(
        "Without a place since a day a year ago, taught full time.",
        "urgent",
        one(Child(now=Now.NO_PLACE, out_weeks=51, out_since_on=date(2025, 12, 1), lesson_hours=25)),
        fires=("lgo.window",),
    ),
    Case(
        "The day since when is not known: the Ombudsman's year counts from a known day only.",
        "routine",
        one(WAITED),
        quiet=("lgo.window",),
        dont_know=((1, "plan_asked_on"),),
    ),
    Case(
        "Whether a child still waits for the plan that was asked for long ago is not known.",
        "urgent",
        one(replace(WAITED, plan_asked_on=date(2025, 7, 20))),
        in_doubt=("lgo.window", "ehcp.late-20"),
        dont_know=((1, "plan"),),
    ),
    Case(
        "A child at school full time waits for nothing, and no year runs.",
        "routine",
        one(replace(AT_SCHOOL, rtt_since_on=date(2025, 12, 1), out_since_on=date(2025, 12, 1))),
        quiet=("lgo.window", "dda.window"),
    ),
)
