"""A case becomes the office's: triaged, stored with its verdict, put before staff, and followed up."""

from bot.casework import followups
from bot.casework.answers import Answer, Marker, Step
from bot.casework.danger import may_mean_danger
from bot.casework.messages import Button, Message
from bot.casework.summary import Summary
from bot.casework.telling import DANGER_IN_WORDS
from bot.casework.triage import Verdict
from bot.desk import board
from bot.desk.confirming import confirmation, is_safe_here, reasons_for_family
from bot.desk.planning import plan_check_in, plan_unclaimed, plan_unfinished
from bot.desk.talk import Talk
from storage.tables import Status

AUTHORITY = {"send-speak": "speak", "send-ask": "ask"}
"""What the two send buttons allow."""


def send(talk: Talk, authority: str) -> None:
    """Send the case to staff with the family's permission, and tell the family what happens next."""
    case, told_urgent = talk.case, talk.case.told_urgent
    case.complete = talk.step is None and not talk.marker.sending
    case.authority, case.status, case.sent_at = authority, Status.OPEN, talk.now
    case.prompts = case.prompts and is_safe_here(talk)
    talk.work.cases.name(case)
    talk.note("sent", authority=authority, complete=case.complete)
    summary = board.record(talk, talk.house.triage(talk.answers, talk.on, sent=True))
    talk.keep_marker(Marker())
    talk.work.follow_ups.end(case, "sent", followups.UNFINISHED)
    plan_check_in(talk)
    _staff_must_see(talk, "new")
    talk.say(confirmation(talk, summary, told_urgent=told_urgent))


def _staff_must_see(talk: Talk, kind: str) -> None:
    board.announce(talk, kind)
    if board.counts_as(talk.case) == "urgent" and talk.case.claimed_at is None:
        plan_unclaimed(talk)


def re_triage(talk: Talk) -> None:
    """Decide again on new answers of a case that staff have; a change to urgent rings."""
    before = board.counts_as(talk.case)
    summary = board.record(talk, talk.house.triage(talk.answers, talk.on, sent=True))
    if summary.urgency == "urgent" and before != "urgent":
        _became_urgent(talk, summary)
        return
    board.refresh(talk)
    board.tell_changes(talk)
    talk.tell("prompt.thanks-recheck")


def _became_urgent(talk: Talk, summary: Summary) -> None:
    talk.case.decided = talk.case.accepted_by = ""
    _staff_must_see(talk, "alert")
    talk.tell("prompt.thanks-recheck-urgent", reasons=reasons_for_family(talk, summary))


def after_answer(talk: Talk) -> Verdict:
    """What an answer sets off at once: an alert for safety, a word to the family when it looks urgent."""
    verdict = talk.house.triage(talk.answers, talk.on, sent=False)
    if talk.case.status == Status.ASKING and verdict.outside is None:
        if verdict.safety:
            alert_safety(talk)
        if verdict.urgent_so_far and not talk.case.told_urgent and _is_ours(talk):
            _now_urgent(talk, says_so=set(verdict.ids) != {"triage.key-unknown"})
    return verdict


def _is_ours(talk: Talk) -> bool:
    """Whether it is known by now that the family is a constituent."""
    return Step(0, "postcode") in talk.answers


def _now_urgent(talk: Talk, *, says_so: bool) -> None:
    """From here on silence is followed up sooner. The family is told, unless nothing is known but that it wrote."""
    talk.case.urgency = "urgent"
    if says_so:
        talk.case.told_urgent = True
        button = Button(talk.words.plain("button.send-now"), "s|now")
        talk.say(Message(html=talk.words("urgent.so-far"), buttons=((button,),)))
    plan_unfinished(talk, 1)


def alert_safety(talk: Talk) -> None:
    """Tell staff of danger before anything is sent, once the family is known to be a constituent; once."""
    if _is_ours(talk) and not talk.case.alerted and talk.case.status == Status.ASKING:
        talk.case.alerted = talk.case.safety = True
        talk.case.urgency = "urgent"
        _staff_must_see(talk, "unfinished")


def mind_words(talk: Talk, text: str) -> bool:
    """Look for a cue of danger in what was typed: numbers to the family at once, an alert to staff."""
    if not may_mean_danger(text):
        return False
    talk.tell("safety.words", urgent=True)
    if Step(0, DANGER_IN_WORDS) not in talk.answers:
        talk.keep({**talk.answers, Step(0, DANGER_IN_WORDS): Answer("yes")}, talk.marker)
    if talk.case.status == Status.ASKING:
        alert_safety(talk)
    elif talk.case.status == Status.OPEN and not talk.case.safety:
        board.record(talk, talk.house.triage(talk.answers, talk.on, sent=True))
        talk.case.decided = talk.case.accepted_by = ""
        _staff_must_see(talk, "alert")
    return True
