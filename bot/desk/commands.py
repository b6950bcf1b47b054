"""Commands of families, at any point: help, status, stop, delete, start, danger."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.casework import followups
from bot.casework.messages import Message
from bot.casework.reading import folded
from bot.desk import board, contact, erasing, my_data, permission, privacy, returning
from bot.desk.confirming import dates, is_safe_here
from bot.desk.house import House
from bot.desk.planning import plan_check_in, plan_task, plan_unfinished
from bot.desk.sending import after_answer, remember_danger
from bot.desk.talk import Talk
from storage.tables import Case, Status
from storage.work import Work

COMMANDS = ("start", "back", "status", "stop", "help", "mydata", "delete", "danger", "privacy", "pause")
TYPED_WORDS = {word: word for word in ("stop", "delete", "mydata", "back", "help", "pause")}
"""Words that count as a command without the slash, because messages to families mention them."""


def command_of(text: str) -> str | None:
    """The command that someone typed; "help" for a command that does not exist; None for other words."""
    if text.startswith("/"):
        name = text[1:].split("@")[0].split()[0].casefold() if text[1:].strip() else ""
        return name if name in COMMANDS else "help"
    return TYPED_WORDS.get(folded(text))


def obey(talk: Talk, command: str) -> None:
    """Carry out a command of a family with a case that goes on."""
    OBEYED[command](talk)


def answer_without_case(
    work: Work, house: House, chat_id: int, command: str, case: Case | None, now: datetime
) -> None:
    """Answer a command of someone without a case, or whose case has ended."""
    if command == "mydata":
        my_data.copy_for(work, house, chat_id, now)
        return
    closed = case if case and case.status == Status.CLOSED else None
    if closed and command in ("delete", "danger", "privacy"):
        OBEYED[command](Talk(work, house, closed, now, asked=True))
        return
    if closed and command == "status":
        html = house.words("status.closed", ref=closed.ref, closed=closed.closed_at)
    else:
        html = house.words("help.text" if command == "help" else f"{command}.none")
    work.outbox.add(chat_id, Message(html=html), now)


def _help(talk: Talk) -> None:
    talk.tell("help.text")
    if talk.is_asking:
        talk.ask_again()


def _start(talk: Talk) -> None:
    if contact.end_pause(talk):
        talk.tell("pause.ended")
    if not talk.case.prompts and is_safe_here(talk) and not permission.is_stopped(talk):
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
    html = talk.words("status.open", ref=case.ref, sent=case.sent_at, claimed=claimed, by=by)
    if not is_safe_here(talk):  # whoever looks on learns nothing of what it is about
        talk.say(Message(html=html))
        return
    parts = [html, dates(talk, board.summary_of(talk)), talk.words("status.more")]
    shown = "\n\n".join(part for part in parts if part)
    talk.say(
        Message(html=shown, buttons=(*returning.buttons(talk), contact.door(talk)), slot=returning.slot(talk))
    )


def someone_is_not_safe(talk: Talk) -> None:
    """The numbers at once; staff are told as soon as it is known that the family is theirs to help."""
    said = talk.words.plain("option.start.danger")
    talk.tell("safety.danger", urgent=True)
    talk.note("wrote", text=said, for_staff=True)
    remember_danger(talk)
    after_answer(talk)
    if talk.case.ref:
        board.pass_on(talk, said, urgent=True)
        board.refresh(talk)


def _danger(talk: Talk) -> None:
    someone_is_not_safe(talk)
    if talk.is_asking:
        talk.ask_again()


def _stop(talk: Talk) -> None:
    """No more prompts; answers stay, and so does a case that staff have."""
    case = talk.case
    case.prompts = False
    talk.note("stopped")
    talk.work.follow_ups.end(case, "stopped by the family", *followups.PROMPTS)
    plan_task(talk)
    if case.status == Status.ASKING:
        erasing.offer(talk)
    else:
        talk.tell("stop.open")
        board.thread(talk, "stopped")


OBEYED: Mapping[str, Callable[[Talk], None]] = {
    "help": _help,
    "status": _status,
    "stop": _stop,
    "mydata": my_data.of_family,
    "delete": erasing.ask_first,
    "start": _start,
    "danger": _danger,
    "privacy": privacy.show,
    "pause": privacy.ask_pause,
}
"""What each command does; "back" belongs to the questions."""
