"""A family answers: what was typed or tapped is read, stored, reacted to, and the next question is put."""

from dataclasses import replace
from functools import partial

from bot.casework import asking, interview, understanding
from bot.casework.answers import Answer, Step
from bot.casework.flips import question_worth_asking_again
from bot.casework.script import QUESTIONS, SAFETY_IMPACTS
from bot.casework.triage import Verdict
from bot.casework.understanding import Accepted, Confirm, Picked, Rejected
from bot.casework.words import clip
from bot.desk import board, commands, contact, unasked
from bot.desk.elsewhere import show_the_door
from bot.desk.sending import (
    after_answer,
    finish_recheck,
    mind_words,
    re_triage,
    remember_danger,
    rises_already,
)
from bot.desk.talk import Talk
from storage.tables import Status

ENDS_TICKING = (understanding.NONE, understanding.DONE)
"""What goes on from a question where several can be ticked, in whichever of its messages it is tapped."""


def read(talk: Talk, text: str) -> None:
    """Typed words, while a question is asked."""
    step = talk.step
    if step is None:
        _typed_at_the_end(talk, text)
        return
    labels = asking.labels(talk.words, step, talk.answers, talk.on)
    outcome = understanding.read(step, text, labels, talk.answers, talk.marker, talk.on)
    danger = mind_words(talk, text)
    note_reading(talk, step, text, outcome)
    if isinstance(outcome, Rejected):
        _keep_words(talk, text, step)
    if isinstance(outcome, Rejected) and danger:
        talk.ask_again()
    elif isinstance(outcome, Picked):
        _picked(talk, outcome, typed=True)
    else:
        _act(talk, step, outcome)


def note_reading(talk: Talk, step: Step, text: str, outcome: understanding.Outcome) -> None:
    """Note words that were understood and are no answer by themselves, so that an edit of them is known."""
    if isinstance(outcome, Confirm):
        talk.note_words("read", text, child=step.child, question=step.question)
    elif isinstance(outcome, Picked) or (talk.marker.confirm and not isinstance(outcome, Rejected)):
        talk.note_words("read", text)


def _typed_at_the_end(talk: Talk, text: str) -> None:
    _keep_words(talk, text)
    talk.ask_again("" if mind_words(talk, text) else talk.words("odd.choice"))


def _keep_words(talk: Talk, text: str, about: Step | None = None) -> None:
    """Words that answer nothing are kept for staff, and shown to them at once where they know the case."""
    talk.keep_words(text, about=about)
    if talk.case.ref:
        board.pass_on(talk, text)


def tapped_answer(talk: Talk, step: Step, option: str, asked: str) -> str:
    """A tap on a question's button. Ticks count in the newest message alone: a second tap on one that was replaced
    would take the tick off again."""
    ticks = step.question in QUESTIONS and QUESTIONS[step.question].several and option not in ENDS_TICKING
    if not talk.is_asking or step != talk.step:
        return talk.words.plain("odd.already")
    if ticks and asked != str(talk.case.asked):
        return talk.words.plain("odd.newest")
    if option == asking.BACK:
        back(talk)
        return ""
    if option == understanding.KEEP and step in talk.answers:
        _act(talk, step, Accepted(talk.answers[step]))
        return ""
    outcome = understanding.tap(step, option, talk.answers, talk.marker, talk.on)
    if isinstance(outcome, Rejected) and not talk.marker.confirm:
        return talk.words.plain("odd.already")
    _act(talk, step, outcome)
    return ""


def _act(talk: Talk, step: Step, outcome: understanding.Outcome) -> None:
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
    _mind_what_is_taken_back(talk, step, answer)
    talk.accept(step, answer)
    verdict = _set_off(talk, step, answer)
    if verdict is None:
        return
    if before and QUESTIONS[before.question].typed == "contact":
        talk.show_answer(step, slot)
    _next(talk, verdict)
    if before and QUESTIONS[before.question].typed != "contact":
        talk.show_answer(step, slot)


def _set_off(talk: Talk, step: Step, answer: Answer) -> Verdict | None:
    """What an answer that is stored sets off at once; None where it shows that the family is not ours to help."""
    if step == Step(0, "start") and answer.value == "danger":
        talk.tell("safety.danger", urgent=True)
    verdict = after_answer(talk)
    if verdict.outside and talk.case.status == Status.ASKING:
        show_the_door(talk, verdict.outside.rule.id)
        return None
    contact.answered(talk, step)
    contact.mind_prompts(talk)
    if step.question == "safe_here" and answer.value == "no":
        contact.need_safe_contact(talk)
    return verdict


def correct(talk: Talk, step: Step, answer: Answer, asked: int) -> None:
    """Store an answer in place of the one that was given when the case's `asked`th question was put, and go on."""
    before, slot, stood = talk.step, talk.slot, talk.slot_of(asked)
    _mind_what_is_taken_back(talk, step, answer)
    talk.correct(step, answer, asked)
    if _set_off(talk, step, answer) is None:
        return
    said = clip(asking.answer_text(talk.words, step, talk.answers), asking.MOST_SHOWN)
    talk.ask(talk.words("odd.edited", label=board.label(talk, step), answer=said))
    talk.clear(before, slot)
    if QUESTIONS[step.question].typed != "contact" and talk.work.postings.message_id(
        stood, talk.case.chat_id or 0
    ):
        talk.show_answer(step, stood)


def is_behind(talk: Talk, step: Step) -> bool:
    """Whether the interview has gone past a question."""
    path, asked = interview.path(talk.answers, talk.on), talk.step
    return step in (path[: path.index(asked)] if asked else path)


def ask_anew(talk: Talk, step: Step, outcome: Confirm | Picked) -> None:
    """Go back to a question to read back a day or to show ticks, and on from there."""
    before, slot = talk.step, talk.slot
    revising = (step, *_with_ticks_kept(talk), *talk.marker.revising)
    marker = replace(talk.marker.settled(), revising=revising)
    if isinstance(outcome, Confirm):
        talk.keep_marker(replace(marker, confirm=outcome.day.isoformat()))
    else:
        talk.keep_marker(replace(marker, picked=outcome.options))
        _mind_tick(talk, outcome)
    talk.ask()
    talk.clear(before, slot)


def _with_ticks_kept(talk: Talk) -> tuple[Step, ...]:
    """The question that is being asked where something is ticked: it will show the ticks when its turn comes again."""
    asked = talk.step
    if asked is None or talk.marker.picked is None:
        return ()
    talk.keep(talk.with_ticks, talk.marker)
    return (asked,)


def _mind_what_is_taken_back(talk: Talk, step: Step, answer: Answer) -> None:
    """A danger that was named and is answered away is still read by a person: someone may be looking on."""
    before = talk.with_ticks.get(step)
    for option in _dangers(step, before) if before else ():
        if option not in _dangers(step, answer):
            label = talk.words.plain(f"option.{step.question}.{option}")
            talk.note("wrote", text=talk.words.plain("said.unticked", label=label), for_staff=True)
            remember_danger(talk)
    was = str(before.value) if before and before != answer and isinstance(before.value, str) else ""
    if was and talk.house.hears_danger(was):
        talk.note("wrote", text=was)


def _dangers(step: Step, answer: Answer) -> tuple[str, ...]:
    """What an answer says of danger, by its options."""
    if step.question == "start":
        return ("danger",) if answer.value == "danger" else ()
    ticked = answer.value if step.question == "impact" and isinstance(answer.value, tuple) else ()
    return tuple(option for option in ticked if option in SAFETY_IMPACTS)


def _next(talk: Talk, verdict: Verdict) -> None:
    """Ask on. Where things got worse, the office learns that it is urgent as soon as it is certain."""
    if talk.case.rechecking and talk.step is None:
        finish_recheck(talk)
        return
    if talk.case.rechecking and not talk.by and verdict.urgent_so_far and rises_already(talk, verdict):
        re_triage(talk)
    talk.ask(_one_more_time(talk) if talk.step is None and talk.case.status == Status.ASKING else "")


def _one_more_time(talk: Talk) -> str:
    """Before sending: where one "I don't know" alone decides, it is asked once more. Returns why, in words."""
    if talk.marker.sending:
        return ""
    decides = partial(talk.house.triage, on=talk.on, sent=True)
    step = question_worth_asking_again(talk.answers, talk.on, decides, talk.marker.again)
    if step is None:
        return ""
    talk.keep_marker(replace(talk.marker, revising=(step,), again=(*talk.marker.again, step)))
    return talk.words("check.again")


def _picked(talk: Talk, picked: Picked, *, typed: bool = False) -> None:
    """Tick or untick. The ticks show in place; below what was typed the question is put anew, to be seen."""
    talk.keep_marker(replace(talk.marker, picked=picked.options))
    if _mind_tick(talk, picked) or typed:
        talk.ask_again()
    else:
        talk.show_ticks()


def _mind_tick(talk: Talk, picked: Picked) -> bool:
    """A tick that may mean danger brings the numbers and rings staff. Returns whether it was one."""
    if picked.option not in SAFETY_IMPACTS:
        return False
    _note_tick(talk, picked)
    if picked.option not in picked.options:
        return False
    if picked.option == "abuse-home":
        talk.say(unasked.hideable(talk, talk.words("safety.abuse-home")), urgent=True)
    else:
        talk.tell(f"safety.{picked.option}", urgent=True)
    after_answer(talk)
    return True


def _note_tick(talk: Talk, picked: Picked) -> None:
    """A tick that may mean danger is told to staff even if it is taken back: someone may be looking on."""
    ticked = picked.option in picked.options
    label = talk.words.plain(f"option.impact.{picked.option}")
    text = talk.words.plain("said.ticked" if ticked else "said.unticked", label=label)
    talk.note("wrote", text=text, for_staff=True)
    if not ticked:
        remember_danger(talk)


def obey(talk: Talk, command: str) -> None:
    """Carry out a command of a family with a case that goes on."""
    if command == "back":
        back(talk)
    else:
        commands.obey(talk, command)


def back(talk: Talk) -> None:
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
