"""What shows the rules on being sent or kept home with no letter, and on leaving the roll under pressure."""

from dataclasses import replace

from bot.casework.facts import Child, Family, Now, Stage
from tests.casework.cases.situation import AT_SCHOOL, SUSPENDED, Case, one

ONCE = Child(now=Now.SENT_HOME, sent_home_times=1, lessons="full")
TOLD_OUT = Child(now=Now.NO_PLACE, no_place_why="told-out", out_weeks=4)

SENT_HOMES = (
    Case(
        "Sent home early once, and back on full days.",
        "routine",
        one(ONCE),
        fires=("exclusion.informal-once",),
        quiet=(
            "exclusion.informal-repeat",
            "exclusion.informal-stay-away",
            "exclusion.safeguarding-separation",
            "triage.nothing-fired",
        ),
    ),
    Case(
        "Sent home early twice in four weeks.",
        "urgent",
        one(replace(ONCE, sent_home_times=2)),
        fires=("exclusion.informal-repeat",),
        quiet=("exclusion.informal-once",),
    ),
    Case(
        "Told not to come back to school, with no letter.",
        "urgent",
        one(replace(ONCE, sent_home_times=0, stay_away=True, lessons="none")),
        fires=("exclusion.informal-stay-away",),
        quiet=("exclusion.informal-once", "exclusion.informal-repeat"),
    ),
    Case(
        "Told not to come back, while school sends work for full days: it is still no letter.",
        "urgent",
        one(replace(ONCE, sent_home_times=0, stay_away=True)),
        fires=("exclusion.informal-stay-away",),
    ),
    Case(
        "Sent home once, and not back on full days since.",
        "urgent",
        one(replace(ONCE, lessons="some")),
        fires=("exclusion.informal-stay-away",),
        quiet=("exclusion.informal-once",),
    ),
    Case(
        "How often the child was sent home is not known.",
        "urgent",
        one(ONCE),
        in_doubt=("exclusion.informal-once", "exclusion.informal-repeat", "exclusion.informal-stay-away"),
        dont_know=((1, "sent_home_times"), (1, "stay_away")),
    ),
    Case(
        "Whether the child is back on full days since is not known.",
        "urgent",
        one(ONCE),
        in_doubt=("exclusion.informal-stay-away", "exclusion.informal-once"),
        dont_know=((1, "lessons"),),
    ),
    Case(
        "Kept home to keep pupils apart, with school work for full days.",
        "urgent",
        one(replace(ONCE, keep_apart=True)),
        fires=("exclusion.safeguarding-separation",),
        quiet=("exclusion.informal-stay-away", "exclusion.informal-once"),
    ),
    Case(
        "Whether the child is kept home to keep pupils apart is not known.",
        "urgent",
        one(replace(ONCE, stay_away=True, lessons="none")),
        in_doubt=("exclusion.safeguarding-separation", "exclusion.informal-stay-away"),
        dont_know=((1, "keep_apart"),),
    ),
    Case(
        "Sent home once, and school talks of taking the child out.",
        "urgent",
        one(replace(ONCE, school_talk="leave")),
        fires=("exclusion.offroll-pressure",),
    ),
    Case(
        "Suspended by a letter is not sent home without one.",
        "routine",
        one(replace(SUSPENDED, sent_home_times=3, keep_apart=True, stay_away=True)),
        quiet=(
            "exclusion.informal-repeat",
            "exclusion.informal-stay-away",
            "exclusion.safeguarding-separation",
        ),
    ),
    Case(
        "Sent home once, and on part days when not.",
        "urgent",
        Family(usually_part=True, children=(ONCE,)),
        fires=("combo.suspension-plus-rtt", "exclusion.informal-once"),
    ),
    Case(
        "A student of 17 is sent home with no letter, which is for a person to check, too.",
        "urgent",
        one(replace(ONCE, stage=Stage.Y12_PLUS, lessons="none")),
        fires=("scope.post-16-check", "exclusion.informal-stay-away"),
    ),
    Case(
        "Taken off the roll under pressure four weeks ago.",
        "urgent",
        one(TOLD_OUT),
        fires=("exclusion.deregistered-recent",),
        quiet=("exclusion.offroll-pressure",),
    ),
    Case(
        "Taken off the roll under pressure more than four weeks ago: what counts now is the place.",
        "urgent",
        one(replace(TOLD_OUT, out_weeks=4.1)),
        fires=("oos.no-place",),
        quiet=("exclusion.deregistered-recent",),
    ),
    Case(
        "A child at school was not taken off the roll.",
        "routine",
        one(replace(AT_SCHOOL, no_place_why="told-out")),
        quiet=("exclusion.deregistered-recent",),
    ),
    Case(
        "Since when the child has been off the roll is not known.",
        "urgent",
        one(TOLD_OUT),
        in_doubt=("exclusion.deregistered-recent", "oos.no-education-15"),
        dont_know=((1, "out_weeks"),),
    ),
    Case(
        "Suspended in this term for five days, and back.",
        "routine",
        one(replace(AT_SCHOOL, wrong="suspensions", suspension_total=5)),
        fires=("exclusion.suspended-before",),
        quiet=("exclusion.cumulative-over-5", "exclusion.current-short", "triage.nothing-fired"),
    ),
    Case(
        "Suspended in this term for half a day more, and back.",
        "routine",
        one(replace(AT_SCHOOL, wrong="suspensions", suspension_total=5.5)),
        fires=("exclusion.cumulative-over-5",),
        quiet=("exclusion.suspended-before",),
    ),
    Case(
        "How many days the child who is back was suspended this term is not known.",
        "urgent",
        one(replace(AT_SCHOOL, wrong="suspensions")),
        in_doubt=("exclusion.suspended-before", "exclusion.cumulative-over-15"),
        dont_know=((1, "suspension_total"),),
    ),
)
