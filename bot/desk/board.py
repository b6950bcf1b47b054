"""What staff see of a case in their group: the first message, the card, and the thread under it."""

from dataclasses import replace
from datetime import date, datetime
from secrets import token_hex

from bot.casework import card as cards
from bot.casework.answers import Step
from bot.casework.asking import answer_text, child_name
from bot.casework.contact import Profile
from bot.casework.interview import count_children
from bot.casework.messages import STAFF_ROOM, Button, Message, Rank
from bot.casework.standing import Standing
from bot.casework.summary import Due, Summary, kept_from, summarise
from bot.casework.triage import Verdict
from bot.casework.words import Html, pieces
from bot.desk import permission
from bot.desk.talk import Talk
from storage.tables import Case, Status
from storage.vault import number_of
from storage.work import Work

PROMISE = "promise"
"""Stands where a clock names its rule: the date is what the family was told."""

MENU = "menu-"
"""Names what is offered to choose from: it goes once it is not wanted any more."""

MOST_NOTES = 2
"""How many of the team's notes stand on the card: the last ones."""

MOST_QUOTED = 2500
"""How much of what someone wrote goes into one message, beside our own words and with room for escaping."""


def standing(work: Work, case: Case) -> Standing:
    history = work.history.of(case)
    changed = [h for h in history if h.kind == "changed"]
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
        authority=permission.of(work, case),
        changed=(str(last.detail["was"]), last.who, str(last.detail["why"])) if last else None,
        accepted_by=case.accepted_by,
        claimed_name=case.claimed_name,
        claimed_at=case.claimed_at,
        reachable=case.reachable,
        waiting_on=case.waiting_on,
        difference=case.difference,
        by_phone=case.by_phone,
        notes=tuple((h.who, h.at, str(h.detail["text"])) for h in history if h.kind == "note")[-MOST_NOTES:],
        files=work.files.count(case),
        contacted_at=case.contacted_at,
        profile=Profile(case.paused_until, case.not_after, case.neutral),
    )


def counts_as(case: Case) -> str:
    """The urgency that counts: what a person decided, or else the verdict."""
    return case.decided or case.urgency


def announce(talk: Talk, kind: str) -> None:
    """Ring the staff group with reference and urgency alone; the card opens from there."""
    talk.case.card_open = False
    _clear_old_card(talk)
    message = cards.first_message(talk.house.staff_words, standing(talk.work, talk.case), kind)
    say(talk, message, urgent=counts_as(talk.case) == "urgent")


def open_card(talk: Talk) -> None:
    """Turn the first message into the card."""
    talk.case.card_open = True
    refresh(talk)


def post_card(talk: Talk) -> None:
    """Post the card as a new message: it becomes the one that is kept up to date."""
    talk.case.card_open = True
    _clear_old_card(talk)
    message = _card(talk)
    say(talk, Message(html=message.html, buttons=message.buttons, slot=slot_of(talk.case)))


def _clear_old_card(talk: Talk) -> None:
    """There is one card of a case: an older one gives way, so that nothing of it is left behind."""
    if slot_of(talk.case) in talk.work.postings.of_case(talk.case, STAFF_ROOM):
        html = talk.house.staff_words("first.moved", ref=talk.case.ref)
        say(talk, Message(html=html, edits=slot_of(talk.case)))


def refresh(talk: Talk) -> None:
    """Bring the card up to date where it is open."""
    if talk.case.card_open:
        message = _card(talk)
        edited = Message(html=message.html, buttons=message.buttons, edits=slot_of(talk.case))
        say(talk, edited)


def thread(talk: Talk, word_id: str, *, urgent: bool = False, **values: object) -> None:
    """Say something under the card."""
    words = talk.house.staff_words
    html = words(f"thread.{word_id}", ref=talk.work.cases.name(talk.case), **values)
    say(talk, under_card(talk, html), urgent=urgent)


def under_card(talk: Talk, html: str, *, quiet: bool = False, kind: str = "") -> Message:
    """A message under the card, named so that erasing the case can blank it; a `kind` is found by its name."""
    slot = f"thread:{number_of(talk.case)}:{kind}{token_hex(6)}"
    return Message(html=html, quiet=quiet, slot=slot, replies_to=slot_of(talk.case))


def menu(
    talk: Talk, html: str, buttons: tuple[tuple[Button, ...], ...], *, quiet: bool = True, out: str = "cancel"
) -> None:
    """Offer choices under the card, and a way `out`. Those in which one was tapped that led here give way."""
    put_away(talk, talk.message)
    cancel = Button(talk.house.staff_words.plain("button.cancel"), f"k|{talk.case.id}|{out}")
    asked = under_card(talk, html, quiet=quiet, kind=MENU)
    say(talk, replace(asked, buttons=(*buttons, (cancel,))))


def put_away(talk: Talk, message: int) -> None:
    """Take away the choices that stand in this message of the staff group, by Telegram's number, if any do."""
    slot, number = talk.work.postings.slot_of(STAFF_ROOM, message) or "", number_of(talk.case)
    if slot.startswith((f"thread:{number}:{MENU}", f"question:{number}:")):
        say(talk, Message(html=talk.house.staff_words("menu.gone", ref=talk.case.ref), deletes=slot))


def tell_staff(work: Work, message: Message, now: datetime) -> None:
    """Say something in the staff group that concerns no single case."""
    work.outbox.add(STAFF_ROOM, message, now)


def pass_on(talk: Talk, text: str, *, urgent: bool = False) -> None:
    """Put what the family wrote under the card, all of it."""
    for part in pieces(text, MOST_QUOTED):
        thread(talk, "wrote", urgent=urgent, text=part)


def say(talk: Talk, message: Message, *, urgent: bool = False) -> None:
    """Post about a case in the staff group. Outside the office's hours only what is urgent makes a sound.

    Where the office wants no alerts at night, only safety does.
    """
    rings = talk.case.safety or (urgent and talk.house.office.staff.alert_at_night)
    quiet = not rings and not talk.house.is_staffed(talk.now)
    shown = replace(message, quiet=message.quiet or quiet)
    rank = Rank.ALERT if urgent else Rank.CARD if message.edits else Rank.REPLY
    talk.work.outbox.add(STAFF_ROOM, shown, talk.now, talk.case, rank=rank)


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
        return Summary.from_plain(stored)
    answers = talk.with_ticks
    verdict = talk.house.triage(answers, talk.on, sent=False)
    return summarise(verdict, answers, talk.words)


def _with_promise(talk: Talk, summary: Summary, *, only_days_passed: bool) -> Summary:
    """The day by which the family should hear from a person, first among the dates.

    It stays as it was told, unless the case became more pressing: then it is counted anew from today.
    """
    before = talk.work.verdicts.newest(talk.case)
    kept = Summary.from_plain(before) if before else None
    if kept:
        summary = kept_from(summary, kept, talk.house.rulebook, only_days_passed=only_days_passed)
    if kept and (kept.urgency, kept.safety) == (summary.urgency, summary.safety):
        return replace(summary, clocks=(kept.clocks[0], *summary.clocks))
    by = talk.house.contact_by(summary.urgency, talk.now, safety=summary.safety)
    words = talk.house.staff_words
    due, working = words.plain("card.promised"), words.plain("card.promise-working")
    promise = Due(PROMISE, 0, due, "", by, about=False, working=working)
    return replace(summary, clocks=(promise, *summary.clocks))


def promised_on(talk: Talk) -> date | None:
    """The day by which the family should hear from a person; None before anything is sent."""
    clocks = summary_of(talk).clocks
    return clocks[0].on if clocks and clocks[0].rule == PROMISE else None


def tell_changes(talk: Talk) -> None:
    """Say under the card what the family answered differently, or for the first time, since it was asked again."""
    history = talk.work.history.of(talk.case)
    since = max(
        (n for n, h in enumerate(history) if h.kind in ("check-in", "came-back", "correcting")), default=0
    )
    changed = {
        Step(h.detail["child"], h.detail["question"]): str(h.detail["was"])
        for h in reversed(history[since:])
        if h.kind == "answered"
    }
    lines = [
        _changed_line(talk, step, was) for step, was in reversed(changed.items()) if step in talk.answers
    ]
    urgency = talk.house.staff_words.plain(f"urgency.{counts_as(talk.case)}")
    shown = [line for line in lines if line]
    word_id = "changes" if shown else "recheck"
    rings = bool(shown) and counts_as(talk.case) == "urgent"
    thread(talk, word_id, urgent=rings, urgency=urgency, lines=Html("\n".join(shown)))


def _changed_line(talk: Talk, step: Step, was: str) -> str:
    now = answer_text(talk.words, step, talk.answers)
    if was == now:
        return ""
    if not was:
        return talk.house.staff_words("thread.news", label=label(talk, step), now=now)
    return talk.house.staff_words("thread.change", label=label(talk, step), was=was, now=now)


def label(talk: Talk, step: Step) -> str:
    """What a question is called, with the child that it is asked of where there are several."""
    several = step.child and count_children(talk.answers) > 1
    name = child_name(talk.words, talk.answers, step.child) if several else ""
    called = talk.words.plain(f"label.{step.question}")
    return f"{name}: {called}" if name else called


def record(talk: Talk, verdict: Verdict, *, only_days_passed: bool = False) -> Summary:
    """Store a verdict with its day and digests, and what the queue is sorted by."""
    said = summarise(verdict, talk.answers, talk.words)
    summary = _with_promise(talk, said, only_days_passed=only_days_passed)
    case = talk.case
    talk.work.verdicts.add(
        case,
        talk.now,
        decided_on=verdict.on,
        urgency=verdict.urgency,
        rulebook=verdict.rulebook,
        policy=verdict.policy,
        calendar=verdict.calendar,
        summary=vars(summary),
    )
    talk.work.history.add(
        case, talk.now, "verdict", "sendline", urgency=verdict.urgency, rules=list(verdict.ids)
    )
    case.urgency, case.safety = verdict.urgency, verdict.safety
    place(talk, summary)
    return summary


def place(talk: Talk, summary: Summary) -> None:
    """Bring what the queue is sorted by up to today. A promise that was kept presses nobody any more."""
    case, weight = talk.case, talk.house.weight(talk.answers, talk.on)
    promised = case.contacted_at is None
    case.deadline_on = min(
        (c.on for c in summary.clocks if c.on and (promised if c.rule == PROMISE else c.on >= talk.on)),
        default=None,
    )
    case.no_education, case.days_lost, case.children = weight.no_education, weight.days_lost, weight.children
    case.triaged_on = talk.on


def contacted(talk: Talk) -> None:
    """Somebody of staff wrote to the family, or reached it by phone: what was promised is kept."""
    if talk.case.contacted_at is None:
        talk.case.contacted_at = talk.now
        if talk.case.sent_at is not None:
            place(talk, summary_of(talk))
        refresh(talk)


def slot_of(case: Case) -> str:
    """Names the message in the staff group that is this case's card."""
    return cards.slot(number_of(case))
