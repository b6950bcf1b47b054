"""What a family has answered: the only state of an interview, keyed by question and child."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

Value = str | float | tuple[str, ...]
"""An option's id, words, an ISO day, a number, or the options ticked."""


class State(StrEnum):
    """An answer's state; a question that the path never reached has no answer at all."""

    ANSWERED = "answered"
    DONT_KNOW = "dont-know"
    SKIPPED = "skipped"


class Step(NamedTuple):
    """A question asked of a child (1, 2, ...) or of the family (0)."""

    child: int
    question: str


@dataclass(frozen=True)
class Answer:
    value: Value = ""
    state: State = State.ANSWERED
    told_on: date | None = field(default=None, compare=False)  # None: on the day on which it is read


Answers = Mapping[Step, Answer]


@dataclass(frozen=True)
class Marker:
    """What answers cannot tell about where the conversation stands."""

    revising: tuple[Step, ...] = ()  # to be asked again when the path comes to them
    picked: tuple[str, ...] | None = None  # ticked so far, where several may be
    confirm: str | None = None  # a day that was read from words, to be confirmed
    sending: bool = False  # "send what I have now"
    again: tuple[Step, ...] = ()  # asked once more before sending, because they decide
    listening: bool = False  # the team wrote: what is typed now is for them, until a button is tapped
    long_at: int | None = None  # when a text came that is so long that the next message may be the rest of it
    long_met: bool = False  # the family was told what becomes of that text

    def settled(self) -> "Marker":
        """The marker once the question that was being asked is answered."""
        return replace(self, picked=None, confirm=None)


OF_ONE_CHILD = frozenset(
    (
        *(
            "stage",
            "plan",
            "turned_five",
            "exam_missed",
            "exam_on",
            "move_up",
            "plan_asked",
            "review_meeting",
        ),
        *("which_letter", "plan_letter", "mediation", "another", "nickname"),
    )
)
"""Questions that "same for both" does not answer: each child is asked for itself."""


@dataclass(frozen=True)
class Told:
    """What was told of one child so far; "same for both" reads the branch of the child before."""

    answers: Answers
    child: int
    on: date

    def __call__(self, question: str) -> Value | None:
        """The answer's value; None where it was not asked, skipped or not known."""
        answer = self.answer(question)
        return answer.value if answer and answer.state is State.ANSWERED else None

    def answer(self, question: str) -> Answer | None:
        answers: Any = self.answers  # where a plain pair finds a step
        own: Answer | None = answers.get((self.child, question)) or answers.get((0, question))
        if own or question in OF_ONE_CHILD or not self.copies:
            return own
        return Told(self.answers, self.child - 1, self.on).answer(question)

    @property
    def copies(self) -> bool:
        """Whether this child's situation is the same as that of the child before."""
        if self.child < 2:
            return False
        before = self.answers.get(Step(self.child - 1, "another"))
        return before is not None and before.value == "same"
