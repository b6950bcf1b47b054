"""What shows the rules on the plan: what is late, what is missing, and reviews."""

from dataclasses import replace
from datetime import date

from bot.casework.facts import Child, Family, Now
from tests.casework.cases.situation import AT_SCHOOL, NOT_AGREED, SUSPENDED, Case, one

ASKED = Child(now=Now.FULL, plan="being-done", plan_asked_weeks=6)
MISSING = Child(now=Now.FULL, wrong="support-missing", plan="yes", support="all")
REVIEW = Child(now=Now.FULL, wrong="review-late", plan="yes", review_met_on=date(2026, 10, 26))
DAY = 1 / 7  # of a week

PLANS = (
    Case(
        "42 days after the plan was asked for, the council may still decide.",
        "routine",
        one(ASKED),
        quiet=("ehcp.late-6", "ehcp.late-16", "ehcp.late-20", "ehcp.late-severe"),
    ),
    Case(
        "43 days after, its decision is late.",
        "routine",
        one(replace(ASKED, plan_asked_weeks=6 + DAY)),
        fires=("ehcp.late-6",),
        quiet=("ehcp.late-16", "ehcp.late-and-out", "triage.nothing-fired"),
    ),
    Case(
        "112 days after, it may still say that there will be no plan.",
        "routine",
        one(replace(ASKED, plan_asked_weeks=16)),
        fires=("ehcp.late-6",),
        quiet=("ehcp.late-16",),
    ),
    Case(
        "113 days after, that is late.",
        "routine",
        one(replace(ASKED, plan_asked_weeks=16 + DAY)),
        fires=("ehcp.late-16",),
        quiet=("ehcp.late-6", "ehcp.late-20"),
    ),
    Case(
        "140 days after, the plan may still come.",
        "routine",
        one(replace(ASKED, plan_asked_weeks=20)),
        fires=("ehcp.late-16",),
        quiet=("ehcp.late-20",),
    ),
    Case(
        "141 days after, the plan is late.",
        "routine",
        one(replace(ASKED, plan_asked_weeks=20 + DAY)),
        fires=("ehcp.late-20",),
        quiet=("ehcp.late-16", "ehcp.late-severe"),
    ),
    Case(
        "280 days after, it is late, but not over twice the limit.",
        "routine",
        one(replace(ASKED, plan_asked_weeks=40)),
        fires=("ehcp.late-20",),
        quiet=("ehcp.late-severe",),
    ),
    Case(
        "281 days after, it is.",
        "routine",
        one(replace(ASKED, plan_asked_weeks=40 + DAY)),
        fires=("ehcp.late-20", "ehcp.late-severe"),
    ),
    Case(
        "A family names the late plan as what is wrong.",
        "routine",
        one(Child(now=Now.FULL, wrong="plan-late", plan_asked_weeks=21)),
        fires=("ehcp.late-20",),
    ),
    Case(
        "Where nobody waits for a plan, none is late, however long ago it was asked for.",
        "routine",
        one(replace(AT_SCHOOL, plan="yes", plan_asked_weeks=60)),
        quiet=("ehcp.late-20", "ehcp.late-severe"),
    ),
    Case(
        "When the plan of a child in school was asked for is not known.",
        "routine",
        one(ASKED),
        in_doubt=("ehcp.late-6", "ehcp.late-16", "ehcp.late-20", "ehcp.late-severe"),
        dont_know=((1, "plan_asked_weeks"),),
    ),
    Case(
        "The decision is a day late, and the child is on part days without agreement.",
        "urgent",
        one(replace(NOT_AGREED, plan="being-done", plan_asked_weeks=6 + DAY)),
        fires=("ehcp.late-6", "ehcp.late-and-out", "rtt.no-consent"),
    ),
    Case(
        "The decision is not late yet, and the child is on part days without agreement.",
        "urgent",
        one(replace(NOT_AGREED, plan="being-done", plan_asked_weeks=6)),
        quiet=("ehcp.late-6", "ehcp.late-and-out"),
    ),
    Case(
        "The plan is late, and the child is suspended for three days, which is routine.",
        "routine",
        one(replace(SUSPENDED, plan="being-done", plan_asked_weeks=30)),
        fires=("ehcp.late-20",),
        quiet=("ehcp.late-and-out",),
    ),
    Case(
        "The plan is late for one child, while another is on part days without agreement.",
        "urgent",
        Family(children=(replace(ASKED, plan_asked_weeks=30), NOT_AGREED)),
        fires=("ehcp.late-20", "ehcp.late-and-out"),
    ),
    Case(
        "Whether the plan is late for a child on part days without agreement is not known.",
        "urgent",
        one(replace(NOT_AGREED, plan="being-done")),
        in_doubt=("ehcp.late-and-out",),
        dont_know=((1, "plan_asked_weeks"),),
    ),
    Case(
        "None of the support in the plan is given.",
        "urgent",
        one(MISSING),
        fires=("ehcp.f-missing-all",),
        quiet=("ehcp.f-missing-some",),
    ),
    Case(
        "Some of the support in the plan is missing.",
        "routine",
        one(replace(MISSING, support="some")),
        fires=("ehcp.f-missing-some",),
        quiet=("ehcp.f-missing-all", "triage.nothing-fired"),
    ),
    Case(
        "How much of the support is missing is not known.",
        "urgent",
        one(MISSING),
        in_doubt=("ehcp.f-missing-all", "ehcp.f-missing-some"),
        dont_know=((1, "support"),),
    ),
    Case(
        "Support is missing that no plan names.",
        "routine",
        one(replace(MISSING, plan="no")),
        quiet=("ehcp.f-missing-all", "ehcp.f-missing-some"),
    ),
    Case(
        "28 days after the review meeting the council may still decide.",
        "routine",
        one(REVIEW),
        quiet=("ehcp.review-late",),
    ),
    Case(
        "29 days after the review meeting its decision is late.",
        "routine",
        one(replace(REVIEW, review_met_on=date(2026, 10, 25))),
        fires=("ehcp.review-late",),
        quiet=("triage.nothing-fired",),
    ),
    Case(
        "There was no review meeting for over a year.",
        "routine",
        one(replace(REVIEW, review_met_on="none")),
        fires=("ehcp.review-late",),
    ),
    Case(
        "When the review meeting was is not known.",
        "routine",
        one(REVIEW),
        in_doubt=("ehcp.review-late",),
        dont_know=((1, "review_met_on"),),
    ),
    Case(
        "A review meeting long ago is nothing late where something else is wrong.",
        "routine",
        one(replace(REVIEW, wrong="other", review_met_on=date(2026, 1, 12))),
        quiet=("ehcp.review-late",),
    ),
)
