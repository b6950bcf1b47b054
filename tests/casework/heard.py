"""Which rule hears which answer. Every option of every question that decides stands in one table or the other."""

from datetime import date

CALM = {
    "start": "parent", "who": "parent", "postcode": "AL1 3JE", "stage": "y7-10", "plan": "no", "now": "full",
    "turned_five": "yes", "wrong": "other", "past_exclusion": "over-6", "support": "some", "move_up": "no",
    "told": "skip", "excluded_on": "5 October", "governors": "reinstated", "governors_letter": "5 October",
    "sent_home": "once", "suspension_days": "3", "suspension_first_day": "today", "suspension_total": "first",
    "suspension_letter": "yes", "day_six_lessons": "full", "exam_missed": "no", "exam_on": "14 December",
    "school_talk": "neither", "lessons": "full", "keep_apart": "no", "rtt_hours": "13-15", "rtt_weeks": "2-5",
    "rtt_agreed": "yes", "rtt_end": "3w", "rtt_review": "yes", "rtt_why": "illness", "days_missed": "1-4",
    "back_soon": "yes", "out_weeks": "to-4", "lesson_hours": "full", "oos_why": "worry", "enforcement": "no",
    "fine_letter": "2 November", "court_day": "14 December", "no_place_why": "moved", "plan_asked": "under-6",
    "review_meeting": "none", "which_letter": "none", "plan_letter": "2 November", "mediation": "appealed",
    "another": "no", "impact": "none", "impact_job": "worried", "impact_home": "worried", "because": "no",
    "contact": "here", "safe_here": "yes", "extras": "none",
}  # fmt: skip
"""An answer to every question that, with the others here, makes no case urgent."""

Others = dict[str, str]
"""What else is answered, beside what is calm."""

EXCLUDED, SUSPENDED = {"now": "excluded"}, {"now": "suspended"}
SENT_HOME, PART, NOT_GOING = {"now": "sent-home"}, {"now": "part"}, {"now": "not-going"}
NO_PLACE = {"now": "no-place", "lesson_hours": "15-plus"}
SIX_DAYS = {**SUSPENDED, "suspension_days": "6-9", "suspension_first_day": "16 November"}
NOT_AGREED = {**PART, "rtt_agreed": "no"}
LONG_OUT = {**NOT_GOING, "days_missed": "30-plus", "oos_why": "unsafe"}
REFUSED = {"wrong": "plan-refused", "plan_letter": "5 October", "mediation": "none"}

HEARD: dict[tuple[str, str], tuple[str, Others]] = {
    ("start", "danger"): ("safety.danger-now", {}),
    ("start", "under-16"): ("scope.under-16-alone", {}),
    ("who", "under-16"): ("scope.under-16-alone", {"start": "danger"}),
    ("plan", "yes"): ("exclusion.short-with-plan", {**SUSPENDED, "suspension_total": "to-5"}),
    ("plan", "turned-down"): ("appeal.deadline-near", {"plan_letter": "5 October"}),
    ("plan", "being-done"): ("ehcp.late-and-out", {**NOT_AGREED, "plan_asked": "over-20"}),
    ("turned_five", "yes"): ("rtt.no-consent", {**NOT_AGREED, "stage": "reception"}),
    ("wrong", "school-cannot"): ("placement.breakdown", {}),
    ("wrong", "plan-refused"): ("appeal.deadline-near", REFUSED),
    ("wrong", "plan-content"): (
        "appeal.deadline-near",
        {"which_letter": "final", "plan_letter": "5 October", "mediation": "none"},
    ),
    ("wrong", "support-missing"): ("ehcp.f-missing-all", {"plan": "yes", "support": "all"}),
    ("wrong", "want-school"): ("placement.phase-urgent", {"plan": "yes", "move_up": "none-named"}),
    ("wrong", "suspensions"): (
        "exclusion.threatened-permanent", {"school_talk": "permanent", "suspension_total": "none"}
    ),
    ("wrong", "past-exclusion"): ("dda.window", {"past_exclusion": "5-6"}),
    ("past_exclusion", "5-6"): ("dda.window", {"wrong": "past-exclusion"}),
    ("support", "all"): ("ehcp.f-missing-all", {"wrong": "support-missing", "plan": "yes"}),
    ("move_up", "none-named"): ("placement.phase-urgent", {"wrong": "want-school", "plan": "yes"}),
    ("governors", "not-yet"): ("exclusion.permanent-open", EXCLUDED),
    ("governors", "date-set"): ("exclusion.permanent-open", EXCLUDED),
    ("governors", "upheld"): ("exclusion.irp-window", {**EXCLUDED, "governors_letter": "16 November"}),
    ("lessons", "some"): ("exclusion.pex-no-education", EXCLUDED),
    ("lessons", "none"): ("exclusion.informal-stay-away", SENT_HOME),
    ("suspension_days", "6-9"): ("exclusion.cumulative-over-5", {**SUSPENDED, "day_six_lessons": "full"}),
    ("suspension_days", "10-15"): ("exclusion.cumulative-nearing-15", SUSPENDED),
    ("suspension_days", "over-15"): ("exclusion.cumulative-over-15", SUSPENDED),
    ("suspension_total", "to-5"): ("exclusion.short-with-plan", {**SUSPENDED, "plan": "yes"}),
    ("suspension_total", "5-10"): ("exclusion.cumulative-over-5", SUSPENDED),
    ("suspension_total", "10-15"): ("exclusion.cumulative-nearing-15", SUSPENDED),
    ("suspension_total", "over-15"): ("exclusion.cumulative-over-15", SUSPENDED),
    ("suspension_first_day", "school-day-before"): ("exclusion.no-notice", {**SUSPENDED, "suspension_letter": "no"}),
    ("suspension_letter", "no"): ("exclusion.no-notice", {**SUSPENDED, "suspension_first_day": "school-day-before"}),
    ("day_six_lessons", "some"): ("exclusion.day-six-missing", SIX_DAYS),
    ("day_six_lessons", "none"): ("exclusion.day-six-missing", SIX_DAYS),
    ("exam_missed", "yes"): ("exclusion.exam-at-risk", {**SUSPENDED, "stage": "y11"}),
    ("school_talk", "permanent"): ("exclusion.threatened-permanent", SUSPENDED),
    ("school_talk", "leave"): ("exclusion.offroll-pressure", SENT_HOME),
    ("sent_home", "2-3"): ("exclusion.informal-repeat", SENT_HOME),
    ("sent_home", "4-plus"): ("exclusion.informal-repeat", SENT_HOME),
    ("sent_home", "every-day"): ("exclusion.informal-repeat", SENT_HOME),
    ("sent_home", "stay-away"): ("exclusion.informal-stay-away", SENT_HOME),
    ("keep_apart", "yes"): ("exclusion.safeguarding-separation", SENT_HOME),
    ("rtt_hours", "1-5"): ("rtt.under-half", PART),
    ("rtt_hours", "6-10"): ("rtt.under-half", PART),
    ("rtt_hours", "11-12"): ("rtt.under-half", PART),
    ("rtt_weeks", "6-12"): ("rtt.too-long", PART),
    ("rtt_weeks", "over-12"): ("rtt.too-long", PART),
    ("rtt_weeks", "over-52"): ("combo.wait-year", PART),
    ("rtt_agreed", "no-choice"): ("rtt.no-consent", PART),
    ("rtt_agreed", "no"): ("rtt.no-consent", PART),
    ("rtt_end", "no"): ("rtt.no-end-date", PART),
    ("rtt_end", "passed"): ("rtt.no-end-date", PART),
    ("rtt_review", "no"): ("rtt.exception-not-met", PART),
    ("rtt_why", "behaviour"): ("rtt.behaviour", PART),
    ("rtt_why", "cannot-cope"): ("rtt.cannot-cope", PART),
    ("rtt_why", "not-told"): ("rtt.exception-not-met", PART),
    ("days_missed", "5-14"): ("oos.expected-15", {**NOT_GOING, "lesson_hours": "none", "back_soon": "no"}),
    ("days_missed", "15-29"): ("oos.no-education-15", {**NOT_GOING, "lesson_hours": "none"}),
    ("days_missed", "30-plus"): ("oos.thin-6w", {**LONG_OUT, "lesson_hours": "5-14"}),
    ("back_soon", "no"): ("oos.expected-15", {**NOT_GOING, "lesson_hours": "1-4"}),
    ("lesson_hours", "none"): ("oos.no-education-15", LONG_OUT),
    ("lesson_hours", "1-4"): ("oos.no-education-15", LONG_OUT),
    ("lesson_hours", "5-14"): ("oos.thin-6w", LONG_OUT),
    ("lesson_hours", "15-plus"): ("oos.with-plan", {**LONG_OUT, "plan": "yes"}),
    ("oos_why", "unsafe"): ("oos.thin-6w", {**LONG_OUT, "lesson_hours": "5-14"}),
    ("oos_why", "other"): ("oos.thin-6w", {**LONG_OUT, "lesson_hours": "5-14"}),
    ("oos_why", "cannot-cope"): ("placement.breakdown", NOT_GOING),
    ("oos_why", "transport"): ("transport.not-attending", {**NOT_GOING, "lesson_hours": "15-plus"}),
    ("enforcement", "fine"): ("oos.enforcement", NOT_GOING),
    ("enforcement", "court"): ("oos.enforcement", NOT_GOING),
    ("out_weeks", "to-4"): ("exclusion.deregistered-recent", {**NO_PLACE, "no_place_why": "told-out"}),
    ("out_weeks", "4-6"): ("oos.no-education-15", {**NO_PLACE, "lesson_hours": "none"}),
    ("out_weeks", "6-26"): ("oos.thin-6w", {**NO_PLACE, "lesson_hours": "5-14"}),
    ("out_weeks", "26-52"): ("oos.thin-6w", {**NO_PLACE, "lesson_hours": "5-14"}),
    ("out_weeks", "over-52"): ("combo.wait-year", {**NO_PLACE, "no_place_why": "waiting"}),
    ("no_place_why", "moved"): ("oos.no-place", {**NO_PLACE, "lesson_hours": "none"}),
    ("no_place_why", "other"): ("oos.no-place", {**NO_PLACE, "lesson_hours": "none"}),
    ("no_place_why", "after-exclusion"): ("exclusion.pex-no-education", NO_PLACE),
    ("no_place_why", "waiting"): ("placement.wait-not-full-time", NO_PLACE),
    ("no_place_why", "refused"): ("oos.named-school-refuses", {**NO_PLACE, "plan": "yes"}),
    ("no_place_why", "told-out"): ("exclusion.deregistered-recent", NO_PLACE),
    **{
        ("plan_asked", option): ("ehcp.late-and-out", {**NOT_AGREED, "plan": "being-done"})
        for option in ("6-16", "16-20", "over-20", "over-40", "over-52")
    },
    ("which_letter", "final"): (
        "appeal.deadline-near", {"wrong": "plan-content", "plan_letter": "5 October", "mediation": "none"}
    ),
    ("which_letter", "review"): (
        "appeal.deadline-near", {"wrong": "plan-content", "plan_letter": "5 October", "mediation": "none"}
    ),
    ("which_letter", "order"): ("tribunal.order-late", {"wrong": "plan-content", "plan_letter": "5 August"}),
    ("mediation", "none"): ("appeal.mediation-missed", REFUSED),
    ("impact", "job"): ("impact.job-or-home", {**PART, "because": "yes"}),
    ("impact", "home"): ("impact.home-notice", {"impact_home": "notice"}),
    ("impact", "cannot-cope"): ("safety.carer-breakdown", {}),
    ("impact", "self-harm"): ("safety.self-harm", {}),
    ("impact", "held-or-hurt"): ("safety.held-or-hurt", {}),
    ("impact", "abuse-home"): ("safety.abuse-home", {}),
    ("impact", "social-worker"): ("exclusion.short-with-plan", {**SUSPENDED, "suspension_total": "to-5"}),
    ("impact", "also-suspended"): ("combo.suspension-plus-rtt", PART),
    ("impact", "usually-part"): ("combo.suspension-plus-rtt", SUSPENDED),
    ("impact_job", "worried"): ("impact.job-or-home", {**PART, "impact": "job", "because": "yes"}),
    ("impact_job", "warned"): ("impact.job-or-home", {**PART, "impact": "job", "because": "yes"}),
    ("impact_job", "lost"): ("impact.job-or-home", {**PART, "impact": "job", "because": "yes"}),
    ("impact_home", "worried"): ("impact.job-or-home", {**PART, "impact": "home", "because": "yes"}),
    ("impact_home", "notice"): ("impact.home-notice", {"impact": "home"}),
    ("impact_home", "homeless"): ("impact.home-notice", {"impact": "home"}),
    ("because", "yes"): ("impact.job-or-home", {**PART, "impact": "job"}),
}  # fmt: skip
"""Answers that can make a case urgent (or another door), with a rule that hears each, and what it hears it beside."""

IN_JUNE = {("wrong", "want-school"): date(2027, 6, 7), ("move_up", "none-named"): date(2027, 6, 7)}
"""Answers that are urgent at some times of the year alone."""

NEVER_URGENT: dict[str, tuple[tuple[str, ...], Others]] = {
    "start": (("parent", "self", "helper"), {}),
    "who": (("parent", "self", "helper"), {"start": "danger"}),
    "stage": (("nursery", "reception", "y1-2", "y3-6", "y7-10", "y11", "y12-plus"), {}),
    "plan": (("no",), {}),
    "now": (("full", "part", "suspended", "excluded", "sent-home", "not-going", "no-place"), {}),
    "turned_five": (("no",), {**NOT_AGREED, "stage": "reception"}),
    "wrong": (("plan-late", "review-late", "other"), {}),
    "past_exclusion": (("to-5", "over-6"), {"wrong": "past-exclusion"}),
    "support": (("some",), {"wrong": "support-missing", "plan": "yes"}),
    "move_up": (("named", "no"), {"wrong": "want-school", "plan": "yes"}),
    "governors": (("reinstated",), EXCLUDED),
    "lessons": (("full",), EXCLUDED),
    "suspension_days": (("half", "1", "2", "3", "4", "5"), SUSPENDED),
    "suspension_first_day": (("today", "tomorrow"), SUSPENDED),
    "suspension_total": (("none", "first"), {}),
    "suspension_letter": (("yes",), SUSPENDED),
    "day_six_lessons": (("full",), {}),
    "exam_missed": (("no",), {**SUSPENDED, "stage": "y11"}),
    "school_talk": (("neither",), SUSPENDED),
    "sent_home": (("once",), SENT_HOME),
    "keep_apart": (("no",), SENT_HOME),
    "rtt_hours": (("13-15", "16-20", "21"), PART),
    "rtt_weeks": (("under-2", "2-5"), PART),
    "rtt_agreed": (("yes",), PART),
    "rtt_end": (("1w", "2w", "3w", "4w", "6w"), PART),
    "rtt_review": (("yes",), PART),
    "rtt_why": (("illness", "worry"), PART),
    "days_missed": (("1-4",), NOT_GOING),
    "back_soon": (("yes",), NOT_GOING),
    "lesson_hours": (("full",), LONG_OUT),
    "oos_why": (("illness", "worry"), NOT_GOING),
    "enforcement": (("no", "warning"), NOT_GOING),
    "no_place_why": (("chose",), NO_PLACE),
    "plan_asked": (("under-6",), {"wrong": "plan-late"}),
    "review_meeting": (("none",), {"wrong": "review-late"}),
    "which_letter": (("draft", "none"), {"wrong": "plan-content"}),
    "mediation": (("appealed",), REFUSED),
    "because": (("no",), {**PART, "impact": "social-worker"}),
}
"""All the others: the first of their places in which they are calm."""
