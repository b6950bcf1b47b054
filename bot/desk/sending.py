"""A case becomes the office's: triaged, stored with its verdict, put before staff, and followed up."""

from dataclasses import replace

from bot.casework import followups
from bot.casework.answers import Answer, Marker, Step
from bot.casework.messages import Button, Message
from bot.casework.summary import summarise
from bot.casework.telling import DANGER_IN_WORDS
from bot.casework.triage import Verdict
from bot.desk import asks, board, contact, permission
from bot.desk.confirming import (
    ABUSE_AT_HOME,
    a_copy,
    confirmation,
    is_safe_here,
    may_have_a_copy,
    reasons_for_family,
)
from bot.desk.planning import plan_check_in, plan_unfinished
from bot.desk.reminding import plan_reminders
from bot.desk.ringing import BY_ANSWERS, never_lower, ring, rises, staff_must_see
from bot.desk.talk import Talk
from bot.desk.targets import plan_targets, plan_untouched
from storage.tables import Status

AUTHORITY = {"send-speak": "speak", "send-ask": "ask"}
"""What the two send buttons allow."""


def send(talk: Talk, authority: str) -> None:
    """Send the case to staff with the family's permission, and tell the family what happens next."""
    case, told_urgent = talk.case, talk.case.told_urgent
    case.complete = talk.step is None and not talk.marker.sending
    case.authority, case.status, case.sent_at = authority, Status.OPEN, talk.now
    case.decided = case.accepted_by = ""  # what staff said of the half of it does not bind the whole
    case.prompts = case.prompts and is_safe_here(talk)
    case.asked_by = None
    talk.work.cases.name(case)
    talk.note("sent", authority=authority, complete=case.complete)
    permission.given_by_sending(talk)
    summary = board.record(talk, talk.house.triage(talk.answers, talk.on, sent=True))
    talk.keep_marker(Marker())
    talk.work.follow_ups.end(
        case, "sent", followups.UNFINISHED, followups.AGAIN, followups.TASK, followups.CALL
    )
    plan_check_in(talk)
    plan_targets(talk)
    plan_untouched(talk)
    plan_reminders(talk, summary)
    staff_must_see(talk, "new")
    said = confirmation(talk, summary, told_urgent=told_urgent)
    talk.say(replace(said, buttons=(contact.door(talk),) if is_safe_here(talk) else ()))
    if may_have_a_copy(talk):
        talk.say(a_copy(talk))


def finish_recheck(talk: Talk) -> None:
    """The family has said what got worse, or fell silent over it: decide again on what it said."""
    if talk.by:  # staff corrected what the card says: it counts once they have said why
        asks.ask(talk, talk.by, "facts")
        return
    talk.case.rechecking = False
    talk.keep_marker(Marker())
    plan_check_in(talk)
    re_triage(talk)


def re_triage(talk: Talk) -> None:
    """Decide again on a family's new answers, and tell it so."""
    if decide_again(talk):
        by, reasons = board.promised_on(talk), reasons_for_family(talk, board.summary_of(talk))
        talk.tell("prompt.thanks-recheck-urgent", reasons=reasons, by=by)
    else:
        talk.tell("prompt.thanks-recheck")


def rises_already(talk: Talk, verdict: Verdict) -> bool:
    """Whether a verdict on what was answered so far would ring."""
    so_far = summarise(verdict, talk.answers, talk.words)
    return rises(talk, board.counts_as(talk.case), board.summary_of(talk), so_far, BY_ANSWERS)


def decide_again(talk: Talk) -> bool:
    """Decide again on new answers of a case that staff have. Returns whether it became urgent, which rings."""
    case, was, stood = talk.case, board.counts_as(talk.case), board.summary_of(talk)
    summary = board.record(talk, talk.house.triage(talk.answers, talk.on, sent=True))
    plan_reminders(talk, summary, stood)
    if rises(talk, was, stood, summary, BY_ANSWERS):
        ring(talk, stood, summary, BY_ANSWERS)
        return True
    case.accepted_by = ""
    never_lower(talk, was, summary)
    board.refresh(talk)
    board.tell_changes(talk)
    return False


def after_answer(talk: Talk) -> Verdict:
    """What an answer sets off at once: an alert for danger, a word to the family when it looks urgent."""
    verdict = talk.house.triage(talk.with_ticks, talk.on, sent=False)
    if verdict.outside is None and _is_ours(talk):
        _alert(talk, verdict)
        if talk.case.status == Status.ASKING:
            _note_urgency(talk, verdict)
    return verdict


def _is_ours(talk: Talk) -> bool:
    """Whether it is known by now that the family is a constituent."""
    return Step(0, "postcode") in talk.answers


def _note_urgency(talk: Talk, verdict: Verdict) -> None:
    """Urgent so far: silence is followed up sooner, and the family is told, unless only its own words are known."""
    case, was = talk.case, talk.case.urgency
    case.urgency = "urgent" if verdict.urgent_so_far or case.announced else ""
    if case.urgency == was or not case.urgency:
        return
    plan_unfinished(talk)
    if set(verdict.ids) != {"triage.key-unknown"} and not case.told_urgent:
        case.told_urgent = True
        button = Button(talk.words.plain("button.send-now"), "s|now")
        talk.say(Message(html=talk.words("urgent.so-far"), buttons=((button,),)))


def _alert(talk: Talk, verdict: Verdict) -> None:
    """Ring staff once for each kind of danger that was named, whether or not anything is sent yet."""
    case = talk.case
    named = {f.rule.id for f in verdict.because if f.rule.safety}
    new = named - set(case.announced.split())
    if not new:
        return
    case.announced = " ".join(sorted(named | set(case.announced.split())))
    case.safety = True
    case.neutral = (
        case.neutral or ABUSE_AT_HOME in new
    )  # whoever looks on learns nothing, until they say otherwise
    case.urgency = "urgent"
    if case.status == Status.OPEN:
        stood = board.summary_of(talk)
        summary = board.record(talk, talk.house.triage(talk.with_ticks, talk.on, sent=True))
        if case.decided == "routine":
            ring(talk, stood, summary, BY_ANSWERS)
            return
    case.decided = case.accepted_by = ""
    staff_must_see(talk, "unfinished" if case.status == Status.ASKING else "alert")


def mind_words(talk: Talk, text: str) -> bool:
    """Look for a cue of danger in what was typed: numbers to the family at once, an alert to staff."""
    if not talk.house.hears_danger(text):
        return False
    talk.tell("safety.words", urgent=True)
    remember_danger(talk)
    after_answer(talk)
    return True


def remember_danger(talk: Talk) -> None:
    """Danger was named; no later answer takes that back."""
    if Step(0, DANGER_IN_WORDS) not in talk.answers:
        talk.keep({**talk.answers, Step(0, DANGER_IN_WORDS): Answer("yes")}, talk.marker)
