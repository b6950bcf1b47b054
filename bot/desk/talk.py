"""One family's case, open for one update: what was said so far, and saying the next thing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from secrets import token_hex
from typing import Any

from bot.casework import asking, interview
from bot.casework.answers import Answer, Answers, Marker, State, Step
from bot.casework.growing import dated
from bot.casework.messages import STAFF_ROOM, Message, Rank
from bot.casework.quiet import late_from
from bot.casework.script import QUESTIONS
from bot.desk import unasked
from bot.desk.house import House, day_of
from bot.desk.updates import Member
from storage.tables import Case, Status
from storage.vault import number_of
from storage.work import Work

ASKED = ("q|", "s|", "c|")
"""What the buttons of the interview begin with: the others are for a family's own phone."""


class Talk:
    def __init__(
        self,
        work: Work,
        house: House,
        case: Case,
        now: datetime,
        rank: Rank = Rank.REPLY,
        by: Member | None = None,
        *,
        asked: bool = False,
    ) -> None:
        """`rank` is that of what is said to the family; `asked`: it answers what they did just now.

        All else comes unasked, from staff or by itself, and is put in short where the family wants that. `by` is who
        of staff answers in the family's place: all that would be said to it is said in the group.
        """
        self.work, self.house, self.case, self.now, self.by = work, house, case, now, by
        self.on, self.rank, self.asked = day_of(now), rank, asked
        self.held = 0  # under which number messages are held back, if any are
        self.words = house.words
        self.message = 0  # what is being read, by Telegram's number
        self.typed = ""  # and its words
        self.answers: Answers = dated(work.conversations.answers(case), day_of(case.sent_at or case.begun_at))
        self.marker: Marker = work.conversations.marker(case)

    @property
    def step(self) -> Step | None:
        """The question that the family is being asked; None at the end."""
        return interview.next_step(self.answers, self.marker, self.on)

    @property
    def is_asking(self) -> bool:
        """Whether questions are being asked, of whoever this talk is with: before sending, or of what changed."""
        with_staff = self.case.asked_by is not None
        return with_staff == (self.by is not None) and (
            self.case.status == Status.ASKING or self.case.rechecking
        )

    @property
    def by_name(self) -> str:
        """Whom the history names for what is answered."""
        return self.by.name if self.by else "family"

    @property
    def slot(self) -> str:
        """Names the message of the question that is being asked."""
        return self.slot_of(self.case.asked)

    def slot_of(self, asked: int) -> str:
        """Names the message of the case's `asked`th question."""
        return f"question:{number_of(self.case)}:{asked}"

    def say(self, message: Message, *, urgent: bool = False) -> None:
        """Say something to the family; what comes unasked, in short where that is wanted."""
        if self.by:
            self._say_in_group(message, self.by, Rank.ALERT if urgent else self.rank)
        elif self.case.neutral and not self.asked:
            self._say_in_short(message, urgent=urgent)
        else:
            self._send(message, urgent=urgent)

    def _say_in_short(self, message: Message, *, urgent: bool) -> None:
        """Hold it back until they tap. What stands in the chat already is not rewritten unasked."""
        if message.edits or self.case.chat_id is None:
            return
        self.held, short = unasked.hold(self, message, self.held)
        if short:
            self._send(short, urgent=urgent)

    def _send(self, message: Message, *, urgent: bool) -> None:
        if self.case.chat_id is not None:
            rank = Rank.ALERT if urgent else self.rank
            if rank == Rank.PROMPT:
                late = late_from(self.now, self.house.office.hours.prompts, self.case.not_after)
                message = replace(message, until=late.isoformat())
            self.work.outbox.add(self.case.chat_id, message, self.now, self.case, rank=rank)

    def _say_in_group(self, message: Message, by: Member, rank: Rank) -> None:
        """What a family would read, for whoever speaks with it: to be read out, and answered here."""
        if message.file:
            return
        number = number_of(self.case)
        asks = self.is_asking and (message.slot.startswith("question:") or bool(message.buttons))
        word_id = "phone.head" if asks else "phone.aloud"
        head = self.house.staff_words(word_id, ref=self.work.cases.name(self.case), name=by.name)
        buttons = tuple(
            tuple(replace(each, data=f"w|{number}|{each.data}") for each in row if each.data[:2] in ASKED)
            for row in message.buttons
            if any(each.data[:2] in ASKED for each in row)
        )
        shown = Message(
            html=f"{head}\n{message.html}",
            buttons=buttons,
            slot=message.slot or ("" if message.edits else f"thread:{number}:{token_hex(6)}"),
            edits=message.edits,
            replies_to="" if message.edits else f"card:{number}",
        )
        self.work.outbox.add(STAFF_ROOM, shown, self.now, self.case, rank=rank)

    def tell(self, word_id: str, *, urgent: bool = False, **values: object) -> None:
        self.say(Message(html=self.words(word_id, **values)), urgent=urgent)

    def keep(self, answers: Answers, marker: Marker) -> None:
        self.work.conversations.put(self.case, answers)
        self.answers = answers
        self.keep_marker(marker)

    def keep_marker(self, marker: Marker) -> None:
        self.marker = marker
        self.work.conversations.mark(self.case, marker)

    def note(self, kind: str, **detail: object) -> None:
        """Add to the case's history what the family did, or staff in its place."""
        self.work.history.add(self.case, self.now, kind, self.by_name, **detail)

    def ask(self, note: str = "") -> None:
        """Put the current question, or the check page when all is answered, as a new message."""
        step = self.step
        self.case.asked += 1
        if step is None:
            self.say(asking.check(self.words, self.answers, self.on, self.slot, note=note))
        else:
            self.say(
                asking.question(self.words, step, self.answers, self.marker, self.on, self.slot, note=note)
            )

    def ask_again(self, note: str = "") -> None:
        """Put the same question once more, and take the buttons off where it stood before."""
        step, before = self.step, self.slot
        self.ask(note)
        self.clear(step, before)

    def clear(self, step: Step | None, slot: str) -> None:
        """Take the buttons off where a question stood that is asked further down, or not any more."""
        if step and QUESTIONS[step.question].typed != "contact":
            plain = asking.text_of(self.words, step, self.answers)
            self.say(Message(html=plain, edits=slot))

    def show_ticks(self) -> None:
        """Show in place what is ticked so far."""
        step = self.step
        if step:
            shown = asking.question(self.words, step, self.answers, self.marker, self.on, self.slot)
            self.say(Message(html=shown.html, buttons=shown.buttons, edits=self.slot))

    def note_words(self, kind: str, text: str, **detail: object) -> None:
        """As `note`, of words that were typed, with the message that they came in."""
        self.note(kind, text=text, **{"message": self.message} if self.message else {}, **detail)

    def keep_words(self, text: str, how: str = "", about: Step | None = None) -> None:
        """Keep words that answer nothing for staff.

        `how` they came, where the family did not just type them; `about` is the question that they were meant for.
        """
        asked = {"child": about.child, "question": about.question} if about else {}
        self.note_words("wrote", text, **{"how": how} if how else {}, **asked)
        if self.marker.long_at is not None:
            self.keep_marker(replace(self.marker, long_met=True))

    def accept(self, step: Step, answer: Answer) -> None:
        """Store an answer; the message that asked for it will show it."""
        answers, marker = interview.accepted(step, answer, self.answers, self.marker, self.on)
        self._note_answer(step, answer, self.case.asked)
        self.keep(answers, marker)

    def correct(self, step: Step, answer: Answer, asked: int) -> None:
        """Store an answer to a question before the one being asked, which was the case's `asked`th."""
        answers, marker = interview.corrected(step, answer, self.answers, self.marker, self.on)
        self._note_answer(step, answer, asked)
        self.keep(answers, marker)

    def _note_answer(self, step: Step, answer: Answer, asked: int) -> None:
        value = list(answer.value) if isinstance(answer.value, tuple) else answer.value
        was = asking.answer_text(self.words, step, self.answers) if step in self.answers else ""
        child, question = step
        said = {"child": child, "question": question, "value": value, "state": answer.state, "was": was}
        self.note("answered", **said, **self._typed_in(self._message_of(step, answer), asked))

    def _typed_in(self, message: int, asked: int) -> dict[str, object]:
        """What the history says of the message that an answer came in, to know an edit of it."""
        if not message:
            return {}
        return {"message": message, "asked": asked} | (
            {"text": self.typed} if message == self.message else {}
        )

    def _message_of(self, step: Step, answer: Answer) -> int:
        """The message that an answer was typed in; of a day that was read back, the one that named it."""
        if answer.value != self.marker.confirm:
            return self.message
        read = [h.detail for h in self.work.history.of(self.case) if h.kind == "read"]
        named = [each for each in read if (each.get("child"), each.get("question")) == step]
        return int(named[-1].get("message", 0)) if named else self.message

    def show_answer(self, step: Step, slot: str) -> None:
        if QUESTIONS[step.question].typed == "contact":
            self.say(Message(html=self.words("family.contact-thanks"), hides_keys=True))
        elif step in self.answers:
            self.say(asking.answered(self.words, step, self.answers, slot))

    @property
    def with_ticks(self) -> Answers:
        """The answers, and what is ticked so far where several may be: danger does not wait for "Done"."""
        if not self.marker.picked:
            return self.answers
        step = self.step
        return {**self.answers, step: Answer(self.marker.picked)} if step else self.answers

    @property
    def own_words(self) -> tuple[str, ...]:
        """What the family wrote freely: first what it was asked to write, then the rest in its order."""
        free = ("told", "note")
        told = [
            str(answer.value)
            for step, answer in self.answers.items()
            if step.question in free and answer.state is State.ANSWERED
        ]
        return tuple(dict.fromkeys((*told, *(self.tagged(**detail) for detail in self._wrote()))))

    @property
    def wrote_to_show(self) -> tuple[str, ...]:
        """The family's words that answered no question, without what was noted for staff alone."""
        return tuple(self.tagged(**detail) for detail in self._wrote() if not detail.get("for_staff"))

    def _wrote(self) -> Iterator[Mapping[str, Any]]:
        return (h.detail for h in self.work.history.of(self.case) if h.kind == "wrote")

    def tagged(self, text: str, how: str = "", question: str = "", **_: object) -> str:
        """What was written, and how it came where the family did not just type it."""
        if not how:
            return text
        said = f"{self.words.plain(f'label.{question}')}: {text}" if question else text
        return self.words.plain(f"said.{how}", text=said)
