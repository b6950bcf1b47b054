"""A verdict as a caseworker reads it."""

from bot.explain.page import page
from tests.explain.families import child, verdict_on

PART = (
    '"stage": "y3-6", "plan": "no", "now": "part", "rtt_hours": 14, "rtt_weeks": "2-5", "rtt_agreed": "yes", '
    '"rtt_end": "3w", "rtt_review": "yes", "rtt_why": "behaviour"'
)

WHOLE = """\
URGENT on Monday 23 November 2026

Because:
  1. Reduced timetable used for behaviour
     rtt.behaviour · DfE, Working together to improve school attendance, August 2024, “Part-time
     timetables” [C2], read on 2026-11-23
     Answers: School this week: Part days or part week; Class: Years 3 to 6; Hours in school a week:
     14; Reason school gave: Behaviour
     Next: Quote the guidance to school: not to manage behaviour. Ask for a support plan.

By when:
  - Mon 30 Nov: school has answered with a support plan · rtt.behaviour
    5 working days after Mon 23 Nov 2026: 24-27 Nov (4), 30 Nov (5); not counted: weekends

It would be ROUTINE if “Reason school gave” were “Illness or getting back” in place of “Behaviour”.
  5 other single answers would do, too.

Decided with office.example.toml · rulebook """


def test_a_verdict_is_read_from_top_to_bottom() -> None:
    assert page(verdict_on(child(PART))).startswith(WHOLE)


def test_what_is_not_known_is_said_with_what_to_ask() -> None:
    text = page(verdict_on(child(PART.replace('"behaviour"', '"unknown"'))))
    assert "Not known for sure, and read as the worse:\n  - Reduced timetable used for behaviour\n" in text
    assert "    Ask: Reason school gave\n" in text


def test_who_has_no_fixed_home_is_asked_where_they_belong() -> None:
    text = page(verdict_on(child(PART, '"postcode": "no-fixed-home"')))
    assert "Ask, too:\n  Postcode\n" in text


def test_of_several_children_each_is_named() -> None:
    two = f'{{"on": "2026-11-23", "children": [{{{PART}, "nickname": "Mo"}}, {{{PART}}}]}}'
    text = page(verdict_on(two))
    assert "Reduced timetable used for behaviour (Mo (child 1))" in text
    assert "Reduced timetable used for behaviour (Child 2)" in text


def test_what_a_rule_took_at_its_default_is_said() -> None:
    text = page(verdict_on(child('"now": "part", "rtt_agreed": "no"')))
    assert "Not asked: Class; Hours in school a week" in text
