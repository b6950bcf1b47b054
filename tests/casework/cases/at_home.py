"""What shows the rules on job and home, on several children, and on what a person has to read."""

from dataclasses import replace

from bot.casework.facts import Child, Family, Now, Stage
from tests.casework.cases.excluded import EXCLUDED
from tests.casework.cases.out_of_school import OUT
from tests.casework.cases.placement import NO_PLACE
from tests.casework.cases.situation import (
    AT_SCHOOL,
    NOT_AGREED,
    RETURNING,
    SUSPENDED,
    Case,
    one,
)

AT_HOME = (
    Case(
        "What it was like before is not known.",
        "routine",
        one(AT_SCHOOL),
        in_doubt=("rtt.ended",),
        fires=("triage.nothing-fired",),
        dont_know=((1, "now_before"),),
    ),
    Case(
        "Whether the job is at risk because of school is not known.",
        "urgent",
        Family(job="warned", children=(SUSPENDED,)),
        in_doubt=("impact.job-or-home",),
        quiet=("impact.job-only",),
        dont_know=((0, "because"),),
    ),
    Case(
        "The home is at risk for another cause while a child is suspended.",
        "routine",
        Family(home="worried", because=False, children=(SUSPENDED,)),
        fires=("exclusion.current-short",),
        quiet=("impact.job-or-home", "impact.home-notice"),
    ),
    Case(
        "A notice about the home is urgent, whatever its cause.",
        "urgent",
        Family(home="notice", children=(AT_SCHOOL,)),
        fires=("impact.home-notice",),
        quiet=("impact.job-or-home",),
    ),
    Case(
        "A job is lost over part days of a child in Reception.",
        "urgent",
        Family(
            job="lost",
            because=True,
            children=(replace(NOT_AGREED, stage=Stage.RECEPTION, council_told=False),),
        ),
        fires=("impact.job-or-home", "rtt.not-told-council"),
        quiet=("impact.job-only",),
    ),
    Case(
        "A job is lost over part days of a child of 4, for whom part days are lawful.",
        "routine",
        Family(
            job="lost",
            because=True,
            children=(Child(now=Now.PART, stage=Stage.NURSERY, turned_five=False, rtt_hours=9),),
        ),
        fires=("impact.job-only", "rtt.under-age"),
        quiet=("impact.job-or-home",),
    ),
    Case(
        "How it stands with the home is not known.",
        "urgent",
        one(AT_SCHOOL),
        in_doubt=("impact.home-notice",),
        dont_know=((0, "home"),),
    ),
    Case(
        "How it stands with the job is not known, and the child is in school.",
        "routine",
        one(AT_SCHOOL),
        in_doubt=("impact.job-only",),
        dont_know=((0, "job"),),
    ),
    Case(
        "Two children, and only one of them is out of full-time school.",
        "urgent",
        Family(children=(AT_SCHOOL, NOT_AGREED)),
        quiet=("combo.two-children",),
    ),
    Case(
        "Two children, and how school is for one of them is not known.",
        "urgent",
        Family(children=(Child(), NOT_AGREED)),
        fires=("triage.key-unknown",),
        in_doubt=("combo.two-children",),
        dont_know=((1, "now"),),
    ),
    Case(
        "A child of 4 at home and a student of 17 on part days are not two children out of school.",
        "routine",
        Family(
            children=(
                Child(now=Now.PART, stage=Stage.NURSERY, turned_five=False, rtt_hours=9),
                Child(now=Now.PART, stage=Stage.Y12_PLUS, rtt_hours=9),
            )
        ),
        fires=("rtt.under-age", "scope.post-16-check"),
        quiet=("combo.two-children",),
    ),
    Case(
        "Part days, and sent home on top.",
        "urgent",
        Family(also_suspended=True, children=(RETURNING,)),
        fires=("combo.suspension-plus-rtt",),
    ),
    Case(
        "Part days, and days of suspension this term.",
        "urgent",
        one(replace(RETURNING, suspension_total=1)),
        fires=("combo.suspension-plus-rtt",),
    ),
    Case(
        "Suspended, and on part days when not.",
        "urgent",
        Family(usually_part=True, children=(SUSPENDED,)),
        fires=("combo.suspension-plus-rtt",),
    ),
    Case(
        "Suspended, and in school full time when not.",
        "routine",
        one(SUSPENDED),
        quiet=("combo.suspension-plus-rtt", "combo.wait-year"),
    ),
    Case(
        "Whether the suspended child has only part days otherwise is not known.",
        "urgent",
        one(SUSPENDED),
        in_doubt=("combo.suspension-plus-rtt",),
        dont_know=((0, "usually_part"),),
    ),
    Case(
        "One child waits a year for a plan while the other is on part days without agreement.",
        "urgent",
        Family(children=(Child(now=Now.FULL, plan="being-done", plan_asked_weeks=60), NOT_AGREED)),
        fires=("combo.wait-year",),
    ),
    Case(
        "When the plan was asked for is not known.",
        "urgent",
        one(replace(NOT_AGREED, plan="being-done")),
        in_doubt=("combo.wait-year",),
        dont_know=((1, "plan_asked_weeks"),),
    ),
    Case(
        "A job is at risk because a child is at home who has no place.",
        "urgent",
        Family(job="warned", because=True, children=(NO_PLACE,)),
        fires=("impact.job-or-home", "oos.no-place"),
        quiet=("impact.job-only",),
    ),
    Case(
        "A job is at risk, and a child without a place is taught at home by choice.",
        "routine",
        Family(job="warned", because=True, children=(replace(NO_PLACE, no_place_why="chose"),)),
        fires=("impact.job-only",),
        quiet=("impact.job-or-home",),
    ),
    Case(
        "A job is at risk, and an excluded child has full-time lessons.",
        "urgent",
        Family(job="warned", because=True, children=(replace(EXCLUDED, lessons="full"),)),
        fires=("impact.job-only", "exclusion.permanent-open"),
        quiet=("impact.job-or-home",),
    ),
    Case(
        "Two children, one excluded and one without a place.",
        "urgent",
        Family(children=(EXCLUDED, NO_PLACE)),
        fires=("combo.two-children",),
    ),
    Case(
        "Two children, one excluded and one without a place, both taught full time.",
        "urgent",
        Family(children=(replace(EXCLUDED, lessons="full"), replace(NO_PLACE, lesson_hours=23.5))),
        quiet=("combo.two-children",),
    ),
    Case(
        "Does not go to school, and was suspended this term.",
        "urgent",
        Family(also_suspended=True, children=(OUT,)),
        fires=("combo.suspension-plus-rtt",),
    ),
    Case(
        "Has no place, was suspended this term, and is taught full time.",
        "routine",
        Family(also_suspended=True, children=(replace(NO_PLACE, lesson_hours=23.5),)),
        quiet=("combo.suspension-plus-rtt",),
    ),
    Case(
        "Waits for another school for 51 weeks without lessons.",
        "urgent",
        one(replace(NO_PLACE, no_place_why="waiting", out_weeks=51.9)),
        quiet=("combo.wait-year",),
    ),
    Case(
        "Waits for another school for 52 weeks without lessons.",
        "urgent",
        one(replace(NO_PLACE, no_place_why="waiting", out_weeks=52)),
        fires=("combo.wait-year",),
    ),
    Case(
        "Waits in school for another school for 52 weeks, while another child is on part days.",
        "urgent",
        Family(children=(replace(AT_SCHOOL, wrong="want-school", out_weeks=52), NOT_AGREED)),
        fires=("combo.wait-year", "placement.wait-long"),
    ),
    Case(
        "On part days for a week is not a wait for a place, however long one was waited for before.",
        "urgent",
        one(replace(NOT_AGREED, out_weeks=60)),
        quiet=("combo.wait-year",),
    ),
    Case(
        "A child does not go, and nobody knows since when.",
        "urgent",
        one(Child(now=Now.NOT_GOING)),
        fires=("triage.key-unknown",),
        quiet=("triage.nothing-fired",),
        dont_know=((1, "days_missed"),),
    ),
    Case(
        "Nothing has to be asked where the questions said it all.",
        "routine",
        one(SUSPENDED),
        quiet=("triage.key-unknown",),
    ),
)
