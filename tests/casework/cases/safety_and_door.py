"""What shows the rules on danger, and on who is helped here."""

from bot.casework.facts import Family
from tests.casework.cases.situation import AT_SCHOOL, NOT_AGREED, SUSPENDED, Case, one

TWO_OUT = (SUSPENDED, NOT_AGREED)

SAFETY_AND_DOOR = (
    Case(
        "Someone is in danger.",
        "urgent",
        Family(danger_now=True),
        fires=("safety.danger-now",),
        quiet=(
            "safety.danger-in-words",
            "safety.self-harm",
            "safety.abuse-home",
            "safety.held-or-hurt",
            "safety.carer-breakdown",
        ),
    ),
    Case(
        "Self-harm is named.",
        "urgent",
        Family(self_harm=True),
        fires=("safety.self-harm",),
        quiet=("safety.danger-now", "safety.danger-in-words"),
    ),
    Case("Abuse at home is named.", "urgent", Family(abuse_home=True), fires=("safety.abuse-home",)),
    Case("A child was held at school.", "urgent", Family(held_or_hurt=True), fires=("safety.held-or-hurt",)),
    Case("A carer cannot go on.", "urgent", Family(cannot_cope=True), fires=("safety.carer-breakdown",)),
    Case(
        "What the family typed holds a cue of danger.",
        "urgent",
        Family(danger_in_words=True),
        fires=("safety.danger-in-words",),
        quiet=("safety.danger-now", "safety.self-harm", "safety.abuse-home"),
    ),
    Case(
        "The question about what is true at home was not answered.",
        "urgent",
        one(AT_SCHOOL),
        in_doubt=(
            "safety.danger-now",
            "safety.danger-in-words",
            "safety.self-harm",
            "safety.abuse-home",
            "safety.held-or-hurt",
            "safety.carer-breakdown",
        ),
        quiet=("safety.social-worker",),
        dont_know=(
            (0, "danger_now"),
            (0, "danger_in_words"),
            (0, "self_harm"),
            (0, "abuse_home"),
            (0, "held_or_hurt"),
            (0, "cannot_cope"),
            (0, "social_worker"),
        ),
    ),
    Case(
        "A social worker alone makes nothing urgent.",
        "routine",
        Family(social_worker=True, children=(AT_SCHOOL,)),
        quiet=("safety.social-worker",),
    ),
    Case(
        "Whether there is a social worker is not known, next to part days without agreement.",
        "urgent",
        one(NOT_AGREED),
        in_doubt=("safety.social-worker",),
        dont_know=((0, "social_worker"),),
    ),
    Case(
        "A child writes on their own.",
        "outside",
        Family(role="under-16", danger_now=True),
        fires=("scope.under-16-alone", "safety.danger-now"),
    ),
    Case(
        "The family lives in Wales, where the other MP's door is not the first to name.",
        "outside",
        Family(nation="wales", constituent=False, children=TWO_OUT),
        fires=("scope.not-england", "scope.not-constituent"),
        quiet=("scope.under-16-alone",),
    ),
    Case(
        "The family lives close to a border, and which nation it is cannot be told.",
        "outside",
        Family(nation="border", constituent=False, children=TWO_OUT),
        fires=("scope.not-constituent",),
        quiet=("scope.not-england",),
    ),
    Case(
        "Who writes, from where, cannot be told: that never closes the door.",
        "routine",
        one(AT_SCHOOL),
        in_doubt=("scope.under-16-alone", "scope.not-england", "scope.not-constituent"),
        dont_know=((0, "role"), (0, "nation"), (0, "constituent")),
    ),
    Case(
        "Inside the constituency all three doors are open.",
        "routine",
        one(AT_SCHOOL),
        quiet=("scope.under-16-alone", "scope.not-england", "scope.not-constituent", "scope.post-16-check"),
    ),
)
