"""A message to the family: staff write it as a reply, read it as the family will, and only then is it sent."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from bot.casework.messages import Button, Message
from bot.casework.words import pieces, sayable
from bot.desk import asks, board, delivery, phoning
from bot.desk.acting import acted
from bot.desk.asks import Reply
from bot.desk.confirming import is_safe_here
from bot.desk.house import House
from bot.desk.talk import Talk
from bot.desk.updates import Member, StaffEdited
from storage.tables import StaffAsk, Status
from storage.vault import number_of
from storage.work import Work


def ask(talk: Talk, who: Member, _: str) -> str:
    """Ask one person for the words."""
    refusal = _refusal(talk)
    if not refusal:
        asks.ask(talk, who, "message")
    return refusal


def _refusal(talk: Talk) -> str:
    """Why nothing can be written to this family; empty where it can."""
    words = talk.house.staff_words
    if talk.case.status not in (Status.OPEN, Status.ASKING):
        return words.plain("toast.closed")
    return "" if is_safe_here(talk) else words.plain("toast.unsafe")


def written(talk: Talk, reply: Reply) -> None:
    """Words came: keep them, and show them as the family will read them. Nothing is sent yet."""
    asked, who, text, message = reply.ask, reply.who, reply.text, reply.message
    before = talk.work.asks.draft(talk.case, asked)
    again = bool(before.get("open")) and before["message"] == message
    nth = before.get("nth", 0) + (not again)
    if before.get("open") and not again:
        _put_away(talk, asked, before, talk.house.staff_words("preview.moved", ref=talk.case.ref))
    draft = {"text": text, "message": message, "nth": nth, "open": True}
    talk.work.asks.keep(talk.case, asked, draft)
    _show(talk, asked, draft, who, _parts(before["text"]) if again else [])


def _parts(text: str) -> list[str]:
    return pieces(text, board.MOST_QUOTED)


def _slot(talk: Talk, asked: StaffAsk, draft: Any, part: int) -> str:
    return f"thread:{number_of(talk.case)}:draft-{asked.id}-{draft['nth']}-{part}"


def _show(talk: Talk, asked: StaffAsk, draft: Any, who: Member, shown: list[str]) -> None:
    """Each part of the words is a message to the family, and one here; the last has the buttons."""
    words, parts = talk.house.staff_words, _parts(draft["text"])
    for n, part in enumerate(parts):
        html = words("preview.part", ref=talk.case.ref, who=who.name, shown=_to_family(talk, part).html)
        last = n == len(parts) - 1
        message = Message(html=html, buttons=_buttons(talk, asked, draft["text"]) if last else ())
        _post(talk, message, _slot(talk, asked, draft, n), stands=n < len(shown))
    for n in range(len(parts), len(shown)):
        html = words("preview.shorter", ref=talk.case.ref)
        board.say(talk, Message(html=html, edits=_slot(talk, asked, draft, n)))


def _post(talk: Talk, message: Message, slot: str, *, stands: bool) -> None:
    if stands:
        board.say(talk, replace(message, edits=slot))
    else:
        board.say(talk, replace(message, slot=slot, replies_to=board.slot_of(talk.case)))


def _to_family(talk: Talk, part: str, report: str = "") -> Message:
    return Message(html=talk.words("family.from-team", text=part), reports=report)


def _buttons(talk: Talk, asked: StaffAsk, text: str) -> tuple[tuple[Button, ...], ...]:
    """What can be done with a preview; sending names the very words that were read."""
    words, case = talk.house.staff_words, talk.case
    return (
        (Button(words.plain("button.send"), f"k|{case.id}|send:{asked.id}:{_digest(text)}"),),
        (
            Button(words.plain("button.reword"), f"k|{case.id}|reword:{asked.id}"),
            Button(words.plain("button.drop"), f"k|{case.id}|drop:{asked.id}"),
        ),
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def send(talk: Talk, who: Member, detail: str) -> str:
    """Send the words that were previewed, and no others."""
    number, _, digest = detail.partition(":")
    asked, refusal = _waiting(talk, who, number)
    if asked is None:
        return refusal
    draft = talk.work.asks.draft(talk.case, asked)
    if _digest(draft["text"]) != digest:
        return talk.house.staff_words.plain("toast.reworded")
    refusal = _refusal(talk)
    if refusal:
        return refusal
    _send(talk, asked, draft, who)
    return talk.house.staff_words.plain("toast.queued")


def _send(talk: Talk, asked: StaffAsk, draft: Any, who: Member) -> None:
    text, parts = draft["text"], _parts(draft["text"])
    report = _slot(talk, asked, draft, len(parts) - 1)
    _settle(talk, asked, draft, sent=True)
    short = talk.case.neutral  # then one note goes out, whatever the number of parts
    acted(talk, who, "message", text=text, report=report, parts=1 if short else len(parts), short=short)
    talk.case.talked_at = talk.now
    for n in range(len(parts) - 1):
        html = talk.house.staff_words("preview.below", ref=talk.case.ref)
        board.say(talk, Message(html=html, edits=_slot(talk, asked, draft, n)))
    line = delivery.line_of(talk, who.name, text, delivery.queued(talk))
    board.say(talk, Message(html=line, edits=report))
    for part in parts:
        talk.say(_to_family(talk, part, report))
    if talk.is_asking:
        talk.keep_marker(replace(talk.marker, listening=True))


def reword(talk: Talk, who: Member, number: str) -> str:
    """Ask for other words; the preview gives way."""
    asked, refusal = _waiting(talk, who, number)
    if asked is None:
        return refusal
    draft = talk.work.asks.draft(talk.case, asked)
    _put_away(talk, asked, draft, talk.house.staff_words("preview.rewording", ref=talk.case.ref))
    talk.work.asks.keep(talk.case, asked, {**draft, "open": False})
    asks.put(talk, who, asked.id or 0, "reword")
    return ""


def drop(talk: Talk, who: Member, number: str) -> str:
    """Nothing is sent."""
    asked, refusal = _waiting(talk, who, number)
    if asked is None:
        return refusal
    draft = talk.work.asks.draft(talk.case, asked)
    _put_away(talk, asked, draft, talk.house.staff_words("preview.dropped", ref=talk.case.ref))
    _settle(talk, asked, draft, sent=False)
    return talk.house.staff_words.plain("toast.dropped")


def _waiting(talk: Talk, who: Member, number: str) -> tuple[StaffAsk | None, str]:
    """The words that wait for this tap; or why they do not."""
    words = talk.house.staff_words
    asked = talk.work.asks.numbered(int(number)) if number.isdecimal() and len(number) < 16 else None
    if asked is None or asked.case_id != talk.case.id or asked.answered:
        return None, words.plain("toast.settled")
    if asked.staff_id != who.id:
        return None, words.plain("toast.not-yours")
    if not talk.work.asks.draft(talk.case, asked).get("open"):
        return None, words.plain("toast.settled")
    return asked, ""


def _put_away(talk: Talk, asked: StaffAsk, draft: Any, html: str) -> None:
    """The preview says what became of it, and shows the words no longer."""
    for n in range(len(_parts(draft["text"]))):
        board.say(talk, Message(html=html, edits=_slot(talk, asked, draft, n)))


def _settle(talk: Talk, asked: StaffAsk, draft: Any, *, sent: bool) -> None:
    """No words are kept here any more, only which message they came in."""
    talk.work.asks.keep(
        talk.case, asked, {"message": draft["message"], "sent": sent, "digest": _digest(draft["text"])}
    )
    talk.work.asks.answered(asked)


def edited(work: Work, house: House, update: StaffEdited, now: datetime) -> None:
    """Somebody of staff edits a reply that we asked for: before it is sent the preview follows, later nothing does."""
    asked = asks.asked_at(work, update.replies_to)
    if asked is None:
        phoning.edited(work, house, update, now)
        return
    case = work.cases.numbered(asked.case_id)
    if case is None or asked.staff_id != update.who.id:
        return
    talk, text = Talk(work, house, case, now), sayable(update.text).strip()
    draft = work.asks.draft(case, asked)
    if draft.get("message") != update.message:
        _too_late(talk, asked, draft, update.who)
    elif asked.answered:
        if draft["sent"] and _digest(text) != draft["digest"]:  # a link's preview changes no word
            board.thread(talk, "edit-too-late", who=update.who.name)
    elif text and text != draft["text"] and not _refusal(talk):
        written(talk, Reply(asked, update.who, text, update.message))


def _too_late(talk: Talk, asked: StaffAsk, draft: Any, who: Member) -> None:
    """Of replies that were used, such as a reason, an edit is not read; nor of one that gave way to a newer one."""
    if draft:
        board.thread(talk, "edit-not-newest", who=who.name)
    elif asked.answered:
        board.thread(talk, "edit-not-read", who=who.name)
