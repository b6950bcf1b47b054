"""The situations that the rulebook was agreed on, by their numbers."""

from dataclasses import replace
from datetime import date

from bot.casework.facts import Child, Family, Now, Stage
from tests.casework.cases.situation import (
    AGAIN,
    AT_SCHOOL,
    RETURNING,
    SIX_DAYS,
    SUSPENDED,
    Case,
    one,
)

ACCEPTANCE = (
    Case(
        "1. The seed case: one child suspended, one on two hours a day, not agreed, job and home at risk.",
        "urgent",
        Family(
            job="warned",
            home="worried",
            because=True,
            children=(
                SUSPENDED,
                Child(
                    now=Now.PART,
                    rtt_hours=10,
                    rtt_weeks=9,
                    rtt_agreed="no",
                    rtt_end="no",
                    rtt_why="behaviour",
                ),
            ),
        ),
        fires=("rtt.no-consent", "combo.two-children", "impact.job-or-home"),
    ),
    Case(
        "2. A first suspension of three days, with a letter and no plan, is routine.",
        "routine",
        one(SUSPENDED),
        fires=("exclusion.current-short",),
        quiet=(
            "exclusion.short-with-plan",
            "exclusion.day-six-missing",
            "exclusion.no-notice",
            "triage.nothing-fired",
        ),
    ),
    Case(
        "3. Exactly 15 days this term, and back, is near the line but not over it.",
        "urgent",
        one(Child(now=Now.FULL, suspension_total=15.0)),
        fires=("exclusion.cumulative-nearing-15",),
        quiet=("exclusion.cumulative-over-15", "exclusion.cumulative-over-5"),
    ),
    Case(
        "4. Half a day more, and the governors must meet.",
        "urgent",
        one(Child(now=Now.FULL, suspension_total=15.5, suspension_first_on=date(2026, 11, 9))),
        fires=("exclusion.cumulative-over-15",),
        quiet=("exclusion.cumulative-nearing-15",),
    ),
    Case(
        "5. Exactly 5 days this term, and back, gives no meeting.",
        "routine",
        one(Child(now=Now.FULL, suspension_total=5.0)),
        fires=("triage.nothing-fired",),
        quiet=("exclusion.cumulative-over-5",),
    ),
    Case(
        "5. Five and a half days, and back, is routine with the meeting that the parent may ask for.",
        "routine",
        one(Child(now=Now.FULL, suspension_total=5.5)),
        fires=("exclusion.cumulative-over-5",),
        quiet=("exclusion.cumulative-nearing-15", "triage.nothing-fired"),
    ),
    Case(
        "6. Ten lunchtime suspensions are 5.0 days, which is not over 5.",
        "routine",
        one(Child(now=Now.FULL, suspension_total=5.0, suspension_days=0.5)),
        quiet=("exclusion.cumulative-over-5",),
    ),
    Case(
        "7. Four days and four days, not back to back, do not reach day six.",
        "urgent",
        one(replace(AGAIN, suspension_days=4, suspension_total=8, suspension_first_on=date(2026, 11, 18))),
        fires=("exclusion.cumulative-over-5",),
        quiet=("exclusion.day-six-missing",),
    ),
    Case(
        "8. Four days and two more back to back, with no lessons, reach day six.",
        "urgent",
        one(SIX_DAYS),
        fires=("exclusion.day-six-missing",),
    ),
    Case(
        "13. An agreed return after surgery that ends in three weeks, with a review, is routine.",
        "routine",
        one(RETURNING),
        fires=("rtt.agreed-phased-return",),
        quiet=("rtt.exception-not-met", "rtt.unknown", "triage.nothing-fired"),
    ),
    Case(
        "14. The same because of behaviour is urgent.",
        "urgent",
        one(replace(RETURNING, rtt_why="behaviour")),
        fires=("rtt.behaviour",),
        quiet=("rtt.agreed-phased-return", "rtt.exception-not-met"),
    ),
    Case(
        "15. The same with an end date that was yesterday is urgent.",
        "urgent",
        one(replace(RETURNING, rtt_end=date(2026, 11, 22))),
        fires=("rtt.no-end-date",),
        quiet=("rtt.agreed-phased-return", "rtt.exception-not-met"),
    ),
    Case(
        "16. Part days about which nothing else is known are urgent.",
        "urgent",
        one(Child(now=Now.PART)),
        fires=("rtt.unknown",),
        dont_know=((1, "rtt_hours"), (1, "rtt_weeks"), (1, "rtt_agreed"), (1, "rtt_end"), (1, "rtt_why")),
    ),
    Case(
        "17. A child of 4 on part days is not yet of school age.",
        "routine",
        one(Child(now=Now.PART, stage=Stage.RECEPTION, turned_five=False, rtt_hours=15)),
        fires=("rtt.under-age",),
        quiet=("rtt.no-end-date", "rtt.exception-not-met", "rtt.under-half", "combo.two-children"),
    ),
    Case(
        "23. Told to home educate while on roll is pressure to leave it.",
        "urgent",
        one(Child(now=Now.FULL, school_talk="leave")),
        fires=("exclusion.offroll-pressure",),
    ),
    Case(
        "24. Danger, but not a constituent: another door, and still marked as safety.",
        "outside",
        Family(constituent=False, danger_now=True, children=(AT_SCHOOL,)),
        fires=("safety.danger-now", "scope.not-constituent"),
    ),
)
