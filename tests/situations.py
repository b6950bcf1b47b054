"""Fourteen real kinds of situation, as that parent tells them, and what staff and family read of them."""

from dataclasses import dataclass

OPENING = ("/start", "Parent or carer")
LEFT_ALONE = ("None of these",)
"""Nothing at home."""

THAT_DAY = "Yes, that day"
"""A day that is typed is read back."""


@dataclass(frozen=True)
class Situation:
    """`told` are taps by how a label begins; what begins with a colon is typed.

    `card` and `family` are parts of what staff and the family read. Without a card it is another door.
    """

    name: str
    told: tuple[str, ...]
    card: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    postcode: str = "AL1 3JE"


SITUATIONS = (
    Situation(
        "1. Two hours of a tutor, and a letter from the landlord",
        (
            *(
                "Years 7",
                "Yes",
                "No school place",
                ":since 1 September",
                THAT_DAY,
                ":2",
                "Something else",
                "No",
            ),
            *("My job", "My home", "Done", "Worried", "I had a letter", "Yes"),
        ),
        card=(
            *(
                "URGENT",
                "impact.home-notice",
                "impact.job-or-home",
                "oos.no-place",
                "oos.with-plan",
                "Section F",
            ),
            *("Hours of lessons a week: 2", "How long: since Tuesday 1 September 2026"),
        ),
        family=("It looks urgent", "you could lose your home"),
    ),
    Situation(
        "2. Five suspensions this term, and another from tomorrow",
        (
            *(
                "Years 3",
                "Being done",
                "Suspended",
                "3",
                "Tomorrow",
                ":17",
                "Yes",
                "Neither",
                "I don't know",
                "No",
            ),
            *("My job", "Done", "I had a warning", "Yes"),
        ),
        card=("URGENT", "exclusion.cumulative-over-15", "governors must meet", "impact.job-or-home"),
        family=("the school's governors must meet by then",),
    ),
    Situation(
        "3. Called to collect him most days",
        (
            *(
                "Years 1",
                "Being done",
                "Sent or kept home",
                "4 times",
                "Neither",
                "Some lessons",
                "No",
                ":31 weeks",
            ),
            *("No", "My job", "Usually on part days", "Done", "I had a warning", "Yes"),
        ),
        card=(
            "URGENT",
            "exclusion.informal-repeat",
            "impact.job-or-home",
            "ehcp.late-20",
            "Plan asked for: 31 weeks",
        ),
        family=("School must give you a letter if it sends someone home.",),
    ),
    Situation(
        "4. Nine till eleven for a fortnight that never ended",
        (
            *("Years 1", "Being done", "Part days", ":10", ":10 weeks", "Yes, happy", "It passed"),
            *("They did not say", "I don't know", "No", "My job", "Done", "I had a warning", "Yes"),
        ),
        card=("URGENT", "rtt.too-long", "rtt.no-end-date", "rtt.under-half", "impact.job-or-home"),
        family=("your job or home is at risk",),
    ),
    Situation(
        "5. Half days, or we exclude him",
        (
            *(
                "Years 7",
                "No",
                "Part days",
                ":15",
                ":7 months",
                "I said yes but felt",
                "It passed",
                "Behaviour",
            ),
            *("No", *LEFT_ALONE),
        ),
        card=(
            "URGENT",
            "rtt.no-consent",
            "rtt.too-long",
            "rtt.no-end-date",
            "rtt.behaviour",
            "For how long: 30 weeks",
        ),
        family=("you did not freely agree to the part days",),
    ),
    Situation(
        "6. Suspended, and the first exam is tomorrow",
        (
            *(
                "Year 11",
                "Yes",
                "Suspended",
                ":6",
                ":friday",
                THAT_DAY,
                "This is the first",
                "Yes",
                "Nothing yet",
                "Yes",
            ),
            *(":tomorrow", THAT_DAY, "Neither", "No", *LEFT_ALONE),
        ),
        card=(
            *("URGENT", "exclusion.exam-at-risk", "chair of governors", "Tue 24 Nov", "the first exam"),
            *("exclusion.cumulative-over-5", "governors meet only if the parent asks"),
        ),
        family=("Tuesday 24 November 2026: the first exam: the governors should decide before it",),
    ),
    Situation(
        "7. Too unwell with anxiety, for nearly six weeks",
        (
            *(
                "Years 7",
                "Being done",
                "Not going",
                ":28",
                "I don't know",
                "None",
                "Worry",
                "No",
                "I don't know",
            ),
            *("No", *LEFT_ALONE),
        ),
        card=("URGENT", "oos.no-education-15", "School days missed: 28"),
        family=("The council must set up lessons for a child who can't go to school.",),
    ),
    Situation(
        "8. Four days left to appeal, and no certificate",
        (
            *(
                "Years 3",
                "Turned down",
                "Full days",
                "The plan was turned down",
                ":27 September",
                THAT_DAY,
                "No certificate",
            ),
            *("No", *LEFT_ALONE),
        ),
        card=(
            "URGENT",
            "appeal.deadline-near",
            "appeal.mediation-missed",
            "Fri 27 Nov",
            "the last day to appeal",
        ),
        family=("Friday 27 November 2026: the last day to appeal",),
    ),
    Situation(
        "9. An exclusion fourteen months ago, and settled since",
        (
            "Years 7",
            "No",
            "Full days",
            "An exclusion in the past",
            ":14 months ago",
            THAT_DAY,
            "No",
            *LEFT_ALONE,
        ),
        card=("ROUTINE", "exclusion.pex-settled", "Exclusion in the past"),
        family=("What I passed on: there was an exclusion in the past.",),
    ),
    Situation(
        "10. One day of suspension, and back",
        ("Years 7", "No", "Full days", "Suspensions", ":1", "Neither", "No", *LEFT_ALONE),
        card=("ROUTINE", "exclusion.suspended-before", "Days suspended this term: 1"),
        family=("You can send your view to the governors, even after it.",),
    ),
    Situation(
        "11. A plan in its 31st week, and in school every day",
        ("Years 3", "Being done", "Full days", "The plan is late", ":31 weeks", "No", *LEFT_ALONE),
        card=("ROUTINE", "ehcp.late-20", "Plan asked for: 31 weeks"),
        family=("What I passed on: the plan is late.",),
    ),
    Situation(
        "12. An agreed return after an operation",
        (
            *(
                "Years 3",
                "Yes",
                "Part days",
                ":15",
                "Under 2",
                "Yes, happy",
                ":21 December",
                THAT_DAY,
                "Yes",
                "Illness",
            ),
            *("No", *LEFT_ALONE),
        ),
        card=("ROUTINE", "rtt.agreed-phased-return", "Mon 4 Jan 2027"),
        family=("This looks like an agreed way back to full days.",),
    ),
    Situation(
        "13. A family in Monmouthshire",
        (),
        family=("SNAP Cymru", "close to a border"),
        postcode="NP25 3AB",
    ),
    Situation(
        "14. A sixth form timetable",
        (
            *(
                "Year 12",
                "No",
                "Part days",
                ":15",
                "12 weeks",
                "Yes, happy",
                "No end date",
                "They did not say",
            ),
            *("No", *LEFT_ALONE),
        ),
        card=("ROUTINE", "scope.post-16-check", "check today"),
        family=("We will check which rules fit.",),
    ),
)
"""On Monday 23 November 2026."""
