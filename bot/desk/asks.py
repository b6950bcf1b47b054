"""Words that one member of staff is asked for, as a reply to a message that says what they are for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from secrets import token_hex

from bot.casework.messages import STAFF_ROOM, Message
from bot.desk import board
from bot.desk.talk import Talk
from bot.desk.updates import Member, StaffSaid
from storage.tables import StaffAsk, Status
from storage.work import Work


@dataclass(frozen=True)
class Reply:
    """Words that came: what they were asked for, from whom, and in which of Telegram's messages."""

    ask: StaffAsk
    who: Member
    text: str
    message: int

    @property
    def detail(self) -> str:
        """What stands behind the colon of the action that they are for."""
        return self.ask.action.partition(":")[2]


@dataclass(frozen=True)
class Asks:
    """What words are used for, and in which states of a case. With `once`, only the first reply counts."""

    use: Callable[[Talk, Reply], None]
    of: tuple[Status, ...] = (Status.OPEN, Status.ASKING)
    once: bool = True


def ask(talk: Talk, who: Member, action: str, urgency: str = "") -> None:
    """Ask one person for words; nobody else's count. `urgency`: in words, what it is to become."""
    number = talk.work.asks.put(talk.case, action, who.id)
    put(talk, who, number, action.partition(":")[0], urgency)


def put(talk: Talk, who: Member, number: int, word: str, urgency: str = "") -> None:
    """Put a question of this number to somebody: replies to each message that does so count."""
    words, ref = talk.house.staff_words, talk.work.cases.name(talk.case)
    name = words("ask.name", name=who.name, id=who.id)
    html = words(f"ask.{word}", ref=ref, name=name, urgency=urgency)
    slot = f"staff-ask:{number}:{token_hex(4)}"
    board.say(talk, Message(html=html, asks_reply=True, slot=slot, replies_to=board.slot_of(talk.case)))


def is_ask(work: Work, message: int) -> bool:
    """Whether a message of ours asked staff for words, also where what it asked is erased since."""
    return (work.postings.slot_of(STAFF_ROOM, message) or "").startswith("staff-ask:")


def asked_at(work: Work, message: int) -> StaffAsk | None:
    """What was asked of staff in a message of ours; None where it asked nothing."""
    kind, _, rest = (work.postings.slot_of(STAFF_ROOM, message) or "").partition(":")
    return work.asks.numbered(int(rest.partition(":")[0])) if kind == "staff-ask" else None


def answer(talk: Talk, ask: StaffAsk, update: StaffSaid, uses: Mapping[str, Asks]) -> None:
    """Use the words that were asked for, if they are words and come from whoever was asked."""
    words, text = talk.house.staff_words, update.text.strip()
    wanted = uses.get(ask.action.partition(":")[0])
    if ask.answered or wanted is None or talk.case.status not in wanted.of:
        _say(talk, words("help.no-reply"))
    elif ask.staff_id != update.who.id:
        _say(talk, words("help.not-asked", name=update.who.name))
    elif not text:
        _say(talk, words("help.words-only"))
    else:
        if wanted.once:
            talk.work.asks.answered(ask)
        wanted.use(talk, Reply(ask, update.who, text, update.message))


def _say(talk: Talk, html: str) -> None:
    board.tell_staff(talk.work, Message(html=html), talk.now)
