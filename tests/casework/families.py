"""Families as hypothesis makes them up: any that rules can read, and calm ones at the edge of urgent."""

from dataclasses import fields
from datetime import date

from hypothesis import strategies as st

from bot.casework.branches import WRONG
from bot.casework.facts import Child, Family, Now, Stage
from bot.casework.lens import Key

DAYS = st.dates(date(2026, 9, 1), date(2027, 3, 1))
PAST_DAYS = st.dates(date(2026, 4, 1), date(2026, 11, 23))
LONG_PAST_DAYS = st.dates(date(2025, 6, 1), date(2026, 11, 23))
LENGTHS = st.sampled_from([0, 0.5, 1, 4.5, 5, 5.5, 6, 9.5, 10, 12, 15, 15.5, 20, 39.5, 40, 45, 60])
WEEKS = st.sampled_from([0, 1, 2.9, 3, 4, 4.1, 5.9, 6, 8, 12, 16, 17, 20, 25.9, 26, 41, 51, 52, 104])
MISSED = st.sampled_from([1, 4, 5, 14, 15, 29, 30, 100])
LESSON_HOURS = st.sampled_from([0, 1, 4.9, 5, 10, 14.9, 15, 20.9, 21, 23.5, 24, 25])
LESSONS = st.sampled_from(["full", "some", "none"])
NO_PLACE_WHY = st.sampled_from(
    ["moved", "after-exclusion", "waiting", "refused", "chose", "told-out", "other"]
)
OOS_WHY = st.sampled_from(["illness", "worry", "unsafe", "cannot-cope", "transport", "other"])
LETTERS = st.sampled_from(["none", "draft", "final", "review", "order"])
PLANS = st.sampled_from(["yes", "being-done", "turned-down", "no"])

CHILDREN = st.builds(
    Child,
    now=st.sampled_from(Now),
    stage=st.sampled_from(Stage),
    turned_five=st.booleans(),
    excluded_on=st.one_of(st.none(), PAST_DAYS),
    excluded_months=st.sampled_from([0, 3, 5, 5.9, 6, 7]),
    governors=st.sampled_from(["not-yet", "date-set", "upheld", "reinstated"]),
    governors_letter_on=st.one_of(st.none(), PAST_DAYS),
    lessons=LESSONS,
    suspension_days=LENGTHS,
    suspension_first_on=st.one_of(st.none(), DAYS),
    suspension_total=LENGTHS,
    suspension_first=st.booleans(),
    suspension_letter=st.booleans(),
    day_six_lessons=LESSONS,
    school_talk=st.sampled_from(["permanent", "leave", "neither"]),
    exam_missed=st.booleans(),
    sent_home_times=st.sampled_from([0, 1, 2, 3, 20]),
    stay_away=st.booleans(),
    keep_apart=st.booleans(),
    rtt_hours=st.sampled_from([1, 5, 10, 10.5, 11.75, 12, 12.5, 14, 20, 21, 23.5, 24, 25, 30]),
    rtt_weeks=WEEKS,
    rtt_since_on=st.one_of(st.none(), LONG_PAST_DAYS),
    rtt_agreed=st.sampled_from(["yes", "no-choice", "no"]),
    rtt_end=st.one_of(st.sampled_from(["no", "passed"]), DAYS),
    rtt_review=st.booleans(),
    rtt_why=st.sampled_from(["illness", "worry", "behaviour", "cannot-cope", "not-told"]),
    days_missed=MISSED,
    back_soon=st.booleans(),
    lesson_hours=LESSON_HOURS,
    oos_why=OOS_WHY,
    enforcement=st.sampled_from(["no", "warning", "fine", "court"]),
    no_place_why=NO_PLACE_WHY,
    out_weeks=WEEKS,
    out_since_on=st.one_of(st.none(), LONG_PAST_DAYS),
    wrong=st.sampled_from(WRONG),
    support=st.sampled_from(["all", "some"]),
    move_up=st.sampled_from(["none-named", "named", "no"]),
    plan=PLANS,
    plan_asked_weeks=WEEKS,
    plan_asked_on=st.one_of(st.none(), LONG_PAST_DAYS),
    review_met_on=st.one_of(st.just("none"), PAST_DAYS),
    letter=LETTERS,
    plan_letter_on=st.one_of(st.none(), PAST_DAYS),
    mediation=st.one_of(st.sampled_from(["none", "appealed"]), PAST_DAYS),
    now_before=st.one_of(st.none(), st.sampled_from(Now)),
    council_told=st.booleans(),
    year_total=LENGTHS,
)
FAMILIES = st.builds(
    Family,
    role=st.sampled_from(["parent", "self", "helper"]),
    danger_now=st.booleans(),
    danger_in_words=st.booleans(),
    job=st.sampled_from(["no", "worried", "warned", "lost"]),
    home=st.sampled_from(["no", "worried", "notice", "homeless"]),
    because=st.booleans(),
    cannot_cope=st.booleans(),
    self_harm=st.booleans(),
    held_or_hurt=st.booleans(),
    abuse_home=st.booleans(),
    social_worker=st.booleans(),
    also_suspended=st.booleans(),
    usually_part=st.booleans(),
    children=st.lists(CHILDREN, min_size=1, max_size=2).map(tuple),
)

# With little else wrong: at the edge between the two levels.

PART_OR_SUSPENDED = st.builds(
    Child,
    now=st.sampled_from([Now.PART, Now.SUSPENDED]),
    stage=st.sampled_from(Stage),
    suspension_days=st.sampled_from([0, 3, 5, 6]),
    suspension_first_on=DAYS,
    suspension_first=st.booleans(),
    suspension_letter=st.booleans(),
    day_six_lessons=st.sampled_from(["full", "some"]),
    rtt_hours=st.sampled_from([11, 14, 24]),
    rtt_weeks=st.sampled_from([1, 6]),
    rtt_end=st.sampled_from([date(2026, 11, 22), date(2026, 11, 23), date(2026, 12, 14), date(2027, 2, 1)]),
    rtt_review=st.booleans(),
    rtt_why=st.sampled_from(["illness", "worry", "not-told"]),
    plan=st.sampled_from(["yes", "no"]),
)
EXCLUDED_OR_SENT_HOME = st.builds(
    Child,
    now=st.sampled_from([Now.EXCLUDED, Now.SENT_HOME]),
    excluded_on=st.dates(date(2026, 5, 20), date(2026, 11, 23)),
    governors=st.sampled_from(["upheld", "reinstated"]),
    governors_letter_on=st.dates(date(2026, 10, 20), date(2026, 11, 6)),
    lessons=st.sampled_from(["full", "full", "some"]),
    sent_home_times=st.sampled_from([0, 1, 2]),
)
OUT = st.builds(
    Child,
    now=st.sampled_from([Now.NOT_GOING, Now.NO_PLACE]),
    days_missed=MISSED,
    back_soon=st.booleans(),
    lesson_hours=LESSON_HOURS,
    oos_why=OOS_WHY,
    enforcement=st.sampled_from(["no", "warning", "fine"]),
    no_place_why=NO_PLACE_WHY,
    out_weeks=WEEKS,
    out_since_on=st.one_of(st.none(), LONG_PAST_DAYS),
    plan=st.sampled_from(["yes", "no", "being-done"]),
    plan_asked_weeks=WEEKS,
)
AT_SCHOOL = st.builds(
    Child,
    now=st.just(Now.FULL),
    wrong=st.sampled_from(WRONG),
    excluded_on=st.one_of(st.none(), PAST_DAYS),
    excluded_months=st.sampled_from([3, 5.9, 7]),
    suspension_total=LENGTHS,
    support=st.sampled_from(["all", "some"]),
    out_weeks=WEEKS,
    plan=PLANS,
    plan_asked_weeks=WEEKS,
    plan_asked_on=st.one_of(st.none(), LONG_PAST_DAYS),
    review_met_on=st.one_of(st.just("none"), PAST_DAYS),
    letter=LETTERS,
    plan_letter_on=PAST_DAYS,
    mediation=st.one_of(st.sampled_from(["none", "appealed"]), PAST_DAYS),
)
CALM_CHILDREN = st.one_of(PART_OR_SUSPENDED, EXCLUDED_OR_SENT_HOME, OUT, AT_SCHOOL)
CALM = st.builds(Family, job=st.sampled_from(["no", "worried"]), children=st.tuples(CALM_CHILDREN))

OF_CHILD = [field.name for field in fields(Child)]
OF_FAMILY = [field.name for field in fields(Family) if field.name != "children"]
KEYS = st.one_of(
    st.tuples(st.just(1), st.sampled_from(OF_CHILD)), st.tuples(st.just(0), st.sampled_from(OF_FAMILY))
)

COUNTS_FROM_A_KNOWN_DAY = {"rtt_since_on", "out_since_on", "plan_asked_on"}
"""Of lgo.window: a year is long, and most who do not know since when are not at its end."""

UNSURE_FROM_DAYS = 5
"""Of oos.expected-15: where fewer days are lost, not knowing when the child is back reads as soon."""


def read_as_better(family: Family, unknown: set[Key]) -> bool:
    """Whether a rule reads one of these, not known, as the better value. There are two such rules."""
    for who, fact in unknown:
        few = who > 0 and family.children[who - 1].days_missed < UNSURE_FROM_DAYS
        if fact in COUNTS_FROM_A_KNOWN_DAY or (fact == "back_soon" and few):
            return True
    return False
