"""What comes unasked, where a family wants short neutral words: it is held back, and shown when they tap."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.casework.messages import Button, Message
from bot.casework.words import Words
from storage.tables import Case, Status
from storage.vault import number_of
from storage.work import Work

if TYPE_CHECKING:
    from bot.desk.talk import Talk

HELD = "held"
"""The kind of history under which a message waits, sealed like every other word of the case."""


def hold(talk: "Talk", message: Message, before: int) -> tuple[int, Message | None]:
    """Keep a message until the family wants to see it.

    `before` is the number under which this talk holds messages already, 0 if none: what comes together is shown
    together. Returns that number, and what goes out in its place, if anything does.
    """
    number = before or 1 + max((nth for nth, _ in _held(talk.work, talk.case)), default=0)
    talk.work.history.add(talk.case, talk.now, HELD, "sendline", nth=number, message=dict(message.as_plain()))
    if before:
        return number, None
    short = _in_short(talk.words, talk.case, number, message.slot or _slot(talk.case, number, 0))
    return number, replace(
        message, html=short.html, buttons=short.buttons, keys=(), slot=short.slot, file=None
    )


def tapped(talk: "Talk", choice: str, nth: int, number: int) -> str:
    """Show what was held back, or hide it again. It may belong to an earlier case of this family's."""
    case = _case_of(talk, number)
    if case is None:
        return talk.words.plain("odd.closed-button")
    if choice == "blank":
        talk.say(Message(html=talk.words("neutral.hidden"), edits=_safety_slot(case, nth)))
        return ""
    held = [message for n, message in _held(talk.work, case) if n == nth]
    if not held or choice not in ("show", "hide"):
        return talk.words.plain("odd.closed-button")
    (_show if choice == "show" else _hide)(talk, case, nth, held)
    return ""


def hideable(talk: "Talk", html: str) -> Message:
    """A message about a danger, with a button that blanks it: someone may look on."""
    key = len(talk.work.history.of(talk.case))  # no two are noted at the same length
    button = Button(talk.words.plain("tap.hide"), f"n|blank|{key}|{talk.case.id}")
    return Message(html=html, buttons=((button,),), slot=_safety_slot(talk.case, key))


def _case_of(talk: "Talk", number: int) -> Case | None:
    mine = talk.work.cases.all_of_chat(talk.case.chat_id or 0)
    return next((case for case in mine if case.id == number and case.status != Status.ERASED), None)


def _show(talk: "Talk", case: Case, nth: int, held: Sequence[Message]) -> None:
    """The first takes the place of the short words; what came with it is put below, once."""
    hide = (Button(talk.words.plain("tap.hide"), f"n|hide|{nth}|{case.id}"),)
    for place, message in enumerate(held):
        slot = message.slot or _slot(case, nth, place)
        rows = message.buttons if place or message.keys else (*message.buttons, hide)
        if place == 0 or talk.work.postings.message_id(slot, case.chat_id or 0):
            talk.say(Message(html=message.html, buttons=rows, edits=slot))
        elif not _is_past(talk, slot):
            talk.say(
                Message(html=message.html, buttons=rows, keys=message.keys, slot=slot, file=message.file)
            )


def _is_past(talk: "Talk", slot: str) -> bool:
    """Whether a question was held that is not the one that is asked now."""
    return slot.startswith("question:") and (slot != talk.slot or not talk.is_asking)


def _hide(talk: "Talk", case: Case, nth: int, held: Sequence[Message]) -> None:
    first, *rest = (message.slot or _slot(case, nth, place) for place, message in enumerate(held))
    short = _in_short(talk.words, case, nth, first)
    talk.say(replace(short, slot="", edits=first))
    for slot in rest:
        if not slot.startswith("question:") and talk.work.postings.message_id(slot, case.chat_id or 0):
            talk.say(Message(html=talk.words("neutral.hidden"), edits=slot))


def _in_short(words: Words, case: Case, nth: int, slot: str) -> Message:
    show = Button(words.plain("tap.reveal"), f"n|show|{nth}|{case.id}")
    return Message(html=words("neutral.message"), buttons=((show,),), slot=slot)


def _held(work: Work, case: Case) -> Iterator[tuple[int, Message]]:
    for line in work.history.of(case):
        if line.kind == HELD:
            yield int(line.detail["nth"]), Message.from_plain(line.detail["message"])


def _slot(case: Case, nth: int, place: int) -> str:
    return f"held:{number_of(case)}:{nth}:{place}"


def _safety_slot(case: Case, key: int) -> str:
    return f"safety:{number_of(case)}:{key}"
