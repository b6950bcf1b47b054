"""The questions of each situation a child can be in (A to G), and those about the plan."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from bot.casework.answers import Told, Value
from bot.casework.facts import Now, Stage
from bot.casework.question import (
    Question,
    Where,
    both,
    day_or,
    edges,
    either,
    is_,
    is_not,
    not_sure,
    weeks_since,
    yes,
)
from bot.casework.reading import read_number, read_weeks

YES_NO = ("yes", "no")
LESSONS = ("full", "some", "none")
A_DAY_LONG_PAST = 5 * 366


def _total(value: Value, _: date) -> Mapping[str, Any]:
    by_option = {"none": 0.0, "first": 0.0, "to-5": 5.0, "5-10": 9.5, "10-15": 15.0, "over-15": 15.5}
    total = by_option[value] if isinstance(value, str) else value
    return {"suspension_total": total, "suspension_first": value == "first"}


def _totals_offered(told: Told) -> tuple[str, ...]:
    """A child who is back may have had none but a warning; one who is out may be out for the first time."""
    first = "none" if told("now") == Now.FULL else "first"
    return (first, "to-5", "5-10", "10-15", "over-15")


def _sent_home(value: Value, _: date) -> Mapping[str, Any]:
    by_option = {"once": 1.0, "2-3": 3.0, "4-plus": 20.0, "every-day": 20.0, "stay-away": 0.0}
    times = by_option[value] if isinstance(value, str) else value
    return {"sent_home_times": times, "stay_away": value == "stay-away"}


def _past_exclusion(value: Value, on: date) -> Mapping[str, Any]:
    by_option = {"to-5": 5.0, "5-6": 5.9, "over-6": 7.0}
    if value in by_option:
        return {"excluded_on": None, "excluded_months": by_option[str(value)]}
    day = date.fromisoformat(str(value))
    return {"excluded_on": day, "excluded_months": (on - day).days / 30.4}


def _exam_season(told: Told) -> bool:
    """Public exams for Year 11 and up; national tests for Years 3 to 6, in April and May."""
    if told("stage") in (Stage.Y11, Stage.Y12_PLUS):
        return True
    return told("stage") == Stage.Y3_6 and (told.on.month in (4, 5) or told.answer("exam_missed") is not None)


def _over_five_days(told: Told) -> bool:
    days = told("suspension_days")
    return days in ("6-9", "10-15", "over-15") or (isinstance(days, float) and days > 5)


def _letter_is_fresh(told: Told) -> bool:
    """Young enough that an appeal may still be open, or only just too late."""
    day = told("plan_letter")
    return isinstance(day, str) and told.on - date.fromisoformat(day) <= timedelta(weeks=14)


EXAMS = Where("Year 11 and up; Years 3 to 6 in April and May", _exam_season)
OVER_FIVE = Where("`suspension_days` is over 5", _over_five_days)
FRESH = Where("the letter is up to 14 weeks old", _letter_is_fresh)

PART, SUSPENDED, EXCLUDED = (Now.PART,), (Now.SUSPENDED,), (Now.EXCLUDED,)
SENT_HOME, NOT_GOING, NO_PLACE, FULL = (Now.SENT_HOME,), (Now.NOT_GOING,), (Now.NO_PLACE,), (Now.FULL,)

WRONG = (
    "plan-late", "plan-refused", "review-late", "plan-content", "support-missing", "want-school",
    "school-cannot", "suspensions", "past-exclusion", "other",
)  # fmt: skip
"""What can be wrong where a child has full days."""

EXCLUDED_FOR_GOOD = (
    Question("excluded_on", (), when=EXCLUDED, typed="date-past", dont_know=True, facts=("excluded_on",),
             reads=day_or("excluded_on")),
    Question("governors", ("not-yet", "date-set", "upheld", "reinstated"), when=EXCLUDED, dont_know=True, key=True,
             facts=("governors",)),
    Question("governors_letter", (), is_("governors", "upheld"), when=EXCLUDED, typed="date-past", dont_know=True,
             facts=("governors_letter_on",), reads=day_or("governors_letter_on")),
)  # fmt: skip

SUSPENSION = (
    Question("suspension_days", ("half", "1", "2", "3", "4", "5", "6-9", "10-15", "over-15"), when=SUSPENDED,
             typed="number", numbers=partial(read_number, unit="days"), most=60,
             dont_know=True, key=True, facts=("suspension_days",),
             reads=edges("suspension_days", {"half": 0.5, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5,
                                             "6-9": 9, "10-15": 15, "over-15": 15.5})),
    Question("suspension_first_day", ("today", "school-day-before", "tomorrow"), when=SUSPENDED, typed="date-near",
             dont_know=True, facts=("suspension_first_on",), reads=day_or("suspension_first_on")),
    Question("suspension_total", ("none", "first", "to-5", "5-10", "10-15", "over-15"),
             either(is_("now", Now.SUSPENDED), is_("wrong", "suspensions")), offers=_totals_offered, typed="number",
             when=(Now.SUSPENDED, Now.FULL), numbers=partial(read_number, unit="days"), most=100,
             dont_know=True, key=True, facts=("suspension_total", "suspension_first"), reads=_total),
    Question("suspension_letter", YES_NO, when=SUSPENDED, dont_know=True, facts=("suspension_letter",),
             reads=yes("suspension_letter")),
    Question("day_six_lessons", LESSONS, OVER_FIVE, when=SUSPENDED, dont_know=True, facts=("day_six_lessons",)),
)  # fmt: skip

NO_LETTER = (
    Question("sent_home", ("once", "2-3", "4-plus", "every-day", "stay-away"), when=SENT_HOME, typed="number",
             most=100,
             dont_know=True, key=True, facts=("sent_home_times", "stay_away"), reads=_sent_home),
)  # fmt: skip

SHARED = (
    Question("exam_missed", YES_NO, EXAMS, when=(Now.SUSPENDED, Now.EXCLUDED), dont_know=True,
             facts=("exam_missed",), reads=yes("exam_missed")),
    Question("exam_on", (), is_("exam_missed", "yes"), when=(Now.SUSPENDED, Now.EXCLUDED), typed="date-ahead",
             dont_know=True, facts=("exam_on",), reads=day_or("exam_on")),
    Question("school_talk", ("permanent", "leave", "neither"),
             either(is_("now", Now.SUSPENDED, Now.SENT_HOME), is_("wrong", "suspensions")),
             when=(Now.SUSPENDED, Now.SENT_HOME, Now.FULL), dont_know=True, facts=("school_talk",)),
    Question("lessons", LESSONS, when=(Now.EXCLUDED, Now.SENT_HOME), dont_know=True, key=True, facts=("lessons",)),
    Question("keep_apart", YES_NO, when=SENT_HOME, dont_know=True, facts=("keep_apart",), reads=yes("keep_apart")),
)  # fmt: skip
"""What several of the situations share."""

PART_DAYS = (
    Question("rtt_hours", ("1-5", "6-10", "11-12", "13-15", "16-20", "21"), when=PART, typed="number",
             numbers=partial(read_number, unit="hours"), most=40,
             dont_know=True, key=True, facts=("rtt_hours",),
             reads=edges("rtt_hours", {"1-5": 1, "6-10": 6, "11-12": 11, "13-15": 13, "16-20": 16, "21": 21})),
    Question("rtt_weeks", ("under-2", "2-5", "6-12", "over-12", "over-52"), when=PART, typed="length",
             numbers=read_weeks, dont_know=True, facts=("rtt_weeks", "rtt_since_on"),
             reads=weeks_since("rtt_weeks", "rtt_since_on",
                               {"under-2": 1, "2-5": 5, "6-12": 12, "over-12": 51, "over-52": 53}),
             least={"6-12": 6, "over-12": 12}),
    Question("rtt_agreed", ("yes", "no-choice", "no"), when=PART, dont_know=True, facts=("rtt_agreed",)),
    Question("rtt_end", ("1w", "2w", "3w", "4w", "6w", "no", "passed"), when=PART, typed="date-ahead",
             dont_know=True, key=True, facts=("rtt_end",), reads=day_or("rtt_end", "no", "passed")),
    Question("rtt_review", YES_NO, both(is_("rtt_agreed", "yes"), is_not("rtt_end", "no", "passed")),
             when=PART, dont_know=True, facts=("rtt_review",), reads=yes("rtt_review")),
    Question("rtt_why", ("illness", "worry", "behaviour", "cannot-cope", "not-told"), when=PART, dont_know=True,
             facts=("rtt_why",)),
)  # fmt: skip

OUT_OF_SCHOOL = (
    Question("days_missed", ("1-4", "5-14", "15-29", "30-plus"), when=NOT_GOING, typed="number",
             numbers=partial(read_number, unit="days"), most=200, dont_know=True, key=True, facts=("days_missed",),
             reads=edges("days_missed", {"1-4": 4, "5-14": 14, "15-29": 29, "30-plus": 30})),
    Question("back_soon", YES_NO, when=NOT_GOING, dont_know=True, facts=("back_soon",), reads=yes("back_soon")),
    Question("out_weeks", ("to-4", "4-6", "6-26", "26-52", "over-52"),
             either(is_("now", Now.NO_PLACE), is_("wrong", "want-school")), when=(Now.NO_PLACE, Now.FULL),
             typed="length", numbers=read_weeks, dont_know=True, facts=("out_weeks", "out_since_on"),
             reads=weeks_since("out_weeks", "out_since_on",
                               {"to-4": 4, "4-6": 5.9, "6-26": 25.9, "26-52": 51.9, "over-52": 53}),
             least={"6-26": 6, "26-52": 26}),
    Question("lesson_hours", ("none", "1-4", "5-14", "15-plus", "full"), when=(Now.NOT_GOING, Now.NO_PLACE),
             typed="number", numbers=partial(read_number, unit="hours"), most=40, dont_know=True, key=True,
             facts=("lesson_hours",),
             reads=edges("lesson_hours", {"none": 0, "1-4": 1, "5-14": 5, "15-plus": 15, "full": 25})),
    Question("oos_why", ("illness", "worry", "unsafe", "cannot-cope", "transport", "other"), when=NOT_GOING,
             dont_know=True, facts=("oos_why",)),
    Question("enforcement", ("no", "warning", "fine", "court"), when=NOT_GOING, dont_know=True,
             facts=("enforcement",)),
    Question("fine_letter", (), is_("enforcement", "fine"), when=NOT_GOING, typed="date-past", dont_know=True,
             facts=("fine_on",), reads=day_or("fine_on")),
    Question("court_day", (), is_("enforcement", "court"), when=NOT_GOING, typed="date-ahead", dont_know=True,
             facts=("court_on",), reads=day_or("court_on")),
    Question("no_place_why", ("moved", "after-exclusion", "waiting", "refused", "chose", "told-out", "other"),
             when=NO_PLACE, dont_know=True, facts=("no_place_why",)),
)  # fmt: skip

FULL_DAYS = (
    Question("wrong", WRONG, when=FULL, key=True, facts=("wrong",)),
    Question("past_exclusion", ("to-5", "5-6", "over-6"), is_("wrong", "past-exclusion"), when=FULL,
             typed="date-past", furthest=A_DAY_LONG_PAST, dont_know=True,
             facts=("excluded_on", "excluded_months"), reads=_past_exclusion),
    Question("support", ("all", "some"), both(is_("wrong", "support-missing"), is_("plan", "yes")), when=FULL,
             dont_know=True, facts=("support",)),
    Question("move_up", ("none-named", "named", "no"), both(is_("wrong", "want-school"), is_("plan", "yes")),
             when=FULL, dont_know=True, facts=("move_up",)),
    Question("told", asked=either(is_("wrong", "other"), not_sure("now")), typed="words", skip=True),
)  # fmt: skip

PLAN_DATES = (
    Question("plan_asked", ("under-6", "6-16", "16-20", "over-20", "over-40", "over-52"),
             either(is_("plan", "being-done"), is_("wrong", "plan-late")), typed="length", numbers=read_weeks,
             dont_know=True, facts=("plan_asked_weeks", "plan_asked_on"),
             reads=weeks_since("plan_asked_weeks", "plan_asked_on",
                               {"under-6": 5, "6-16": 16, "16-20": 20, "over-20": 40, "over-40": 51.9, "over-52": 53}),
             least={"6-16": 6, "over-20": 20, "over-40": 40}),
    Question("review_meeting", ("none",), is_("wrong", "review-late"), when=FULL, typed="date-past",
             furthest=A_DAY_LONG_PAST, dont_know=True, facts=("review_met_on",),
             reads=day_or("review_met_on", "none")),
    Question("which_letter", ("draft", "final", "review", "order", "none"), is_("wrong", "plan-content"), when=FULL,
             dont_know=True, facts=("letter",)),
    Question("plan_letter", (), either(is_("plan", "turned-down"), is_("wrong", "plan-refused"),
                                       is_not("which_letter", "none")),
             typed="date-past", furthest=A_DAY_LONG_PAST, dont_know=True, facts=("plan_letter_on",),
             reads=day_or("plan_letter_on")),
    Question("mediation", ("none", "appealed"),
             both(either(is_("wrong", "plan-refused"), is_("which_letter", "final", "review")), FRESH),
             when=FULL, typed="date-past", dont_know=True, facts=("mediation",),
             reads=day_or("mediation", "none", "appealed")),
)  # fmt: skip

SITUATIONS = (
    *FULL_DAYS,
    *EXCLUDED_FOR_GOOD,
    *NO_LETTER,
    *SUSPENSION,
    *SHARED,
    *PART_DAYS,
    *OUT_OF_SCHOOL,
    *PLAN_DATES,
)
"""All of them, in the order in which they are asked of a child."""
