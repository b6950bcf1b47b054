"""What staff see of a case in their group: the first message, the card, and the thread under it."""

from dataclasses import replace

from bot.casework import card as cards
from bot.casework.card import Standing
from bot.casework.messages import Message
from bot.casework.summary import Summary, summarise
from bot.casework.triage import Verdict
from bot.casework.words import pieces
from bot.desk.talk import Talk
from storage.tables import Case, Status
from storage.vault import number_of
from storage.work import Work

MOST_QUOTED = 2500
"""How much of what someone wrote goes into one message, beside our own words and with room for escaping."""


def standing(work: Work, case: Case) -> Standing:
    changed = [h for h in work.history.of(case) if h.kind == "changed"]
    last = changed[-1] if changed and case.decided else None
    return Standing(
        number=number_of(case),
        ref=work.cases.name(case),
        urgency=counts_as(case),
        safety=case.safety,
        begun_at=case.begun_at,
        sent_at=case.sent_at,
        closed_at=case.closed_at if case.status == Status.CLOSED else None,
        outcome=case.outcome,
        complete=case.complete,
        authority=case.authority,
        changed=(str(last.detail["was"]), last.who, str(last.detail["why"])) if last else None,
        accepted_by=case.accepted_by,
        claimed_name=case.claimed_name,
        claimed_at=case.claimed_at,
        reachable=case.reachable,
    )


def counts_as(case: Case) -> str:
    """The urgency that counts: what a person decided, or else the verdict."""
    return case.decided or case.urgency


def announce(talk: Talk, kind: str) -> None:
    """Ring the staff group with reference and urgency alone; the card opens from there."""
    talk.case.card_open = False
    message = cards.first_message(talk.house.staff_words, standing(talk.work, talk.case), kind)
    _post(talk, message, urgent=counts_as(talk.case) == "urgent")


def open_card(talk: Talk) -> None:
    """Turn the first message into the card."""
    talk.case.card_open = True
    refresh(talk)


def post_card(talk: Talk) -> None:
    """Post the card as a new message: it becomes the one that is kept up to date."""
    talk.case.card_open = True
    message = _card(talk)
    _post(talk, Message(html=message.html, buttons=message.buttons, slot=cards.slot(number_of(talk.case))))


def refresh(talk: Talk) -> None:
    """Bring the card up to date where it is open."""
    if talk.case.card_open:
        message = _card(talk)
        edited = Message(html=message.html, buttons=message.buttons, edits=cards.slot(number_of(talk.case)))
        _post(talk, edited)


def thread(talk: Talk, word_id: str, *, urgent: bool = False, **values: object) -> None:
    """Say something under the card."""
    words = talk.house.staff_words
    html = words(f"thread.{word_id}", ref=talk.work.cases.name(talk.case), **values)
    _post(talk, Message(html=html, replies_to=cards.slot(number_of(talk.case))), urgent=urgent)


def pass_on(talk: Talk, text: str) -> None:
    """Put what the family wrote under the card, all of it."""
    for part in pieces(text, MOST_QUOTED):
        thread(talk, "wrote", text=part)


def _post(talk: Talk, message: Message, *, urgent: bool = False) -> None:
    """Outside the office's hours only what is urgent makes a sound, and only safety where the office says so."""
    rings = talk.case.safety or (urgent and talk.house.office.staff.alert_at_night)
    quiet = not rings and not talk.house.is_staffed(talk.now)
    shown = replace(message, quiet=message.quiet or quiet)
    talk.work.outbox.add(talk.house.staff_chat, shown, talk.now, talk.case, urgent=urgent)


def _card(talk: Talk) -> Message:
    return cards.card(
        talk.house.staff_words,
        talk.words,
        summary_of(talk),
        talk.answers,
        standing(talk.work, talk.case),
        talk.own_words,
        talk.on,
    )


def summary_of(talk: Talk) -> Summary:
    """The summary stored with the newest verdict; before sending, of what is known so far."""
    stored = talk.work.verdicts.newest(talk.case)
    if stored:
        return Summary.from_json(stored)
    verdict = talk.house.triage(talk.answers, talk.on, sent=False)
    return summarise(verdict, talk.answers, talk.words)


def record(talk: Talk, verdict: Verdict) -> Summary:
    """Store a verdict with its day and digests, and what the queue is sorted by."""
    summary = summarise(verdict, talk.answers, talk.words)
    case, weight = talk.case, talk.house.weight(talk.answers, talk.on)
    talk.work.verdicts.add(
        case,
        talk.now,
        decided_on=verdict.on,
        urgency=verdict.urgency,
        rulebook=verdict.rulebook,
        policy=verdict.policy,
        calendar=verdict.calendar,
        summary=summary.to_json(),
    )
    talk.work.history.add(
        case, talk.now, "verdict", "sendline", urgency=verdict.urgency, rules=list(verdict.ids)
    )
    case.urgency, case.safety = verdict.urgency, verdict.safety
    case.deadline_on = next((clock.on for clock in summary.clocks if clock.on and clock.on >= talk.on), None)
    case.no_education, case.days_lost, case.children = weight.no_education, weight.days_lost, weight.children
    return summary


def slot_of(case: Case) -> str:
    """Names the message in the staff group that is this case's card."""
    return cards.slot(number_of(case))
