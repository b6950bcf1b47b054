"""What shows the rules on letters of the council, on appeals, and on orders of the tribunal."""

from dataclasses import replace
from datetime import date

from bot.casework.facts import Child, Now
from tests.casework.cases.situation import AT_SCHOOL, NOT_AGREED, Case, one

CERTIFICATE = date(2026, 10, 26)
REFUSED = Child(
    now=Now.FULL, wrong="plan-refused", plan_letter_on=date(2026, 11, 9), mediation=CERTIFICATE
)  # to appeal by 9 January
FINAL = Child(
    now=Now.FULL, wrong="plan-content", plan="yes", letter="final", plan_letter_on=date(2026, 11, 9),
    mediation=CERTIFICATE,
)  # fmt: skip
ORDER = replace(FINAL, letter="order", plan_letter_on=date(2026, 10, 5))
DRAFT = replace(FINAL, letter="draft")

APPEALS = (
    Case(
        "A plan was refused two weeks ago.",
        "routine",
        one(REFUSED),
        fires=("ehcp.refused",),
        quiet=("appeal.deadline-near", "appeal.deadline-passed", "ehcp.content", "triage.nothing-fired"),
    ),
    Case(
        "A plan was refused, and the child is on part days without agreement.",
        "urgent",
        one(replace(NOT_AGREED, plan="turned-down", plan_letter_on=date(2026, 11, 9))),
        fires=("ehcp.refused", "rtt.no-consent"),
    ),
    Case(
        "A final plan came two weeks ago, and the family does not agree with it.",
        "routine",
        one(FINAL),
        fires=("ehcp.content",),
        quiet=("ehcp.refused", "appeal.hearing", "ehcp.draft", "tribunal.order-late"),
    ),
    Case(
        "A letter after a review changes nothing in the plan.",
        "routine",
        one(replace(FINAL, letter="review")),
        fires=("ehcp.content",),
    ),
    Case(
        "15 days before the time to appeal ends.",
        "routine",
        one(replace(FINAL, plan_letter_on=date(2026, 10, 8))),
        fires=("ehcp.content",),
        quiet=("appeal.deadline-near",),
    ),
    Case(
        "14 days before the time to appeal ends.",
        "urgent",
        one(replace(FINAL, plan_letter_on=date(2026, 10, 7))),
        fires=("appeal.deadline-near", "ehcp.content"),
        quiet=("appeal.mediation-missed",),
    ),
    Case(
        "14 days before the time to appeal against a refusal ends.",
        "urgent",
        one(replace(REFUSED, plan_letter_on=date(2026, 10, 7))),
        fires=("appeal.deadline-near", "ehcp.refused"),
    ),
    Case(
        "On the last day to appeal.",
        "urgent",
        one(replace(FINAL, plan_letter_on=date(2026, 9, 23), mediation=date(2026, 10, 20))),
        fires=("appeal.deadline-near", "ehcp.content"),
        quiet=("appeal.deadline-passed",),
    ),
    Case(
        "A day after the last day to appeal.",
        "urgent",
        one(replace(FINAL, plan_letter_on=date(2026, 9, 22), mediation=date(2026, 10, 20))),
        fires=("appeal.deadline-passed",),
        quiet=("appeal.deadline-near", "ehcp.content"),
    ),
    Case(
        "28 days after the last day to appeal.",
        "urgent",
        one(replace(FINAL, plan_letter_on=date(2026, 8, 26), mediation="none")),
        fires=("appeal.deadline-passed",),
        quiet=("appeal.mediation-missed",),
    ),
    Case(
        "29 days after the last day to appeal.",
        "routine",
        one(replace(FINAL, plan_letter_on=date(2026, 8, 25), mediation="none")),
        quiet=("appeal.deadline-passed", "appeal.deadline-near", "ehcp.content"),
    ),
    Case(
        "A refusal in summer is past its time.",
        "routine",
        one(replace(REFUSED, plan_letter_on=date(2026, 8, 25), mediation="none")),
        quiet=("ehcp.refused", "appeal.deadline-passed"),
    ),
    Case(
        "A late certificate gives a month from its day.",
        "routine",
        one(replace(FINAL, plan_letter_on=date(2026, 9, 10), mediation=date(2026, 11, 9))),
        fires=("ehcp.content",),
        quiet=("appeal.deadline-passed", "appeal.deadline-near"),
    ),
    Case(
        "The month from a late certificate ends in 14 days.",
        "urgent",
        one(replace(FINAL, plan_letter_on=date(2026, 9, 10), mediation=date(2026, 11, 7))),
        fires=("appeal.deadline-near",),
    ),
    Case(
        "No certificate, and 15 days to ring the adviser.",
        "routine",
        one(replace(FINAL, plan_letter_on=date(2026, 10, 8), mediation="none")),
        quiet=("appeal.mediation-missed", "appeal.deadline-near"),
    ),
    Case(
        "No certificate, and 14 days to ring the adviser.",
        "urgent",
        one(replace(FINAL, plan_letter_on=date(2026, 10, 7), mediation="none")),
        fires=("appeal.mediation-missed", "appeal.deadline-near"),
    ),
    Case(
        "No certificate, on the last day to ring the adviser.",
        "urgent",
        one(replace(FINAL, plan_letter_on=date(2026, 9, 23), mediation="none")),
        fires=("appeal.mediation-missed",),
    ),
    Case(
        "No certificate, on the day after.",
        "urgent",
        one(replace(FINAL, plan_letter_on=date(2026, 9, 22), mediation="none")),
        fires=("appeal.deadline-passed",),
        quiet=("appeal.mediation-missed",),
    ),
    Case(
        "The last day to ring the adviser does not move out of August, when that to appeal does.",
        "routine",
        one(replace(FINAL, plan_letter_on=date(2027, 6, 10), mediation="none")),
        fires=("ehcp.content",),
        quiet=("appeal.mediation-missed", "appeal.deadline-near"),
        on=date(2027, 8, 11),
    ),
    Case(
        "Whether there is a certificate is not known 14 days before the end.",
        "urgent",
        one(replace(FINAL, plan_letter_on=date(2026, 10, 7))),
        fires=("ehcp.content",),
        in_doubt=("appeal.mediation-missed", "appeal.deadline-near", "appeal.hearing"),
        dont_know=((1, "mediation"),),
    ),
    Case(
        "The date on the council's letter is not known.",
        "urgent",
        one(replace(FINAL, mediation="none")),
        in_doubt=(
            "appeal.deadline-near",
            "appeal.deadline-passed",
            "appeal.mediation-missed",
            "ehcp.content",
        ),
        dont_know=((1, "plan_letter_on"),),
    ),
    Case(
        "The date on the letter that refused a plan is not known.",
        "urgent",
        one(replace(REFUSED, mediation="none")),
        in_doubt=("ehcp.refused", "appeal.deadline-near", "appeal.deadline-passed"),
        dont_know=((1, "plan_letter_on"),),
    ),
    Case(
        "The appeal is with the tribunal.",
        "routine",
        one(replace(FINAL, plan_letter_on=date(2026, 10, 7), mediation="appealed")),
        fires=("appeal.hearing",),
        quiet=("appeal.deadline-near", "appeal.mediation-missed", "ehcp.content", "triage.nothing-fired"),
    ),
    Case(
        "A draft came, which cannot be appealed yet.",
        "routine",
        one(DRAFT),
        fires=("ehcp.draft",),
        quiet=("ehcp.content", "appeal.hearing", "tribunal.order-late"),
    ),
    Case(
        "Which letter came is not known.",
        "urgent",
        one(FINAL),
        in_doubt=("ehcp.draft", "ehcp.content"),
        dont_know=((1, "letter"), (1, "plan_letter_on")),
    ),
    Case(
        "No letter came, and so nothing can be appealed.",
        "routine",
        one(replace(FINAL, letter="none", plan_letter_on=None)),
        fires=("triage.nothing-fired",),
        quiet=("ehcp.content", "ehcp.draft", "ehcp.refused", "appeal.deadline-near"),
    ),
    Case(
        "The tribunal ordered something 49 days ago, five weeks and two more.",
        "routine",
        one(ORDER),
        quiet=("tribunal.order-late", "ehcp.content"),
    ),
    Case(
        "The tribunal ordered something 50 days ago.",
        "urgent",
        one(replace(ORDER, plan_letter_on=date(2026, 10, 4))),
        fires=("tribunal.order-late",),
    ),
    Case(
        "When the tribunal ordered something is not known.",
        "urgent",
        one(ORDER),
        in_doubt=("tribunal.order-late",),
        dont_know=((1, "plan_letter_on"),),
    ),
    Case(
        "In school, with a refusal two weeks ago, and something else is wrong.",
        "routine",
        one(replace(AT_SCHOOL, plan="turned-down", plan_letter_on=date(2026, 11, 9))),
        fires=("ehcp.refused",),
    ),
    Case(
        "A final plan is not what a child is out for who is on part days.",
        "urgent",
        one(replace(NOT_AGREED, letter="final", plan_letter_on=date(2026, 10, 7))),
        quiet=("ehcp.content", "appeal.deadline-near"),
    ),
    Case(
        "In school, with a refusal long ago that nobody speaks of.",
        "routine",
        one(replace(AT_SCHOOL, plan="turned-down", plan_letter_on=date(2025, 3, 3))),
        quiet=("ehcp.refused", "appeal.deadline-passed"),
    ),
)
