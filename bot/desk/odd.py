"""What a family sends that is no answer: its words are kept for staff, and all of it is met kindly."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.casework.words import units
from bot.desk import board, commands, joining, quiet
from bot.desk.house import House
from bot.desk.sending import mind_words
from bot.desk.talk import Talk
from bot.desk.updates import Edited, FromFamily, Kind, Said, SentSomethingElse, SharedNumber
from storage.tables import Case, Status
from storage.work import Work

LONG = 2048
"""Apps part a text of more than 4,096 characters where a line or a word ends: no part but the last is shorter."""

AT_ONCE_SECONDS = 5
"""How far apart the parts of one text arrive. Nobody reads the next question and answers it in so short a time."""


def keep_words(talk: Talk, text: str, how: str = "") -> bool:
    """Keep words for staff, and show them where staff know the case. Returns whether they may mean danger."""
    talk.keep_words(text, how)
    danger = mind_words(talk, text)
    if talk.case.ref:
        quiet.talked(talk)
        board.pass_on(talk, talk.tagged(text, how), urgent=danger)
        board.refresh(talk)
    return danger


def wrote(talk: Talk, text: str) -> None:
    """Words for staff, of a family that is asked nothing, or not by us."""
    keep_words(talk, text)
    _say_received(talk)


def _say_received(talk: Talk) -> None:
    talk.tell("family.received-closed" if talk.case.status == Status.CLOSED else "family.received")


def is_rest_of_long_text(talk: Talk, update: FromFamily, text: str) -> bool:
    """Take in the next part of a text that was too long for one message; False where it is no such part."""
    before = talk.marker
    since = update.sent - before.long_at if before.long_at is not None and isinstance(update, Said) else -1
    is_rest = 0 <= since <= AT_ONCE_SECONDS
    long_at = update.sent if units(text) >= LONG else None
    if is_rest or long_at != before.long_at:
        talk.keep_marker(replace(before, long_at=long_at, long_met=is_rest))
    if is_rest:
        _keep_rest(talk, text, met=before.long_met)
    return is_rest


def _keep_rest(talk: Talk, text: str, *, met: bool) -> None:
    """One kind line for the whole of it, however many parts it has."""
    danger = keep_words(talk, text)
    if danger and talk.is_asking:
        talk.ask_again()
    elif not met and talk.is_asking:
        talk.ask_again(talk.words("odd.long"))
    elif not met:
        _say_received(talk)


def sent_something_else(talk: Talk, update: SentSomethingElse) -> None:
    """What cannot be read, or is not the family's own. An album is met once, though each picture comes by itself."""
    came = keep_what_came(talk, update)
    if came.met and not came.danger:
        return
    if talk.is_asking:
        talk.ask_again("" if came.danger else talk.words(_while_asking(update, came)))
    elif talk.case.status == Status.CLOSED and came.joined:
        talk.tell("family.received-closed")
    elif update.kind is Kind.UNREADABLE or update.file:
        talk.tell(_after(update, came))
    else:
        _say_received(talk)


@dataclass(frozen=True)
class Came:
    """What came of it: its album was met before; its words may mean danger; its file is with the case."""

    met: bool
    danger: bool
    joined: bool


def keep_what_came(talk: Talk, update: SentSomethingElse) -> Came:
    """Keep the words, and join the file to the case."""
    joined = update.file is not None and joining.join(talk, update.file, update.album)
    refused = update.file is not None and not joined
    met = _is_met(talk, update.album and f"{update.album}{' refused' if refused else ''}")
    danger = bool(update.words) and keep_words(talk, update.words, how_of(update))
    return Came(met, danger, joined)


def how_of(update: FromFamily) -> str:
    """How words came, where the family did not just type them."""
    if isinstance(update, SentSomethingElse) and update.kind is not Kind.UNREADABLE:
        return str(update.kind)
    return "edited" if isinstance(update, Edited) else ""


def talk_of(work: Work, house: House, update: FromFamily, case: Case, now: datetime) -> Talk:
    """A case open for one update, which knows the message that it comes in."""
    talk = Talk(work, house, case, now, asked=True)
    talk.message, talk.typed = update.message, words_of(update)
    return talk


def words_of(update: FromFamily) -> str:
    """The words of an update; a number that was shared counts as typed."""
    match update:
        case SharedNumber(phone=phone):
            return f"+{phone.lstrip('+')}"
        case Said(text=words) | Edited(text=words) | SentSomethingElse(words=words):
            return words
    return ""


def hurried(talk: Talk, update: FromFamily) -> None:
    """More came than anybody can answer: it is all kept, danger still rings, and that is said once."""
    if update.slow_down:
        talk.tell("odd.slowly")
        if talk.case.ref:
            board.thread(talk, "many")
    if isinstance(update, SentSomethingElse) and update.file:
        joining.join(talk, update.file, update.album)
    text = words_of(update)
    command = commands.command_of(text) if isinstance(update, Said) else None
    if command in ("stop", "delete", "help", "danger") and talk.case.status != Status.CLOSED:
        commands.obey(talk, command)
    elif text:
        talk.keep_words(text, how_of(update))
        mind_words(talk, text)


def _while_asking(update: SentSomethingElse, came: Came) -> str:
    if update.file:
        return "odd.file" if came.joined else "odd.too-many-files"
    if update.kind is Kind.UNREADABLE:
        return "odd.caption" if update.words else "odd.not-text"
    return "odd.forwarded" if update.kind is Kind.FORWARDED else "odd.number-of-other"


def _after(update: SentSomethingElse, came: Came) -> str:
    if update.file:
        return "odd.file-after" if came.joined else "odd.too-many-files-after"
    return "odd.caption-after" if update.words else "odd.not-text-after"


def _is_met(talk: Talk, album: str) -> bool:
    if not album:
        return False
    seen = [h.detail["album"] for h in talk.work.history.of(talk.case) if h.kind == "album"]
    if album not in seen:
        talk.note("album", album=album)
    return album in seen
