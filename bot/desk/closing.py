"""How a case ends: the family is asked whether it is sorted, the outcome is kept, and it can be opened again."""

from html import escape

from bot.casework.answers import Marker
from bot.casework.messages import Button, Message
from bot.casework.standing import DIFFERENCES, OUTCOMES, outcome_buttons
from bot.desk import asks, board, checkin, contact, quiet
from bot.desk.acting import acted
from bot.desk.asks import Reply
from bot.desk.confirming import is_safe_here
from bot.desk.planning import plan_check_in, plan_unclaimed_anew
from bot.desk.reminding import plan_reminders
from bot.desk.talk import Talk
from bot.desk.targets import plan_targets, plan_untouched
from bot.desk.updates import Member
from storage.tables import Status


def close(talk: Talk, who: Member, outcome: str) -> str:
    """Ask how it ended, then close: the family is told, nothing more is prompted, and staff say what helped."""
    case, words = talk.case, talk.house.staff_words
    if case.status == Status.CLOSED:
        return words.plain("toast.closed")
    if outcome not in OUTCOMES:
        _ask_outcome(talk)
        return ""
    case.status, case.closed_at, case.outcome = Status.CLOSED, talk.now, outcome
    case.rechecking, case.asked_by, case.waiting_on = False, None, ""
    talk.keep_marker(Marker())  # what was being asked is asked no more, also if it is opened again
    acted(talk, who, "closed", outcome=outcome)
    talk.work.follow_ups.end(case, "closed")
    board.refresh(talk)
    board.thread(talk, "closed", who=who.name, outcome=words.plain(f"outcome.{outcome}"))
    if _may_be_told(talk):
        talk.tell("family.closed", ref=case.ref, outcome=talk.words.plain(f"closed.{outcome}"))
    _ask_difference(talk)
    return ""


def _may_be_told(talk: Talk) -> bool:
    return talk.case.chat_id is not None and talk.case.reachable and is_safe_here(talk)


def _ask_outcome(talk: Talk) -> None:
    words = talk.house.staff_words
    asked = _may_be_told(talk) and talk.case.sent_at is not None and not _says_sorted(talk)
    first = ((Button(words.plain("button.ask-sorted"), f"k|{talk.case.id}|ask-sorted"),),) if asked else ()
    buttons = (*first, *outcome_buttons(words, board.standing(talk.work, talk.case)))
    board.menu(talk, words("ask.close", ref=talk.case.ref), buttons)


def _says_sorted(talk: Talk) -> bool:
    """Whether the last that the family said of how things are, since it was opened, is that it is sorted."""
    said = [h for h in talk.work.history.of(talk.case) if h.kind in ("check-in", "reopened")]
    return bool(said) and said[-1].kind == "check-in" and said[-1].detail["answer"] == "sorted"


def _ask_difference(talk: Talk) -> None:
    """What made the difference: asked once it is closed, so that nothing waits for it."""
    words = talk.house.staff_words
    buttons = [
        Button(words.plain(f"difference.{each}"), f"k|{talk.case.id}|because:{each}") for each in DIFFERENCES
    ]
    rows = tuple(tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2))
    board.menu(talk, words("menu.difference", ref=talk.case.ref), rows)


def because(talk: Talk, who: Member, difference: str) -> str:
    """Keep what made the difference."""
    case, words = talk.case, talk.house.staff_words
    if case.status != Status.CLOSED or difference not in DIFFERENCES:
        return words.plain("toast.kept")
    case.difference = difference
    acted(talk, who, "difference", difference=difference)
    board.refresh(talk)
    return words.plain("toast.noted")


def ask_family(talk: Talk, who: Member, _: str) -> str:
    """Ask the family whether it is sorted, before the case is closed."""
    words, case = talk.house.staff_words, talk.case
    if case.status != Status.OPEN or not _may_be_told(talk):
        return words.plain("toast.cannot-ask")
    acted(talk, who, "asked-sorted")
    html = talk.words("sorted.ask", ref=case.ref)
    buttons = tuple(
        (Button(talk.words.plain(f"button.sorted-{answer}"), f"e|{answer}|{case.id}"),) for answer in ANSWERS
    )
    talk.say(Message(html=html, buttons=buttons, slot=_slot(talk)))
    quiet.talked(talk)
    case.prompted_on = talk.on  # the bot asks nothing of its own on the same day
    board.thread(talk, "asked-sorted", who=who.name)
    return words.plain("toast.asked")


ANSWERS = ("yes", "no")


def _slot(talk: Talk) -> str:
    return f"sorted:{talk.case.id}"


def family_says(talk: Talk, answer: str) -> str:
    """The family's answer to whether it is sorted: staff are told, and the case is closed by a person alone."""
    asked = [h.kind for h in talk.work.history.of(talk.case) if h.kind in ("asked-sorted", "says-sorted")]
    if talk.case.status != Status.OPEN or answer not in ANSWERS or not asked or asked[-1] != "asked-sorted":
        return talk.words.plain("prompt.late")
    talk.note("says-sorted", answer=answer)
    question = talk.words("sorted.ask", ref=talk.case.ref)
    label = talk.words.plain(f"button.sorted-{answer}")
    talk.say(Message(html=talk.words("said.answer", question=question, answer=label), edits=_slot(talk)))
    talk.tell(f"sorted.thanks-{answer}")
    if answer == "yes":
        talk.note("check-in", nth=0, answer="sorted")
        checkin.all_is_well(talk)
    board.thread(talk, f"sorted-{answer}", urgent=answer == "no")
    return ""


def ask_why_again(talk: Talk, who: Member, _: str) -> str:
    """Ask why a closed case is to be opened again."""
    words = talk.house.staff_words
    if talk.case.status != Status.CLOSED:
        return words.plain("toast.is-open")
    refusal = _newer(talk)
    if not refusal:
        asks.ask(talk, who, "reopen")
    return refusal


def _newer(talk: Talk) -> str:
    """Says that the family has a newer case; empty where it has none. One that is not sent is named to nobody."""
    case, words = talk.case, talk.house.staff_words
    newest = talk.work.cases.of_chat(case.chat_id) if case.chat_id is not None else case
    if newest is None or newest.id == case.id:
        return ""
    return words.plain("toast.newer-case", ref=newest.ref) if newest.ref else words.plain("toast.newer-begun")


def reopen(talk: Talk, reply: Reply) -> None:
    """A closed case goes on: the family is told, and followed up as before."""
    case, refusal = talk.case, _newer(talk)
    if refusal:  # it began while the reason was written
        board.say(talk, board.under_card(talk, escape(refusal)))
        return
    case.status, case.closed_at, case.outcome, case.difference = Status.OPEN, None, "", ""
    case.prompts = case.prompts or contact.ended_by(talk) == "sorted"
    contact.mind_prompts(talk)
    acted(talk, reply.who, "reopened", why=reply.text)
    summary = board.record(talk, talk.house.triage(talk.answers, talk.on, sent=True))
    plan_reminders(talk, summary)
    plan_check_in(talk)
    plan_targets(talk)
    plan_untouched(talk)
    if board.counts_as(case) == "urgent" and case.claimed_at is None:
        plan_unclaimed_anew(talk)
    board.post_card(talk)
    board.thread(talk, "reopened", who=reply.who.name, why=reply.text)
    if _may_be_told(talk):
        talk.tell("family.reopened", ref=case.ref)
