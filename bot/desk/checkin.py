"""Asking a family how things are, and what each answer sets off."""

from bot.casework import followups
from bot.casework.growing import settle
from bot.casework.messages import Button, Message
from bot.desk import board, quiet
from bot.desk.returning import ask_what_changed
from bot.desk.talk import Talk
from storage.tables import Status

ANSWERS = ("sorted", "better", "same", "worse")


def ask(talk: Talk, nth: int) -> None:
    """Ask how things are, saying why and how to stop it."""
    words = talk.words
    number = talk.case.id
    buttons = [Button(words.plain(f"button.{answer}"), f"f|{nth}|{answer}|{number}") for answer in ANSWERS]
    stop = Button(words.plain("button.stop-prompts"), f"f|{nth}|stop|{number}")
    html = talk.words("prompt.check-in", ref=talk.case.ref, sent=talk.case.sent_at)
    rows = (tuple(buttons[:2]), tuple(buttons[2:]), (stop,))
    quiet.prompt(talk, followups.CHECK_IN, html, rows, _slot(talk, nth))


def _slot(talk: Talk, nth: int) -> str:
    return f"check-in:{talk.case.id}:{nth}"


def answered(talk: Talk, nth: int, answer: str) -> str:
    """Take in the answer to the nth check-in; each is answered once."""
    seen = [h for h in talk.work.history.of(talk.case) if h.kind == "check-in" and h.detail["nth"] == nth]
    if seen or talk.case.status != Status.OPEN or answer not in (*ANSWERS, "stop"):
        return talk.words.plain("prompt.late")
    talk.note("check-in", nth=nth, answer=answer)
    label = talk.words.plain(f"button.{'stop-prompts' if answer == 'stop' else answer}")
    html = talk.words("prompt.check-in", ref=talk.case.ref, sent=talk.case.sent_at)
    talk.say(Message(html=talk.words("said.answer", question=html, answer=label), edits=_slot(talk, nth)))
    if answer == "stop":
        _stop(talk)
    elif answer == "worse":
        _worse(talk)
    else:
        _steady(talk, answer, label)
    return ""


def _stop(talk: Talk) -> None:
    talk.case.prompts = False
    talk.work.follow_ups.end(talk.case, "stopped by the family", *followups.PROMPTS)
    talk.tell("prompt.stopped")
    board.thread(talk, "stopped")


def _steady(talk: Talk, answer: str, label: str) -> None:
    if answer == "sorted":
        all_is_well(talk)
    board.thread(talk, "check-in", answer=label)
    talk.tell(f"prompt.thanks-{answer}")


def all_is_well(talk: Talk) -> None:
    """The family says that it is sorted: it is asked nothing more, and nothing that it told grows."""
    talk.case.prompts = False
    talk.keep(settle(talk.answers, talk.on), talk.marker)
    talk.work.follow_ups.end(talk.case, "sorted", *followups.PROMPTS)


def _worse(talk: Talk) -> None:
    """Staff are told at once; then the family is asked what changed."""
    board.thread(talk, "worse", urgent=True)
    talk.tell("prompt.thanks-worse")
    ask_what_changed(talk)
