"""The questions, in the order in which a family meets them. Their words are in content/words.toml."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

from bot.casework.answers import Step, Told, Value
from bot.casework.facts import Now, Stage
from bot.casework.reading import read_number, read_weeks

Reads = Callable[[Value, date], Mapping[str, Any]]
"""An answer's value, as facts by name. Ranges are read at their worse edge within one legal band."""


@dataclass(frozen=True, eq=False)
class Question:
    """One screen. `typed` says how words are read where they are none of the options.

    typed: "" (an option only), "words", "date-past", "date-ahead", "date-near" (a school day around now),
    "number", "postcode", "contact".
    """

    id: str
    options: tuple[str, ...] = ()
    asked: Callable[[Told], bool] = lambda _: True
    when: Now | None = None  # asked of a child in this situation only
    typed: str = ""
    dont_know: bool = False
    skip: bool = False
    several: bool = False
    key: bool = False  # asked again when a family says that things got worse
    copied: bool = True  # "same for both" takes the answer of the child before
    facts: tuple[str, ...] = ()
    reads: Reads | None = None
    numbers: Callable[[str], float | None] = read_number
    most: float = 600  # a larger number is a slip

    def facts_of(self, value: Value, on: date) -> Mapping[str, Any]:
        return self.reads(value, on) if self.reads else {self.facts[0]: value} if self.facts else {}


def _is(question: str, *values: str) -> Callable[[Told], bool]:
    return lambda told: told(question) in values


def _edges(fact: str, edges: Mapping[str, float]) -> Reads:
    return lambda value, _: {fact: edges[value] if isinstance(value, str) else value}


def _yes(fact: str) -> Reads:
    return lambda value, _: {fact: value == "yes"}


def _day_or(fact: str, *words: str) -> Reads:
    return lambda value, _: {fact: value if value in words else date.fromisoformat(str(value))}


def _asked_weeks(value: Value, on: date) -> Mapping[str, Any]:
    edges = {"under-6": 5.0, "6-20": 20.0, "over-20": 21.0}
    if value in edges:
        return {"plan_asked_weeks": edges[str(value)]}
    return {"plan_asked_weeks": (on - date.fromisoformat(str(value))).days / 7}


def _total(value: Value, _: date) -> Mapping[str, Any]:
    edges = {"first": 0.0, "to-5": 5.0, "5-10": 9.5, "10-15": 15.0, "over-15": 15.5}
    total = edges[value] if isinstance(value, str) else value
    return {"suspension_total": total, "suspension_first": value == "first"}


def _now(value: Value, _: date) -> Mapping[str, Any]:
    return {"now": Now(str(value)), "in_own_words": value in IN_OWN_WORDS}


def _impact(value: Value, _: date) -> Mapping[str, Any]:
    return {fact: option in value for option, fact in IMPACTS.items()} if isinstance(value, tuple) else {}


def _exam_season(told: Told) -> bool:
    """Public exams for Year 11 and up; national tests for Years 3 to 6, in April and May."""
    if told("stage") in (Stage.Y11, Stage.Y12_PLUS):
        return True
    return told("stage") == Stage.Y3_6 and (told.on.month in (4, 5) or told.answer("exam_missed") is not None)


def _over_five_days(told: Told) -> bool:
    days = told("suspension_days")
    return days in ("6-9", "10-15", "over-15") or (isinstance(days, float) and days > 5)


def _any_child(told: Told, *situations: Now) -> bool:
    return any(step.question == "now" and answer.value in situations for step, answer in told.answers.items())


def impact_options(told: Told) -> tuple[str, ...]:
    """The choices of the impact screen: two of them only where a child's situation makes them mean something."""
    also = ("also-suspended",) if _any_child(told, Now.PART, Now.NOT_GOING, Now.NO_PLACE) else ()
    part = ("usually-part",) if _any_child(told, Now.SUSPENDED, Now.SENT_HOME) else ()
    return (*IMPACTS_ALWAYS, *also, *part)


def _child_is_out(told: Told) -> bool:
    return _any_child(told, *(now for now in Now if now is not Now.FULL))


IN_OWN_WORDS = (Now.FULL, Now.EXCLUDED, Now.SENT_HOME, Now.NOT_GOING, Now.NO_PLACE)
"""Situations that have no questions of their own yet: a person reads what the family writes."""

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


def _may_have_another(told: Told) -> bool:
    """Someone who writes about themselves is one; a family has up to six children here."""
    return told.child < MOST_CHILDREN and "self" not in (told("start"), told("who"))


_PART, _SUSPENDED = Now.PART, Now.SUSPENDED
_ROLES = ("parent", "self", "under-16", "helper")

OPENING = (
    Question("start", (*_ROLES, "danger"), facts=("role", "danger_now"),
             reads=lambda v, _: {"danger_now": True} if v == "danger" else {"role": v}),
    Question("who", _ROLES, asked=_is("start", "danger"), facts=("role",)),
    Question("postcode", ("no-fixed-home",), typed="postcode"),
)  # fmt: skip

CHILD = (
    Question("stage", tuple(Stage), copied=False, facts=("stage",), reads=lambda v, _: {"stage": Stage(str(v))}),
    Question("plan", ("yes", "being-done", "turned-down", "no"), dont_know=True, copied=False, facts=("plan",)),
    Question("plan_asked", ("under-6", "6-20", "over-20"), _is("plan", "being-done"), typed="date-past",
             dont_know=True, copied=False, facts=("plan_asked_weeks",), reads=_asked_weeks),
    Question("plan_letter", (), _is("plan", "turned-down"), typed="date-past", dont_know=True, copied=False,
             facts=("plan_letter_on",), reads=_day_or("plan_letter_on")),
    Question("now", tuple(Now), dont_know=True, key=True, facts=("now", "in_own_words"), reads=_now),
    Question("turned_five", ("yes", "no"),
             lambda t: t("stage") in (Stage.NURSERY, Stage.RECEPTION), when=_PART,
             copied=False, dont_know=True, facts=("turned_five",), reads=_yes("turned_five")),
    Question("told", asked=lambda t: t("now") in IN_OWN_WORDS or _not_sure(t, "now"), typed="words", skip=True),
    Question("suspension_days", ("half", "1", "2", "3", "4", "5", "6-9", "10-15", "over-15"), when=_SUSPENDED,
             typed="number", numbers=partial(read_number, unit="days"), most=60,
             dont_know=True, key=True, facts=("suspension_days",),
             reads=_edges("suspension_days", {"half": 0.5, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5,
                                              "6-9": 9, "10-15": 15, "over-15": 15.5})),
    Question("suspension_first_day", ("today", "school-day-before", "tomorrow"), when=_SUSPENDED, typed="date-near",
             dont_know=True, facts=("suspension_first_on",), reads=_day_or("suspension_first_on")),
    Question("suspension_total", ("first", "to-5", "5-10", "10-15", "over-15"), when=_SUSPENDED, typed="number",
             numbers=partial(read_number, unit="days"), most=100,
             dont_know=True, key=True, facts=("suspension_total", "suspension_first"), reads=_total),
    Question("suspension_letter", ("yes", "no"), when=_SUSPENDED, dont_know=True, facts=("suspension_letter",),
             reads=_yes("suspension_letter")),
    Question("day_six_lessons", ("full", "some", "none"), _over_five_days, when=_SUSPENDED,
             dont_know=True, facts=("day_six_lessons",)),
    Question("exam_missed", ("yes", "no"), _exam_season, when=_SUSPENDED, dont_know=True, copied=False,
             facts=("exam_missed",), reads=_yes("exam_missed")),
    Question("school_talk", ("permanent", "leave", "neither"), when=_SUSPENDED, dont_know=True, facts=("school_talk",)),
    Question("rtt_hours", ("1-5", "6-10", "11-12", "13-15", "16-20", "21"), when=_PART, typed="number",
             numbers=partial(read_number, unit="hours"), most=40,
             dont_know=True, key=True, facts=("rtt_hours",),
             reads=_edges("rtt_hours", {"1-5": 1, "6-10": 6, "11-12": 11, "13-15": 13, "16-20": 16, "21": 21})),
    Question("rtt_weeks", ("under-2", "2-5", "6-12", "over-12"), when=_PART, typed="number", numbers=read_weeks,
             dont_know=True, facts=("rtt_weeks",),
             reads=_edges("rtt_weeks", {"under-2": 1, "2-5": 5, "6-12": 12, "over-12": 13})),
    Question("rtt_agreed", ("yes", "no-choice", "no"), when=_PART, dont_know=True, facts=("rtt_agreed",)),
    Question("rtt_end", ("1w", "2w", "3w", "4w", "6w", "no", "passed"), when=_PART, typed="date-ahead",
             dont_know=True, key=True, facts=("rtt_end",), reads=_day_or("rtt_end", "no", "passed")),
    Question("rtt_review", ("yes", "no"),
             lambda t: t("rtt_agreed") == "yes" and t("rtt_end") not in (None, "no", "passed"),
             when=_PART, dont_know=True, facts=("rtt_review",), reads=_yes("rtt_review")),
    Question("rtt_why", ("illness", "worry", "behaviour", "cannot-cope", "not-told"), when=_PART, dont_know=True,
             facts=("rtt_why",)),
    Question("another", ("no", "same", "different"), _may_have_another, copied=False),
)  # fmt: skip

CLOSING = (
    Question("impact", several=True, key=True, facts=tuple(IMPACTS.values()), reads=_impact),
    Question("impact_job", ("worried", "warned", "lost"), lambda t: "job" in _ticked(t, "impact"), facts=("job",)),
    Question("impact_home", ("worried", "notice", "homeless"), lambda t: "home" in _ticked(t, "impact"),
             facts=("home",)),
    Question("because", ("yes", "no"),
             lambda t: bool({"job", "home"} & set(_ticked(t, "impact"))) and _child_is_out(t),
             dont_know=True, facts=("because",), reads=_yes("because")),
    Question("contact", ("here",), typed="contact"),
    Question("safe_here", ("yes", "no"), lambda t: "abuse-home" in _ticked(t, "impact")),
    Question("extras", ("name", "time", "note"), several=True),
    Question("nickname", asked=lambda t: "name" in _ticked(t, "extras"), typed="words", skip=True, copied=False),
    Question("best_time", ("morning", "afternoon", "evening"), lambda t: "time" in _ticked(t, "extras"),
             typed="words", skip=True),
    Question("note", asked=lambda t: "note" in _ticked(t, "extras"), typed="words", skip=True),
)  # fmt: skip

QUESTIONS: Mapping[str, Question] = {q.id: q for q in (*OPENING, *CHILD, *CLOSING)}


@cache
def steps_of(questions: tuple[Question, ...], child: int) -> tuple[tuple[Step, Question], ...]:
    """These questions, as they are asked of a child (1, 2, ...) or of the family (0)."""
    return tuple((Step(child, question.id), question) for question in questions)


QUICK_DAYS = {"today": 0, "tomorrow": 1} | {f"{weeks}w": 7 * weeks for weeks in (1, 2, 3, 4, 6)}
"""How many days from the day of the tap a quick button means."""


def resolved(option: str, on: date) -> str:
    """The day that a quick button means when it is tapped, as ISO; any other option as it is."""
    if option == "school-day-before":
        return (on - timedelta(days=3 if on.weekday() == 0 else 2 if on.weekday() == 6 else 1)).isoformat()
    return (on + timedelta(days=QUICK_DAYS[option])).isoformat() if option in QUICK_DAYS else option


def _ticked(told: Told, question: str) -> tuple[str, ...]:
    ticked = told(question)
    return ticked if isinstance(ticked, tuple) else ()


def _not_sure(told: Told, question: str) -> bool:
    answer = told.answer(question)
    return answer is not None and answer.state == "dont-know"
