"""A family erases what it told: asked first, then the keys are destroyed and both sides told."""

from bot.casework.messages import STAFF_ROOM, Button, Message
from bot.desk import joining
from bot.desk.talk import Talk
from storage.tables import Status


def ask_first(talk: Talk) -> None:
    """Ask whether to erase all that this family told."""
    sent = talk.case.status != Status.ASKING
    buttons = ((_button(talk, "delete-yes", "twice" if sent else "yes"), _button(talk, "delete-no", "no")),)
    talk.say(Message(html=talk.words("delete.ask"), buttons=buttons, slot=_slot(talk)))


def offer(talk: Talk) -> None:
    """Offer to erase an interview that was stopped."""
    buttons = ((_button(talk, "stop-keep", "no"),), (_button(talk, "delete-yes", "yes"),))
    talk.say(Message(html=talk.words("stop.asking"), buttons=buttons, slot=_slot(talk)))


def _slot(talk: Talk, once_more: str = "ask") -> str:
    """Names the messages that ask whether to erase: once answered, they have no buttons any more."""
    return f"delete-{once_more}:{talk.case.id}"


def _button(talk: Talk, word: str, choice: str) -> Button:
    return Button(talk.words.plain(f"button.{word}"), f"d|{choice}|{talk.case.id}")


def deletion(talk: Talk, choice: str) -> str:
    """Answer the question whether to erase. A case that was sent is asked about twice."""
    sent = talk.case.status != Status.ASKING
    for slot, word_id in ((_slot(talk), "delete.ask"), (_slot(talk, "sure"), "delete.again")):
        if talk.work.postings.message_id(slot, talk.case.chat_id or 0):
            talk.say(Message(html=talk.words(word_id), edits=slot))
    if choice == "twice" and sent:
        buttons = ((_button(talk, "delete-yes", "sure"), _button(talk, "delete-no", "no")),)
        talk.say(Message(html=talk.words("delete.again"), buttons=buttons, slot=_slot(talk, "sure")))
    elif choice == "sure" and sent:
        _erase(talk)
    elif choice == "yes" and not sent:
        _forget(talk)
    else:
        talk.tell("delete.kept")
        if talk.is_asking:
            talk.ask_again()
    return ""


def _forget(talk: Talk) -> None:
    """Delete an interview that was never sent; staff who were alerted are told that it is gone."""
    case, chat_id = talk.case, talk.case.chat_id
    if case.ref:
        tell_staff_of_erasure(talk, case.ref)
    talk.work.cases.forget(case)
    ended = talk.work.cases.of_chat(chat_id or 0)
    if ended:  # an earlier case of theirs, closed by now, goes with it
        _erase(Talk(talk.work, talk.house, ended, talk.now))
    else:
        _say_erased(talk, chat_id)


def _erase(talk: Talk) -> None:
    """Destroy the keys of all that this family sent; staff learn that it happened, without the words."""
    chat_id = talk.case.chat_id
    for case in talk.work.cases.all_of_chat(chat_id or 0):
        one = Talk(talk.work, talk.house, case, talk.now)
        if case.sent_at is None:
            talk.work.cases.forget(case)
            continue
        tell_staff_of_erasure(one, talk.work.cases.name(case))
        one.note("erased")
        talk.work.follow_ups.end(case, "erased by the family")
        talk.work.cases.erase(case, talk.now)
    _say_erased(talk, chat_id)


def tell_staff_of_erasure(talk: Talk, ref: str) -> None:
    """The card and all under it lose their words, and a new message says so; none belongs to a case any more."""
    words, outbox, chat = talk.house.staff_words, talk.work.outbox, STAFF_ROOM
    blank_in_group(talk, words("card.erased", ref=ref, at=talk.now))
    outbox.add(chat, Message(html=words("thread.erased", ref=ref)), talk.now)
    joining.take_away(talk, ref)


def blank_in_group(talk: Talk, html: str) -> None:
    """Put these words in place of all that the bot said of a case in the staff group."""
    for slot in talk.work.postings.of_case(talk.case, STAFF_ROOM):
        if slot.startswith(("card:", "thread:", "question:")):
            talk.work.outbox.add(STAFF_ROOM, Message(html=html, edits=slot), talk.now)


def _say_erased(talk: Talk, chat_id: int | None) -> None:
    if chat_id is not None:
        html = talk.words("delete.done")
        talk.work.outbox.add(chat_id, Message(html=html, hides_keys=True), talk.now)
