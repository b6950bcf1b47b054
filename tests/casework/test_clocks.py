"""The clocks that findings start, against dates worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from bot.casework.clocks import Clock
from bot.casework.facts import Child, Family, Now
from bot.casework.rulebook import Applies, ClockSpec, Policy, Urgency
from bot.casework.triage import Verdict
from tests.casework.cases.appeals import DRAFT, FINAL
from tests.casework.cases.excluded import EXCLUDED, UPHELD
from tests.casework.cases.out_of_school import OUT
from tests.casework.cases.placement import NO_PLACE
from tests.casework.cases.plan import ASKED, REVIEW
from tests.casework.cases.situation import NOT_AGREED, RETURNING, SUSPENDED, TODAY
from tests.casework.cases.windows import PAST, WAITED
from tests.casework.deciding import by_all_rules, rule, verdict

ALWAYS: Applies = lambda _: True  # noqa: E731
UNSURE: Applies = lambda s: s.child.exam_missed  # noqa: E731
OVER_15 = Child(now=Now.SUSPENDED, suspension_total=15.5, suspension_first_on=date(2026, 11, 9))


def clock(told: Verdict, rule_id: str) -> Clock:
    return next(c for c in told.clocks if c.rule_id == rule_id)


def test_governors_must_meet_fifteen_school_days_after_the_first_day() -> None:
    told = clock(by_all_rules(Family(children=(OVER_15,))), "exclusion.cumulative-over-15")
    assert (told.on, told.about, told.child) == (date(2026, 11, 30), True, 1)
    assert told.due == "the governors must meet"
    assert told.family == "the school's governors must meet by then (not in private schools)"


def test_fifty_school_days_run_over_christmas() -> None:
    back = Child(now=Now.FULL, suspension_total=5.5, suspension_first_on=date(2026, 11, 9))
    told = clock(by_all_rules(Family(children=(back,))), "exclusion.cumulative-over-5")
    assert told.on == date(2027, 2, 1)


def test_a_clock_without_a_first_day_is_kept_and_says_what_to_ask() -> None:
    told = by_all_rules(Family(children=(OVER_15,)), dont_know={(1, "suspension_first_on")})
    found = clock(told, "exclusion.cumulative-over-15")
    assert (found.on, found.working) == (None, "not known: the first day of the suspension")


def test_a_check_comes_the_school_day_after_the_return() -> None:
    told = clock(by_all_rules(Family(children=(SUSPENDED,))), "exclusion.current-short")  # Fri, Mon, Tue
    assert told.on == date(2026, 11, 26)


def test_a_length_that_is_not_known_dates_no_return() -> None:
    spec = ClockSpec(1, "school", "suspension_returns_on", "check")
    always = replace(rule(lambda s: s.child.now == Now.SUSPENDED), clocks=(spec,))
    told = verdict(always, child=SUSPENDED, dont_know={"suspension_days"})
    assert [(c.on, c.working) for c in told.clocks] == [
        (None, "not known: the first day and the length of the suspension")
    ]


def test_the_norm_for_part_days_is_the_offices_own() -> None:
    child = replace(NOT_AGREED, rtt_weeks=10)
    six = by_all_rules(Family(children=(child,)))
    four = by_all_rules(Family(children=(child,)), policy=Policy(rtt_weeks=4))
    assert (clock(six, "rtt.too-long").on, clock(six, "rtt.too-long").about) == (date(2026, 10, 26), True)
    assert clock(four, "rtt.too-long").on == date(2026, 10, 12)


def test_an_agreed_return_is_checked_the_school_day_after_its_end() -> None:
    told = by_all_rules(Family(children=(RETURNING,)))
    assert [(c.rule_id, c.on) for c in told.clocks] == [("rtt.agreed-phased-return", date(2026, 12, 15))]


def test_working_days_are_not_about() -> None:
    told = clock(by_all_rules(Family(children=(NOT_AGREED,))), "rtt.no-consent")
    assert (told.on, told.about, told.family) == (date(2026, 11, 24), False, "")


def test_clocks_come_soonest_first_and_undated_ones_last() -> None:
    told = by_all_rules(
        Family(home="notice", children=(OVER_15, NOT_AGREED)), dont_know={(1, "suspension_first_on")}
    )
    days = [c.on for c in told.clocks]
    dated = [day for day in days if day]
    assert dated == sorted(dated)
    assert days[-1] is None


def test_a_calendar_day_shows_its_working() -> None:
    spec = ClockSpec(1, "calendar", "today", "look again")
    told = verdict(replace(rule(ALWAYS), clocks=(spec,)), child=Child())
    assert told.clocks[0].working == "1 day after Mon 23 Nov 2026"


def test_a_routine_rule_that_cannot_be_told_starts_no_clock() -> None:
    spec = ClockSpec(1, "calendar", "today", "look again")
    unsure = replace(rule(UNSURE, urgency=Urgency.ROUTINE), clocks=(spec,))
    assert verdict(unsure, child=Child(), dont_know={"exam_missed"}).clocks == ()
    assert (
        len(verdict(replace(unsure, urgency=Urgency.URGENT), child=Child(), dont_know={"exam_missed"}).clocks)
        == 1
    )


# What the law sets, by hand

APPEALED_LATE = replace(FINAL, plan_letter_on=date(2026, 10, 1), mediation=date(2026, 11, 29))
IN_SUMMER = replace(FINAL, plan_letter_on=date(2027, 6, 10), mediation="none")
FINED = replace(OUT, enforcement="fine", fine_on=date(2026, 11, 10))
IN_COURT = replace(OUT, enforcement="court", court_on=date(2026, 12, 3))
EXAM = replace(SUSPENDED, exam_missed=True, exam_on=date(2026, 12, 7))
LATE_16 = replace(ASKED, plan_asked_weeks=18, plan_asked_on=date(2026, 7, 20))
REVIEWED = replace(REVIEW, review_met_on=date(2026, 10, 12))
SINCE_DECEMBER = replace(NO_PLACE, out_weeks=51, out_since_on=date(2025, 12, 1))
IN_JANUARY = replace(PAST, excluded_on=date(2027, 1, 10))
LETTER_IN_OCTOBER = replace(UPHELD, governors_letter_on=date(2026, 10, 20))
BEFORE_HALF_TERM = replace(EXCLUDED, excluded_on=date(2026, 10, 15))

BY_HAND: dict[str, tuple[Child, str, date, date]] = {
    "The governors have 15 school days from the letter, without the half-term: 16-23 Oct (6), 2-12 Nov (15)": (
        BEFORE_HALF_TERM, "exclusion.permanent-open", TODAY, date(2026, 11, 12)
    ),
    "The panel has 15 from the governors' letter: 21-23 Oct (3), 2-17 Nov (15)": (
        LETTER_IN_OCTOBER, "exclusion.irp-window", date(2026, 11, 10), date(2026, 11, 17)
    ),
    "Day six comes five school days after the letter: 16, 19-22 Oct": (
        BEFORE_HALF_TERM, "exclusion.pex-no-education", TODAY, date(2026, 10, 22)
    ),
    "Day 15 is as many school days ahead as are left: one": (
        replace(OUT, days_missed=14), "oos.early", TODAY, date(2026, 11, 24)
    ),
    "Day 15 does not come in the holidays: 17-18 Dec (2), 4-8 Jan (7), 11-13 Jan (10)": (
        replace(OUT, days_missed=5), "oos.early", date(2026, 12, 16), date(2027, 1, 13)
    ),
    "A draft can be answered for 15 days, the first of which is its own": (
        replace(DRAFT, plan_letter_on=date(2026, 11, 13)), "ehcp.draft", TODAY, date(2026, 11, 27)
    ),
    "A month from the certificate, 29 December, moves to the first working day of January": (
        APPEALED_LATE, "ehcp.content", TODAY, date(2027, 1, 4)
    ),
    "Two months from the letter, 10 August, move to the first working day of September": (
        IN_SUMMER, "ehcp.content", date(2027, 6, 21), date(2027, 9, 1)
    ),
    "The last day to ring the adviser, 10 August, stays where it is": (
        IN_SUMMER, "appeal.mediation-missed", date(2027, 8, 2), date(2027, 8, 10)
    ),
    "Two months from the letter are later than a month from an early certificate": (
        replace(FINAL, plan_letter_on=date(2026, 10, 7)), "appeal.deadline-near", TODAY, date(2026, 12, 7)
    ),
    "Discrimination on 10 January can be claimed until 9 July": (
        IN_JANUARY, "dda.window", date(2027, 7, 1), date(2027, 7, 9)
    ),
    "The Ombudsman has a year from the day the plan became late, 22 January": (
        WAITED, "lgo.window", TODAY, date(2027, 1, 22)
    ),
    "The Ombudsman has a year from the day there was no place": (
        SINCE_DECEMBER, "lgo.window", TODAY, date(2026, 12, 1)
    ),
    "Of two that began, the first counts": (
        replace(SINCE_DECEMBER, plan="being-done", plan_asked_weeks=63, plan_asked_on=date(2025, 9, 4)),
        "lgo.window", TODAY, date(2026, 12, 1)
    ),
    "A fine is at its lower rate for 21 days": (FINED, "oos.enforcement", TODAY, date(2026, 12, 1)),
    "The day in court is itself": (IN_COURT, "oos.enforcement", TODAY, date(2026, 12, 3)),
    "A plan is due 20 weeks after it was asked for": (LATE_16, "ehcp.late-16", TODAY, date(2026, 12, 7)),
}  # fmt: skip


@pytest.mark.parametrize(("child", "rule_id", "on", "due_on"), BY_HAND.values(), ids=BY_HAND)
def test_what_the_law_sets_is_counted_as_by_hand(child: Child, rule_id: str, on: date, due_on: date) -> None:
    assert clock(by_all_rules(Family(children=(child,)), on=on), rule_id).on == due_on


def test_an_exam_is_told_beside_the_working_day_on_which_to_ask() -> None:
    told = by_all_rules(Family(children=(EXAM,)))
    found = [(c.on, bool(c.family)) for c in told.clocks if c.rule_id == "exclusion.exam-at-risk"]
    assert found == [(date(2026, 11, 24), False), (date(2026, 12, 7), True)]


def test_a_review_has_four_weeks_to_a_decision_and_twelve_to_a_plan() -> None:
    told = by_all_rules(Family(children=(REVIEWED,)))
    assert [c.on for c in told.clocks if c.rule_id == "ehcp.review-late"] == [
        date(2026, 11, 9),
        date(2027, 1, 4),
    ]


def test_the_ombudsmans_year_counts_from_the_days_that_are_known() -> None:
    child = replace(SINCE_DECEMBER, plan="being-done")
    told = by_all_rules(Family(children=(child,)), dont_know={(1, "plan_asked_on"), (1, "plan_asked_weeks")})
    assert clock(told, "lgo.window").on == date(2026, 12, 1)


def test_the_earlier_day_to_appeal_is_told_where_the_certificate_is_not_known() -> None:
    child = replace(FINAL, plan_letter_on=date(2026, 10, 7), mediation=date(2026, 11, 20))
    told = by_all_rules(Family(children=(child,)), dont_know={(1, "mediation")})
    assert clock(told, "appeal.deadline-near").on == date(2026, 12, 7)


def test_a_letter_whose_day_is_not_known_dates_no_appeal() -> None:
    told = by_all_rules(Family(children=(FINAL,)), dont_know={(1, "plan_letter_on")})
    found = clock(told, "appeal.deadline-near")
    assert (found.on, found.working) == (None, "not known: the date on the council's letter")
