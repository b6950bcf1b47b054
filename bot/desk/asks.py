"""Words that one member of staff is asked for, as a reply to a message that says what they are for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.casework.messages import Message
from bot.desk import board
from bot.desk.talk import Talk
from bot.desk.updates import Member, StaffSaid
from storage.tables import StaffAsk, Status

Use = Callable[[Talk, Member, str, str], None]
"""Takes the case, who answers, the words, and what stands behind the colon of the action that they are for."""


@dataclass(frozen=True)
class Asks:
    """What words are used for, and in which states of a case."""

    use: Use
    of: tuple[Status, ...] = (Status.OPEN, Status.ASKING)


def ask(talk: Talk, who: Member, action: str, urgency: str = "") -> None:
    """Ask one person for words; nobody else's count. `urgency`: in words, what it is to become."""
    words = talk.house.staff_words
    number = talk.work.ask_staff(talk.case.id or 0, action, who.id)
    name = words("ask.name", name=who.name, id=who.id)
    kind = action.partition(":")[0]
    html = words(f"ask.{kind}", ref=talk.work.cases.name(talk.case), name=name, urgency=urgency)
    asked = Message(
        html=html, asks_reply=True, slot=f"staff-ask:{number}", replies_to=board.slot_of(talk.case)
    )
    board.say(talk, asked)


def answer(talk: Talk, ask: StaffAsk, update: StaffSaid, uses: Mapping[str, Asks]) -> None:
    """Use the words that were asked for, once, if they are words and come from whoever was asked."""
    words, text = talk.house.staff_words, update.text.strip()
    action, _, detail = ask.action.partition(":")
    wanted = uses.get(action)
    if ask.answered or wanted is None or talk.case.status not in wanted.of:
        _say(talk, words("help.no-reply"))
    elif ask.staff_id != update.who.id:
        _say(talk, words("help.not-asked", name=update.who.name))
    elif not text:
        _say(talk, words("help.words-only"))
    else:
        talk.work.answered_by_staff(ask)
        wanted.use(talk, update.who, text, detail)


def _say(talk: Talk, html: str) -> None:
    board.tell_staff(talk.work, Message(html=html), talk.now)
