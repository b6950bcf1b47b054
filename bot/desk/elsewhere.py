"""A family that is not this office's to help: kind words, the right door, and staff who knew of it are told."""

from bot.casework.answers import Step
from bot.casework.interview import value_was
from bot.casework.messages import Message
from bot.casework.telling import DANGER_IN_WORDS
from bot.desk import board, erasing
from bot.desk.talk import Talk


def show_the_door(talk: Talk, rule_id: str) -> None:
    """Not ours to help: kind words, the right door, nothing kept but a count."""
    place = str(talk.house.place(talk.answers).nation)
    word_id = "outside.not-constituent"
    if rule_id == "scope.under-16-alone":
        word_id = "outside.under-16"
    elif place != "england":
        word_id = f"outside.{place}"
    in_danger = (
        value_was(talk.answers, Step(0, "start")) == "danger" or Step(0, DANGER_IN_WORDS) in talk.answers
    )
    parts = [talk.words(word_id), *([talk.words("outside.danger")] if in_danger else ())]
    chat_id, html = talk.case.chat_id, "\n\n".join(parts)
    talk.work.count(rule_id, talk.now)
    if talk.by:
        erasing.blank_in_group(talk, talk.house.staff_words("phone.outside", ref=talk.case.ref))
        board.tell_staff(talk.work, Message(html=html), talk.now)
    elif talk.case.ref:  # they were rung before
        _say_that_it_is_gone(talk, talk.case.ref, rule_id)
    talk.work.cases.forget(talk.case)
    if chat_id is not None:
        talk.work.outbox.add(chat_id, Message(html=html, hides_keys=True), talk.now)


def _say_that_it_is_gone(talk: Talk, ref: str, rule_id: str) -> None:
    """Staff read why a case is gone that they know of: nobody asked for it to be erased."""
    word_id = "thread.too-young" if rule_id == "scope.under-16-alone" else "thread.outside"
    erasing.tell_staff_of_erasure(talk, ref, said=talk.house.staff_words(word_id, ref=ref))
