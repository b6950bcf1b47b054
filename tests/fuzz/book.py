"""What is stored of every case at one moment, opened: to be compared with what people saw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.casework import asking, interview
from bot.casework.answers import Answer, Answers, Marker, State, Step
from bot.casework.script import QUESTIONS
from bot.casework.triage import Verdict
from storage.work import Work
from tests.fuzz.trouble import rows
from tests.town import Town


@dataclass(frozen=True)
class Page:
    """One case that can be read."""

    number: int
    chat: int
    status: str
    ref: str | None
    counts: str  # the urgency that counts: a person's word, or else the verdict
    claimed: bool
    answers: Answers
    marker: Marker
    history: tuple[tuple[str, Mapping[str, Any]], ...]
    summary: str  # of the newest verdict, as it is kept

    @property
    def wrote(self) -> list[str]:
        return [str(detail["text"]) for kind, detail in self.history if kind == "wrote"]

    def times(self, kind: str) -> int:
        """How often something happened to the case."""
        return sum(happened == kind for happened, _ in self.history)

    @property
    def all_words(self) -> str:
        """Everything readable of the case, to look for a word in."""
        return f"{dict(self.answers)} {self.marker} {self.history} {self.summary}"

    def with_ticks(self, on: date) -> Answers:
        """The answers, with what is ticked but not done: danger counts from the tick."""
        step = interview.next_step(self.answers, self.marker, on)
        if step is None or not self.marker.picked:
            return self.answers
        return {**self.answers, step: Answer(self.marker.picked)}


Book = Mapping[int, Page]
"""Cases that can be read, by their numbers."""


def opened(town: Town, chats: Iterable[int]) -> Book:
    """Every case of these chats, as it is stored now."""

    def read(work: Work) -> Book:
        cases = [case for chat in chats for case in work.cases.all_of_chat(chat)]
        return {case.id or 0: _page(work, case) for case in cases}

    return town.sendline.database.transact_now(read)


def _page(work: Work, case: Any) -> Page:
    return Page(
        number=case.id,
        chat=case.chat_id,
        status=str(case.status),
        ref=case.ref,
        counts=case.decided or case.urgency,
        claimed=case.claimed_at is not None,
        answers=work.conversations.answers(case),
        marker=work.conversations.marker(case),
        history=tuple((line.kind, line.detail) for line in work.history.of(case)),
        summary=str(work.verdicts.newest(case)),
    )


def shown(town: Town, step: Step, page: Page) -> str:
    """A stored answer as the family reads it."""
    return asking.answer_text(town.sendline.house.words, step, page.answers)


@dataclass(frozen=True)
class Decided:
    """A verdict as it is stored, and the answers that it was decided on."""

    case: int
    on: date
    urgency: str
    rulebook: str
    answers: Answers

    def again(self, town: Town) -> Verdict:
        return town.sendline.house.triage(self.answers, self.on, sent=True)

    def with_less_known(self) -> Iterable[tuple[Step, Answers]]:
        """The same answers with one of them turned into "I don't know", and what that makes moot left out."""
        for step, answer in self.answers.items():
            question = QUESTIONS.get(step.question)
            if question and question.dont_know and answer.state is State.ANSWERED:
                unsure = replace(answer, value="", state=State.DONT_KNOW)
                yield step, interview.accepted(step, unsure, self.answers, Marker(), self.on)[0]


def verdicts(town: Town) -> Mapping[int, Any]:
    """Every stored verdict's row, by its number."""
    asked = "SELECT id, case_id, decided_on, urgency, rulebook FROM verdict"
    return {row["id"]: row for row in rows(town, asked)}
