"""The questions, in the order in which a family meets them. Their words are in content/words.toml."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from bot.casework.answers import Step, Told, Value
from bot.casework.branches import SITUATIONS, YES_NO
from bot.casework.facts import Now, Stage
from bot.casework.question import Question, Where, both, is_, yes


def _impact(value: Value, _: date) -> Mapping[str, Any]:
    return {fact: option in value for option, fact in IMPACTS.items()} if isinstance(value, tuple) else {}


def _any_child(told: Told, *situations: Now) -> bool:
    return any(step.question == "now" and answer.value in situations for step, answer in told.answers.items())


def impact_options(told: Told) -> tuple[str, ...]:
    """The choices of the impact screen: two of them only where a child's situation makes them mean something."""
    also = ("also-suspended",) if _any_child(told, Now.PART, Now.NOT_GOING, Now.NO_PLACE) else ()
    part = ("usually-part",) if _any_child(told, Now.SUSPENDED, Now.SENT_HOME) else ()
    return (*IMPACTS_ALWAYS, *also, *part)


def _child_is_out(told: Told) -> bool:
    return _any_child(told, *(now for now in Now if now is not Now.FULL))


IMPACTS = {
    "cannot-cope": "cannot_cope",
    "self-harm": "self_harm",
    "held-or-hurt": "held_or_hurt",
    "abuse-home": "abuse_home",
    "social-worker": "social_worker",
    "also-suspended": "also_suspended",
    "usually-part": "usually_part",
}
IMPACTS_ALWAYS = ("job", "home", "cannot-cope", "self-harm", "held-or-hurt", "abuse-home", "social-worker")
SAFETY_IMPACTS = ("cannot-cope", "self-harm", "held-or-hurt", "abuse-home")
MOST_CHILDREN = 6


def _ticked(question: str, *options: str) -> Where:
    """One of these options is ticked."""
    named = " or ".join(f"`{option}`" for option in options)
    return Where(
        f"{named} is ticked in `{question}`", lambda told: not set(options).isdisjoint(_ticks(told, question))
    )


def _ticks(told: Told, question: str) -> tuple[str, ...]:
    ticked = told(question)
    return ticked if isinstance(ticked, tuple) else ()


def _may_have_another(told: Told) -> bool:
    """Someone who writes about themselves is one; a family has up to six children here."""
    return told.child < MOST_CHILDREN and "self" not in (told("start"), told("who"))


MORE_CHILDREN = Where("fewer than six children, and nobody writes about themselves", _may_have_another)
A_CHILD_IS_OUT = Where("a child is not in school on full days", _child_is_out)
ROLES = ("parent", "self", "under-16", "helper")

OPENING = (
    Question("start", (*ROLES, "danger"), facts=("role", "danger_now"),
             reads=lambda v, _: {"danger_now": True} if v == "danger" else {"role": v}),
    Question("who", ROLES, asked=is_("start", "danger"), facts=("role",)),
    Question("postcode", ("no-fixed-home",), typed="postcode"),
)  # fmt: skip

SCHOOL_AGE_DECIDES = (Now.PART, Now.NOT_GOING, Now.NO_PLACE)

CHILD = (
    Question("stage", tuple(Stage), facts=("stage",), reads=lambda v, _: {"stage": Stage(str(v))}),
    Question("plan", ("yes", "being-done", "turned-down", "no"), dont_know=True, facts=("plan",)),
    Question("now", tuple(Now), dont_know=True, key=True, facts=("now",), reads=lambda v, _: {"now": Now(str(v))}),
    Question("turned_five", YES_NO, is_("stage", Stage.NURSERY, Stage.RECEPTION), when=SCHOOL_AGE_DECIDES,
             dont_know=True, facts=("turned_five",), reads=yes("turned_five")),
    *SITUATIONS,
    Question("another", ("no", "same", "different"), MORE_CHILDREN),
)  # fmt: skip

CLOSING = (
    Question("impact", (*IMPACTS_ALWAYS, "also-suspended", "usually-part"), offers=impact_options, several=True,
             key=True, facts=tuple(IMPACTS.values()), reads=_impact),
    Question("impact_job", ("worried", "warned", "lost"), _ticked("impact", "job"), facts=("job",)),
    Question("impact_home", ("worried", "notice", "homeless"), _ticked("impact", "home"), facts=("home",)),
    Question("because", YES_NO, both(_ticked("impact", "job", "home"), A_CHILD_IS_OUT), dont_know=True,
             facts=("because",), reads=yes("because")),
    Question("contact", ("here",), typed="contact"),
    Question("safe_here", YES_NO, _ticked("impact", "abuse-home")),
    Question("extras", ("name", "time", "note"), several=True),
    Question("nickname", asked=_ticked("extras", "name"), typed="words", skip=True),
    Question("best_time", ("morning", "afternoon", "evening"), _ticked("extras", "time"), typed="words", skip=True),
    Question("note", asked=_ticked("extras", "note"), typed="words", skip=True),
)  # fmt: skip

QUESTIONS: Mapping[str, Question] = {q.id: q for q in (*OPENING, *CHILD, *CLOSING)}


@cache
def steps_of(
    questions: tuple[Question, ...], child: int, now: Value | None
) -> tuple[tuple[Step, Question], ...]:
    """These questions as they are asked of a child (1, 2, ...) or of the family (0), in the situation it is in now."""
    return tuple((Step(child, q.id), q) for q in questions if not q.when or now in q.when)


QUICK_DAYS = {"today": 0, "tomorrow": 1} | {f"{weeks}w": 7 * weeks for weeks in (1, 2, 3, 4, 6)}
"""How many days from the day of the tap a quick button means."""


def resolved(option: str, on: date) -> str:
    """The day that a quick button means when it is tapped, as ISO; any other option as it is."""
    if option == "school-day-before":
        return (on - timedelta(days=3 if on.weekday() == 0 else 2 if on.weekday() == 6 else 1)).isoformat()
    return (on + timedelta(days=QUICK_DAYS[option])).isoformat() if option in QUICK_DAYS else option
