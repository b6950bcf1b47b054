"""The agreed acceptance cases as a family would tap and type them."""

from datetime import date

from bot.casework.understanding import YES
from tests.casework.played import AT_THE_DOOR, RETURNING, Played, child, suspended

ACCEPTANCE = (
    Played(
        "1. The seed case.",
        "urgent",
        (
            *(*AT_THE_DOOR, "y3-6", "no", *suspended(total="5-10"), "different"),
            *("y1-2", "no", "part", "6-10", "over-12", "no-choice", "no", "cannot-cope", "no"),
            *("job", "home", "done", "warned", "worried", "yes", "here", "none"),
        ),
        fires=("rtt.no-consent", "combo.two-children", "impact.job-or-home"),
    ),
    Played(
        "2. A first suspension of three days.",
        "routine",
        child(*suspended()),
        fires=("exclusion.current-short",),
    ),
    Played(
        "3. Fifteen days this term, and back.",
        "urgent",
        child("full", "suspensions", "15", "neither"),
        fires=("exclusion.cumulative-nearing-15",),
        quiet=("exclusion.cumulative-over-15",),
    ),
    Played(
        "3. The same by the button.",
        "urgent",
        child("full", "suspensions", "10-15", "neither"),
        fires=("exclusion.cumulative-nearing-15",),
        quiet=("exclusion.cumulative-over-15",),
    ),
    Played(
        "4. Fifteen and a half days this term, still out since Monday the 9th.",
        "urgent",
        child(*suspended("10-15", ("9 November", YES), "15.5", ("full",))),
        fires=("exclusion.cumulative-over-15",),
        quiet=("exclusion.cumulative-nearing-15",),
        due=(("exclusion.cumulative-over-15", date(2026, 11, 30)),),
    ),
    Played(
        "5. Five days this term, and back.",
        "routine",
        child("full", "suspensions", "5", "neither"),
        fires=("exclusion.suspended-before",),
        quiet=("exclusion.cumulative-over-5",),
    ),
    Played(
        "5. Five and a half days, and back.",
        "routine",
        child("full", "suspensions", "5.5", "neither"),
        fires=("exclusion.cumulative-over-5",),
    ),
    Played(
        "6. Ten lunchtimes are five days.",
        "routine",
        child("full", "suspensions", "to-5", "neither"),
        quiet=("exclusion.cumulative-over-5",),
    ),
    Played(
        "7. Four days and four days, not one after the other.",
        "urgent",
        child(*suspended("4", ("today",), "5-10")),
        quiet=("exclusion.day-six-missing",),
    ),
    Played(
        "8. Four days and two more, one after the other, with no lessons.",
        "urgent",
        child(*suspended("6-9", ("16 November", YES), "5-10", ("none",))),
        fires=("exclusion.day-six-missing",),
    ),
    Played(
        "9. The third day of an exclusion for good.",
        "urgent",
        child("excluded", "19 November", YES, "not-yet", "none"),
        fires=("exclusion.permanent-open",),
        quiet=("exclusion.pex-no-education",),
    ),
    Played(
        "10. Its seventh day, with no lessons.",
        "urgent",
        child("excluded", "13 November", YES, "not-yet", "none"),
        fires=("exclusion.permanent-open", "exclusion.pex-no-education"),
    ),
    Played(
        "11. The governors said no fourteen school days ago.",
        "urgent",
        child("excluded", "5 October", YES, "upheld", "3 November", YES, "full"),
        fires=("exclusion.irp-window",),
        due=(("exclusion.irp-window", date(2026, 11, 24)),),
    ),
    Played(
        "12. Sixteen school days ago, with full-time lessons.",
        "routine",
        child("excluded", "5 October", YES, "upheld", "23 October", YES, "full"),
        fires=("exclusion.irp-passed",),
        quiet=("exclusion.irp-window",),
    ),
    Played(
        "13. Part days that were agreed after surgery.",
        "routine",
        child(*RETURNING, stage="y3-6"),
        fires=("rtt.agreed-phased-return",),
    ),
    Played(
        "14. The same because of behaviour.",
        "urgent",
        child(*RETURNING[:-1], "behaviour", stage="y3-6"),
        fires=("rtt.behaviour",),
    ),
    Played(
        "15. The same, and the end date has passed.",
        "urgent",
        child(*RETURNING[:4], "passed", "illness", stage="y3-6"),
        fires=("rtt.no-end-date",),
    ),
    Played(
        "16. Part days of which nothing is known.",
        "urgent",
        child("part", *["dont-know"] * 5),
        fires=("rtt.unknown",),
    ),
    Played(
        "17. A child of four on part days.",
        "routine",
        child("part", "no", "13-15", "2-5", "no", "no", "not-told", stage="reception"),
        fires=("rtt.under-age",),
    ),
    Played(
        "18. Fourteen days missed, back next week.",
        "routine",
        child("not-going", "14", "yes", "none", "worry", "no"),
        fires=("oos.early",),
    ),
    Played(
        "18. The fifteenth day.",
        "urgent",
        child("not-going", "15", "yes", "none", "worry", "no"),
        fires=("oos.no-education-15",),
    ),
    Played(
        "18b. Six days missed, and nobody knows until when.",
        "urgent",
        child("not-going", "6", "dont-know", "none", "worry", "no"),
        fires=("oos.expected-15",),
    ),
    Played(
        "18c. Two days missed, and nobody knows until when.",
        "routine",
        child("not-going", "2", "dont-know", "none", "worry", "no"),
        fires=("oos.early",),
    ),
    Played(
        "19. A plan in its 23rd week, the child in school full time.",
        "routine",
        child("full", "plan-late", "23 weeks", plan="being-done"),
        fires=("ehcp.late-20",),
    ),
    Played(
        "20. The same, and sixteen days out.",
        "urgent",
        child("not-going", "16", "no", "none", "worry", "no", "23 weeks", plan="being-done"),
        fires=("oos.no-education-15", "ehcp.late-20", "ehcp.late-and-out"),
    ),
    Played(
        "21. An appeal that would end on 10 August ends on the first working day of September.",
        "routine",
        child("full", "plan-refused", "10 June", YES, "none", plan="turned-down"),
        fires=("ehcp.refused",),
        due=(("ehcp.refused", date(2027, 9, 1)),),
        on=date(2027, 7, 1),
    ),
    Played(
        "22. Six months from 10 January end on 9 July, and nothing shifts them.",
        "urgent",
        child("full", "past-exclusion", "10 January", YES),
        fires=("dda.window",),
        due=(("dda.window", date(2027, 7, 9)),),
        on=date(2027, 7, 1),
    ),
    Played(
        "23. Told to home educate, on roll.",
        "urgent",
        child("sent-home", "once", "leave", "full", "no"),
        fires=("exclusion.offroll-pressure",),
    ),
    Played(
        "24. Danger, and not a constituent.",
        "outside",
        ("danger", "parent", "M1 1AE"),
        fires=("scope.not-constituent", "safety.danger-now"),
    ),
    Played(
        "25. Kept apart from other pupils, with no work.",
        "urgent",
        child("sent-home", "stay-away", "neither", "none", "yes"),
        fires=("exclusion.safeguarding-separation",),
        quiet=("exclusion.informal-stay-away",),
    ),
)
"""By the numbers of the agreed acceptance cases."""
