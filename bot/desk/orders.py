"""What staff write in their group that begins with a slash."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.casework.messages import Message
from bot.desk import asked_erasure, board, looking, phoning
from bot.desk.acting import looked
from bot.desk.house import House
from bot.desk.queue import View, queue, view_of
from bot.desk.talk import Talk
from bot.desk.updates import Member, StaffSaid
from storage.tables import Status
from storage.work import Work


@dataclass(frozen=True)
class Ordered:
    """A command as it was given: who gave it, and what stands behind its name."""

    work: Work
    house: House
    who: Member
    rest: str
    chat_id: int
    now: datetime

    def say(self, message: Message) -> None:
        board.tell_staff(self.work, message, self.now)


def obey(work: Work, house: House, update: StaffSaid, now: datetime) -> None:
    """Carry out a command."""
    name, _, rest = update.text[1:].partition(" ")
    command = COMMANDS.get(name.split("@")[0].casefold(), _help)
    command(Ordered(work, house, update.who, rest.strip(), update.chat_id, now))


def _queue(order: Ordered, view: View | None = None) -> None:
    shown = view or view_of(order.rest)
    if shown is None:
        order.say(Message(html=order.house.staff_words("help.which-view")))
        return
    looked(order.work, order.who, "queue", order.now)
    order.say(queue(order.work, order.house, order.now, shown, order.who.id))


def _case(order: Ordered) -> None:
    words, ref, cases = order.house.staff_words, order.rest.upper(), order.work.cases
    case = cases.referred(ref) or cases.referred(f"SL-{ref}") if ref else None
    if case is None:
        order.say(Message(html=words("help.no-case", ref=ref) if ref else words("help.which-case")))
    elif case.status == Status.ERASED:
        order.say(Message(html=words("card.erased", ref=case.ref, at=case.closed_at)))
    else:
        looking.post(Talk(order.work, order.house, case, order.now), order.who, "")


def _new(order: Ordered) -> None:
    if order.house.office.staff.only_reads(order.who.id):
        order.say(Message(html=order.house.staff_words("help.read-only", name=order.who.name)))
    else:
        phoning.begin(order.work, order.house, order.who, order.now)


def _me(order: Ordered) -> None:
    role = order.house.staff_words.plain(f"role.{order.house.office.staff.role_of(order.who.id)}")
    who = order.who
    order.say(Message(html=order.house.staff_words("help.me", name=who.name, number=who.id, role=role)))


def _chat(order: Ordered) -> None:
    order.say(Message(html=order.house.staff_words("help.chat", number=order.chat_id)))


def _help(order: Ordered) -> None:
    order.say(Message(html=order.house.staff_words("help.text")))


COMMANDS: Mapping[str, Callable[[Ordered], None]] = {
    "queue": _queue,
    "mine": lambda order: _queue(order, View.MINE),
    "case": _case,
    "new": _new,
    "erase": lambda order: asked_erasure.ask(
        order.work, order.house, order.who, order.rest.upper(), order.now
    ),
    "me": _me,
    "chat": _chat,
    "help": _help,
}
"""What staff can write in their group; anything else that begins with a slash is met with help."""
