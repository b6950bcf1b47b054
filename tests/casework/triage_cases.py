"""Situations as data: what is known of a family, on which day, and what the rules must say to it."""

from dataclasses import dataclass, replace
from datetime import date

from bot.casework.calendar import Calendar, Term
from bot.casework.facts import Child, Family, Now, Stage

TODAY = date(2026, 11, 23)  # a Monday
TERMS = Calendar(
    bank_holidays=frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}),
    terms=(
        Term(
            "Autumn", date(2026, 9, 1), date(2026, 12, 18), closed=((date(2026, 10, 26), date(2026, 10, 30)),)
        ),
        Term("Spring", date(2027, 1, 4), date(2027, 3, 25), closed=((date(2027, 2, 15), date(2027, 2, 19)),)),
    ),
    whose="Hertfordshire",
)


@dataclass(frozen=True)
class Case:
    """`name` is a full sentence. `fires`, `quiet` and `in_doubt` name rules; others may do what they like.

    `dont_know` are (child, fact) pairs; child 0 is the family.
    """

    name: str
    urgency: str
    family: Family
    fires: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    in_doubt: tuple[str, ...] = ()
    dont_know: tuple[tuple[int, str], ...] = ()
    on: date = TODAY


def one(child: Child) -> Family:
    return Family(children=(child,))


AT_SCHOOL = Child(now=Now.FULL)
SUSPENDED = Child(
    now=Now.SUSPENDED,
    suspension_days=3,
    suspension_total=3,
    suspension_first_on=date(2026, 11, 20),
    suspension_first=True,
    suspension_letter=True,
)
AGAIN = replace(SUSPENDED, suspension_first=False)
SIX_DAYS = replace(
    SUSPENDED,
    suspension_days=6,
    suspension_total=6,
    suspension_first_on=date(2026, 11, 17),
    day_six_lessons="none",
)
RETURNING = Child(  # after surgery: agreed, 14.1 of 23.5 hours, ends in three weeks, with a review
    now=Now.PART,
    stage=Stage.Y3_6,
    rtt_hours=14.1,
    rtt_weeks=1,
    rtt_agreed="yes",
    rtt_end=date(2026, 12, 14),
    rtt_review=True,
    rtt_why="illness",
)
NOT_AGREED = replace(RETURNING, rtt_agreed="no")

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
        fires=("triage.nothing-fired",),
    ),
    Case(
        "An angry note with no facts is for a person to check, soon.",
        "urgent",
        one(Child()),
        fires=("triage.key-unknown",),
        dont_know=((1, "now"), (1, "in_own_words")),
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

TWO_OUT = (SUSPENDED, NOT_AGREED)

EACH_RULE = (
    Case(
        "Someone is in danger.",
        "urgent",
        Family(danger_now=True),
        fires=("safety.danger-now",),
        quiet=(
            "safety.danger-in-words",
            "safety.self-harm",
            "safety.abuse-home",
            "safety.held-or-hurt",
            "safety.carer-breakdown",
        ),
    ),
    Case(
        "Self-harm is named.",
        "urgent",
        Family(self_harm=True),
        fires=("safety.self-harm",),
        quiet=("safety.danger-now", "safety.danger-in-words"),
    ),
    Case("Abuse at home is named.", "urgent", Family(abuse_home=True), fires=("safety.abuse-home",)),
    Case("A child was held at school.", "urgent", Family(held_or_hurt=True), fires=("safety.held-or-hurt",)),
    Case("A carer cannot go on.", "urgent", Family(cannot_cope=True), fires=("safety.carer-breakdown",)),
    Case(
        "What the family typed holds a cue of danger.",
        "urgent",
        Family(danger_in_words=True),
        fires=("safety.danger-in-words",),
        quiet=("safety.danger-now", "safety.self-harm", "safety.abuse-home"),
    ),
    Case(
        "The question about what is true at home was not answered.",
        "urgent",
        one(AT_SCHOOL),
        in_doubt=(
            "safety.danger-now",
            "safety.danger-in-words",
            "safety.self-harm",
            "safety.abuse-home",
            "safety.held-or-hurt",
            "safety.carer-breakdown",
        ),
        quiet=("safety.social-worker",),
        dont_know=(
            (0, "danger_now"),
            (0, "danger_in_words"),
            (0, "self_harm"),
            (0, "abuse_home"),
            (0, "held_or_hurt"),
            (0, "cannot_cope"),
            (0, "social_worker"),
        ),
    ),
    Case(
        "A social worker alone makes nothing urgent.",
        "routine",
        Family(social_worker=True, children=(AT_SCHOOL,)),
        quiet=("safety.social-worker",),
    ),
    Case(
        "Whether there is a social worker is not known, next to part days without agreement.",
        "urgent",
        one(NOT_AGREED),
        in_doubt=("safety.social-worker",),
        dont_know=((0, "social_worker"),),
    ),
    Case(
        "A child writes on their own.",
        "outside",
        Family(role="under-16", danger_now=True),
        fires=("scope.under-16-alone", "safety.danger-now"),
    ),
    Case(
        "The family lives in Wales, where the other MP's door is not the first to name.",
        "outside",
        Family(nation="wales", constituent=False, children=TWO_OUT),
        fires=("scope.not-england", "scope.not-constituent"),
        quiet=("scope.under-16-alone",),
    ),
    Case(
        "Who writes, from where, cannot be told: that never closes the door.",
        "routine",
        one(AT_SCHOOL),
        in_doubt=("scope.under-16-alone", "scope.not-england", "scope.not-constituent"),
        dont_know=((0, "role"), (0, "nation"), (0, "constituent")),
    ),
    Case(
        "Inside the constituency all three doors are open.",
        "routine",
        one(AT_SCHOOL),
        quiet=("scope.under-16-alone", "scope.not-england", "scope.not-constituent", "scope.post-16-check"),
    ),
    Case(
        "How school is for a college student is not known.",
        "urgent",
        one(Child(stage=Stage.Y12_PLUS)),
        in_doubt=("scope.post-16-check",),
        dont_know=((1, "now"),),
    ),
    Case(
        "School talks of permanent exclusion.",
        "urgent",
        one(replace(SUSPENDED, school_talk="permanent")),
        fires=("exclusion.threatened-permanent",),
        quiet=("exclusion.current-short", "exclusion.offroll-pressure"),
    ),
    Case(
        "School talks of taking the child out.",
        "urgent",
        one(replace(SUSPENDED, school_talk="leave")),
        fires=("exclusion.offroll-pressure",),
        quiet=("exclusion.current-short", "exclusion.threatened-permanent"),
    ),
    Case(
        "What is past cannot be threatened any more.",
        "urgent",
        one(Child(now=Now.EXCLUDED, in_own_words=True, school_talk="permanent")),
        fires=("triage.key-unknown",),
        quiet=("exclusion.threatened-permanent",),
    ),
    Case(
        "A child with no place is on no roll.",
        "urgent",
        one(Child(now=Now.NO_PLACE, in_own_words=True, school_talk="leave")),
        fires=("triage.key-unknown",),
        quiet=("exclusion.offroll-pressure",),
    ),
    Case(
        "What school talked about is not known.",
        "urgent",
        one(SUSPENDED),
        in_doubt=("exclusion.threatened-permanent", "exclusion.offroll-pressure", "exclusion.current-short"),
        dont_know=((1, "school_talk"),),
    ),
    Case(
        "How many days this term is not known.",
        "urgent",
        one(replace(AGAIN, plan="yes")),
        in_doubt=(
            "exclusion.cumulative-over-15",
            "exclusion.cumulative-nearing-15",
            "exclusion.cumulative-over-5",
            "exclusion.short-with-plan",
        ),
        dont_know=((1, "suspension_total"),),
    ),
    Case(
        "How long this suspension is, is not known.",
        "urgent",
        one(SIX_DAYS),
        in_doubt=("exclusion.day-six-missing",),
        dont_know=((1, "suspension_days"),),
    ),
    Case(
        "Whether an exam is missed is not known.",
        "urgent",
        one(SUSPENDED),
        in_doubt=("exclusion.exam-at-risk",),
        dont_know=((1, "exam_missed"),),
    ),
    Case(
        "No exam is missed.",
        "routine",
        one(SUSPENDED),
        quiet=("exclusion.exam-at-risk",),
    ),
    Case(
        "Whether there is a letter is not known.",
        "urgent",
        one(SUSPENDED),
        in_doubt=("exclusion.no-notice",),
        dont_know=((1, "suspension_letter"),),
    ),
    Case(
        "On the first day of a suspension a missing letter decides nothing, known or not.",
        "routine",
        one(replace(SUSPENDED, suspension_first_on=date(2026, 11, 23))),
        in_doubt=("exclusion.current-short",),
        fires=("triage.nothing-fired",),
        quiet=("exclusion.no-notice",),
        dont_know=((1, "suspension_letter"),),
    ),
    Case(
        "How many days of the year were lost is not known.",
        "urgent",
        one(AT_SCHOOL),
        in_doubt=("exclusion.near-cap",),
        dont_know=((1, "year_total"),),
    ),
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
        "A person has to read what the family wrote about a child who does not go.",
        "urgent",
        one(Child(now=Now.NOT_GOING, in_own_words=True)),
        fires=("triage.key-unknown",),
        quiet=("triage.nothing-fired",),
    ),
    Case(
        "Nothing has to be read where the questions said it all.",
        "routine",
        one(SUSPENDED),
        quiet=("triage.key-unknown",),
    ),
)

CASES = ACCEPTANCE + BORDERLINE + THRESHOLDS + EACH_RULE
