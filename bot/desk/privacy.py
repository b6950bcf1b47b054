"""What a family sets at any time: how it is written to, what it allows, its pause; each holds at once."""

from bot.casework.consent import Consent
from bot.casework.contact import HOURS, PAUSES, TIMES, is_safe
from bot.casework.messages import Message
from bot.desk import board, consents, contact
from bot.desk.privacy_screen import choices, pause_screen, screen, slot
from bot.desk.talk import Talk
from storage.tables import Status


def show(talk: Talk) -> None:
    """Put the screen as a new message: from now on it is the one that is kept up to date."""
    talk.say(screen(talk, everything=is_safe(talk.answers)))


def ask_pause(talk: Talk) -> None:
    """For how long shall it be quiet? Or, where it is quiet, shall it end?"""
    talk.say(pause_screen(talk))


def tapped(talk: Talk, about: str, value: str) -> str:
    """A button of these screens. What it sets holds at once, and the screen shows it in place."""
    if about == "see":
        return _see(talk, value)
    if not _set(talk, about, value):
        return talk.words.plain("odd.closed-button")
    board.refresh(talk)
    if (about, value) == ("quiet", "end"):
        _edit(talk, Message(html=talk.words("pause.ended"), slot=slot(talk, "pause")))
    elif about == "quiet":
        _edit(talk, pause_screen(talk))
    else:
        _edit(talk, screen(talk, everything=is_safe(talk.answers) or about != "safe"))
    return talk.words.plain("privacy.noted")


def _see(talk: Talk, what: str) -> str:
    if what == "new":
        show(talk)
    elif what == "all":
        _edit(talk, screen(talk, everything=True))
    elif what in ("latest", "time", "pause"):
        _edit(talk, choices(talk, what))
    else:
        _edit(talk, Message(html=talk.words("privacy.hidden"), slot=slot(talk)))
        if talk.is_asking:
            talk.ask_again()
    return ""


def _set(talk: Talk, about: str, value: str) -> bool:
    """Carry out what was tapped. Returns whether there is such a thing to set."""
    yes = value == "yes"
    match about:
        case "safe" if value in ("yes", "no"):
            contact.say_whether_safe(talk, safe=yes)
        case "short" if value in ("yes", "no"):
            contact.set_neutral(talk, neutral=yes)
        case "latest" if value in ("0", *map(str, HOURS)):
            contact.set_latest(talk, int(value) or None)
        case "time" if value in TIMES:
            contact.say_good_time(talk, value)
        case "pause" | "quiet" if value in PAUSES and talk.case.status != Status.CLOSED:
            contact.pause(talk, value)
        case "pause" | "quiet" if value == "end":
            contact.end_pause(talk)
        case kind if kind in list(Consent) and talk.case.sent_at and value in ("yes", "no"):
            consents.changed(talk, Consent(kind), given=yes)
        case _:
            return False
    return True


def _edit(talk: Talk, message: Message) -> None:
    talk.say(Message(html=message.html, buttons=message.buttons, edits=message.slot))
