"""A family is heard: each update is read as an answer, a command or a message, and answered."""

from dataclasses import replace
from datetime import datetime

from bot.casework import asking, followups
from bot.casework.answers import Marker, Step
from bot.casework.messages import Message
from bot.casework.words import sayable
from bot.desk import (
    board,
    checkin,
    closing,
    commands,
    contact,
    delivery,
    editing,
    erasing,
    odd,
    privacy,
    returning,
    unasked,
)
from bot.desk.answering import back, obey, read, tapped_answer
from bot.desk.house import House
from bot.desk.planning import plan_check_in, plan_task, plan_unfinished
from bot.desk.sending import AUTHORITY, send
from bot.desk.talk import Talk
from bot.desk.updates import Edited, FromFamily, Reached, Said, SentSomethingElse, Tapped
from storage.tables import Case, Status
from storage.work import Work

ANSWERED_ALWAYS = ("help", "status", "stop", "mydata", "delete", "privacy", "pause")
"""Commands that begin no case, and are answered without one."""


def hear(work: Work, house: House, update: FromFamily, now: datetime) -> str:
    """Take in one update of a family's chat. Returns what to show where a button was tapped, or nothing."""
    update = _sayable(update)
    case = work.cases.of_chat(update.chat_id)
    if isinstance(update, Reached):
        _reached(work, house, case, now, reachable=update.reachable)
        return ""
    if isinstance(update, Edited):
        editing.edited(work, house, update, now)
        return ""
    if case and not case.reachable:  # they write, so they can be written to, whatever a late refusal said
        _reached(work, house, case, now, reachable=True)
    if case is None or _has_ended(case, update):
        return _without_case(work, house, update, case, now)
    talk = odd.talk_of(work, house, update, case, now)
    case.heard_at = now
    if isinstance(update, Tapped):
        return _tapped(talk, update.data)
    if commands.command_of(odd.words_of(update)) is None:
        contact.wrote(talk)
    if update.hurried:
        odd.hurried(talk, update)
    elif isinstance(update, SentSomethingElse):
        odd.sent_something_else(talk, update)
    else:
        _said(talk, update)
    return ""


def _sayable(update: FromFamily) -> FromFamily:
    if isinstance(update, (Said, Edited)):
        return replace(update, text=sayable(update.text))
    if isinstance(update, SentSomethingElse):
        return replace(update, words=sayable(update.words))
    return update


def _has_ended(case: Case, update: FromFamily) -> bool:
    """Whether a case is over for this update; a closed one can still be erased, and what is allowed be seen."""
    still = isinstance(update, Tapped) and update.data.startswith(("d|", "p|", "n|"))
    return case.status == Status.ERASED or (case.status == Status.CLOSED and not still)


def _without_case(work: Work, house: House, update: FromFamily, case: Case | None, now: datetime) -> str:
    """Someone new, or someone whose case has ended: words begin a case, an old button explains itself."""
    if isinstance(update, Tapped):
        return house.words.plain("odd.start-again")
    command = commands.command_of(update.text) if isinstance(update, Said) else None
    closed = case is not None and case.status == Status.CLOSED
    if command in ANSWERED_ALWAYS or (command == "danger" and closed):
        commands.answer_without_case(work, house, update.chat_id, command, case, now)
        return ""
    if case and closed and command != "start":
        _after_the_end(odd.talk_of(work, house, update, case, now), update)
        return ""
    talk = odd.talk_of(work, house, update, work.cases.begin(update.chat_id, now), now)
    plan_unfinished(talk)
    if command == "danger":
        commands.someone_is_not_safe(talk)
    elif command is None:
        _first_words(talk, update)
    talk.ask()
    return ""


def _after_the_end(talk: Talk, update: FromFamily) -> None:
    """What a family sends whose case is closed goes to staff, and begins no new one."""
    if update.hurried:
        odd.hurried(talk, update)
    elif isinstance(update, SentSomethingElse):
        odd.sent_something_else(talk, update)
    elif not odd.is_rest_of_long_text(talk, update, odd.words_of(update)):
        odd.wrote(talk, odd.words_of(update))


def _first_words(talk: Talk, update: FromFamily) -> None:
    """Words that begin a case are kept; the first question answers them."""
    if isinstance(update, SentSomethingElse):
        odd.keep_what_came(talk, update)
    else:
        odd.is_rest_of_long_text(talk, update, odd.words_of(update))
        odd.keep_words(talk, odd.words_of(update))


def _reached(work: Work, house: House, case: Case | None, now: datetime, *, reachable: bool) -> None:
    if case is None or case.status == Status.ERASED or case.reachable == reachable:
        return
    case.reachable = reachable
    talk = Talk(work, house, case, now)
    talk.note("reachable" if reachable else "blocked")
    if case.status == Status.CLOSED:  # nobody is to phone, but whoever opens it again has to know
        board.refresh(talk)
        return
    if not reachable:
        work.follow_ups.end(case, "blocked", *followups.PROMPTS)
        plan_task(talk)
    if case.status == Status.OPEN:
        plan_check_in(talk)
    elif reachable:
        plan_unfinished(talk)
    if case.status == Status.OPEN:
        if reachable:
            board.thread(talk, "back")
            delivery.is_back(talk)
        else:
            delivery.is_out_of_reach(talk)
        board.refresh(talk)


def _said(talk: Talk, update: FromFamily) -> None:
    text = odd.words_of(update)
    command = commands.command_of(text)
    if command:
        obey(talk, command)
    elif odd.is_rest_of_long_text(talk, update, text):
        return
    elif talk.is_asking and not talk.marker.listening:
        read(talk, text)
    else:
        odd.wrote(talk, text)
        if talk.is_asking:
            talk.ask_again(talk.words("family.to-go-on"))


def _tapped(talk: Talk, data: str) -> str:
    """What a tapped button carries: its kind, and what that kind needs."""
    if (quiet := _tapped_aside(talk, data)) is not None:
        return quiet
    if talk.marker.listening or talk.marker.long_at is not None:
        talk.keep_marker(replace(talk.marker, listening=False, long_at=None))
    match data.split("|"):
        case ["q" | "s" | "c", *_]:
            return pressed(talk, data)
        case ["e", answer, number] if number == str(talk.case.id):
            return closing.family_says(talk, answer)
        case ["d", choice, number] if number == str(talk.case.id):
            return erasing.deletion(talk, choice)
        case ["f", nth, answer, number] if nth.isdecimal() and number == str(talk.case.id):
            return checkin.answered(talk, int(nth), answer)
        case ["r", choice, number] if number == str(talk.case.id):
            return returning.tapped(talk, choice)
    return talk.words.plain("odd.closed-button")


def pressed(talk: Talk, data: str) -> str:
    """A button of the interview, whoever answers it."""
    match data.split("|"):
        case ["q", child, question, option, asked] if child.isdecimal():
            return tapped_answer(talk, Step(int(child), question), option, asked)
        case ["s", choice] if talk.case.status == Status.ASKING:
            return _tapped_at_the_end(talk, choice)
        case ["c", child, question] if child.isdecimal() and talk.case.status == Status.ASKING:
            return _change(talk, Step(int(child), question))
    return talk.words.plain("odd.closed-button")


def _tapped_aside(talk: Talk, data: str) -> str | None:
    """A tap that has no part in the conversation: whoever is about to write to the team still does."""
    match data.split("|"):
        case ["p", about, value, number] if number == str(talk.case.id):
            return privacy.tapped(talk, about, value)
        case ["n", choice, nth, number] if (nth + number).isdecimal():
            return unasked.tapped(talk, choice, int(nth), int(number))
    return None


def _tapped_at_the_end(talk: Talk, choice: str) -> str:
    if choice == "back":
        back(talk)
    elif choice == "now" and talk.case.urgency == "urgent" and Step(0, "postcode") in talk.answers:
        _send_now(talk)
    elif choice == "go-on":
        talk.keep_marker(Marker())
        talk.ask()
    elif talk.step is not None:
        return talk.words.plain("odd.already")
    elif choice == "change":
        talk.case.asked += 1
        talk.say(asking.change(talk.words, talk.answers, talk.on, talk.slot))
    elif choice in AUTHORITY:
        slot = talk.slot
        checked = asking.check(talk.words, talk.answers, talk.on, "")
        send(talk, AUTHORITY[choice])
        talk.say(Message(html=checked.html, edits=slot))
    else:
        talk.ask()
    return ""


def _send_now(talk: Talk) -> None:
    """Go to the check page with what there is; how to reach them is asked first."""
    contact = Step(0, "contact")
    missing = () if contact in talk.answers else (contact,)
    talk.keep_marker(Marker(sending=True, revising=missing))
    talk.ask(talk.words("check.contact-first") if missing else "")


def _change(talk: Talk, step: Step) -> str:
    if step not in talk.answers or talk.step is not None:
        return talk.words.plain("odd.already")
    talk.keep_marker(replace(talk.marker.settled(), revising=(step,)))
    talk.ask()
    return ""
