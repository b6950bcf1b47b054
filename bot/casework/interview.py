"""The interview: answers in, the next question out. Nothing about where it stands is kept but the answers."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from bot.casework.answers import Answer, Answers, Marker, Step, Told, Value
from bot.casework.contact import is_safe
from bot.casework.facts import Now
from bot.casework.growing import SETTLED
from bot.casework.question import Question
from bot.casework.script import (
    CHILD,
    CLOSING,
    MOST_CHILDREN,
    OPENING,
    QUESTIONS,
    steps_of,
)


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
        for step, question in steps_of(questions, told.child, now)
        if not (copies and question.copied) and question.asked(told)
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
    """Which options a question has for whoever answers it now."""
    if step.question == "contact" and not is_safe(answers):
        return ()
    question = QUESTIONS[step.question]
    return question.offers(Told(answers, step.child, on)) if question.offers else question.options


def accepted(
    step: Step, answer: Answer, answers: Answers, marker: Marker, on: date
) -> tuple[dict[Step, Answer], Marker]:
    """The answers and the marker after an accepted answer; what it made moot is gone."""
    after = {**answers, step: replace(answer, told_on=on)}
    after.pop(Step(0, SETTLED), None)  # whoever tells on is not done with it
    while gone := moot(after, on):
        for orphan in gone:
            del after[orphan]
    _trim_ticks(after, on)
    left = tuple(s for s in marker.revising if s != step and s in after)
    return after, replace(marker.settled(), revising=left)


def corrected(
    step: Step, answer: Answer, answers: Answers, marker: Marker, on: date
) -> tuple[dict[Step, Answer], Marker]:
    """As `accepted`, of a question before the one being asked: what is ticked or read back there stays."""
    after, settled = accepted(step, answer, answers, marker, on)
    asked = next_step(answers, marker, on)
    if asked is None or next_step(after, settled, on) != asked:
        return after, settled
    offered = options_of(asked, after, on)
    picked = None if marker.picked is None else tuple(o for o in marker.picked if o in offered)
    return after, replace(marker, revising=settled.revising, picked=picked)


def _trim_ticks(answers: dict[Step, Answer], on: date) -> None:
    """Take back what a correction no longer offers."""
    for step, answer in tuple(answers.items()):
        if isinstance(answer.value, tuple):
            offered = options_of(step, answers, on)
            answers[step] = replace(answer, value=tuple(o for o in answer.value if o in offered))
        elif _is_no_longer_offered(step, answer, answers, on):
            del answers[step]


def _is_no_longer_offered(step: Step, answer: Answer, answers: Answers, on: date) -> bool:
    question = QUESTIONS.get(step.question)
    return (
        question is not None
        and question.offers is not None
        and answer.value in question.options
        and answer.value not in options_of(step, answers, on)
    )


def value_was(answers: Answers, step: Step) -> Value | None:
    answer = answers.get(step)
    return answer.value if answer else None


def situation_of(answers: Answers, child: int, on: date) -> Now | None:
    now = Told(answers, child, on)("now")
    return Now(str(now)) if now else None
