"""A case becomes the office's: triaged, stored with its verdict, put before staff, and followed up."""

from html import escape

from bot.casework import followups
from bot.casework.answers import Marker, Step
from bot.casework.interview import value_was
from bot.casework.messages import Button, Message
from bot.casework.rulebook import Mark
from bot.casework.summary import Summary, urgent_reasons
from bot.casework.triage import Verdict
from bot.casework.words import Html, day
from bot.desk import board
from bot.desk.talk import Talk
from storage.tables import Status

AUTHORITY = {"send-speak": "speak", "send-ask": "ask"}
"""What the two send buttons allow."""


def send(talk: Talk, authority: str) -> None:
    """Send the case to staff with the family's permission, and tell the family what happens next."""
    case = talk.case
    case.complete = talk.step is None and not talk.marker.sending
    case.authority, case.status, case.sent_at = authority, Status.OPEN, talk.now
    case.told_urgent = False
    case.prompts = case.prompts and value_was(talk.answers, Step(0, "safe_here")) != "no"
    talk.work.cases.name(case)
    talk.note("sent", authority=authority, complete=case.complete)
    summary = board.record(talk, talk.house.triage(talk.answers, talk.on, sent=True))
    talk.keep_marker(Marker())
    talk.work.follow_ups.end(case, "sent", followups.UNFINISHED)
    plan_check_in(talk, 1)
    _staff_must_see(talk, "new")
    _say_sent(talk, summary)


def _staff_must_see(talk: Talk, kind: str) -> None:
    board.announce(talk, kind)
    if board.counts_as(talk.case) == "urgent" and talk.case.claimed_at is None:
        plan_unclaimed(talk, talk.work.follow_ups.last(talk.case, followups.UNCLAIMED) + 1)


def plan_check_in(talk: Talk, nth: int) -> None:
    """Plan the nth check-in, counted from now."""
    if talk.case.prompts:
        urgency, hours = board.counts_as(talk.case), talk.house.office.hours
        due = followups.check_in_at(urgency, nth, talk.now, talk.house.calendar, hours.prompts)
        talk.work.follow_ups.plan(talk.case, followups.CHECK_IN, nth, due)


def plan_unclaimed(talk: Talk, nth: int) -> None:
    """Plan the nth call that nobody has claimed this, counted from now."""
    hours, safety = talk.house.office.hours, talk.case.safety
    due = followups.unclaimed_at(nth, talk.now, talk.house.calendar, hours.staff, safety=safety)
    talk.work.follow_ups.plan(talk.case, followups.UNCLAIMED, nth, due)


def _say_sent(talk: Talk, summary: Summary) -> None:
    words, case = talk.words, talk.case
    by = talk.house.contact_by(summary.urgency, talk.on)
    head = words(f"sent.{summary.urgency}", ref=case.ref, by=by, reasons=reasons_for_family(talk, summary))
    parts = [head, _dates(talk, summary), _rights(talk, summary), words("sent.phone"), words("sent.foot")]
    talk.say(Message(html="\n\n".join(part for part in parts if part)))


def reasons_for_family(talk: Talk, summary: Summary) -> str:
    """The two main reasons in plain words."""
    lines = [
        talk.words.plain(talk.words.first(f"why.{r.rule}", "why.other")) for r in urgent_reasons(summary)
    ] or [talk.words.plain("why.unknown")]
    first = list(dict.fromkeys(lines))[:2]
    return first[0] if len(first) == 1 else talk.words.plain("reason.multi", first=first[0], last=first[1])


def _dates(talk: Talk, summary: Summary) -> str:
    """The family's own dates: those that the law sets, never the office's own targets."""
    lines = [
        f"• {talk.words.plain('sent.about') if clock.about else ''}{day(clock.on)}: {escape(clock.family, quote=False)}"
        for clock in summary.clocks
        if clock.on and clock.family
    ]
    return talk.words("sent.dates", dates=Html("\n".join(lines))) if lines else ""


def _rights(talk: Talk, summary: Summary) -> str:
    """One line on what the main rule on school means for them; what rests on memory only is never told as a right."""
    school_first = sorted(summary.certain, key=lambda r: not r.rule.startswith(("exclusion.", "rtt.")))
    lines = [r.family_line for r in school_first if r.family_line and r.mark != Mark.M]
    return talk.words("sent.rights", line=lines[0]) if lines else ""


def re_triage(talk: Talk) -> None:
    """Decide again on new answers of a case that staff have; a change to urgent rings."""
    before = board.counts_as(talk.case)
    summary = board.record(talk, talk.house.triage(talk.answers, talk.on, sent=True))
    if summary.urgency == "urgent" and before != "urgent":
        talk.case.decided = talk.case.accepted_by = ""
        _staff_must_see(talk, "alert")
        talk.tell("prompt.thanks-recheck-urgent", reasons=reasons_for_family(talk, summary))
        return
    urgency = talk.house.staff_words.plain(f"urgency.{board.counts_as(talk.case)}")
    board.refresh(talk)
    board.thread(talk, "recheck", urgency=urgency)
    talk.tell("prompt.thanks-recheck")


def after_answer(talk: Talk) -> Verdict:
    """What an answer sets off at once: an alert for safety, a word to the family when it looks urgent."""
    verdict = talk.house.triage(talk.answers, talk.on, sent=False)
    if talk.case.status == Status.ASKING and verdict.outside is None:
        if verdict.safety:
            alert_safety(talk)
        if verdict.urgent_so_far and not talk.case.told_urgent:
            _tell_urgent(talk)
    return verdict


def _tell_urgent(talk: Talk) -> None:
    talk.case.told_urgent, talk.case.urgency = True, "urgent"
    button = Button(talk.words.plain("button.send-now"), "s|now")
    talk.say(Message(html=talk.words("urgent.so-far"), buttons=((button,),)))
    plan_unfinished(talk, 1)


def plan_unfinished(talk: Talk, nth: int) -> None:
    """Plan the nth prompt to go on, counted from the family's last word, or from the prompt just sent."""
    after = talk.case.heard_at if nth == 1 else talk.now
    due = followups.unfinished_at(
        talk.case.urgency, nth, after, talk.house.calendar, talk.house.office.hours.prompts
    )
    if due and talk.case.prompts:
        talk.work.follow_ups.postpone(talk.case, followups.UNFINISHED, nth, due)


def plan_task(talk: Talk) -> None:
    """An urgent interview that nobody may prompt any more becomes a task for staff on the third day."""
    if talk.case.status == Status.ASKING and talk.case.urgency == "urgent":
        due = followups.task_at(talk.now, talk.house.calendar, talk.house.office.hours.staff)
        talk.work.follow_ups.plan(talk.case, followups.UNFINISHED, followups.TASK, due)


def alert_safety(talk: Talk) -> None:
    """Tell staff of danger once the family is known to be a constituent; once before sending."""
    known = any(step.question == "postcode" for step in talk.answers)
    if known and not talk.case.alerted and talk.case.status == Status.ASKING:
        talk.case.alerted = talk.case.safety = True
        talk.case.urgency = "urgent"
        _staff_must_see(talk, "unfinished")
