"""Safe contact: what a family says of where, when and how it wants to be written to, and when it wants quiet."""

from dataclasses import replace
from datetime import timedelta

from bot.casework import followups
from bot.casework.answers import Answer, Step
from bot.casework.contact import PAUSES, SAFE, SAID_SINCE, SILENCE, TIME, Profile, is_safe
from bot.casework.interview import value_was
from bot.casework.messages import Button
from bot.desk import board, permission
from bot.desk.planning import plan_check_in, plan_task, plan_unfinished
from bot.desk.talk import Talk
from storage.tables import Case, Status

AFTER_A_SILENCE = timedelta(days=1)
"""How long after a family ended its quiet the first of what waited may come."""


ENDS = {"silenced": "silenced", "unsilenced": "", "stopped": "stop"}
"""What lines of the history say of whether anything comes on its own."""


def profile_of(case: Case) -> Profile:
    return Profile(case.paused_until, case.not_after, case.neutral)


def door(talk: Talk) -> tuple[Button, ...]:
    """The button that opens the screen on which all of this is seen and set."""
    return (Button(talk.words.plain("tap.when"), f"p|see|new|{talk.case.id}"),)


def say_whether_safe(talk: Talk, *, safe: bool) -> None:
    """Take in whether it is safe to write here. Staff are told where it changed."""
    was = is_safe(talk.answers)
    _remember(talk, SAFE, "yes" if safe else "no")
    mind_prompts(talk)
    if was == safe:
        return
    if talk.case.sent_at:
        board.thread(talk, "safe-again" if safe else "unsafe")
    elif not safe and need_safe_contact(talk):
        talk.ask_again()


def say_good_time(talk: Talk, option: str) -> None:
    _remember(talk, TIME, option)


def _remember(talk: Talk, step: Step, value: str) -> None:
    talk.keep({**talk.answers, step: Answer(value)}, talk.marker)
    talk.note("contact", about=step.question, value=value)


def set_latest(talk: Talk, hour: int | None) -> None:
    """From this hour on, by London's clock, nothing comes on its own."""
    talk.case.not_after = hour
    talk.note("contact", about="not-after", value=hour)


def set_neutral(talk: Talk, *, neutral: bool) -> None:
    talk.case.neutral = neutral
    talk.note("contact", about="neutral", value=neutral)


def answered(talk: Talk, step: Step) -> None:
    """The interview asked: its answer counts from now on, and not what was said in chat before."""
    since = SAID_SINCE.get(step.question)
    if since in talk.answers:
        talk.keep({s: answer for s, answer in talk.answers.items() if s != since}, talk.marker)


def mind_prompts(talk: Talk) -> None:
    """Where it is not safe, or casework was taken back, nothing comes by itself; after that it goes on as before."""
    wanted = is_safe(talk.answers) and not permission.is_stopped(talk)
    if wanted == talk.case.prompts:
        return
    if not wanted:
        talk.note("silenced")
        talk.case.prompts = False
        talk.work.follow_ups.end(talk.case, "not safe, or taken back", *followups.PROMPTS)
        plan_task(talk)  # an urgent interview that is not sent yet stays staff's to follow up
    elif _only_silenced(talk):
        talk.note("unsilenced")
        talk.case.prompts = True
        plan_prompts(talk)


def _only_silenced(talk: Talk) -> bool:
    """Whether that alone is why nothing comes: not their own word, nor that all is sorted."""
    return ended_by(talk) == "silenced"


def ended_by(talk: Talk) -> str:
    """What ended what comes on its own, last: "silenced" as not safe or taken back, "stop", "sorted", or nothing."""
    why = ""
    for line in talk.work.history.of(talk.case):
        if line.kind in ENDS:
            why = ENDS[line.kind]
        elif line.kind == "check-in" and line.detail["answer"] in ("stop", "sorted"):
            why = str(line.detail["answer"])
    return why


def plan_prompts(talk: Talk) -> None:
    """Plan what comes on its own, counted from now, where it is wanted."""
    if talk.case.status == Status.ASKING:
        plan_unfinished(talk)
    elif talk.case.status == Status.OPEN:
        plan_check_in(talk)


def need_safe_contact(talk: Talk) -> bool:
    """Where the only way to reach a family is one that is not safe, ask for another. Returns whether it is so."""
    asked = Step(0, "contact")
    if value_was(talk.answers, asked) != "here":
        return False
    talk.keep_marker(replace(talk.marker, revising=(*talk.marker.revising, asked)))
    talk.tell("odd.safe-contact")
    return True


def pause(talk: Talk, how: str) -> None:
    """Hold back what comes on its own: for a day, for a week, or until they write."""
    length = PAUSES[how]
    talk.case.paused_until = talk.now + length if length else SILENCE
    talk.note("paused", how=how)
    plan_task(talk)


def is_paused(talk: Talk) -> bool:
    return talk.case.paused_until is not None and talk.case.paused_until > talk.now


def end_pause(talk: Talk) -> bool:
    """Write again as before. Returns whether there was a pause."""
    if not is_paused(talk):
        return False
    talk.case.paused_until = None
    talk.work.follow_ups.wake(talk.case, SILENCE, talk.now + AFTER_A_SILENCE)
    talk.note("resumed")
    board.refresh(talk)
    return True


def wrote(talk: Talk) -> None:
    """They wrote: a pause until then is over."""
    if talk.case.paused_until == SILENCE:
        end_pause(talk)
