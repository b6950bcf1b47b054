"""A copy of all that is held about a family, for a person to read: plain text, nothing clipped."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from bot.casework.my_data import Event, Held, HeldCase
from bot.casework.words import LONDON, Words, day


def as_text(words: Words, held: Held) -> str:
    """The copy for a person to read."""
    lines = [words.plain("held.head", made=moment(held.made_at))]
    for case in held.cases:
        lines += _case(words, case)
    lines += _section(words, "held.aside", (f"{moment(at)}: {text}" for at, text in held.aside))
    lines += _section(words, "held.left-out", (f"- {line}" for line in held.left_out))
    return "\n".join([*lines, "", words.plain("held.foot")]) + "\n"


def moment(at: datetime) -> str:
    """Mon 23 Nov 2026, 10:00: as in the bot's messages, with the year."""
    local = at.astimezone(LONDON)
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"


def _case(words: Words, case: HeldCase) -> Iterator[str]:
    yield words.plain("held.case", ref=case.ref or words.plain("held.no-ref"))
    yield words.plain(f"held.state-{case.state}")
    for name, value in case.dates.items():
        if value is not None:
            yield words.plain(f"held.{name.replace('_', '-')}", when=_when(value))
    yield from _section(words, "held.answers", _answers(words, case))
    yield from _section(words, "held.earlier", (_earlier(words, event) for event in case.earlier))
    yield from _section(words, "held.wrote", (_said(event) for event in case.wrote))
    yield from _section(words, "held.from-team", (_said(event) for event in case.from_team))
    yield from _section(words, "held.decisions", _decisions(words, case))
    yield from _section(words, "held.consents", _consents(words, case))
    yield from _section(words, "held.settings", (f"{name}: {_plain(v)}" for name, v in _set(words, case)))
    yield from _section(
        words,
        "held.planned",
        (
            f"{moment(p.due_at)}: {p.kind} ({p.state}{f', {p.ended_why}' if p.ended_why else ''})"
            for p in case.planned
        ),
    )
    yield from _section(
        words, "held.files", (f"{moment(f.at)}: {f.kind} {f.name}".rstrip() for f in case.files)
    )
    yield from _section(words, "held.happened", (_happened(event) for event in case.happened))
    if case.looks:
        yield words.plain("held.looks", times=len(case.looks), last=moment(case.looks[-1]))


def _section(words: Words, head: str, lines: Iterable[str]) -> list[str]:
    """A head and its lines; nothing where there are none."""
    found = list(lines)
    return ["", words.plain(head), *found] if found else []


def _when(value: datetime | date) -> str:
    return moment(value) if isinstance(value, datetime) else day(value)


def _answers(words: Words, case: HeldCase) -> Iterator[str]:
    whose_before = ""
    for whose, question, answer in case.answered:
        if whose != whose_before:
            yield whose
            whose_before = whose
        yield words.plain("copy.answer", question=question, answer=answer)


def _earlier(words: Words, event: Event) -> str:
    """What was tapped stands by its short name; what was typed, as it was typed."""
    detail = event.detail
    value = detail.get("text") or detail.get("value") or detail.get("state")
    label = words.plain(f"label.{detail['question']}")
    return f"{moment(event.at)}: {label}: {_plain(value)}"


def _said(event: Event) -> str:
    return f"{moment(event.at)}: {event.detail['text']}"


def _decisions(words: Words, case: HeldCase) -> Iterator[str]:
    for decision in case.decisions:
        yield f"{moment(decision.at)}: {decision.summary.urgency.upper()}"
        for reason in decision.summary.reasons:
            yield f"- {reason.reason} ({reason.rule}; {reason.source})"
        for clock in decision.summary.clocks:
            if clock.on:
                yield words.plain("held.due", due=clock.due, on=day(clock.on))


def _consents(words: Words, case: HeldCase) -> Iterator[str]:
    for consent in case.consents:
        given = words.plain("held.given" if consent.given else "held.not-given")
        yield f"{moment(consent.at)}: {consent.kind}: {given} ({consent.wording})"


def _set(words: Words, case: HeldCase) -> Iterator[tuple[str, object]]:
    for name, value in case.settings.items():
        if value not in (None, ""):
            yield words.plain(f"held.set-{name.replace('_', '-')}"), value


def _happened(event: Event) -> str:
    told = [_plain(v) for name, v in event.detail.items() if name in SHORT and v not in (None, "")]
    said = f" ({', '.join(told)})" if told else ""
    return f"{moment(event.at)}: {event.kind.replace('-', ' ')}, {event.by}{said}"


SHORT = ("outcome", "urgency", "answer", "choice", "authority", "on", "difference", "was", "now", "why")
"""What is said of an event beside its kind."""


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    return _when(value) if isinstance(value, date) else str(value)
