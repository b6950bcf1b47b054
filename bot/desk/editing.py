"""A family edits what it sent before: an answer is corrected, words for staff are passed on as changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.casework import asking, understanding
from bot.casework.answers import Marker, Step
from bot.casework.messages import Message, Rank
from bot.casework.understanding import Accepted, Rejected
from bot.casework.words import clip, pieces
from bot.desk import board, commands, odd
from bot.desk.answering import ask_anew, correct, is_behind, note_reading, obey, read
from bot.desk.house import House
from bot.desk.sending import mind_words
from bot.desk.talk import Talk
from bot.desk.updates import Edited
from storage.conversations import Happened
from storage.tables import Case, Status
from storage.vault import number_of
from storage.work import Work

MOST_OF_BEFORE = 300
"""How much of what a message said before is shown to staff beside what it says now."""


@dataclass(frozen=True)
class Known:
    """What the history says of a message: its words, and the question that it was meant for.

    `holds`: the answer to that question is still the one from this message; `asked` is which question of the case
    it was put as.
    """

    text: str = ""
    step: Step | None = None
    holds: bool = False
    asked: int = 0


def edited(work: Work, house: House, update: Edited, now: datetime) -> None:
    """Take in what a message says now. Words that are the same as before change nothing: a link's preview came."""
    cases = [case for case in work.cases.all_of_chat(update.chat_id) if case.status != Status.ERASED]
    for case in sorted(cases, key=number_of, reverse=True):
        talk = odd.talk_of(work, house, update, case, now)
        known = known_of(work.history.of(case), update.message)
        if known is None:
            continue
        if known.text != update.text:
            _take(talk, update, known)
        return
    _unknown(work, house, update, max(cases, key=number_of, default=None), now)


def known_of(history: Sequence[Happened], message: int) -> Known | None:
    """What is known of a message; None where it left no trace."""
    found: Known | None = None
    came_from, values = dict[Step, int](), dict[Step, object]()
    for line in history:
        detail = line.detail
        step = Step(detail["child"], detail["question"]) if "question" in detail else None
        if step and line.kind in ("answered", "read"):
            kept = "message" not in detail and detail.get("value") == values.get(step)
            came_from[step] = came_from.get(step, 0) if kept else detail.get("message", 0)
            values[step] = detail.get("value")
        if detail.get("message") == message:
            before = found or Known()
            text = str(detail.get("text", before.text))
            found = Known(text, step or before.step, asked=detail.get("asked", before.asked))
    if found is None or found.step is None:
        return found
    return Known(found.text, found.step, came_from.get(found.step) == message, found.asked)


def _take(talk: Talk, update: Edited, known: Known) -> None:
    """A message that is known says something else now."""
    case, step = talk.case, known.step
    case.heard_at = talk.now
    command = commands.command_of(update.text)
    if update.hurried:
        odd.hurried(talk, update)
    elif command and case.status != Status.CLOSED:
        obey(talk, command)
    elif case.status == Status.ASKING and step and step == talk.step and _answers(talk, update.text, step):
        read(talk, update.text)
    elif case.status == Status.ASKING and step and step in talk.answers and known.holds:
        _correct(talk, update.text, step, known)
    else:
        _pass_on(talk, update.text, known)


def _answers(talk: Talk, text: str, step: Step) -> bool:
    """Whether the new words answer the question that is being asked."""
    labels = asking.labels(talk.words, step, talk.answers, talk.on)
    outcome = understanding.read(step, text, labels, talk.answers, talk.marker, talk.on)
    return not isinstance(outcome, Rejected)


def _correct(talk: Talk, text: str, step: Step, known: Known) -> None:
    """Read the new words as an answer to the question that the old ones answered."""
    labels = asking.labels(talk.words, step, talk.answers, talk.on)
    outcome = understanding.read(step, text, labels, talk.answers, Marker(), talk.on)
    if isinstance(outcome, Rejected) or not (isinstance(outcome, Accepted) or is_behind(talk, step)):
        _keep_answer(talk, text, step, known)
        return
    danger = mind_words(talk, text)
    if not isinstance(outcome, Accepted):
        note_reading(talk, step, text, outcome)
        ask_anew(talk, step, outcome)
    elif outcome.answer != talk.answers[step]:
        correct(talk, step, outcome.answer, known.asked)
    else:
        talk.note_words("read", text)
        if danger:
            talk.ask_again()


def _keep_answer(talk: Talk, text: str, step: Step, known: Known) -> None:
    """What is no answer leaves the old one as it is."""
    answer = clip(asking.answer_text(talk.words, step, talk.answers), asking.MOST_SHOWN)
    danger = _keep(talk, text, known)
    talk.ask_again("" if danger else talk.words("odd.edit-not-read", answer=answer))


def _pass_on(talk: Talk, text: str, known: Known) -> None:
    """Words for staff: the case stays as it is."""
    danger = _keep(talk, text, known)
    if talk.case.status == Status.ASKING:
        talk.ask_again("" if danger else talk.words("odd.edit-kept"))
        return
    if talk.case.status == Status.CLOSED:
        talk.tell("family.received-closed")
    else:
        talk.tell("family.received-edit-of-answer" if known.holds else "family.received-edit")
    if talk.is_asking:
        talk.ask_again(talk.words("family.to-go-on"))


def _keep(talk: Talk, text: str, known: Known) -> bool:
    """Keep the new words beside the old ones, and show staff both. Returns whether they may mean danger."""
    talk.keep_words(text, "edited", known.step if known.holds else None)
    danger = mind_words(talk, text)
    if talk.case.ref:
        _tell_staff(talk, text, known, urgent=danger)
        board.refresh(talk)
    return danger


def _tell_staff(talk: Talk, text: str, known: Known, *, urgent: bool) -> None:
    before = clip(known.text, MOST_OF_BEFORE)
    was = talk.house.staff_words("thread.edited-was", text=before) if before else ""
    for part in pieces(text, board.MOST_QUOTED):
        if known.step and known.holds and talk.case.status != Status.ASKING:
            question = board.label(talk, known.step)
            board.thread(talk, "edited-answer", urgent=urgent, question=question, text=part, was=was)
        else:
            board.thread(talk, "edited", urgent=urgent, text=part, was=was)


def _unknown(work: Work, house: House, update: Edited, case: Case | None, now: datetime) -> None:
    """A message that left no trace: of a case, its words are kept; older ones may be erased, and come back to nobody.

    Danger in it rings all the same, and brings the numbers to somebody without a case.
    """
    if commands.command_of(update.text):
        return
    if case and update.sent >= int(case.begun_at.timestamp()):
        _pass_on(odd.talk_of(work, house, update, case, now), update.text, Known())
    elif case:
        mind_words(Talk(work, house, case, now, asked=True), update.text)
    elif house.hears_danger(update.text):
        message = Message(html=house.words("safety.danger"))
        work.outbox.add(update.chat_id, message, now, rank=Rank.ALERT)
