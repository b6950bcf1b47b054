"""The interview: answers in, the next question out. Nothing about where it stands is kept but the answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from bot.casework.answers import Answer, Answers, Marker, State, Step, Told, Value
from bot.casework.facts import Now, Stage
from bot.casework.postcode import read_postcode
from bot.casework.reading import (
    folded,
    is_dont_know,
    is_email,
    is_no,
    is_phone,
    is_yes,
    matches,
    read_date,
)
from bot.casework.script import (
    CHILD,
    CLOSING,
    MOST_CHILDREN,
    OPENING,
    QUESTIONS,
    Question,
    impact_options,
    resolved,
    steps_of,
)

DONT_KNOW, SKIP, KEEP, DONE, NONE, YES, NO = (
    "dont-know",
    "skip",
    "keep",
    "done",
    "none",
    "that-day",
    "not-that-day",
)
"""What the buttons that are not options mean."""


@dataclass(frozen=True)
class Accepted:
    answer: Answer


@dataclass(frozen=True)
class Picked:
    """One of several was ticked or unticked; the question stays."""

    options: tuple[str, ...]
    option: str


@dataclass(frozen=True)
class Confirm:
    """A day was read from words: say it back before it counts."""

    day: date


@dataclass(frozen=True)
class Rejected:
    """Not an answer to this question. `why` is the id of the words that say so."""

    why: str


Outcome = Accepted | Picked | Confirm | Rejected


def path(answers: Answers, on: date) -> tuple[Step, ...]:
    """Every question that these answers make relevant, in order; exact up to the first one unanswered."""
    return _walked(_Given(answers), on)


class _Given(dict[Step, Answer]):
    """A copy of the answers, to remember a walk by: what one answer sets off asks for its path many times."""

    def __hash__(self) -> int:  # type: ignore[override]
        return len(self)


@lru_cache(maxsize=4)
def _walked(answers: _Given, on: date) -> tuple[Step, ...]:
    of_family, children = Told(answers, 0, on), range(1, count_children(answers) + 1)
    steps = _relevant(OPENING, of_family)
    for child in children:
        steps += _relevant(CHILD, Told(answers, child, on))
    for step in _relevant(CLOSING, of_family):
        steps += [Step(child, "nickname") for child in children] if step.question == "nickname" else [step]
    return tuple(steps)


def count_children(answers: Answers) -> int:
    more = (answers.get(Step(child, "another")) for child in range(1, MOST_CHILDREN))
    count = 1
    for answer in more:
        if answer is None or answer.value not in ("same", "different"):
            return count
        count += 1
    return count


def _relevant(questions: tuple[Question, ...], told: Told) -> list[Step]:
    now, copies = told("now"), told.copies
    return [
        step
        for step, question in steps_of(questions, told.child)
        if question.when in (None, now) and not (copies and question.copied) and question.asked(told)
    ]


def next_step(answers: Answers, marker: Marker, on: date) -> Step | None:
    """The question to ask now; None when all is answered and it is time to check and send."""
    for step in path(answers, on):
        if step in marker.revising or (step not in answers and not marker.sending):
            return step
    return None


def step_before(answers: Answers, marker: Marker, on: date) -> Step | None:
    """The answered question before the one being asked, for going back."""
    current = next_step(answers, marker, on)
    before = None
    for step in path(answers, on):
        if step == current:
            break
        before = step if step in answers else before
    return before


def moot(answers: Answers, on: date) -> tuple[Step, ...]:
    """Answers to questions that a correction made irrelevant."""
    steps = set(path(answers, on))
    return tuple(step for step in answers if step not in steps and step.question in QUESTIONS)


def key_steps(answers: Answers, on: date) -> tuple[Step, ...]:
    """What to ask again when a family says that things got worse; also whether it is still the same for both."""
    return tuple(step for step in path(answers, on) if step in answers and _is_key(step, answers))


def _is_key(step: Step, answers: Answers) -> bool:
    same = step.question == "another" and answers[step].value == "same"
    return same or QUESTIONS[step.question].key


def is_of_school(step: Step) -> bool:
    """Whether a question is not about who writes and from where."""
    return all(question.id != step.question for question in OPENING)


def options_of(step: Step, answers: Answers, on: date) -> tuple[str, ...]:
    if step.question == "impact":
        return impact_options(Told(answers, step.child, on))
    if step.question == "contact" and value_was(answers, Step(0, "safe_here")) == "no":
        return ()
    return QUESTIONS[step.question].options


def tap(step: Step, option: str, answers: Answers, marker: Marker, on: date) -> Outcome:
    """Read a tapped button as an answer to the question being asked."""
    question = QUESTIONS[step.question]
    if marker.confirm and option in (YES, NO):
        return Accepted(Answer(marker.confirm)) if option == YES else Rejected("odd.date-again")
    if option == DONT_KNOW and question.dont_know:
        return Accepted(Answer(state=State.DONT_KNOW))
    if option == SKIP and question.skip:
        return Accepted(Answer(state=State.SKIPPED))
    if question.several:
        return _several(option, options_of(step, answers, on), _ticked(step, answers, marker))
    if option in question.options:
        return Accepted(Answer(resolved(option, on)))
    return Rejected("odd.old-button")


def _ticked(step: Step, answers: Answers, marker: Marker) -> tuple[str, ...]:
    """What is ticked now: the marker's, or, when revising, the answer given before."""
    before = answers.get(step)
    if marker.picked is not None or before is None or not isinstance(before.value, tuple):
        return marker.picked or ()
    return before.value


def _several(option: str, options: tuple[str, ...], picked: tuple[str, ...]) -> Outcome:
    if option == NONE:
        return Accepted(Answer(()))
    if option == DONE:
        return Accepted(Answer(picked))
    if option not in options:
        return Rejected("odd.old-button")
    rest = tuple(o for o in picked if o != option)
    return Picked(rest if option in picked else (*picked, option), option)


def read(
    step: Step, text: str, labels: Mapping[str, str], answers: Answers, marker: Marker, on: date
) -> Outcome:
    """Read typed words as an answer. `labels` are the words on this question's buttons, by what they mean."""
    question = QUESTIONS[step.question]
    if marker.confirm and (is_yes(text) or is_no(text)):
        return tap(step, YES if is_yes(text) else NO, answers, marker, on)
    if question.typed == "words" and not question.options:
        return _words(question, text, labels)
    meant = _meant(question, text, labels)
    if meant:
        return tap(step, meant, answers, marker, on)
    return _typed(question, text, on)


def _words(question: Question, text: str, labels: Mapping[str, str]) -> Outcome:
    if question.id == "nickname" and (len(text.strip()) > 20 or any(letter.isdigit() for letter in text)):
        return Rejected("odd.nickname")
    if question.skip and folded(text) in (folded(labels.get(SKIP, "")), "skip", "no", "nothing"):
        return Accepted(Answer(state=State.SKIPPED))
    return Accepted(Answer(text.strip())) if text.strip() else Rejected("odd.choice")


def _meant(question: Question, text: str, labels: Mapping[str, str]) -> str | None:
    if question.id == "stage" and (
        year := re.fullmatch(r"(?:y|yr|year|in year|in yr)? ?(\d\d?)", folded(text))
    ):
        return _class_of_year(int(year[1]))
    if question.several and is_no(text):
        return NONE
    names = list(labels)
    place = matches(text, list(labels.values()))
    exact = place is not None and folded(labels[names[place]]) == folded(text)
    if exact and place is not None:
        return names[place]
    if is_dont_know(text) and DONT_KNOW in labels:
        return DONT_KNOW
    numeric = question.typed in ("number", "contact") or question.typed.startswith("date")
    return None if place is None or (numeric and text.strip()[:1].isdigit()) else names[place]


def _typed(question: Question, text: str, on: date) -> Outcome:
    if question.typed == "postcode":
        postcode = read_postcode(text)
        return Accepted(Answer(postcode)) if postcode else Rejected("odd.postcode")
    if question.typed == "contact":
        found = is_email(text) or is_phone(text)
        return Accepted(Answer(text.strip())) if found else Rejected("odd.contact")
    if question.typed == "number":
        number = question.numbers(text)
        fits = number is not None and 0 < number <= question.most
        return Accepted(Answer(float(number or 0))) if fits else Rejected("odd.number")
    if question.typed.startswith("date"):
        return _dated(question, text, on)
    return Accepted(Answer(text.strip())) if question.typed == "words" else Rejected("odd.choice")


def _class_of_year(year: int) -> str | None:
    """The class that a school year falls into, for "yr 5"."""
    ends = {2: Stage.Y1_2, 6: Stage.Y3_6, 10: Stage.Y7_10, 11: Stage.Y11, 14: Stage.Y12_PLUS}
    return next((stage for last, stage in ends.items() if 1 <= year <= last), None)


def _dated(question: Question, text: str, on: date) -> Outcome:
    """A day from words, to be said back. "date-near" is the nearest such weekday, up to ten days ahead."""
    if question.typed == "date-near":
        return _near(text, on)
    day = read_date(text, on, past=question.typed == "date-past")
    possible = day and abs((day - on).days) <= 400 and (day <= on or question.typed == "date-ahead")
    return Confirm(day) if day and possible else Rejected("odd.date")


def _near(text: str, on: date) -> Outcome:
    found = [day for day in (read_date(text, on, past=True), read_date(text, on, past=False)) if day]
    day = min(found, key=lambda day: abs((day - on).days), default=None)
    if day and day.weekday() > 4:
        return Rejected("odd.weekend")
    return Confirm(day) if day and -400 <= (day - on).days <= 10 else Rejected("odd.date")


def accepted(
    step: Step, answer: Answer, answers: Answers, marker: Marker, on: date
) -> tuple[dict[Step, Answer], Marker]:
    """The answers and the marker after an accepted answer; what it made moot is gone."""
    after = {**answers, step: answer}
    while gone := moot(after, on):
        for orphan in gone:
            del after[orphan]
    _trim_ticks(after, on)
    left = tuple(s for s in marker.revising if s != step and s in after)
    return after, replace(marker.settled(), revising=left)


def _trim_ticks(answers: dict[Step, Answer], on: date) -> None:
    """Take back ticks that a correction no longer offers."""
    for step, answer in answers.items():
        if isinstance(answer.value, tuple):
            offered = options_of(step, answers, on)
            answers[step] = replace(answer, value=tuple(o for o in answer.value if o in offered))


def value_was(answers: Answers, step: Step) -> Value | None:
    answer = answers.get(step)
    return answer.value if answer else None


def situation_of(answers: Answers, child: int, on: date) -> Now | None:
    now = Told(answers, child, on)("now")
    return Now(str(now)) if now else None
