"""The situations that the rulebook was agreed on, by their numbers."""

from dataclasses import replace
from datetime import date

from bot.casework.facts import Child, Family, Now, Stage
from tests.casework.cases.excluded import EXCLUDED, UPHELD
from tests.casework.cases.out_of_school import OUT
from tests.casework.cases.situation import (
    AGAIN,
    AT_SCHOOL,
    RETURNING,
    SIX_DAYS,
    SUSPENDED,
    Case,
    one,
)

WAITS_23_WEEKS = Child(now=Now.FULL, plan="being-done", plan_asked_weeks=23)
IN_SUMMER = Child(
    now=Now.FULL, wrong="plan-refused", plan_letter_on=date(2027, 6, 10), mediation=date(2027, 6, 21)
)
EXCLUDED_IN_JANUARY = Child(now=Now.FULL, wrong="past-exclusion", excluded_on=date(2027, 1, 10))

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
        "9. Excluded for good, on the third school day.",
        "urgent",
        one(EXCLUDED),
        fires=("exclusion.permanent-open",),
        quiet=("exclusion.pex-no-education", "exclusion.pex-governors-overdue"),
    ),
    Case(
        "10. Excluded for good, on the seventh school day, with no lessons.",
        "urgent",
        one(replace(EXCLUDED, excluded_on=date(2026, 11, 13))),
        fires=("exclusion.permanent-open", "exclusion.pex-no-education"),
    ),
    Case(
        "11. The governors upheld it 14 school days ago: one is left to ask for a panel.",
        "urgent",
        one(replace(UPHELD, governors_letter_on=date(2026, 11, 3))),
        fires=("exclusion.irp-window",),
        quiet=("exclusion.irp-passed",),
    ),
    Case(
        "12. The governors upheld it 16 school days ago, and the child has full-time lessons.",
        "routine",
        one(replace(UPHELD, governors_letter_on=date(2026, 10, 23))),
        fires=("exclusion.irp-passed",),
        quiet=("exclusion.irp-window", "exclusion.pex-no-education"),
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
        "18. 14 school days lost, and back next week, is early absence.",
        "routine",
        one(replace(OUT, days_missed=14)),
        fires=("oos.early",),
        quiet=("oos.no-education-15", "oos.expected-15", "triage.nothing-fired"),
    ),
    Case(
        "18. 15 school days lost are not early any more, whenever the child may be back.",
        "urgent",
        one(replace(OUT, days_missed=15)),
        fires=("oos.no-education-15",),
        quiet=("oos.early", "oos.expected-15"),
    ),
    Case(
        "18b. Six school days lost with no lessons, and nobody knows when the child is back.",
        "urgent",
        one(replace(OUT, days_missed=6)),
        fires=("oos.expected-15",),
        quiet=("oos.early",),
        dont_know=((1, "back_soon"),),
    ),
    Case(
        "18c. Two school days lost, and nobody knows when the child is back.",
        "routine",
        one(OUT),
        fires=("oos.early",),
        quiet=("oos.expected-15",),
        dont_know=((1, "back_soon"),),
    ),
    Case(
        "19. The plan was asked for 23 weeks ago, and the child is in school full time.",
        "routine",
        one(WAITS_23_WEEKS),
        fires=("ehcp.late-20",),
        quiet=("ehcp.late-severe", "ehcp.late-and-out"),
    ),
    Case(
        "20. The same, with 16 school days out.",
        "urgent",
        one(replace(WAITS_23_WEEKS, now=Now.NOT_GOING, days_missed=16)),
        fires=("oos.no-education-15", "ehcp.late-20", "ehcp.late-and-out"),
    ),
    Case(
        "21. Two months from the letter end on 10 August: an appeal may still be made on 1 September.",
        "urgent",
        one(IN_SUMMER),
        fires=("appeal.deadline-near",),
        quiet=("appeal.deadline-passed",),
        on=date(2027, 9, 1),
    ),
    Case(
        "21. On 2 September it is over.",
        "urgent",
        one(IN_SUMMER),
        fires=("appeal.deadline-passed",),
        quiet=("appeal.deadline-near",),
        on=date(2027, 9, 2),
    ),
    Case(
        "22. Excluded on 10 January: discrimination can be claimed through 9 July.",
        "urgent",
        one(EXCLUDED_IN_JANUARY),
        fires=("dda.window",),
        on=date(2027, 7, 9),
    ),
    Case(
        "22. On 10 July it cannot.",
        "routine",
        one(EXCLUDED_IN_JANUARY),
        fires=("exclusion.pex-settled",),
        quiet=("dda.window",),
        on=date(2027, 7, 10),
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
    Case(
        "25. Kept home for three days to keep pupils apart, with no work.",
        "urgent",
        one(Child(now=Now.SENT_HOME, sent_home_times=1, keep_apart=True, lessons="none")),
        fires=("exclusion.safeguarding-separation",),
        quiet=("exclusion.informal-stay-away", "exclusion.informal-once"),
    ),
)
