"""Situations on either side of a line, one beside the other."""

from dataclasses import replace
from datetime import date

from bot.casework.facts import Child, Family, Now, Stage
from tests.casework.cases.situation import (
    AGAIN,
    AT_SCHOOL,
    RETURNING,
    SUSPENDED,
    Case,
    one,
)

CONTENT = Child(now=Now.FULL, wrong="plan-content", mediation=date(2026, 10, 26))
WAITING = Child(now=Now.NO_PLACE, no_place_why="waiting", out_weeks=61)

BORDERLINE = (
    Case(
        "A second suspension of three days is routine without a plan, ...",
        "routine",
        one(AGAIN),
        fires=("exclusion.current-short",),
        quiet=("exclusion.short-with-plan",),
    ),
    Case(
        "... urgent with a plan, ...",
        "urgent",
        one(replace(AGAIN, plan="yes")),
        fires=("exclusion.short-with-plan",),
        quiet=("exclusion.current-short",),
    ),
    Case(
        "... and urgent with a social worker, who is to be told.",
        "urgent",
        Family(social_worker=True, children=(AGAIN,)),
        fires=("exclusion.short-with-plan", "safety.social-worker"),
    ),
    Case(
        "The first one of a child with a plan is routine.",
        "routine",
        one(replace(SUSPENDED, plan="yes")),
        fires=("exclusion.current-short",),
        quiet=("exclusion.short-with-plan",),
    ),
    Case(
        "A short suspension over an exam is urgent.",
        "urgent",
        one(replace(SUSPENDED, stage=Stage.Y11, exam_missed=True)),
        fires=("exclusion.exam-at-risk",),
        quiet=("exclusion.current-short",),
    ),
    Case(
        "11 days this term, back in class, is urgent.",
        "urgent",
        one(Child(now=Now.FULL, suspension_total=11)),
        fires=("exclusion.cumulative-nearing-15",),
    ),
    Case(
        "Two blocks of 8 days in a term are over 15, although each is short.",
        "urgent",
        one(replace(AGAIN, suspension_days=8, suspension_total=16, day_six_lessons="full")),
        fires=("exclusion.cumulative-over-15",),
        quiet=("exclusion.day-six-missing", "exclusion.cumulative-nearing-15"),
    ),
    Case(
        "Two blocks of 4 days, and back, are routine.",
        "routine",
        one(Child(now=Now.FULL, suspension_total=8)),
        fires=("exclusion.cumulative-over-5",),
    ),
    Case(
        "This suspension counts even where the total for the term was put too low.",
        "urgent",
        one(replace(SUSPENDED, suspension_days=16, suspension_total=0, day_six_lessons="full")),
        fires=("exclusion.cumulative-over-15",),
    ),
    Case(
        "Fewer hours that the parent asked for, for anxiety, with no end date, are urgent.",
        "urgent",
        one(replace(RETURNING, rtt_why="worry", rtt_end="no", rtt_review=False)),
        fires=("rtt.no-end-date",),
    ),
    Case(
        "Fewer hours for anxiety that are agreed, short and reviewed are a recovery.",
        "routine",
        one(replace(RETURNING, rtt_why="worry")),
        fires=("rtt.agreed-phased-return",),
    ),
    Case(
        "A return that was agreed but has no date to look at it again does not meet the exception.",
        "urgent",
        one(replace(RETURNING, rtt_review=False)),
        fires=("rtt.exception-not-met",),
        quiet=("rtt.agreed-phased-return", "rtt.no-end-date", "rtt.no-consent"),
    ),
    Case(
        "Neither does one whose reason school did not tell.",
        "urgent",
        one(replace(RETURNING, rtt_why="not-told")),
        fires=("rtt.exception-not-met",),
    ),
    Case(
        "Nor one in a family whose job is at risk, whatever the cause.",
        "urgent",
        Family(job="worried", children=(RETURNING,)),
        fires=("rtt.exception-not-met",),
        quiet=("impact.job-or-home", "impact.job-only"),
    ),
    Case(
        "Nor one in a family that is not safe.",
        "urgent",
        Family(self_harm=True, children=(RETURNING,)),
        fires=("rtt.exception-not-met", "safety.self-harm"),
    ),
    Case(
        "Nor one in a family whose own words may mean danger.",
        "urgent",
        Family(danger_in_words=True, children=(RETURNING,)),
        fires=("rtt.exception-not-met", "safety.danger-in-words"),
        quiet=("rtt.agreed-phased-return",),
    ),
    Case(
        "A child with a plan may be on an agreed phased return.",
        "routine",
        one(replace(RETURNING, plan="yes")),
        fires=("rtt.agreed-phased-return",),
        quiet=("rtt.with-plan",),
    ),
    Case(
        "The end date itself has not passed yet.",
        "routine",
        one(replace(RETURNING, rtt_end=date(2026, 11, 23))),
        fires=("rtt.agreed-phased-return",),
        quiet=("rtt.no-end-date",),
    ),
    Case(
        "A college student of 17 on reduced hours is for a person to check.",
        "routine",
        one(Child(now=Now.PART, stage=Stage.Y12_PLUS, rtt_hours=8, rtt_agreed="no", rtt_why="behaviour")),
        fires=("scope.post-16-check",),
        quiet=("rtt.no-consent", "rtt.behaviour", "rtt.under-half", "rtt.no-end-date", "rtt.unknown"),
    ),
    Case(
        "A job at risk while the child is in school full time is routine.",
        "routine",
        Family(job="lost", children=(AT_SCHOOL,)),
        fires=("impact.job-only",),
        quiet=("impact.job-or-home",),
    ),
    Case(
        "A plan that is late for a child in school full time is routine.",
        "routine",
        one(Child(now=Now.FULL, plan="being-done", plan_asked_weeks=46)),
        fires=("ehcp.late-20", "ehcp.late-severe"),
    ),
    Case(
        "A plan two weeks late is urgent where the child is out for 20 days, and by that.",
        "urgent",
        one(Child(now=Now.NOT_GOING, days_missed=20, plan="being-done", plan_asked_weeks=22)),
        fires=("oos.no-education-15", "ehcp.late-20", "ehcp.late-and-out"),
    ),
    Case(
        "A plan 26 weeks late for a happy child in school full time is a wait like others.",
        "routine",
        one(Child(now=Now.FULL, plan="being-done", plan_asked_weeks=46, wrong="plan-late")),
        quiet=("ehcp.late-and-out", "combo.wait-year"),
    ),
    Case(
        "12 days before the time to appeal ends is urgent for a child in school, too.",
        "urgent",
        one(replace(CONTENT, letter="final", plan_letter_on=date(2026, 10, 5))),
        fires=("appeal.deadline-near",),
    ),
    Case(
        "A draft plan with 4 days left is routine: only the family can answer it.",
        "routine",
        one(replace(CONTENT, letter="draft", plan_letter_on=date(2026, 11, 13))),
        fires=("ehcp.draft",),
        quiet=("appeal.deadline-near",),
    ),
    Case(
        "Taught at home by choice, and without a plan, is routine.",
        "routine",
        one(Child(now=Now.NO_PLACE, no_place_why="chose", out_weeks=40)),
        fires=("triage.nothing-fired",),
        quiet=("oos.no-place", "oos.no-education-15", "exclusion.deregistered-recent"),
    ),
    Case(
        "Taught at home since the head said ten days ago that it is that or exclusion.",
        "urgent",
        one(Child(now=Now.NO_PLACE, no_place_why="told-out", out_weeks=1.4)),
        fires=("exclusion.deregistered-recent", "oos.no-place"),
    ),
    Case(
        "14 months of waiting for a special school, with a tutor for three hours a week.",
        "urgent",
        one(replace(WAITING, lesson_hours=3)),
        fires=("placement.wait-not-full-time", "oos.no-education-15", "combo.wait-year"),
    ),
    Case(
        "14 months of waiting in a mainstream school, full time and struggling.",
        "routine",
        one(replace(WAITING, now=Now.FULL, wrong="want-school")),
        fires=("placement.wait-in-school", "placement.wait-long"),
        quiet=("placement.breakdown", "combo.wait-year"),
    ),
    Case(
        "The same where school says that it cannot meet the child's needs.",
        "urgent",
        one(replace(WAITING, now=Now.FULL, wrong="school-cannot")),
        fires=("placement.breakdown",),
        quiet=("placement.wait-in-school",),
    ),
    Case(
        "Shut in a room at school is for safety, whatever the hours are.",
        "urgent",
        Family(held_or_hurt=True, children=(AT_SCHOOL,)),
        fires=("safety.held-or-hurt",),
    ),
    Case(
        "An angry note with no facts is for a person to check, soon.",
        "urgent",
        one(Child()),
        fires=("triage.key-unknown",),
        dont_know=((1, "now"),),
    ),
    Case(
        "Rules run in the holidays too: day two of a suspension does not come while school is closed.",
        "routine",
        one(replace(SUSPENDED, suspension_letter=False, suspension_first_on=date(2026, 12, 18))),
        quiet=("exclusion.no-notice",),
        on=date(2026, 12, 27),
    ),
    Case(
        "A family with no child in trouble and nothing at risk is routine.",
        "routine",
        one(AT_SCHOOL),
        fires=("triage.nothing-fired",),
    ),
)
