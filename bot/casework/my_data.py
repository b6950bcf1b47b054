"""A copy of all that is held about a family, for the family: as JSON, in a shape that docs/mydata.md tells."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.casework.answers import Answers
from bot.casework.summary import Summary

VERSION = 1

TEAM, YOU, SENDLINE = "the team", "you", "Sendline"
"""Who did something. Staff are not named: their names are their own data."""

OWN_SECTIONS = ("wrote", "message", "answered", "read", "verdict")
"""Kinds of events that have a section of their own."""

NOT_SHOWN = ("note", "album", "opened", "delivery")
"""Kinds of events of which the copy says nothing, or only how often."""

TOLD = (
    "outcome",
    "urgency",
    "answer",
    "choice",
    "authority",
    "complete",
    "on",
    "difference",
    "was",
    "now",
    "why",
)
"""What an event's details may say. Anything else may name somebody of staff."""

MAY_BE_OVERLOOKED = ("impact", "start")
"""Questions whose earlier answers are left out: a danger that was named and taken back is not for whoever looks on."""


@dataclass(frozen=True)
class Event:
    at: datetime
    kind: str
    who: str  # family, sendline, or somebody of staff
    detail: Mapping[str, Any]

    @property
    def by(self) -> str:
        return {"family": YOU, "sendline": SENDLINE}.get(self.who, TEAM)


@dataclass(frozen=True)
class Decision:
    at: datetime
    on: date
    rulebook: str
    summary: Summary


@dataclass(frozen=True)
class Consented:
    at: datetime
    kind: str
    given: bool
    wording: str
    by: str


@dataclass(frozen=True)
class Planned:
    kind: str
    due_at: datetime
    state: str
    ended_why: str


@dataclass(frozen=True)
class FileOf:
    at: datetime
    kind: str
    name: str


@dataclass(frozen=True)
class HeldCase:
    """One case. `dates` and `settings` are by name; `answers` as they are now; `answered` the same in words."""

    ref: str
    state: str
    urgency: str
    on: date
    dates: Mapping[str, datetime | date | None]
    settings: Mapping[str, Any]
    answers: Answers
    answered: tuple[tuple[str, str, str], ...]  # whose, what was asked, the answer
    events: tuple[Event, ...]
    decisions: tuple[Decision, ...]
    consents: tuple[Consented, ...]
    planned: tuple[Planned, ...]
    files: tuple[FileOf, ...]

    @property
    def wrote(self) -> tuple[Event, ...]:
        """What the family wrote besides, without what was noted for staff alone."""
        return tuple(e for e in self.events if e.kind == "wrote" and not e.detail.get("for_staff"))

    @property
    def from_team(self) -> tuple[Event, ...]:
        return tuple(e for e in self.events if e.kind == "message")

    @property
    def earlier(self) -> tuple[Event, ...]:
        """Each answer as it was given, also those that were changed later."""
        return tuple(
            e
            for e in self.events
            if e.kind == "answered" and e.detail.get("question") not in MAY_BE_OVERLOOKED
        )

    @property
    def happened(self) -> tuple[Event, ...]:
        return tuple(e for e in self.events if e.kind not in (*OWN_SECTIONS, *NOT_SHOWN))

    @property
    def looks(self) -> tuple[datetime, ...]:
        """When somebody of the team opened it."""
        return tuple(e.at for e in self.events if e.kind == "opened")


@dataclass(frozen=True)
class Held:
    """Everything about one family. `aside` are words that the bot could not handle: when, and what, where known."""

    office: str
    made_at: datetime
    cases: tuple[HeldCase, ...]
    aside: tuple[tuple[datetime, str], ...]
    left_out: tuple[str, ...]  # said in words


def as_json(held: Held) -> str:
    """The copy for a machine to read; moments are in UTC, days as 2026-11-23."""
    shape = {
        "what": "all that Sendline holds about a family",
        "version": VERSION,
        "made_at": held.made_at,
        "office": held.office,
        "cases": [_case(case) for case in held.cases],
        "could_not_be_handled": [{"at": at, "text": text} for at, text in held.aside],
        "left_out": list(held.left_out),
    }
    return json.dumps(shape, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _case(case: HeldCase) -> dict[str, Any]:
    return {
        "reference": case.ref,
        "state": case.state,
        "urgency": case.urgency,
        **case.dates,
        "settings": dict(case.settings),
        "answers": [
            {"child": step.child, "question": step.question, "state": a.state, "value": a.value}
            for step, a in case.answers.items()
            if step.question != "danger_in_words"
        ],
        "answers_in_words": [{"about": w, "question": q, "answer": a} for w, q, a in case.answered],
        "each_answer_as_it_was_given": [
            {"at": e.at}
            | {n: e.detail[n] for n in ("child", "question", "value", "state", "text") if n in e.detail}
            for e in case.earlier
        ],
        "you_wrote": [{"at": e.at, "text": e.detail["text"]} for e in case.wrote],
        "the_team_wrote": [{"at": e.at, "text": e.detail["text"]} for e in case.from_team],
        "decisions": [_decision(decision) for decision in case.decisions],
        "consents": [vars(consent) for consent in case.consents],
        "planned": [vars(planned) for planned in case.planned],
        "files": [vars(file) for file in case.files],
        "happened": [_event(event) for event in case.happened],
        "opened_by_the_team_at": list(case.looks),
    }


def _event(event: Event) -> dict[str, Any]:
    told = {name: event.detail[name] for name in TOLD if name in event.detail}
    return {"at": event.at, "what": event.kind, "by": event.by, **told}


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "at": decision.at,
        "for_day": decision.on,
        "urgency": decision.summary.urgency,
        "rulebook": decision.rulebook,
        "reasons": [
            {
                "rule": r.rule,
                "child": r.child,
                "reason": r.reason,
                "source": r.source,
                "answers": list(r.quotes),
            }
            for r in decision.summary.reasons
        ],
        "dates": [
            {"rule": c.rule, "child": c.child, "due": c.due, "on": c.on, "counted": c.working}
            for c in decision.summary.clocks
        ],
    }
