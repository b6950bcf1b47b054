"""What belongs to a case: its answers, where its conversation stands, its history, its verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from bot.casework.answers import Answer, Answers, Marker, State, Step
from storage.dialects import table_of
from storage.quick import Quick
from storage.tables import Case, Happening, StoredVerdict
from storage.vault import Vault, new_mark, number_of

HAPPENING, VERDICT = table_of(Happening), table_of(StoredVerdict)
_LINE = ("at", "kind", "who", "mark", "sealed_detail")
_HISTORY = Quick(
    select(*(HAPPENING.c[name] for name in _LINE))
    .where(HAPPENING.c.case_id == bindparam("case"))
    .order_by(HAPPENING.c.id)
)
_ADD_HISTORY, _ADD_VERDICT = Quick(insert(HAPPENING)), Quick(insert(VERDICT))
_NEWEST = select(VERDICT).where(VERDICT.c.case_id == bindparam("case")).order_by(VERDICT.c.id.desc()).limit(1)


@dataclass(frozen=True)
class Happened:
    """One line of a case's history. Kinds: answered, wrote, sent, verdict, accepted, changed, claimed, ..."""

    at: datetime
    kind: str
    who: str
    detail: Mapping[str, Any]


@dataclass(frozen=True)
class Conversations:
    """Answers, by question and child, and the marker of where the conversation stands."""

    vault: Vault

    def answers(self, case: Case) -> Answers:
        if case.sealed_answers is None:
            return {}
        rows = self.vault.unseal(case, case.sealed_answers, "answers")
        return {
            Step(child, question): Answer(
                tuple(value) if isinstance(value, list) else value,
                State(state),
                date.fromisoformat(told_on[0]) if told_on else None,
            )
            for child, question, value, state, *told_on in rows
        }

    def put(self, case: Case, answers: Answers) -> None:
        rows = [
            (*step, answer.value, answer.state, *((answer.told_on.isoformat(),) if answer.told_on else ()))
            for step, answer in answers.items()
        ]
        case.sealed_answers = self.vault.seal(case, rows, "answers") if rows else None

    def marker(self, case: Case) -> Marker:
        if case.sealed_marker is None:
            return Marker()
        raw = self.vault.unseal(case, case.sealed_marker, "marker")
        picked = raw["picked"]
        return Marker(
            revising=tuple(Step(*step) for step in raw["revising"]),
            picked=None if picked is None else tuple(picked),
            confirm=raw["confirm"],
            sending=raw["sending"],
            again=tuple(Step(*step) for step in raw.get("again", ())),
            listening=raw["listening"],
            long_at=raw.get("long_at"),
            long_met=raw.get("long_met", False),
        )

    def mark(self, case: Case, marker: Marker) -> None:
        case.sealed_marker = None if marker == Marker() else self.vault.seal(case, vars(marker), "marker")


@dataclass(frozen=True)
class History:
    connection: Connection
    vault: Vault

    def add(self, case: Case, at: datetime, kind: str, who: str, **detail: Any) -> None:
        mark = new_mark()
        sealed = self.vault.seal(case, detail, f"happening:{mark}")
        row = {
            "case_id": number_of(case),
            "at": at,
            "kind": kind,
            "who": who,
            "mark": mark,
            "sealed_detail": sealed,
        }
        _ADD_HISTORY.run(self.connection, row)

    def of(self, case: Case) -> Sequence[Happened]:
        rows = _HISTORY.all(self.connection, {"case": number_of(case)})
        return [
            Happened(at, kind, who, self.vault.unseal(case, sealed, f"happening:{mark}"))
            for at, kind, who, mark, sealed in rows
        ]


@dataclass(frozen=True)
class Verdicts:
    connection: Connection
    vault: Vault

    def add(
        self,
        case: Case,
        at: datetime,
        *,
        decided_on: date,
        urgency: str,
        rulebook: str,
        policy: str,
        calendar: str,
        summary: Mapping[str, Any],
    ) -> None:
        mark = new_mark()
        row = {
            "case_id": number_of(case),
            "at": at,
            "decided_on": decided_on,
            "urgency": urgency,
            "rulebook": rulebook,
            "policy": policy,
            "calendar": calendar,
            "mark": mark,
            "sealed_summary": self.vault.seal(case, summary, f"verdict:{mark}"),
        }
        _ADD_VERDICT.run(self.connection, row)

    def newest(self, case: Case) -> Mapping[str, Any] | None:
        """The summary of the last verdict; None where there was none yet."""
        row = self.connection.execute(_NEWEST, {"case": number_of(case)}).first()
        opened: Mapping[str, Any] | None = (
            self.vault.unseal(case, row.sealed_summary, f"verdict:{row.mark}") if row else None
        )
        return opened
