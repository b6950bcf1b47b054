"""Cases and what belongs to them: answers, where the conversation stands, history, verdicts."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from bot.casework.answers import Answer, Answers, Marker, State, Step
from storage.tables import (
    Case,
    FollowUp,
    Happening,
    Outgoing,
    Posted,
    StaffAsk,
    Status,
    StoredAnswer,
    StoredVerdict,
)
from storage.vault import Vault, new_mark, number_of

REF_LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
"""Letters and digits that cannot be mistaken for one another when read out by phone."""


@dataclass(frozen=True)
class Happened:
    """One line of a case's history. Kinds: answered, wrote, sent, verdict, accepted, changed, claimed, ..."""

    at: datetime
    kind: str
    who: str
    detail: Mapping[str, Any]


@dataclass(frozen=True)
class Cases:
    session: Session
    vault: Vault

    def begin(self, chat_id: int, at: datetime) -> Case:
        case = Case(chat_id=chat_id, begun_at=at, heard_at=at)
        self.session.add(case)
        self.session.flush()
        self.vault.furnish(case)
        return case

    def of_chat(self, chat_id: int) -> Case | None:
        """The newest case of a family's chat, whatever its state."""
        newest = select(Case).where(Case.chat_id == chat_id).order_by(col(Case.id).desc()).limit(1)
        return self.session.exec(newest).first()

    def all_of_chat(self, chat_id: int) -> Sequence[Case]:
        return self.session.exec(select(Case).where(Case.chat_id == chat_id)).all()

    def numbered(self, number: int) -> Case | None:
        return self.session.get(Case, number)

    def referred(self, ref: str) -> Case | None:
        return self.session.exec(select(Case).where(Case.ref == ref)).first()

    def open(self) -> Sequence[Case]:
        """Cases that staff know of and that go on, the most pressing first.

        Safety, soonest deadline, no education, most days lost, more children, oldest.
        """
        decided = col(Case.decided)
        urgent_first = (decided == "urgent") | ((decided == "") & (col(Case.urgency) == "urgent"))
        query = (
            select(Case)
            .where(col(Case.status).in_((Status.OPEN, Status.ASKING)), col(Case.ref).is_not(None))
            .order_by(
                urgent_first.desc(),
                col(Case.safety).desc(),
                col(Case.deadline_on).is_(None),
                col(Case.deadline_on),
                col(Case.no_education).desc(),
                col(Case.days_lost).desc(),
                col(Case.children).desc(),
                col(Case.sent_at),
            )
        )
        return self.session.exec(query).all()

    def name(self, case: Case) -> str:
        """Give the case its reference, such as SL-7K3Q9, if it has none."""
        while case.ref is None:
            ref = "SL-" + "".join(secrets.choice(REF_LETTERS) for _ in range(5))
            case.ref = None if self.referred(ref) else ref
        self.session.flush()
        return case.ref

    def forget(self, case: Case) -> None:
        """Delete a case that was never sent, with all that belongs to it; where its card stands is kept."""
        number = number_of(case)
        self.session.exec(delete(Posted).where(col(Posted.chat_id) == case.chat_id))
        self.session.exec(update(Posted).where(col(Posted.case_id) == number).values(case_id=None))
        for table in (StoredAnswer, FollowUp, StoredVerdict, StaffAsk, Outgoing, Happening):
            self.session.exec(delete(table).where(col(table.case_id) == number))
        self.vault.destroy(case)
        self.session.delete(case)
        self.session.flush()

    def erase(self, case: Case, at: datetime) -> None:
        """Destroy the key of a case that staff have seen: its reference and dates stay, no word does."""
        number = number_of(case)
        for table in (StoredAnswer, StoredVerdict, Outgoing):
            self.session.exec(delete(table).where(col(table.case_id) == number))
        self.session.exec(delete(Posted).where(col(Posted.chat_id) == case.chat_id))
        self.vault.destroy(case)
        case.status, case.chat_id, case.sealed_marker, case.closed_at = Status.ERASED, None, None, at
        case.no_education, case.days_lost, case.children, case.announced = False, 0, 1, ""
        self.session.flush()


@dataclass(frozen=True)
class Conversations:
    """Answers, by question and child, and the marker of where the conversation stands."""

    session: Session
    vault: Vault

    def answers(self, case: Case) -> Answers:
        rows = self.session.exec(select(StoredAnswer).where(StoredAnswer.case_id == number_of(case)))
        return {Step(row.child, row.question): self._opened(case, row) for row in rows}

    def _opened(self, case: Case, row: StoredAnswer) -> Answer:
        raw = self.vault.unseal(case, row.sealed_value, f"answer:{row.child}:{row.question}")
        value = tuple(raw["value"]) if isinstance(raw["value"], list) else raw["value"]
        return Answer(value, State(raw["state"]))

    def put(self, case: Case, before: Answers, after: Answers) -> None:
        """Store what changed between two states of the answers."""
        number = number_of(case)
        for step in before.keys() - after.keys():
            row = self.session.get(StoredAnswer, (number, *step))
            if row:
                self.session.delete(row)
        for step, answer in after.items():
            if before.get(step) != answer:
                sealed = self.vault.seal(case, asdict(answer), f"answer:{step.child}:{step.question}")
                self.session.merge(
                    StoredAnswer(
                        case_id=number, child=step.child, question=step.question, sealed_value=sealed
                    )
                )

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
            listening=raw["listening"],
        )

    def mark(self, case: Case, marker: Marker) -> None:
        case.sealed_marker = None if marker == Marker() else self.vault.seal(case, asdict(marker), "marker")


@dataclass(frozen=True)
class History:
    session: Session
    vault: Vault

    def add(self, case: Case, at: datetime, kind: str, who: str, **detail: Any) -> None:
        mark = new_mark()
        sealed = self.vault.seal(case, detail, f"happening:{mark}")
        self.session.add(
            Happening(case_id=number_of(case), at=at, kind=kind, who=who, mark=mark, sealed_detail=sealed)
        )

    def of(self, case: Case) -> Sequence[Happened]:
        rows = select(Happening).where(Happening.case_id == number_of(case)).order_by(col(Happening.id))
        return [
            Happened(
                row.at, row.kind, row.who, self.vault.unseal(case, row.sealed_detail, f"happening:{row.mark}")
            )
            for row in self.session.exec(rows)
        ]


@dataclass(frozen=True)
class Verdicts:
    session: Session
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
        self.session.add(
            StoredVerdict(
                case_id=number_of(case),
                at=at,
                decided_on=decided_on,
                urgency=urgency,
                rulebook=rulebook,
                policy=policy,
                calendar=calendar,
                mark=mark,
                sealed_summary=self.vault.seal(case, summary, f"verdict:{mark}"),
            )
        )

    def newest(self, case: Case) -> Mapping[str, Any] | None:
        """The summary of the last verdict; None where there was none yet."""
        query = select(StoredVerdict).where(StoredVerdict.case_id == number_of(case))
        row = self.session.exec(query.order_by(col(StoredVerdict.id).desc()).limit(1)).first()
        opened: Mapping[str, Any] | None = (
            self.vault.unseal(case, row.sealed_summary, f"verdict:{row.mark}") if row else None
        )
        return opened
