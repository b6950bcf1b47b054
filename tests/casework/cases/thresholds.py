"""A number just below what a rule asks for, just at it, and just above."""

from dataclasses import replace
from datetime import date

from bot.casework.facts import Child, Now, Stage
from tests.casework.cases.situation import (
    AGAIN,
    NOT_AGREED,
    RETURNING,
    SIX_DAYS,
    SUSPENDED,
    Case,
    one,
)

THRESHOLDS = (
    Case(
        "9.5 days while out are over 5 and not yet near 15.",
        "urgent",
        one(replace(AGAIN, suspension_total=9.5)),
        fires=("exclusion.cumulative-over-5",),
        quiet=("exclusion.cumulative-nearing-15",),
    ),
    Case(
        "10 days are near 15.",
        "urgent",
        one(replace(AGAIN, suspension_total=10)),
        fires=("exclusion.cumulative-nearing-15",),
        quiet=("exclusion.cumulative-over-5",),
    ),
    Case(
        "5.0 days while out are within the first five.",
        "routine",
        one(replace(AGAIN, suspension_days=1, suspension_total=5.0)),
        fires=("exclusion.current-short",),
        quiet=("exclusion.cumulative-over-5",),
    ),
    Case(
        "5.5 days while out are urgent.",
        "urgent",
        one(replace(AGAIN, suspension_days=1, suspension_total=5.5)),
        fires=("exclusion.cumulative-over-5",),
        quiet=("exclusion.current-short",),
    ),
    Case(
        "Six days on their fourth school day are not yet close to day six.",
        "urgent",
        one(replace(SIX_DAYS, suspension_first_on=date(2026, 11, 18))),
        quiet=("exclusion.day-six-missing",),
    ),
    Case(
        "Five days in a row never reach day six.",
        "routine",
        one(replace(SIX_DAYS, suspension_days=5, suspension_total=5)),
        quiet=("exclusion.day-six-missing",),
    ),
    Case(
        "Some lessons on day six are not full-time education.",
        "urgent",
        one(replace(SIX_DAYS, day_six_lessons="some")),
        fires=("exclusion.day-six-missing",),
    ),
    Case(
        "No letter on the first day may still be on its way.",
        "routine",
        one(replace(SUSPENDED, suspension_letter=False, suspension_first_on=date(2026, 11, 23))),
        fires=("triage.nothing-fired",),
        quiet=("exclusion.no-notice", "exclusion.current-short"),
    ),
    Case(
        "No letter on the second school day, over a weekend, is no notice.",
        "urgent",
        one(replace(SUSPENDED, suspension_letter=False)),
        fires=("exclusion.no-notice",),
        quiet=("exclusion.current-short",),
    ),
    Case(
        "No letter, and no first day told, counts as late.",
        "urgent",
        one(replace(SUSPENDED, suspension_letter=False, suspension_first_on=None)),
        fires=("exclusion.no-notice",),
    ),
    Case(
        "39.5 days in the school year are not near the cap.",
        "routine",
        one(Child(now=Now.FULL, year_total=39.5)),
        quiet=("exclusion.near-cap",),
    ),
    Case(
        "40 days in the school year are near the cap.",
        "urgent",
        one(Child(now=Now.FULL, year_total=40)),
        fires=("exclusion.near-cap",),
    ),
    Case(
        "45 days in the school year are at the cap.",
        "urgent",
        one(Child(now=Now.FULL, year_total=45)),
        fires=("exclusion.near-cap",),
    ),
    Case(
        "Days of this term count towards the cap before anyone has added up the year.",
        "urgent",
        one(Child(now=Now.FULL, suspension_total=41)),
        fires=("exclusion.near-cap",),
    ),
    Case(
        "Just under six weeks are within the norm.",
        "routine",
        one(replace(RETURNING, rtt_weeks=5.9)),
        quiet=("rtt.too-long",),
    ),
    Case(
        "Six weeks are too long.",
        "urgent",
        one(replace(RETURNING, rtt_weeks=6)),
        fires=("rtt.too-long",),
    ),
    Case(
        "An end date six weeks ahead is within the norm.",
        "routine",
        one(replace(RETURNING, rtt_end=date(2027, 1, 4))),
        fires=("rtt.agreed-phased-return",),
    ),
    Case(
        "An end date a day later is not.",
        "urgent",
        one(replace(RETURNING, rtt_end=date(2027, 1, 5))),
        fires=("rtt.exception-not-met",),
        quiet=("rtt.agreed-phased-return", "rtt.no-end-date"),
    ),
    Case(
        "Nursery: 10.4 hours of 21 are under half.",
        "urgent",
        one(replace(RETURNING, stage=Stage.NURSERY, rtt_hours=10.4)),
        fires=("rtt.under-half",),
    ),
    Case(
        "Nursery: 10.5 hours of 21 are half.",
        "routine",
        one(replace(RETURNING, stage=Stage.NURSERY, rtt_hours=10.5)),
        quiet=("rtt.under-half",),
    ),
    Case(
        "Reception: 10.4 hours of 21 are under half.",
        "urgent",
        one(replace(RETURNING, stage=Stage.RECEPTION, rtt_hours=10.4)),
        fires=("rtt.under-half",),
    ),
    Case(
        "Reception: 10.5 hours of 21 are half.",
        "routine",
        one(replace(RETURNING, stage=Stage.RECEPTION, rtt_hours=10.5)),
        quiet=("rtt.under-half",),
    ),
    Case(
        "Years 1 and 2: 10.4 hours of 21 are under half.",
        "urgent",
        one(replace(RETURNING, stage=Stage.Y1_2, rtt_hours=10.4)),
        fires=("rtt.under-half",),
    ),
    Case(
        "Years 1 and 2: 10.5 hours of 21 are half.",
        "routine",
        one(replace(RETURNING, stage=Stage.Y1_2, rtt_hours=10.5)),
        quiet=("rtt.under-half",),
    ),
    Case(
        "Years 3 to 6: 11.7 hours of 23.5 are under half.",
        "urgent",
        one(replace(RETURNING, stage=Stage.Y3_6, rtt_hours=11.7)),
        fires=("rtt.under-half",),
    ),
    Case(
        "Years 3 to 6: 11.75 hours of 23.5 are half.",
        "routine",
        one(replace(RETURNING, stage=Stage.Y3_6, rtt_hours=11.75)),
        quiet=("rtt.under-half",),
    ),
    Case(
        "Years 7 to 10: 11.9 hours of 24 are under half.",
        "urgent",
        one(replace(RETURNING, stage=Stage.Y7_10, rtt_hours=11.9)),
        fires=("rtt.under-half",),
    ),
    Case(
        "Years 7 to 10: 12 hours of 24 are half.",
        "routine",
        one(replace(RETURNING, stage=Stage.Y7_10, rtt_hours=12)),
        quiet=("rtt.under-half",),
    ),
    Case(
        "Year 11: 12.4 hours of 25 are under half.",
        "urgent",
        one(replace(RETURNING, stage=Stage.Y11, rtt_hours=12.4)),
        fires=("rtt.under-half",),
    ),
    Case(
        "Year 11: 12.5 hours of 25 are half.",
        "routine",
        one(replace(RETURNING, stage=Stage.Y11, rtt_hours=12.5)),
        quiet=("rtt.under-half",),
    ),
    Case(
        "23.4 hours in Year 4 are fewer than full-time.",
        "urgent",
        one(replace(NOT_AGREED, rtt_hours=23.4)),
        fires=("rtt.no-consent",),
    ),
    Case(
        "23.5 hours in Year 4 are full-time: no reduced timetable.",
        "routine",
        one(replace(NOT_AGREED, rtt_hours=23.5)),
        quiet=("rtt.no-consent", "rtt.exception-not-met", "rtt.agreed-phased-return"),
    ),
    Case(
        "A wait of 51 weeks is not a year.",
        "urgent",
        one(replace(NOT_AGREED, rtt_weeks=51)),
        quiet=("combo.wait-year",),
    ),
    Case(
        "A wait of 52 weeks is.",
        "urgent",
        one(replace(NOT_AGREED, rtt_weeks=52)),
        fires=("combo.wait-year",),
    ),
)
