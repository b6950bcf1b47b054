"""The office's own profile: whom it speaks for, when it works, whom it refers to, its policy and term dates."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from pydantic import ValidationError

from bot.casework.calendar import Calendar, Term
from bot.casework.retention import Limits
from bot.casework.rulebook import Policy
from bot.office_errors import line_of, said, unreadable
from bot.office_parts import (
    Contacts,
    Part,
    PolicyPart,
    RetentionPart,
    Staff,
    TargetsPart,
    TermPart,
    Times,
    Who,
)
from bot.office_parts import Role as Role

LONGEST_HOLIDAY = timedelta(weeks=8)
"""More than lies between any two terms in England."""


class OfficeError(Exception):
    """The profile cannot be used. The message names file and line, says why and what to write."""


class Office(Part):
    office: Who
    hours: Times
    contacts: Contacts
    staff: Staff = Staff()
    policy: PolicyPart = PolicyPart()
    targets: TargetsPart = TargetsPart()
    retention: RetentionPart = RetentionPart()
    bank_holidays_extra: tuple[date, ...] = ()
    terms: tuple[TermPart, ...] = ()

    @cached_property
    def rules_policy(self) -> Policy:
        return Policy(**self.policy.model_dump())

    @cached_property
    def limits(self) -> Limits:
        return Limits(**self.retention.model_dump(exclude={"automatic"}))

    def term_dates(self) -> tuple[Term, ...]:
        found = (Term(t.name, t.first_on, t.last_on, t.closed) for t in self.terms)
        return tuple(sorted(found, key=lambda term: term.first_on))

    def names(self) -> dict[str, str]:
        """What family texts call the office and its neighbours."""
        return {
            "mp": self.office.mp,
            "hours": self.hours.in_words,
            "constituency": self.office.constituency,
            "sendiass": self.contacts.sendiass,
            "childrens_services": self.contacts.childrens_services,
            "homelessness": self.contacts.homelessness,
        }


def calendar_of(office: Office) -> Calendar:
    """England's bank holidays for the years around us, the office's extra ones, and the council's term dates."""
    known = tomllib.loads((files("bot.casework") / "content" / "bank_holidays.toml").read_text("utf-8"))
    days = frozenset(day for year in known.values() for day in year) | frozenset(office.bank_holidays_extra)
    return Calendar(days, office.term_dates(), office.office.council)


def read_office(path: Path) -> Office:
    """The profile from a TOML file. Raises OfficeError."""
    if not path.is_file():
        raise OfficeError(
            f"{path} is not there. It says who the office speaks for. Copy office.example.toml to it, and fill it in."
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
        office = Office.model_validate(tomllib.loads(text))
    except UnicodeDecodeError:
        raise OfficeError(f"{path.name} is not text in UTF-8. Save it again with that encoding.") from None
    except tomllib.TOMLDecodeError as wrong:
        raise OfficeError(unreadable(path.name, text, wrong)) from None
    except ValidationError as wrong:
        raise OfficeError(
            "\n".join(said(Office, path.name, text, error) for error in wrong.errors())
        ) from None
    for place, trouble in _between_terms(office.terms):
        line = line_of(text, ("terms", place))
        raise OfficeError(f"{path.name}, line {line}: terms.{place} is wrong: {trouble}")
    return office


def _between_terms(terms: Sequence[TermPart]) -> Iterator[tuple[int, str]]:
    """Where two terms overlap, or one seems to be forgotten between them: its days would pass for holidays."""
    in_order = sorted(enumerate(terms), key=lambda numbered: numbered[1].first_on)
    for (_, before), (place, after) in pairwise(in_order):
        if after.first_on <= before.last_on:
            yield (
                place,
                (
                    f"{after.name} begins on {after.first_on}, before {before.name} ends on {before.last_on}. "
                    "Terms must not overlap."
                ),
            )
        if after.first_on - before.last_on > LONGEST_HOLIDAY:
            yield (
                place,
                (
                    f"more than 8 weeks lie between the end of {before.name}, {before.last_on}, and its beginning, "
                    f"{after.first_on}, and would count as holidays. Add the term between them."
                ),
            )
