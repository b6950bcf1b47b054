"""What staff do with a case, from their group: open, accept, change, claim, message the family, close."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.casework import card as cards
from bot.casework.asking import answer_lines
from bot.casework.messages import STAFF_ROOM, Message
from bot.casework.standing import OUTCOMES, outcome_buttons
from bot.casework.words import clip, clock_time, pieces, sayable, short_day, units
from bot.desk import asked_erasure, board
from bot.desk.acting import acted, looked, saw
from bot.desk.board import counts_as
from bot.desk.confirming import is_safe_here
from bot.desk.house import House
from bot.desk.planning import plan_unclaimed
from bot.desk.queue import queue
from bot.desk.talk import Talk
from bot.desk.updates import Member, StaffSaid, StaffTapped
from storage.tables import Case, StaffAsk, Status
from storage.work import Work


def tapped(work: Work, house: House, update: StaffTapped, now: datetime) -> str:
    """Carry out what a button on a card asks for. Returns what to show to whoever tapped it."""
    words = house.staff_words
    if not update.still_member:
        return words.plain("toast.member")
    _, _, rest = update.data.partition("|")
    number, _, action = rest.partition("|")
    known = number.isascii() and number.isdecimal() and len(number) < 16
    case = work.cases.numbered(int(number)) if known else None
    if (
        case is None or case.ref is None or case.status == Status.ERASED
    ):  # without a reference it is not theirs
        return words.plain("toast.gone")
    action, _, detail = action.partition(":")
    if action not in ACTIONS:
        return words.plain("toast.old", ref=case.ref)
    return ACTIONS[action](Talk(work, house, case, now), update.who, detail)


def _open(talk: Talk, who: Member, _: str) -> str:
    saw(talk, who)
    board.open_card(talk)
    return ""


def _claim(talk: Talk, who: Member, _: str) -> str:
    """One person takes a case; whoever comes second is told who was first."""
    case, words = talk.case, talk.house.staff_words
    if case.status == Status.CLOSED:
        return words.plain("toast.closed")
    if case.claimed_at and case.claimed_by == who.id:
        return words.plain("toast.yours")
    if case.claimed_at:
        return words.plain("toast.taken", name=case.claimed_name, at=clock_time(case.claimed_at))
    case.claimed_by, case.claimed_name, case.claimed_at = who.id, who.name, talk.now
    acted(talk, who, "claimed")
    talk.work.follow_ups.end(case, "claimed", "unclaimed")
    board.refresh(talk)
    board.thread(talk, "claimed", who=who.name)
    return words.plain("toast.claimed")


def _accept(talk: Talk, who: Member, _: str) -> str:
    case, words = talk.case, talk.house.staff_words
    if case.status == Status.CLOSED:
        return words.plain("toast.closed")
    if not case.accepted_by:
        case.accepted_by = who.name
        acted(talk, who, "accepted", urgency=counts_as(case))
        board.refresh(talk)
    return words.plain("toast.accepted")


def _ask_words(talk: Talk, who: Member, action: str) -> str:
    """Ask one person for words, as a reply to a message that says what they are for."""
    case, words = talk.case, talk.house.staff_words
    if case.status == Status.CLOSED:
        return words.plain("toast.closed")
    target = _other(counts_as(case))
    ask = talk.work.ask_staff(case.id or 0, f"change:{target}" if action == "change" else action, who.id)
    name = words("ask.name", name=who.name, id=who.id)
    message = Message(
        html=words(f"ask.{action}", ref=case.ref, urgency=words.plain(f"urgency.{target}"), name=name),
        asks_reply=True,
        slot=f"staff-ask:{ask}",
        replies_to=board.slot_of(case),
    )
    board.say(talk, message)
    return ""


def _other(urgency: str) -> str:
    return "routine" if urgency == "urgent" else "urgent"


def _close(talk: Talk, who: Member, outcome: str) -> str:
    """Ask how it ended, then close: the family is told, and nothing more is prompted."""
    case, words = talk.case, talk.house.staff_words
    if case.status == Status.CLOSED:
        return words.plain("toast.closed")
    if outcome not in OUTCOMES:
        _ask_outcome(talk)
        return ""
    case.status, case.closed_at, case.outcome = Status.CLOSED, talk.now, outcome
    case.rechecking = False
    acted(talk, who, "closed", outcome=outcome)
    talk.work.follow_ups.end(case, "closed")
    shown = words.plain(f"outcome.{outcome}")
    board.refresh(talk)
    board.thread(talk, "closed", who=who.name, outcome=shown)
    if case.reachable and is_safe_here(talk):
        talk.tell("family.closed", ref=case.ref, outcome=talk.words.plain(f"closed.{outcome}"))
    return ""


def _ask_outcome(talk: Talk) -> None:
    words = talk.house.staff_words
    buttons = outcome_buttons(words, board.standing(talk.work, talk.case))
    html = words("ask.close", ref=talk.case.ref)
    message = Message(html=html, buttons=buttons, replies_to=board.slot_of(talk.case))
    board.say(talk, message)


def _show_answers(talk: Talk, who: Member, _: str) -> str:
    """Everything the family answered, and how each date was counted, under the card."""
    words = talk.house.staff_words
    saw(talk, who)
    workings = (
        words("card.working", day=short_day(c.on, talk.on), due=c.due, working=c.working)
        for c in board.summary_of(talk).clocks
        if c.on
    )
    own = (
        words("card.words-line", text=part)
        for text in talk.own_words
        for part in pieces(text, board.MOST_QUOTED)
    )
    lines = [
        words("card.answers", ref=talk.case.ref),
        *answer_lines(talk.words, talk.answers, talk.on),
        "",
        *own,
    ]
    for html in _pages([*lines, "", *dict.fromkeys(workings)]):
        message = board.under_card(talk, html, quiet=True)
        board.say(talk, message)
    return ""


def _pages(lines: list[str]) -> list[str]:
    """Lines as messages that are short enough for Telegram."""
    pages = [""]
    for line in lines:
        if units(pages[-1]) + units(line) > cards.MOST_TEXT:
            pages.append("")
        pages[-1] += f"{line}\n"
    return [page.strip() for page in pages if page.strip()]


def _cancel(talk: Talk, _: Member, __: str) -> str:
    return talk.house.staff_words.plain("toast.kept")


ACTIONS: dict[str, Callable[[Talk, Member, str], str]] = {
    "open": _open,
    "claim": _claim,
    "accept": _accept,
    "change": lambda talk, who, _: _ask_words(talk, who, "change"),
    "message": lambda talk, who, _: _ask_words(talk, who, "message"),
    "close": _close,
    "answers": _show_answers,
    "cancel": _cancel,
}


def said(work: Work, house: House, update: StaffSaid, now: datetime) -> None:
    """Words in the staff group: a command, or the words that the bot asked for."""
    update = replace(update, text=sayable(update.text))
    if update.text.startswith("/"):
        _command(work, house, update, now)
    elif update.replies_to is not None:
        _answer(work, house, update, now)


def _command(work: Work, house: House, update: StaffSaid, now: datetime) -> None:
    name, _, rest = update.text[1:].partition(" ")
    name = name.split("@")[0].casefold()
    if name == "queue":
        looked(work, update.who, "queue", now)
        _say(work, queue(work, house, now), now)
    elif name == "case":
        _case(work, house, update.who, rest.strip().upper(), now)
    elif name == "erase":
        asked_erasure.ask(work, house, update.who, rest.strip().upper(), now)
    elif name == "chat":
        _say(work, Message(html=house.staff_words("help.chat", number=update.chat_id)), now)
    else:
        _say(work, Message(html=house.staff_words("help.text")), now)


def _say(work: Work, message: Message, now: datetime, case: Case | None = None) -> None:
    work.outbox.add(STAFF_ROOM, message, now, case)


def tell_number(work: Work, house: House, chat_id: int, now: datetime) -> None:
    """Say a group's number, which the settings need before the group is known as the staff's."""
    work.outbox.add(chat_id, Message(html=house.staff_words("help.chat", number=chat_id)), now)


def _case(work: Work, house: House, who: Member, ref: str, now: datetime) -> None:
    words = house.staff_words
    case = work.cases.referred(ref) or work.cases.referred(f"SL-{ref}") if ref else None
    if case is None:
        html = words("help.no-case", ref=ref) if ref else words("help.which-case")
        _say(work, Message(html=html), now)
    elif case.status == Status.ERASED:
        _say(work, Message(html=words("card.erased", ref=ref, at=case.closed_at)), now)
    else:
        _post(Talk(work, house, case, now), who, "")


def _post(talk: Talk, who: Member, _: str) -> str:
    saw(talk, who)
    board.post_card(talk)
    return ""


def _after(talk: Talk, who: Member, _: str) -> str:
    """The queue, from behind this case."""
    looked(talk.work, who, "queue", talk.now)
    _say(talk.work, queue(talk.work, talk.house, talk.now, talk.case.place), talk.now)
    return ""


ACTIONS |= {"post": _post, "after": _after, **asked_erasure.ACTIONS}


def _answer(work: Work, house: House, update: StaffSaid, now: datetime) -> None:
    """A reply to one of the bot's messages: if that message asked for words, use them."""
    slot = work.postings.slot_of(STAFF_ROOM, update.replies_to or 0) or ""
    kind, _, number = slot.partition(":")
    ask = work.asked_of_staff(int(number)) if kind == "staff-ask" else None
    if ask is None:
        return
    case = work.cases.numbered(ask.case_id)
    if ask.answered or case is None or case.status not in (Status.OPEN, Status.ASKING):
        _say(work, Message(html=house.staff_words("help.no-reply")), now)
        return
    _use(Talk(work, house, case, now), ask, update)


def _use(talk: Talk, ask: StaffAsk, update: StaffSaid) -> None:
    text = update.text.strip()
    if ask.staff_id != update.who.id:
        _say(
            talk.work, Message(html=talk.house.staff_words("help.not-asked", name=update.who.name)), talk.now
        )
        return
    if not text:
        _say(talk.work, Message(html=talk.house.staff_words("help.words-only")), talk.now)
        return
    talk.work.answered_by_staff(ask)
    action, _, target = ask.action.partition(":")
    if action == "message":
        _message_family(talk, update.who, text)
    else:
        _change(talk, update.who, text, target)


def _message_family(talk: Talk, who: Member, text: str) -> None:
    acted(talk, who, "message", text=text)
    for part in pieces(text, board.MOST_QUOTED):
        talk.tell("family.from-team", text=part)
    board.thread(talk, "sent", who=who.name, text=clip(text, 1000))
    if talk.is_asking:
        talk.keep_marker(replace(talk.marker, listening=True))


def _change(talk: Talk, who: Member, why: str, target: str) -> None:
    """A person decides otherwise, with a reason: both verdicts are kept."""
    case, words = talk.case, talk.house.staff_words
    was = counts_as(case)
    if was == target:
        _say(talk.work, Message(html=words("help.changed-already", ref=case.ref)), talk.now)
        return
    case.decided = "" if target == case.urgency else target
    case.accepted_by = ""
    acted(talk, who, "changed", was=was, now=target, why=why)
    if target == "urgent" and case.claimed_at is None:
        plan_unclaimed(talk)
    board.refresh(talk)
    board.thread(
        talk,
        "changed",
        who=who.name,
        was=words.plain(f"urgency.{was}"),
        now=words.plain(f"urgency.{target}"),
        why=clip(why, 1000),
    )
