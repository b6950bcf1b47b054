"""The interview: the path of each situation, and what holds whatever a family taps or types."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.casework import asking, interview
from bot.casework.answers import Answers, Marker, Step
from bot.casework.interview import Accepted, Confirm, Outcome, Picked, accepted, next_step
from bot.casework.script import QUESTIONS
from bot.wording import load_words

NOVEMBER, APRIL = date(2026, 11, 23), date(2027, 4, 20)
"""A day on which national tests are far, and one on which they are near."""

WORDS = load_words("words", {"mp": "Robin Ashdown MP", "hours": "9am to 5.30pm", "sendiass": "SENDIASS"})


def labels(step: Step, answers: Answers, on: date) -> dict[str, str]:
    return asking.labels(WORDS, step, answers, on)


def outcome(step: Step, said: str, answers: Answers, marker: Marker, on: date) -> Outcome:
    """What a tap means, or typed words where no button has this meaning."""
    if said in (*labels(step, answers, on), interview.YES, interview.NO) and QUESTIONS[step.question].options:
        return interview.tap(step, said, answers, marker, on)
    if said in labels(step, answers, on):
        return interview.tap(step, said, answers, marker, on)
    return interview.read(step, said, labels(step, answers, on), answers, marker, on)


def after(
    step: Step, meant: Outcome, answers: Answers, marker: Marker, on: date
) -> tuple[Answers, Marker]:
    """Answers and marker once an outcome was acted on, as the desk does it."""
    if isinstance(meant, Accepted):
        return accepted(step, meant.answer, answers, marker, on)
    if isinstance(meant, Picked):
        return answers, replace(marker, picked=meant.options)
    if isinstance(meant, Confirm):
        return answers, replace(marker, confirm=meant.day.isoformat())
    return answers, marker.settled()


def shown(step: Step) -> str:
    return f"{step.child}.{step.question}" if step.child else step.question


def play(said: Sequence[str], on: date = NOVEMBER) -> tuple[list[str], Answers]:
    """The questions that a family meets who answers so, and what is stored in the end."""
    answers, marker, asked = Answers_(), Marker(), list[str]()
    for words in said:
        step = next_step(answers, marker, on)
        assert step is not None, f"nothing is asked any more, but the family said {words!r}"
        if not asked or asked[-1] != shown(step):
            asked.append(shown(step))
        answers, marker = after(step, outcome(step, words, answers, marker, on), answers, marker, on)
    assert next_step(answers, marker, on) is None
    return asked, answers


def Answers_() -> Answers:  # noqa: N802
    return {}
