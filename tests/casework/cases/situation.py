"""A situation as data: what is known of a family, on which day, and what the rules must say to it."""

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
