"""What shows the rules on having no school place, waiting for one, and the next stage."""

from dataclasses import replace
from datetime import date

from bot.casework.facts import Child, Now, Stage
from tests.casework.cases.situation import AT_SCHOOL, Case, one

NO_PLACE = Child(now=Now.NO_PLACE, no_place_why="moved", out_weeks=2, lesson_hours=0)
WAITING = replace(NO_PLACE, no_place_why="waiting", lesson_hours=15)
REFUSED = replace(NO_PLACE, no_place_why="refused", plan="yes")
WANTS = replace(AT_SCHOOL, wrong="want-school", out_weeks=4)
MOVES_UP = replace(WANTS, plan="yes", move_up="none-named")
YEAR_11 = replace(MOVES_UP, stage=Stage.Y11)

PLACEMENTS = (
    Case(
        "Moved here two weeks ago, with no place and no lessons.",
        "urgent",
        one(NO_PLACE),
        fires=("oos.no-place",),
        quiet=(
            "oos.no-education-15",
            "placement.wait-not-full-time",
            "oos.named-school-refuses",
            "oos.early",
        ),
    ),
    Case(
        "Without a place for 2.9 weeks, which are fewer than 15 school days.",
        "urgent",
        one(replace(NO_PLACE, out_weeks=2.9)),
        fires=("oos.no-place",),
        quiet=("oos.no-education-15",),
    ),
    Case(
        "Without a place for three weeks, which are 15 school days.",
        "urgent",
        one(replace(NO_PLACE, out_weeks=3)),
        fires=("oos.no-place", "oos.no-education-15"),
    ),
    Case(
        "No place, and 4.9 hours of lessons a week.",
        "urgent",
        one(replace(NO_PLACE, lesson_hours=4.9)),
        fires=("oos.no-place",),
    ),
    Case(
        "No place, and 5 hours of lessons a week.",
        "routine",
        one(replace(NO_PLACE, lesson_hours=5)),
        fires=("oos.thin-short",),
        quiet=("oos.no-place",),
    ),
    Case(
        "No place, and a few hours of lessons for 5.9 weeks.",
        "routine",
        one(replace(NO_PLACE, lesson_hours=10, out_weeks=5.9)),
        fires=("oos.thin-short",),
        quiet=("oos.thin-6w",),
    ),
    Case(
        "No place, and a few hours of lessons for six weeks.",
        "urgent",
        one(replace(NO_PLACE, lesson_hours=10, out_weeks=6)),
        fires=("oos.thin-6w",),
    ),
    Case(
        "Why a child without a place has none is not known.",
        "urgent",
        one(replace(NO_PLACE, plan="yes")),
        in_doubt=(
            "oos.no-place",
            "oos.named-school-refuses",
            "placement.wait-not-full-time",
            "exclusion.deregistered-recent",
            "exclusion.pex-no-education",
        ),
        dont_know=((1, "no_place_why"),),
    ),
    Case(
        "The school that the plan names refuses the child.",
        "urgent",
        one(REFUSED),
        fires=("oos.named-school-refuses", "oos.no-place"),
    ),
    Case(
        "A school refuses a child who has no plan.",
        "urgent",
        one(replace(REFUSED, plan="no")),
        fires=("oos.no-place",),
        quiet=("oos.named-school-refuses",),
    ),
    Case(
        "The named school refuses, and the child is taught full time elsewhere.",
        "routine",
        one(replace(REFUSED, lesson_hours=23.5)),
        quiet=("oos.named-school-refuses", "oos.no-place"),
    ),
    Case(
        "A student of 17 has no place.",
        "routine",
        one(replace(NO_PLACE, stage=Stage.Y12_PLUS)),
        fires=("scope.post-16-check",),
        quiet=("oos.no-place",),
    ),
    Case(
        "Waiting for a place with 15 hours of lessons.",
        "urgent",
        one(WAITING),
        fires=("placement.wait-not-full-time", "oos.thin-short"),
        quiet=("oos.no-place", "oos.thin-6w"),
    ),
    Case(
        "Waiting for a place with 23.4 hours of lessons in Year 4, which is not full-time.",
        "urgent",
        one(replace(WAITING, lesson_hours=23.4)),
        fires=("placement.wait-not-full-time",),
    ),
    Case(
        "Waiting for a place, taught full time until then.",
        "routine",
        one(replace(WAITING, lesson_hours=23.5)),
        quiet=("placement.wait-not-full-time", "placement.wait-in-school"),
    ),
    Case(
        "School says that it cannot meet the child's needs; the child stays at home.",
        "urgent",
        one(Child(now=Now.NOT_GOING, days_missed=2, oos_why="cannot-cope")),
        fires=("placement.breakdown", "oos.early"),
    ),
    Case(
        "In school full time, and wants another school.",
        "routine",
        one(WANTS),
        fires=("placement.wait-in-school",),
        quiet=(
            "placement.wait-long",
            "placement.breakdown",
            "placement.phase-missed",
            "triage.nothing-fired",
        ),
    ),
    Case(
        "In school full time; what is wrong there is not known.",
        "urgent",
        one(WANTS),
        in_doubt=("placement.wait-in-school", "placement.breakdown"),
        dont_know=((1, "wrong"),),
    ),
    Case(
        "In school full time, and waiting for another school for 25.9 weeks.",
        "routine",
        one(replace(WANTS, out_weeks=25.9)),
        quiet=("placement.wait-long",),
    ),
    Case(
        "In school full time, and waiting for another school for 26 weeks.",
        "routine",
        one(replace(WANTS, out_weeks=26)),
        fires=("placement.wait-in-school", "placement.wait-long"),
    ),
    Case(
        "In school full time; since when the child waits for another school is not known.",
        "routine",
        one(WANTS),
        fires=("placement.wait-in-school",),
        in_doubt=("placement.wait-long",),
        dont_know=((1, "out_weeks"),),
    ),
    Case(
        "A child of 4 who waits for a place is not yet of school age.",
        "routine",
        one(replace(WAITING, stage=Stage.RECEPTION, turned_five=False)),
        quiet=("placement.wait-not-full-time", "oos.thin-short"),
    ),
    Case(
        "Whether a child in Reception without a place had turned five is not known.",
        "urgent",
        one(replace(NO_PLACE, stage=Stage.RECEPTION)),
        in_doubt=("oos.no-place",),
        dont_know=((1, "turned_five"),),
    ),
    Case(
        "Without full-time lessons, and not waiting for another school.",
        "urgent",
        one(NO_PLACE),
        quiet=("placement.wait-in-school", "placement.phase-urgent"),
    ),
)

NEXT_STAGE = (
    Case(
        "15 February is the last day to name the next school.",
        "routine",
        one(MOVES_UP),
        quiet=("placement.phase-missed", "placement.phase-urgent"),
        on=date(2027, 2, 15),
    ),
    Case(
        "On 16 February it is late.",
        "routine",
        one(MOVES_UP),
        fires=("placement.phase-missed",),
        quiet=("placement.phase-urgent",),
        on=date(2027, 2, 16),
    ),
    Case(
        "31 March is the last day to name what comes after Year 11.",
        "routine",
        one(YEAR_11),
        quiet=("placement.phase-missed",),
        on=date(2027, 3, 31),
    ),
    Case(
        "On 1 April it is late for Year 11, too.",
        "routine",
        one(YEAR_11),
        fires=("placement.phase-missed",),
        on=date(2027, 4, 1),
    ),
    Case(
        "31 March is not past for a student of 17 either, whose next place is named five months ahead.",
        "routine",
        one(replace(MOVES_UP, stage=Stage.Y12_PLUS)),
        quiet=("placement.phase-missed",),
        on=date(2027, 3, 31),
    ),
    Case(
        "On 1 April it is late for a student of 17.",
        "routine",
        one(replace(MOVES_UP, stage=Stage.Y12_PLUS)),
        fires=("placement.phase-missed",),
        on=date(2027, 4, 1),
    ),
    Case(
        "On 31 May no school is named for September.",
        "routine",
        one(MOVES_UP),
        fires=("placement.phase-missed",),
        quiet=("placement.phase-urgent",),
        on=date(2027, 5, 31),
    ),
    Case(
        "On 1 June no school is named for September.",
        "urgent",
        one(MOVES_UP),
        fires=("placement.phase-urgent",),
        quiet=("placement.phase-missed",),
        on=date(2027, 6, 1),
    ),
    Case(
        "On 30 September term has begun, and no school is named.",
        "urgent",
        one(MOVES_UP),
        fires=("placement.phase-urgent",),
        on=date(2027, 9, 30),
    ),
    Case(
        "On 1 October the next stage is that of the year to come.",
        "routine",
        one(MOVES_UP),
        quiet=("placement.phase-urgent", "placement.phase-missed"),
        on=date(2027, 10, 1),
    ),
    Case(
        "The next school is named.",
        "routine",
        one(replace(MOVES_UP, move_up="named")),
        quiet=("placement.phase-urgent", "placement.phase-missed"),
        on=date(2027, 6, 1),
    ),
    Case(
        "Without a plan no school has to be named.",
        "routine",
        one(replace(MOVES_UP, plan="no")),
        quiet=("placement.phase-urgent", "placement.phase-missed"),
        on=date(2027, 6, 1),
    ),
    Case(
        "Whether the next school is named is not known in March.",
        "routine",
        one(MOVES_UP),
        in_doubt=("placement.phase-missed",),
        dont_know=((1, "move_up"),),
        on=date(2027, 3, 1),
    ),
    Case(
        "Whether the next school is named is not known in June.",
        "urgent",
        one(MOVES_UP),
        in_doubt=("placement.phase-urgent",),
        dont_know=((1, "move_up"),),
        on=date(2027, 6, 1),
    ),
)
