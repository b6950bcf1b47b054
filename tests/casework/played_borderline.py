"""The agreed decisions on cases near the line as a family would tap and type them."""

from datetime import date

from bot.casework.understanding import YES
from tests.casework.played import AT_THE_DOOR, Played, child, suspended

BORDERLINE = (
    Played(
        "Eleven days this term, back in class.",
        "urgent",
        child("full", "suspensions", "11", "neither"),
        fires=("exclusion.cumulative-nearing-15",),
    ),
    Played(
        "Two blocks of eight days in one term.",
        "urgent",
        child("full", "suspensions", "over-15", "neither"),
        fires=("exclusion.cumulative-over-15",),
    ),
    Played(
        "Twice four days, and back.",
        "routine",
        child("full", "suspensions", "8", "neither"),
        fires=("exclusion.cumulative-over-5",),
    ),
    Played(
        "Twice four days, and out now.",
        "urgent",
        child(*suspended("4", ("today",), "8")),
        fires=("exclusion.cumulative-over-5",),
        quiet=("exclusion.day-six-missing",),
    ),
    Played(
        "A second suspension of a child with a plan.",
        "urgent",
        child(*suspended(total="to-5"), plan="yes"),
        fires=("exclusion.short-with-plan",),
    ),
    Played(
        "The parent asked for fewer hours for anxiety, with no end date.",
        "urgent",
        child("part", "13-15", "2-5", "yes", "no", "worry"),
        fires=("rtt.no-end-date",),
        quiet=("rtt.no-consent",),
    ),
    Played(
        "A plan 26 weeks late, the child happy and full time.",
        "routine",
        child("full", "plan-late", "46 weeks", plan="being-done"),
        fires=("ehcp.late-severe",),
    ),
    Played(
        "A plan two weeks late, the child out for 20 days.",
        "urgent",
        child("not-going", "20", "no", "none", "illness", "no", "22 weeks", plan="being-done"),
        fires=("oos.no-education-15",),
    ),
    Played(
        "An appeal that must be made in 12 days, the child in school.",
        "urgent",
        child("full", "plan-refused", "5 October", YES, "none", plan="turned-down"),
        fires=("appeal.deadline-near", "appeal.mediation-missed"),
        due=(("appeal.deadline-near", date(2026, 12, 5)),),
    ),
    Played(
        "A draft plan, four days left.",
        "routine",
        child("full", "plan-content", "over-20", "draft", "13 November", YES, plan="being-done"),
        fires=("ehcp.draft",),
        due=(("ehcp.draft", date(2026, 11, 27)),),
    ),
    Played(
        "Home education by choice.",
        "routine",
        child("no-place", "over-52", "15-plus", "chose"),
        quiet=("oos.no-place", "combo.wait-year"),
    ),
    Played(
        "Home education since a meeting ten days ago, where the head said: or we exclude.",
        "urgent",
        child("no-place", "13 November", YES, "15-plus", "told-out"),
        fires=("exclusion.deregistered-recent",),
    ),
    Played(
        "A college student of 17 on fewer hours.",
        "routine",
        child("part", "11-12", "over-12", "no", "no", "not-told", stage="y12-plus"),
        fires=("scope.post-16-check",),
    ),
    Played(
        "Shut in at school.",
        "urgent",
        (*AT_THE_DOOR, "y3-6", "no", "full", "other", "skip", "no", "held-or-hurt", "done", "here", "none"),
        fires=("safety.held-or-hurt",),
    ),
    Played(
        "Waiting 14 months for a special school, with three hours of a tutor.",
        "urgent",
        child("no-place", "14 months", "3", "waiting", plan="yes"),
        fires=("placement.wait-not-full-time", "oos.no-education-15", "oos.with-plan", "combo.wait-year"),
    ),
    Played(
        "Waiting 14 months, full time in mainstream.",
        "routine",
        child("full", "want-school", "no", "14 months", plan="yes"),
        fires=("placement.wait-in-school", "placement.wait-long"),
    ),
    Played(
        "A job at risk, the child full time.",
        "routine",
        (*AT_THE_DOOR, "y3-6", "no", "full", "other", "skip", "no", "job", "done", "lost", "here", "none"),
        fires=("impact.job-only",),
    ),
    Played(
        "Angry, and no facts.",
        "urgent",
        child("dont-know", "urgent!!!"),
        fires=("triage.key-unknown",),
    ),
    Played(
        "In the holidays school days pause.",
        "routine",
        child("suspended", "3", "18 December", YES, "first", "no", "neither"),
        quiet=("exclusion.no-notice",),
        on=date(2026, 12, 27),
    ),
)
"""The agreed decisions on cases near the line, as far as they can be told of at intake."""
