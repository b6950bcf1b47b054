"""/mydata: a family gets all that is held about it, as two files in its chat."""

from dataclasses import replace
from datetime import datetime

from bot.casework.asking import all_given
from bot.casework.messages import File, Message
from bot.casework.my_data import Consented, Decision, Event, FileOf, Held, HeldCase, Planned, as_json
from bot.casework.my_data_page import as_text
from bot.casework.summary import Summary
from bot.casework.telling import DANGER_IN_WORDS
from bot.desk import left_aside
from bot.desk.acting import used_a_right
from bot.desk.confirming import may_have_a_copy
from bot.desk.house import House, day_of
from bot.desk.talk import Talk
from storage.cases import Cases
from storage.holding import Holding
from storage.tables import Case, Consent, Status
from storage.vault import number_of
from storage.work import Work

MOST = 20_000_000
"""Characters in a file. Telegram takes 50 MB; a family that wrote more gets its copy from the office."""

LEFT_OUT = (
    "held.no-notes",
    "held.no-names",
    "held.no-danger",
    "held.no-erased",
    "held.no-telegram",
)


def copy_for(work: Work, house: House, chat_id: int, now: datetime) -> None:
    """Send a chat all that is held about it, or say that nothing is, or that it is not for this phone."""
    talks = [Talk(work, house, case, now) for case in living(work.cases, chat_id)]
    held = _held(talks, house, work, chat_id, now)
    if not talks and not held.aside:
        work.outbox.add(chat_id, Message(html=house.words("mydata.nothing")), now)
        return
    newest = talks[-1].case if talks else None
    if not all(may_have_a_copy(talk) for talk in talks):
        work.outbox.add(chat_id, Message(html=house.words("mydata.not-here")), now, newest)
    else:
        _send(work, house, chat_id, held, newest, now)
    for talk in talks:
        used_a_right(work, talk.case, "mydata", now)


def of_family(talk: Talk) -> None:
    """The same, of a family with a case that goes on: what it is being asked is asked once more below."""
    if talk.case.chat_id is not None:
        copy_for(talk.work, talk.house, talk.case.chat_id, talk.now)
    if talk.is_asking:
        talk.ask_again()


def living(cases: Cases, chat_id: int) -> list[Case]:
    """All cases of a chat that still hold words, the oldest first."""
    found = [case for case in cases.all_of_chat(chat_id) if case.status != Status.ERASED]
    return sorted(found, key=number_of)


def _send(work: Work, house: House, chat_id: int, held: Held, case: Case | None, now: datetime) -> None:
    text, shape = as_text(house.words, held), as_json(held)
    if max(len(text), len(shape)) > MOST:
        work.outbox.add(chat_id, Message(html=house.words("mydata.too-much")), now, case)
        return
    day = f"{day_of(now)}"
    for word_id, file in (
        ("mydata.caption", File(f"my-data-{day}.txt", text)),
        ("mydata.caption-json", File(f"my-data-{day}.json", shape)),
    ):
        work.outbox.add(chat_id, Message(html=house.words(word_id), file=file), now, case)


def _held(talks: list[Talk], house: House, work: Work, chat_id: int, now: datetime) -> Held:
    names = house.office.office
    return Held(
        office=f"{names.mp}, {names.constituency}",
        made_at=now,
        cases=tuple(_case(talk) for talk in talks),
        aside=tuple(left_aside.words_of(put) for put in left_aside.of_chat(work, chat_id)),
        left_out=tuple(house.words.plain(word_id) for word_id in LEFT_OUT),
    )


def _case(talk: Talk) -> HeldCase:
    case, work = talk.case, talk.work
    holding = Holding(work.connection, work.vault)
    return HeldCase(
        ref=case.ref or "",
        state=case.status,
        urgency=case.decided or case.urgency,
        on=talk.on,
        dates={
            "begun_at": case.begun_at,
            "heard_at": case.heard_at,
            "sent_at": case.sent_at,
            "contacted_at": case.contacted_at,
            "raised_at": case.raised_at,
            "closed_at": case.closed_at,
            "deadline_on": case.deadline_on,
        },
        settings={
            "allowed": case.authority,
            "by_phone": case.by_phone,
            "prompts": case.prompts,
            "reachable": case.reachable,
            "paused_until": case.paused_until,
            "not_after": case.not_after,
            "neutral": case.neutral,
            "outcome": case.outcome,
            "difference": case.difference,
        },
        answers=talk.answers,
        answered=_answered(talk),
        events=tuple(Event(h.at, h.kind, h.who, h.detail) for h in work.history.of(case)),
        decisions=_decisions(talk, holding),
        consents=tuple(_consented(consent) for consent in holding.consents(case)),
        planned=tuple(Planned(f.kind, f.due_at, f.state, f.ended_why) for f in holding.follow_ups(case)),
        files=tuple(FileOf(file.at, file.kind, file.name) for file in holding.files(case)),
    )


def _consented(consent: Consent) -> Consented:
    by = "you" if consent.who == "family" else "the team"
    return Consented(consent.at, consent.kind, consent.given, consent.wording, by)


def _answered(talk: Talk) -> tuple[tuple[str, str, str], ...]:
    """Each answer in words: whose it is, what was asked, what was said."""
    found, whose = [], ""
    for given in all_given(talk.words, talk.answers, talk.on):
        whose = given.whose or whose
        if not given.whose:
            found.append((whose, given.label, given.answer))
    return tuple(found)


def _decisions(talk: Talk, holding: Holding) -> tuple[Decision, ...]:
    """Each verdict with its reasons. A danger that the answers do not name any more is left to the office to tell."""
    shown = {step: answer for step, answer in talk.answers.items() if step.question != DANGER_IN_WORDS}
    verdict = talk.house.triage(shown, talk.on, sent=talk.case.sent_at is not None)
    named = {finding.rule.id for finding in verdict.because if finding.rule.safety}
    return tuple(
        Decision(d.at, d.on, d.rulebook, _shown(Summary.from_plain(d.summary), named))
        for d in holding.verdicts(talk.case)
    )


def _shown(summary: Summary, named: set[str]) -> Summary:
    hidden = {r.rule for r in summary.reasons if r.rule.startswith("safety.")} - named
    return replace(
        summary,
        reasons=tuple(r for r in summary.reasons if r.rule not in hidden),
        clocks=tuple(c for c in summary.clocks if c.rule not in hidden),
    )
