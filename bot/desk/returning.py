"""A family comes back to a case that staff have: something changed, or there is another child."""

from dataclasses import replace

from bot.casework import interview
from bot.casework.answers import Answer, Marker, Step
from bot.casework.asking import role_of
from bot.casework.interview import count_children, situation_of
from bot.casework.messages import Button
from bot.casework.script import MOST_CHILDREN
from bot.desk import board
from bot.desk.planning import plan_recheck
from bot.desk.talk import Talk
from storage.tables import Status

CHOICES = ("changed", "another")


def buttons(talk: Talk) -> tuple[tuple[Button, ...], ...]:
    """What can be told of beside what is known."""
    shown = CHOICES if _may_have_another(talk) else CHOICES[:1]
    return tuple(
        (Button(talk.words.plain(f"button.{choice}"), f"r|{choice}|{talk.case.id}"),) for choice in shown
    )


def slot(talk: Talk) -> str:
    """Names the newest message that offers them."""
    return f"status:{talk.case.id}"


def tapped(talk: Talk, choice: str) -> str:
    """Ask on from what is known; nothing that was told is asked anew without its answer."""
    if talk.case.status != Status.OPEN or talk.case.rechecking:
        return talk.words.plain("odd.closed-button")
    if choice == "changed":
        talk.note("came-back", choice=choice)
        board.thread(talk, "came-changed")
        talk.tell("prompt.what-changed")
        ask_what_changed(talk)
    elif choice == "another" and _may_have_another(talk):
        talk.note("came-back", choice=choice)
        board.thread(talk, "came-another")
        talk.tell("prompt.another-child")
        _ask_of_another(talk)
    else:
        return talk.words.plain("odd.closed-button")
    return ""


def ask_what_changed(talk: Talk) -> None:
    """Ask the deciding questions again, one tap each where nothing changed."""
    revising = interview.key_steps(talk.answers, talk.on)
    talk.keep(_remembering(talk), Marker(revising=revising))
    _begin(talk)


def _ask_of_another(talk: Talk) -> None:
    talk.keep_marker(Marker())
    talk.accept(Step(count_children(talk.answers), "another"), Answer("different"))
    _begin(talk)


def _begin(talk: Talk) -> None:
    talk.case.rechecking = True
    talk.case.asked_by = None  # the family's own word goes before what staff were about to correct
    plan_recheck(talk)
    talk.ask()


def _may_have_another(talk: Talk) -> bool:
    return role_of(talk.answers) != "self" and count_children(talk.answers) < MOST_CHILDREN


def _remembering(talk: Talk) -> dict[Step, Answer]:
    """The answers, with what school was like before, for each child that was asked."""
    answers = dict(talk.answers)
    for step in talk.answers:
        if step.question == "now":
            before = situation_of(talk.answers, step.child, talk.on)
            if before:
                answers[Step(step.child, "now_before")] = replace(talk.answers[step], value=before)
    return answers
