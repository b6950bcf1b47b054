"""An interview that is played in a test, as the desk would play it."""

from dataclasses import dataclass, field, replace
from datetime import date

from bot.casework import asking, interview, understanding
from bot.casework.answers import Answer, Answers, Marker, Step
from bot.casework.interview import accepted, next_step, step_before
from bot.casework.script import CHILD, QUESTIONS
from bot.casework.understanding import Accepted, Confirm, Outcome, Picked
from bot.wording import load_words

NOVEMBER, APRIL = date(2026, 11, 23), date(2027, 4, 20)
"""A day on which national tests are far, and one on which they are near."""

WORDS = load_words(
    "words",
    {"mp": "Robin Ashdown MP", "constituency": "St Albans", "hours": "9am to 5.30pm", "sendiass": "SENDIASS"},
)
CHILD_QUESTIONS = {*(question.id for question in CHILD), "nickname"}
TYPED = {"postcode": "AL1 3JE", "contact": "07700 900123", "words": "Our own words", "number": "4"}
"""What may be typed, by how a question reads it."""


@dataclass(frozen=True)
class Talk:
    """An interview as it stands. What a family does makes another one of it, as the desk would."""

    on: date = NOVEMBER
    answers: Answers = field(default_factory=dict)
    marker: Marker = field(default_factory=Marker)

    @property
    def step(self) -> Step | None:
        return next_step(self.answers, self.marker, self.on)

    def labels(self, step: Step) -> dict[str, str]:
        return asking.labels(WORDS, step, self.answers, self.on)

    def means(self, step: Step, said: str) -> Outcome:
        """A tap on the button that means this; typed words where there is no such button."""
        buttons = [
            *self.labels(step),
            *((understanding.YES, understanding.NO) if self.marker.confirm else ()),
        ]
        if said in buttons:
            return understanding.tap(step, said, self.answers, self.marker, self.on)
        return understanding.read(step, said, self.labels(step), self.answers, self.marker, self.on)

    def says(self, said: str) -> "Talk":
        step = self.step
        assert step is not None, f"nothing is asked any more, but the family said {said!r}"
        outcome = self.means(step, said)
        if isinstance(outcome, Accepted):
            return self.gives(step, outcome.answer)
        if isinstance(outcome, Picked):
            return replace(self, marker=replace(self.marker, picked=outcome.options))
        if isinstance(outcome, Confirm):
            return replace(self, marker=replace(self.marker, confirm=outcome.day.isoformat()))
        return replace(self, marker=self.marker.settled())

    def gives(self, step: Step, answer: Answer) -> "Talk":
        answers, marker = accepted(step, answer, self.answers, self.marker, self.on)
        return replace(self, answers=answers, marker=marker)

    def revises(self, step: Step) -> "Talk":
        revising = (step, *(other for other in self.marker.revising if other != step))
        return replace(self, marker=replace(self.marker.settled(), revising=revising))

    def goes_back(self) -> "Talk":
        before = step_before(self.answers, self.marker, self.on)
        return self.revises(before) if before else self

    def keeps(self) -> "Talk":
        """Tap "Keep", where a question was answered before."""
        step = self.step
        return self.gives(step, self.answers[step]) if step in self.answers and step else self

    def possible(self, step: Step) -> list[Answer]:
        """Answers of every kind that this question takes."""
        question = QUESTIONS[step.question]
        if question.several:
            return [Answer(()), Answer(interview.options_of(step, self.answers, self.on))]
        said = [*self.labels(step), TYPED.get(question.typed, "")]
        plain = replace(self, marker=Marker())
        outcomes = [plain.means(step, words) for words in said]
        return [outcome.answer for outcome in outcomes if isinstance(outcome, Accepted)]


def shown(step: Step) -> str:
    return f"{step.child}.{step.question}" if step.child else step.question
