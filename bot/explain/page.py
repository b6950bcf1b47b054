"""A verdict as a caseworker reads it in a terminal."""

from collections.abc import Iterable, Iterator
from textwrap import fill

from bot.casework.rulebook import Source
from bot.casework.script import QUESTIONS
from bot.casework.summary import Due
from bot.casework.words import day, short_day
from bot.explain.verdict import Asked, Explained, Ground, Instead, WouldBe

WIDTH = 100


def page(explained: Explained) -> str:
    """Verdict, because, what is not known, by when, what would make it another, and what decided."""
    parts = [
        [_head(explained)],
        _list(
            "Because", [_ground(ground, explained, n) for n, ground in enumerate(explained.because, start=1)]
        ),
        _list("Not known for sure, and read as the worse", [_gap(g, explained) for g in explained.not_known]),
        _list(
            "Ask, too", [_line(_asked(explained, _more_to_ask(explained)))] if _more_to_ask(explained) else []
        ),
        _list("By when", [_clock(due, explained) for due in explained.by_when]),
        _would_be(explained.would_be, explained),
        [_foot(explained)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _head(explained: Explained) -> str:
    safety = "SAFETY · " if explained.safety else ""
    return f"{safety}{explained.verdict.upper()} on {day(explained.on)}"


def _list(title: str, lines: list[str]) -> list[str]:
    return [f"{title}:", *lines] if lines else []


def _line(text: str, first: str = "  ", rest: str = "  ") -> str:
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _ground(ground: Ground, explained: Explained, nth: int) -> str:
    other = f" [{ground.urgency.upper()}]" if ground.urgency != explained.verdict else ""
    tag = f" [{ground.tag}]" if ground.tag else ""
    lines = [
        _line(f"{nth}. {ground.reason}{_whose(ground.child, explained)}{other}{tag}", "  ", "     "),
        _line(f"{ground.rule} · {source(ground.source)}", "     ", "     "),
        *(_line(text, "     ", "     ") for text in _rests_on(ground, explained)),
        _line(f"Next: {ground.next_step}", "     ", "     "),
    ]
    return "\n".join(lines)


def _rests_on(ground: Ground, explained: Explained) -> Iterator[str]:
    of_several = len(explained.children) > 1 and not ground.child
    said = [
        f"{said.label}: {said.answer}{_whose(said.child, explained) if of_several else ''}"
        for said in ground.rests_on
    ]
    if said:
        yield f"Answers: {'; '.join(said)}"
    if ground.not_asked:
        yield f"Not asked: {_asked(explained if of_several else None, ground.not_asked)}"


def _gap(ground: Ground, explained: Explained) -> str:
    lines = [
        _line(f"- {ground.reason}{_whose(ground.child, explained)}", "  ", "    "),
        _line(f"{ground.rule} · {source(ground.source)}", "    ", "    "),
        _line(f"Ask: {_asked(explained, ground.ask)}", "    ", "    "),
    ]
    return "\n".join(lines)


def _more_to_ask(explained: Explained) -> list[Asked]:
    """What is to be asked beside what the rules wait for."""
    named = {asked for ground in explained.not_known for asked in ground.ask}
    return [asked for asked in explained.ask if asked not in named]


def _asked(explained: Explained | None, asked: Iterable[Asked]) -> str:
    shown = (f"{a.label}{_whose(a.child, explained) if explained else ''}" for a in asked)
    return "; ".join(dict.fromkeys(shown))


def _whose(child: int, explained: Explained) -> str:
    """Which child, where there are several."""
    return f" ({explained.children[child - 1]})" if child and len(explained.children) > 1 else ""


def source(found: Source) -> str:
    """Title, heading, mark and the day it was read."""
    heading = f", “{found.heading}”" if found.heading else ""
    return f"{found.title}{heading} [{found.mark}], read on {found.read_on}"


def _clock(due: Due, explained: Explained) -> str:
    whose = _whose(due.child, explained)
    if due.on is None:
        return _line(f"- no date yet ({due.working}): {due.due}{whose}", "  ", "    ")
    about = "about " if due.about else ""
    passed = "passed, " if due.on < explained.on else ""
    first = _line(
        f"- {passed}{about}{short_day(due.on, explained.on)}: {due.due}{whose} · {due.rule}", "  ", "    "
    )
    return f"{first}\n{_line(due.working, '    ', '    ')}"


def _would_be(found: WouldBe | None, explained: Explained) -> list[str]:
    if found is None:
        return []
    changes = " and ".join(_instead(change, explained) for change in found.changes)
    others = f" {_others(found.others)}" if found.others else ""
    return [_line(f"It would be {found.verdict.upper()} if {changes}.{others}", "", "  ")]


def _others(number: int) -> str:
    return (
        "One other single answer would do, too."
        if number == 1
        else f"{number} other single answers would do, too."
    )


def _instead(change: Instead, explained: Explained) -> str:
    whose = _whose(change.child, explained)
    if QUESTIONS[change.question].several:
        return f"“{change.label}”{whose} were: {change.answer} (now: {change.instead_of})"
    return f"“{change.label}”{whose} were “{change.answer}” in place of “{change.instead_of}”"


def _foot(explained: Explained) -> str:
    by = explained.decided_by
    return f"Decided with {by.office} · rulebook {by.rulebook} · policy {by.policy} · calendar {by.calendar}"
