"""A family is heard: each update is read as an answer, a command or a message, and answered."""

from dataclasses import replace
from datetime import datetime

from bot.casework import asking, followups, interview
from bot.casework.answers import Answer, Marker, Step
from bot.casework.interview import Accepted, Confirm, Picked, Rejected, value_was
from bot.casework.messages import Message
from bot.casework.script import QUESTIONS, SAFETY_IMPACTS
from bot.casework.telling import DANGER_IN_WORDS
from bot.casework.triage import Verdict
from bot.desk import board, checkin, commands
from bot.desk.house import House
from bot.desk.planning import plan_check_in, plan_task, plan_unfinished
from bot.desk.sending import (
    AUTHORITY,
    after_answer,
    finish_recheck,
    mind_words,
    re_triage,
    remember_danger,
    send,
)
from bot.desk.talk import Talk
from bot.desk.updates import FromFamily, Reached, Said, SentSomethingElse, SharedNumber, Tapped
from storage.tables import Case, Status
from storage.work import Work


def hear(work: Work, house: House, update: FromFamily, now: datetime) -> str:
    """Take in one update of a family's chat. Returns what to show where a button was tapped, or nothing."""
    if work.heard_before(update.update_id, now):
        return ""
    case = work.cases.of_chat(update.chat_id)
    if isinstance(update, Reached):
        _reached(work, house, case, now, reachable=update.reachable)
        return ""
    if case is None or _has_ended(case, update):
        return _without_case(work, house, update, case, now)
    talk = Talk(work, house, case, now)
    case.heard_at = now
    if isinstance(update, Said):
        _said(talk, update.text)
    elif isinstance(update, SharedNumber):
        _said(talk, f"+{update.phone.lstrip('+')}")
    elif isinstance(update, Tapped):
        return _tapped(talk, update.data)
    elif isinstance(update, SentSomethingElse):
        _not_words(talk)
    return ""


def _has_ended(case: Case, update: FromFamily) -> bool:
    """Whether a case is over for this update; a closed one can still be erased."""
    erasing = isinstance(update, Tapped) and update.data.startswith("d|")
    return case.status == Status.ERASED or (case.status == Status.CLOSED and not erasing)


def _without_case(work: Work, house: House, update: FromFamily, case: Case | None, now: datetime) -> str:
    """Someone new, or someone whose case has ended: words begin a case, an old button explains itself."""
    if isinstance(update, Tapped):
        return house.words.plain("odd.start-again")
    command = commands.command_of(update.text) if isinstance(update, Said) else None
    if command in ("help", "status", "stop", "delete"):
        commands.answer_without_case(work, house, update.chat_id, command, case, now)
        return ""
    if case and case.status == Status.CLOSED and isinstance(update, Said) and command != "start":
        _wrote(Talk(work, house, case, now), update.text)
        return ""
    talk = Talk(work, house, work.cases.begin(update.chat_id, now), now)
    plan_unfinished(talk)
    if isinstance(update, Said) and command is None:
        talk.note("wrote", text=update.text)
        mind_words(talk, update.text)
    talk.ask()
    return ""


def _reached(work: Work, house: House, case: Case | None, now: datetime, *, reachable: bool) -> None:
    if case is None or case.status == Status.ERASED or case.reachable == reachable:
        return
    case.reachable = reachable
    talk = Talk(work, house, case, now)
    talk.note("reachable" if reachable else "blocked")
    if not reachable:
        work.follow_ups.end(case, "blocked", *followups.PROMPTS)
        plan_task(talk)
    elif case.status == Status.OPEN:
        plan_check_in(talk)
    if case.status == Status.OPEN:
        board.thread(talk, "back" if reachable else "unreachable")
        board.refresh(talk)


def _said(talk: Talk, text: str) -> None:
    command = commands.command_of(text)
    if command == "back":
        _back(talk)
    elif command:
        commands.obey(talk, command)
    elif talk.is_asking and not talk.marker.listening:
        _read(talk, text)
    else:
        _wrote(talk, text)
        if talk.is_asking:
            talk.ask_again(talk.words("family.to-go-on"))


def _wrote(talk: Talk, text: str) -> None:
    """Words from a family whose case staff have: they go to the card."""
    talk.note("wrote", text=text)
    danger = mind_words(talk, text)
    board.pass_on(talk, text, urgent=danger)
    board.refresh(talk)
    talk.tell("family.received" if talk.case.status == Status.OPEN else "family.received-closed")


def _not_words(talk: Talk) -> None:
    if talk.is_asking:
        talk.ask_again(talk.words("odd.not-text"))
    else:
        talk.tell("odd.not-text-after")


def _read(talk: Talk, text: str) -> None:
    """Typed words, while a question is asked."""
    step = talk.step
    if step is None:
        _typed_at_the_end(talk, text)
        return
    labels = asking.labels(talk.words, step, talk.answers, talk.on)
    outcome = interview.read(step, text, labels, talk.answers, talk.marker, talk.on)
    danger = mind_words(talk, text)
    if isinstance(outcome, Rejected):
        _keep_words(talk, text)
    if isinstance(outcome, Rejected) and danger:
        talk.ask_again()
    else:
        _act(talk, step, outcome)


def _typed_at_the_end(talk: Talk, text: str) -> None:
    _keep_words(talk, text)
    talk.ask_again("" if mind_words(talk, text) else talk.words("odd.choice"))


def _keep_words(talk: Talk, text: str) -> None:
    """Words that answer nothing are kept for staff, and shown to them at once where they know the case."""
    talk.note("wrote", text=text)
    if talk.case.ref:
        board.pass_on(talk, text)


def _tapped(talk: Talk, data: str) -> str:
    """What a tapped button carries: its kind, and what that kind needs."""
    if talk.marker.listening:
        talk.keep_marker(replace(talk.marker, listening=False))
    match data.split("|"):
        case ["q", child, question, option, asked] if child.isdigit():
            return _tapped_answer(talk, Step(int(child), question), option, asked)
        case ["s", choice] if talk.case.status == Status.ASKING:
            return _tapped_at_the_end(talk, choice)
        case ["c", child, question] if child.isdigit() and talk.case.status == Status.ASKING:
            return _change(talk, Step(int(child), question))
        case ["d", choice, number] if number == str(talk.case.id):
            return commands.deletion(talk, choice)
        case ["f", nth, answer, number] if nth.isdigit() and number == str(talk.case.id):
            return checkin.answered(talk, int(nth), answer)
    return talk.words.plain("odd.closed-button")


def _tapped_answer(talk: Talk, step: Step, option: str, asked: str) -> str:
    """A tap on a question's button. Where several can be ticked, only the newest message counts: a second tap
    on one that was replaced would take the tick off again."""
    replaced = (
        asked != str(talk.case.asked) and step.question in QUESTIONS and QUESTIONS[step.question].several
    )
    if not talk.is_asking or step != talk.step or replaced:
        return talk.words.plain("odd.already")
    if option == asking.BACK:
        _back(talk)
        return ""
    if option == interview.KEEP and step in talk.answers:
        _act(talk, step, Accepted(talk.answers[step]))
        return ""
    outcome = interview.tap(step, option, talk.answers, talk.marker, talk.on)
    if isinstance(outcome, Rejected) and not talk.marker.confirm:
        return talk.words.plain("odd.already")
    _act(talk, step, outcome)
    return ""


def _act(talk: Talk, step: Step, outcome: interview.Outcome) -> None:
    """Do what an outcome asks for: store, tick, read back, or ask again."""
    if isinstance(outcome, Accepted):
        _accepted(talk, step, outcome.answer)
    elif isinstance(outcome, Picked):
        _picked(talk, outcome)
    elif isinstance(outcome, Confirm):
        talk.keep_marker(replace(talk.marker, confirm=outcome.day.isoformat()))
        talk.ask()
    else:
        talk.keep_marker(replace(talk.marker, confirm=None))
        talk.ask_again(talk.words(outcome.why))


def _accepted(talk: Talk, step: Step, answer: Answer) -> None:
    slot, before = talk.slot, talk.step
    talk.accept(step, answer)
    if step == Step(0, "start") and answer.value == "danger":
        talk.tell("safety.danger", urgent=True)
    verdict = after_answer(talk)
    if verdict.outside and talk.case.status == Status.ASKING:
        _show_the_door(talk, verdict.outside.rule.id)
        return
    if before and QUESTIONS[before.question].typed == "contact":
        talk.show_answer(step, slot)
    if step.question == "safe_here" and answer.value == "no":
        _need_safe_contact(talk)
    _next(talk, verdict)
    if before and QUESTIONS[before.question].typed != "contact":
        talk.show_answer(step, slot)


def _need_safe_contact(talk: Talk) -> None:
    """Writing here is not safe, so a number or an email is needed."""
    contact = Step(0, "contact")
    if value_was(talk.answers, contact) == "here":
        talk.keep_marker(replace(talk.marker, revising=(*talk.marker.revising, contact)))
        talk.tell("odd.safe-contact")


def _next(talk: Talk, verdict: Verdict) -> None:
    """Ask on. Where things got worse, the office learns that it is urgent as soon as it is certain."""
    if talk.case.rechecking and talk.step is None:
        finish_recheck(talk)
        return
    if talk.case.rechecking and verdict.urgent_so_far and board.counts_as(talk.case) != "urgent":
        re_triage(talk)
    talk.ask()


def _picked(talk: Talk, picked: Picked) -> None:
    talk.keep_marker(replace(talk.marker, picked=picked.options))
    if picked.option in SAFETY_IMPACTS:
        _note_tick(talk, picked)
    if picked.option in SAFETY_IMPACTS and picked.option in picked.options:
        talk.tell(f"safety.{picked.option}", urgent=True)
        after_answer(talk)
        talk.ask_again()
    else:
        talk.show_ticks()


def _note_tick(talk: Talk, picked: Picked) -> None:
    """A tick that may mean danger is told to staff even if it is taken back: someone may be looking on."""
    ticked = picked.option in picked.options
    label = talk.words.plain(f"option.impact.{picked.option}")
    talk.note("wrote", text=talk.words.plain("said.ticked" if ticked else "said.unticked", label=label))
    if not ticked:
        remember_danger(talk)


def _back(talk: Talk) -> None:
    """Ask the question before once more, showing what was answered."""
    before = interview.step_before(talk.answers, talk.marker, talk.on) if talk.is_asking else None
    if before is None or (talk.case.rechecking and not interview.is_of_school(before)):
        talk.tell("odd.no-back")
        if talk.is_asking:
            talk.ask_again()
        return
    revising = tuple(step for step in talk.marker.revising if step != before)
    talk.keep_marker(replace(talk.marker.settled(), revising=(before, *revising)))
    talk.ask()


def _tapped_at_the_end(talk: Talk, choice: str) -> str:
    if choice == "back":
        _back(talk)
    elif choice == "now" and talk.case.urgency == "urgent" and Step(0, "postcode") in talk.answers:
        _send_now(talk)
    elif choice == "go-on":
        talk.keep_marker(Marker())
        talk.ask()
    elif talk.step is not None:
        return talk.words.plain("odd.already")
    elif choice == "change":
        talk.case.asked += 1
        talk.say(asking.change(talk.words, talk.answers, talk.on, talk.slot))
    elif choice in AUTHORITY:
        slot = talk.slot
        checked = asking.check(talk.words, talk.answers, talk.on, "")
        send(talk, AUTHORITY[choice])
        talk.say(Message(html=checked.html, edits=slot))
    else:
        talk.ask()
    return ""


def _send_now(talk: Talk) -> None:
    """Go to the check page with what there is; how to reach them is asked first."""
    contact = Step(0, "contact")
    missing = () if contact in talk.answers else (contact,)
    talk.keep_marker(Marker(sending=True, revising=missing))
    talk.ask(talk.words("check.contact-first") if missing else "")


def _change(talk: Talk, step: Step) -> str:
    if step not in talk.answers or talk.step is not None:
        return talk.words.plain("odd.already")
    talk.keep_marker(replace(talk.marker.settled(), revising=(step,)))
    talk.ask()
    return ""


def _show_the_door(talk: Talk, rule_id: str) -> None:
    """Not ours to help: kind words, the right door, nothing kept but a count."""
    place = str(talk.house.place(talk.answers).nation)
    word_id = {"scope.not-england": f"outside.{place}", "scope.under-16-alone": "outside.under-16"}.get(
        rule_id, "outside.not-constituent"
    )
    in_danger = (
        value_was(talk.answers, Step(0, "start")) == "danger" or Step(0, DANGER_IN_WORDS) in talk.answers
    )
    parts = [talk.words(word_id), *([talk.words("outside.danger")] if in_danger else ())]
    chat_id, html = talk.case.chat_id, "\n\n".join(parts)
    talk.work.count(rule_id, talk.now)
    if talk.case.ref:
        commands.tell_staff_of_erasure(talk, talk.case.ref)
    talk.work.cases.forget(talk.case)
    if chat_id is not None:
        talk.work.outbox.add(chat_id, Message(html=html, hides_keys=True), talk.now)
