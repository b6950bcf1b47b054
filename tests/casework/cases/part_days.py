"""What shows the rules on part days, and on being back in school."""

from dataclasses import replace

from bot.casework.facts import Child, Now, Stage
from tests.casework.cases.situation import (
    NOT_AGREED,
    RETURNING,
    Case,
    one,
)

PART_DAYS = (
    Case(
        "Whether the parent agreed is not known.",
        "urgent",
        one(RETURNING),
        fires=("rtt.unknown",),
        in_doubt=("rtt.no-consent", "rtt.agreed-phased-return"),
        quiet=("rtt.exception-not-met",),
        dont_know=((1, "rtt_agreed"),),
    ),
    Case(
        "They agreed, but felt they had no choice.",
        "urgent",
        one(replace(RETURNING, rtt_agreed="no-choice")),
        fires=("rtt.no-consent",),
        quiet=("rtt.behaviour", "rtt.cannot-cope", "rtt.no-end-date", "rtt.too-long", "rtt.under-half"),
    ),
    Case(
        "Why the day was cut is not known.",
        "urgent",
        one(RETURNING),
        in_doubt=("rtt.behaviour", "rtt.cannot-cope", "rtt.agreed-phased-return", "rtt.exception-not-met"),
        quiet=("rtt.unknown",),
        dont_know=((1, "rtt_why"),),
    ),
    Case(
        "School cannot meet the child's needs.",
        "urgent",
        one(replace(RETURNING, rtt_why="cannot-cope")),
        fires=("rtt.cannot-cope",),
        quiet=("rtt.behaviour", "rtt.exception-not-met"),
    ),
    Case(
        "The end date passed, on a day that nobody remembers.",
        "urgent",
        one(replace(RETURNING, rtt_end="passed")),
        fires=("rtt.no-end-date",),
    ),
    Case(
        "Whether there is an end date is not known.",
        "urgent",
        one(RETURNING),
        fires=("rtt.unknown",),
        in_doubt=("rtt.no-end-date",),
        dont_know=((1, "rtt_end"),),
    ),
    Case(
        "Since when it has been so is not known.",
        "urgent",
        one(RETURNING),
        fires=("rtt.unknown",),
        in_doubt=("rtt.too-long",),
        dont_know=((1, "rtt_weeks"),),
    ),
    Case(
        "How many hours it is, is not known.",
        "urgent",
        one(RETURNING),
        fires=("rtt.unknown",),
        in_doubt=("rtt.under-half",),
        dont_know=((1, "rtt_hours"),),
    ),
    Case(
        "Full-time hours leave nothing to ask, whatever else is not known.",
        "routine",
        one(replace(RETURNING, rtt_hours=24)),
        quiet=("rtt.unknown", "rtt.no-consent"),
        dont_know=((1, "rtt_agreed"),),
    ),
    Case(
        "Whether a child in Reception had turned five is not known.",
        "urgent",
        one(replace(NOT_AGREED, stage=Stage.RECEPTION)),
        in_doubt=("rtt.no-consent", "rtt.unknown", "rtt.under-age"),
        dont_know=((1, "turned_five"), (1, "rtt_weeks")),
    ),
    Case(
        "A child with a plan gets part days without agreement.",
        "urgent",
        one(replace(NOT_AGREED, plan="yes")),
        fires=("rtt.with-plan", "rtt.no-consent"),
    ),
    Case(
        "Whether there is a plan is not known.",
        "urgent",
        one(NOT_AGREED),
        in_doubt=("rtt.with-plan",),
        dont_know=((1, "plan"),),
    ),
    Case(
        "Nobody told the council about an agreed return.",
        "routine",
        one(replace(RETURNING, council_told=False)),
        fires=("rtt.not-told-council",),
    ),
    Case(
        "The council knows.",
        "routine",
        one(RETURNING),
        quiet=("rtt.not-told-council",),
    ),
    Case(
        "Whether the council knows is not known, which decides nothing.",
        "routine",
        one(RETURNING),
        in_doubt=("rtt.not-told-council",),
        dont_know=((1, "council_told"),),
    ),
    Case(
        "A child in Reception who has turned five is of school age.",
        "urgent",
        one(replace(NOT_AGREED, stage=Stage.RECEPTION)),
        fires=("rtt.no-consent",),
        quiet=("rtt.under-age",),
    ),
    Case(
        "The child is back in school full time.",
        "routine",
        one(Child(now=Now.FULL, now_before=Now.PART)),
        fires=("rtt.ended",),
        quiet=("triage.nothing-fired",),
    ),
    Case(
        "The child was in school full time before, too.",
        "routine",
        one(Child(now=Now.FULL, now_before=Now.FULL)),
        quiet=("rtt.ended",),
    ),
)
