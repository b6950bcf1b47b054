"""What shows the rules on not going to school: days lost, lessons at home, fines and transport."""

from dataclasses import replace

from bot.casework.facts import Child, Now, Stage
from tests.casework.cases.situation import AT_SCHOOL, Case, one

OUT = Child(now=Now.NOT_GOING, days_missed=2, back_soon=True, lesson_hours=0)
TUTORED = replace(OUT, days_missed=30, lesson_hours=10)

OUT_OF_SCHOOL = (
    Case(
        "Two school days lost, and not back within three weeks.",
        "urgent",
        one(replace(OUT, back_soon=False)),
        fires=("oos.expected-15",),
        quiet=("oos.early", "oos.no-education-15"),
    ),
    Case(
        "Four school days lost, and nobody knows when the child is back.",
        "routine",
        one(replace(OUT, days_missed=4)),
        fires=("oos.early",),
        quiet=("oos.expected-15",),
        dont_know=((1, "back_soon"),),
    ),
    Case(
        "Five school days lost, and nobody knows when the child is back.",
        "urgent",
        one(replace(OUT, days_missed=5)),
        fires=("oos.expected-15",),
        quiet=("oos.early",),
        dont_know=((1, "back_soon"),),
    ),
    Case(
        "How many days were lost is not known, nor when the child is back.",
        "urgent",
        one(OUT),
        fires=("triage.key-unknown",),
        in_doubt=("oos.expected-15", "oos.early", "oos.no-education-15"),
        dont_know=((1, "days_missed"), (1, "back_soon")),
    ),
    Case(
        "Neither the days that were lost nor the lessons are known.",
        "urgent",
        one(OUT),
        in_doubt=("triage.key-unknown", "oos.no-education-15"),
        dont_know=((1, "days_missed"), (1, "lesson_hours")),
    ),
    Case(
        "Fifteen days lost are there already, and not only expected.",
        "urgent",
        one(replace(OUT, days_missed=15, back_soon=False)),
        fires=("oos.no-education-15",),
        quiet=("oos.expected-15",),
    ),
    Case(
        "Fifteen days lost, and 4.9 hours of lessons a week, are next to nothing.",
        "urgent",
        one(replace(OUT, days_missed=15, lesson_hours=4.9)),
        fires=("oos.no-education-15",),
        quiet=("oos.thin-short", "oos.thin-6w", "oos.expected-15"),
    ),
    Case(
        "Fifteen days lost, and 5 hours of lessons a week, are a beginning.",
        "routine",
        one(replace(OUT, days_missed=15, lesson_hours=5)),
        fires=("oos.thin-short",),
        quiet=("oos.no-education-15", "oos.thin-6w"),
    ),
    Case(
        "A few hours of lessons for 29 school days.",
        "routine",
        one(replace(TUTORED, days_missed=29)),
        fires=("oos.thin-short",),
        quiet=("oos.thin-6w",),
    ),
    Case(
        "A few hours of lessons for 30 school days, which are six weeks.",
        "urgent",
        one(TUTORED),
        fires=("oos.thin-6w",),
        quiet=("oos.thin-short",),
    ),
    Case(
        "Six weeks of 14.9 hours a week are thin.",
        "urgent",
        one(replace(TUTORED, lesson_hours=14.9)),
        fires=("oos.thin-6w",),
    ),
    Case(
        "Six weeks of 15 hours a week are not.",
        "routine",
        one(replace(TUTORED, lesson_hours=15)),
        fires=("oos.thin-short",),
        quiet=("oos.thin-6w",),
    ),
    Case(
        "23.4 hours of lessons in Year 4 are fewer than full-time.",
        "routine",
        one(replace(TUTORED, lesson_hours=23.4)),
        fires=("oos.thin-short",),
    ),
    Case(
        "23.5 hours of lessons in Year 4 are full-time education out of school.",
        "routine",
        one(replace(TUTORED, lesson_hours=23.5)),
        fires=("triage.nothing-fired",),
        quiet=("oos.thin-short", "oos.thin-6w", "oos.no-education-15"),
    ),
    Case(
        "Ill for six weeks, with as many lessons as health allows.",
        "routine",
        one(replace(TUTORED, oos_why="illness")),
        fires=("oos.thin-short",),
        quiet=("oos.thin-6w",),
    ),
    Case(
        "Too worried to go for six weeks, with as many lessons as health allows.",
        "routine",
        one(replace(TUTORED, oos_why="worry")),
        fires=("oos.thin-short",),
        quiet=("oos.thin-6w",),
    ),
    Case(
        "Why a child with a few hours of lessons does not go is not known.",
        "urgent",
        one(TUTORED),
        in_doubt=("oos.thin-6w", "oos.thin-short", "placement.breakdown", "transport.not-attending"),
        dont_know=((1, "oos_why"),),
    ),
    Case(
        "How many hours of lessons there are is not known after six weeks.",
        "urgent",
        one(TUTORED),
        in_doubt=("oos.no-education-15", "oos.thin-6w", "oos.thin-short"),
        dont_know=((1, "lesson_hours"),),
    ),
    Case(
        "A child with a plan is ill for 14 school days, with some lessons.",
        "routine",
        one(replace(TUTORED, days_missed=14, oos_why="illness", plan="yes")),
        quiet=("oos.with-plan",),
    ),
    Case(
        "A child with a plan is ill for 15 school days, with some lessons.",
        "urgent",
        one(replace(TUTORED, days_missed=15, oos_why="illness", plan="yes")),
        fires=("oos.with-plan", "oos.thin-short"),
    ),
    Case(
        "Whether a child who is ill for 15 school days has a plan is not known.",
        "urgent",
        one(replace(TUTORED, days_missed=15, oos_why="illness")),
        in_doubt=("oos.with-plan",),
        dont_know=((1, "plan"),),
    ),
    Case(
        "A child of 4 who does not go is not yet of school age.",
        "routine",
        one(
            replace(
                OUT, days_missed=40, stage=Stage.RECEPTION, turned_five=False, plan="yes", oos_why="transport"
            )
        ),
        fires=("triage.nothing-fired",),
        quiet=("oos.no-education-15", "oos.early", "oos.with-plan", "transport.not-attending"),
    ),
    Case(
        "A student of 17 who does not go is for a person to check.",
        "routine",
        one(replace(OUT, days_missed=40, stage=Stage.Y12_PLUS, oos_why="transport")),
        fires=("scope.post-16-check",),
        quiet=("oos.no-education-15", "transport.not-attending"),
    ),
    Case(
        "A fine over absence.",
        "urgent",
        one(replace(OUT, enforcement="fine")),
        fires=("oos.enforcement",),
        quiet=("oos.enforcement-threat",),
    ),
    Case(
        "A day in court over absence.", "urgent", one(replace(OUT, enforcement="court")), ("oos.enforcement",)
    ),
    Case(
        "A warning of a fine.",
        "routine",
        one(replace(OUT, enforcement="warning")),
        fires=("oos.enforcement-threat", "oos.early"),
        quiet=("oos.enforcement",),
    ),
    Case(
        "Whether there is a fine is not known.",
        "urgent",
        one(OUT),
        in_doubt=("oos.enforcement", "oos.enforcement-threat"),
        dont_know=((1, "enforcement"),),
    ),
    Case(
        "No bus comes.",
        "urgent",
        one(replace(OUT, oos_why="transport")),
        fires=("transport.not-attending",),
        quiet=("placement.breakdown",),
    ),
    Case(
        "A child in school full time was not out, whatever was said before.",
        "routine",
        one(replace(AT_SCHOOL, days_missed=40, oos_why="transport", enforcement="fine", lesson_hours=10)),
        quiet=(
            "oos.thin-short",
            "oos.thin-6w",
            "oos.enforcement",
            "transport.not-attending",
            "oos.with-plan",
        ),
    ),
)
