"""Commands of families, at any point: help, status, stop, delete, start."""

from datetime import datetime

from bot.casework import followups
from bot.casework.messages import STAFF_ROOM, Button, Message
from bot.casework.reading import folded
from bot.desk import board
from bot.desk.confirming import is_safe_here
from bot.desk.house import House
from bot.desk.planning import plan_check_in, plan_task, plan_unfinished
from bot.desk.talk import Talk
from storage.tables import Case, Status
from storage.work import Work

COMMANDS = ("start", "back", "status", "stop", "help", "delete")
TYPED_WORDS = {"stop": "stop", "delete": "delete", "back": "back", "help": "help"}
"""Words that count as a command without the slash, because messages to families mention them."""


def command_of(text: str) -> str | None:
    """The command that someone typed; "help" for a command that does not exist; None for other words."""
    if text.startswith("/"):
        name = text[1:].split("@")[0].split()[0].casefold() if text[1:].strip() else ""
        return name if name in COMMANDS else "help"
    return TYPED_WORDS.get(folded(text))


def obey(talk: Talk, command: str) -> None:
    """Carry out a command of a family with a case that goes on."""
    {"help": _help, "status": _status, "stop": _stop, "delete": _delete, "start": _start}[command](talk)


def answer_without_case(
    work: Work, house: House, chat_id: int, command: str, case: Case | None, now: datetime
) -> None:
    """Answer a command of someone without a case, or whose case has ended."""
    if command == "delete" and case and case.status == Status.CLOSED:
        _delete(Talk(work, house, case, now))
        return
    if command == "status" and case and case.status == Status.CLOSED:
        html = house.words("status.closed", ref=case.ref, closed=case.closed_at)
    else:
        html = house.words("help.text" if command == "help" else f"{command}.none")
    work.outbox.add(chat_id, Message(html=html), now)


def _help(talk: Talk) -> None:
    talk.tell("help.text")
    if talk.is_asking:
        talk.ask_again()


def _start(talk: Talk) -> None:
    if not talk.case.prompts and is_safe_here(talk):
        talk.case.prompts = True
        _resume_prompts(talk)
    if talk.is_asking:
        talk.ask_again(talk.words("family.resume") if talk.answers else "")
    else:
        _status(talk)


def _resume_prompts(talk: Talk) -> None:
    talk.tell("stop.resumed")
    if talk.case.status == Status.ASKING:
        plan_unfinished(talk)
    else:
        plan_check_in(talk)


def _status(talk: Talk) -> None:
    case = talk.case
    if case.status == Status.ASKING:
        talk.ask_again(talk.words("status.asking"))
        return
    claimed = (
        talk.words("status.claimed", name=case.claimed_name)
        if case.claimed_at
        else talk.words("status.unclaimed")
    )
    by = board.promised_on(talk)
    talk.tell("status.open", ref=case.ref, sent=case.sent_at, claimed=claimed, by=by)


def _stop(talk: Talk) -> None:
    """No more prompts; answers stay, and so does a case that staff have."""
    case = talk.case
    case.prompts = False
    talk.note("stopped")
    talk.work.follow_ups.end(case, "stopped by the family", *followups.PROMPTS)
    plan_task(talk)
    if case.status == Status.ASKING:
        buttons = ((_button(talk, "stop-keep", "no"),), (_button(talk, "delete-yes", "yes"),))
        talk.say(Message(html=talk.words("stop.asking"), buttons=buttons, slot=_slot(talk)))
    else:
        talk.tell("stop.open")
        board.thread(talk, "stopped")


def _delete(talk: Talk) -> None:
    sent = talk.case.status != Status.ASKING
    buttons = ((_button(talk, "delete-yes", "twice" if sent else "yes"), _button(talk, "delete-no", "no")),)
    talk.say(Message(html=talk.words("delete.ask"), buttons=buttons, slot=_slot(talk)))


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
    html = words("card.erased", ref=ref, at=talk.now)
    for slot in talk.work.postings.of_case(talk.case, chat):
        if slot.startswith(("card:", "thread:")):
            outbox.add(chat, Message(html=html, edits=slot), talk.now)
    outbox.add(chat, Message(html=words("thread.erased", ref=ref)), talk.now)


def _say_erased(talk: Talk, chat_id: int | None) -> None:
    if chat_id is not None:
        html = talk.words("delete.done")
        talk.work.outbox.add(chat_id, Message(html=html, hides_keys=True), talk.now)
