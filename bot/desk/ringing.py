"""A case that becomes urgent rings staff; what one of them decided stands until an urgent reason is new."""

from bot.casework.summary import Reason, Summary
from bot.casework.words import Html
from bot.desk import board
from bot.desk.board import counts_as
from bot.desk.planning import plan_unclaimed
from bot.desk.talk import Talk
from bot.desk.targets import plan_targets
from storage.conversations import Happened

BY_ANSWERS, BY_DATE = "answers", "date"
"""What brought it that a case is decided otherwise: new answers, or a day that came."""


def staff_must_see(talk: Talk, kind: str) -> None:
    """Ring the staff group; an urgent case that nobody has is called out until somebody does."""
    board.announce(talk, kind)
    if counts_as(talk.case) == "urgent" and talk.case.claimed_at is None:
        plan_unclaimed(talk)


def rises(talk: Talk, was: str, before: Summary, after: Summary, what: str) -> bool:
    """Whether a case that did not count as urgent is to ring. `was` is what it counted as on the summary `before`.

    Who made it ROUTINE knew the reasons before: the same ones, or fewer, take nothing back. What the family tells
    otherwise they did not know, such as one more suspension: a reason that rests on that is new.
    """
    if was == "urgent" or after.urgency != "urgent":
        return False
    return talk.case.decided != "routine" or bool(_newly_urgent(talk, before, after, what))


def ring(talk: Talk, before: Summary, after: Summary, what: str) -> None:
    """Ring, and say what is new, and whose decision no longer holds. `what` brought it."""
    overruled = _made_routine(talk)
    talk.case.decided = talk.case.accepted_by = ""
    say_what_moved(talk, before, after, what, overruled)
    plan_targets(talk)
    staff_must_see(talk, "alert")


def never_lower(talk: Talk, was: str, after: Summary) -> None:
    """What counted as urgent stays so until a person says otherwise."""
    if was == "urgent" and after.urgency == "routine" and talk.case.decided != "urgent":
        talk.case.decided = "urgent"
        board.thread(talk, "would-be-routine")


def new_reasons(before: Summary, after: Summary) -> tuple[Reason, ...]:
    known = {(reason.rule, reason.child) for reason in before.reasons}
    return tuple(reason for reason in after.reasons if (reason.rule, reason.child) not in known)


def _newly_urgent(talk: Talk, before: Summary, after: Summary, what: str) -> tuple[Reason, ...]:
    """Urgent reasons that were not there, or were not sure, or not urgent, or that the family tells otherwise."""
    told = what == BY_ANSWERS and talk.by is None  # staff who correct an answer know what was decided
    known = {
        (r.rule, r.child, sure, told and r.quotes) for r in _urgent(before) for sure in {False, r.certain}
    }
    return tuple(r for r in _urgent(after) if (r.rule, r.child, r.certain, told and r.quotes) not in known)


def _urgent(summary: Summary) -> list[Reason]:
    return [reason for reason in summary.reasons if reason.urgency == "urgent"]


def _made_routine(talk: Talk) -> Happened | None:
    """Who made a case ROUTINE that counted so until now, and when; None where that was the verdict alone."""
    changed = [line for line in talk.work.history.of(talk.case) if line.kind == "changed"]
    return changed[-1] if changed and changed[-1].detail["now"] == "routine" else None


def say_what_moved(
    talk: Talk, before: Summary, after: Summary, what: str, overruled: Happened | None = None
) -> None:
    """Name what holds since today, what holds no more, and whose decision gives way to it."""
    words, case = talk.house.staff_words, talk.case
    new = dict.fromkeys((*new_reasons(before, after), *_newly_urgent(talk, before, after, what)))
    lines = [
        *(words("moved.new", reason=r.reason, rule=r.rule) for r in new),
        *(words("moved.gone", reason=r.reason, rule=r.rule) for r in new_reasons(after, before)),
        *((words("moved.overruled", who=overruled.who, at=overruled.at),) if overruled else ()),
    ]
    urgency = words.plain(f"urgency.{counts_as(case)}")
    html = words(f"moved.by-{what}", ref=case.ref, urgency=urgency, lines=Html("\n".join(lines)))
    board.say(talk, board.under_card(talk, html), urgent=counts_as(case) == "urgent")
