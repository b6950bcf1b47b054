"""What a family reads once its case is with the office: what happens next, by when, and why."""

from html import escape

from bot.casework import contact
from bot.casework.answers import Step
from bot.casework.asking import child_name, in_the_role
from bot.casework.copy_of_answers import Sent, copy_of_answers
from bot.casework.interview import count_children, value_was
from bot.casework.messages import Message
from bot.casework.summary import Reason, Summary, urgent_reasons
from bot.casework.words import Html, day
from bot.desk.talk import Talk

ABUSE_AT_HOME = "safety.abuse-home"


def confirmation(talk: Talk, summary: Summary, *, told_urgent: bool) -> Message:
    """The confirmation. Where it is not safe to write here, it says nothing of what it is about."""
    words = talk.words
    if not is_safe_here(talk):
        return Message(html=words("sent.unsafe", ref=talk.case.ref))
    head = words(
        f"sent.{_kind(summary, told_urgent=told_urgent)}",
        ref=talk.case.ref,
        by=summary.clocks[0].on,
        reasons=reasons_for_family(talk, summary),
    )
    parts = [head, _noted(talk, summary), dates(talk, summary), *_lines(talk, summary), *_doors(talk)]
    parts += [words("sent.phone"), words("sent.foot")]
    return Message(html="\n\n".join(part for part in parts if part))


def is_safe_here(talk: Talk) -> bool:
    return contact.is_safe(talk.answers)


def may_have_a_copy(talk: Talk) -> bool:
    """Whether a file of all that was said may lie on this phone.

    Where it was named that someone is hurt at home, taken back or not, only a clear yes will do.
    """
    named = ABUSE_AT_HOME in talk.case.announced.split()
    return contact.safety_of(talk.answers) == "yes" if named else is_safe_here(talk)


def a_copy(talk: Talk) -> Message:
    """The family's own copy of what it just sent, as a file."""
    case = talk.case
    sent = Sent(case.ref or "", talk.on, case.authority, case.complete, talk.answers, talk.wrote_to_show)
    return Message(html=talk.words("copy.caption"), file=copy_of_answers(talk.words, sent))


def _kind(summary: Summary, *, told_urgent: bool) -> str:
    if summary.urgency == "routine":
        return "routine-after-all" if told_urgent else "routine"
    known = {reason.rule for reason in urgent_reasons(summary)} - {"triage.key-unknown"}
    return "urgent" if known else "to-check"


def reasons_for_family(talk: Talk, summary: Summary) -> str:
    """The two main reasons in plain words."""
    words = talk.words
    lines = [words.plain(words.first(_why(talk, r), "why.other")) for r in urgent_reasons(summary)]
    return _the_first_two(talk, lines or [words.plain("why.unknown")])


def _why(talk: Talk, reason: Reason) -> str:
    return in_the_role(talk.words, talk.answers, "why", reason.rule)


def _the_first_two(talk: Talk, lines: list[str]) -> str:
    first = list(dict.fromkeys(lines))[:2]
    return first[0] if len(first) == 1 else talk.words.plain("reason.multi", first=first[0], last=first[1])


def _noted(talk: Talk, summary: Summary) -> str:
    """Of a routine case: what it is about, as the family may know it again."""
    words = talk.words
    known = [words.plain(why) for r in summary.certain if (why := _why(talk, r)) in words]
    routine = summary.urgency == "routine" and known
    return words("sent.noted", reasons=_the_first_two(talk, known)) if routine else ""


def dates(talk: Talk, summary: Summary) -> str:
    """The family's own dates that are still to come: those that the law sets, never the office's targets."""
    lines = [
        f"• {talk.words.plain('sent.about') if clock.about else ''}{day(clock.on)}: "
        f"{escape(clock.family, quote=False)}{_whose(talk, clock.child)}"
        for clock in summary.clocks
        if clock.on and clock.family and clock.on >= talk.on
    ]
    return talk.words("sent.dates", dates=Html("\n".join(dict.fromkeys(lines)))) if lines else ""


def _whose(talk: Talk, child: int) -> Html:
    several = child and count_children(talk.answers) > 1
    return talk.words("sent.whose", name=child_name(talk.words, talk.answers, child)) if several else Html("")


def _lines(talk: Talk, summary: Summary) -> list[str]:
    """One line on what they can do or expect, for each of up to two children; safety comes first.

    A rule that rests on memory alone says "we will check": the rulebook refuses to load otherwise.
    """
    told = [reason for reason in summary.certain if reason.family_line]
    safety = [r for r in told if r.rule.startswith("safety.") and r.urgency == "urgent"]
    school = [r for r in told if r.child]
    chosen = safety[:1] or _one_a_child(school)[:2] or told[:1]
    return [talk.words("sent.line", line=r.family_line, whose=_whose(talk, r.child)) for r in chosen]


def _one_a_child(reasons: list[Reason]) -> list[Reason]:
    first: dict[int, Reason] = {}
    for reason in reasons:
        first.setdefault(reason.child, reason)
    by_line = {reason.family_line: reason for reason in reversed(first.values())}
    return sorted(by_line.values(), key=lambda reason: reason.child)


def _doors(talk: Talk) -> list[str]:
    """Who else helps, where job or home is at risk."""
    ticked = value_was(talk.answers, Step(0, "impact"))
    shown = [risk for risk in ("home", "job") if isinstance(ticked, tuple) and risk in ticked]
    return [talk.words(f"sent.door-{risk}") for risk in shown]
