"""The numbers of the law: what holds on a day, and what a change of the law changes."""

from datetime import date

import pytest

from bot.casework.rulebook import Law
from bot.casework.rules import FAMILIES
from bot.content import ContentError, load_rulebook, rulebook_from
from tests.casework.rulebooks import with_change

YOUNGER = (
    '[[year_cap_days]]\nvalue = 30\nsince = 2027-09-01\nsource = "exclusion-regs-cap"\nread_on = 2026-11-23\n'
)


def test_the_law_of_a_day_holds_its_numbers() -> None:
    assert load_rulebook().law(date(2026, 11, 23)) == Law(
        governors_if_asked_over_days=5,
        governors_must_meet_over_days=15,
        governors_meet_days=15,
        governors_if_asked_days=50,
        near_fifteen_days=10,
        panel_days=15,
        year_cap_days=45,
        day_six=6,
        absence_days=15,
        fine_days=28,
        fine_reduced_days=21,
        ehc_decision_days=42,
        ehc_no_plan_days=112,
        ehc_plan_days=140,
        draft_days=14,
        review_decision_days=28,
        review_final_days=84,
        phase_named_by=215,
        phase_named_by_post_16=331,
        appeal_months=2,
        certificate_months=1,
        discrimination_months=6,
        ombudsman_months=12,
        order_days=35,
        homeless_days=56,
    )


def test_a_change_of_the_law_holds_from_its_day() -> None:
    changed = with_change("law.toml", "value = 45", "value = 45\nuntil = 2027-08-31")
    changed["law.toml"] += "\n" + YOUNGER
    law = rulebook_from(changed, FAMILIES).law
    assert law(date(2027, 8, 31)).year_cap_days == 45
    assert law(date(2027, 9, 1)).year_cap_days == 30


def test_a_day_before_the_law_was_written_down_has_none() -> None:
    with pytest.raises(ContentError, match="no value holds on 2012-08-31; the first begins on 2012-09-01"):
        load_rulebook().law(date(2012, 8, 31))
