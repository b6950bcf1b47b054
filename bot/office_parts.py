"""The parts of the office's profile: what each key is, and what it is where it is left out."""

import re
from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.casework.calendar import Window
from bot.casework.targets import Targets


def _window(text: Any) -> Any:
    found = re.fullmatch(r"(\d\d:\d\d)-(\d\d:\d\d)", text) if isinstance(text, str) else None
    if not found:
        raise ValueError('write opening and closing time like "09:00-17:30"')
    try:
        opens, closes = (time.fromisoformat(part) for part in found.groups())
    except ValueError:
        raise ValueError("a day goes from 00:00 to 23:59") from None
    if opens >= closes:
        raise ValueError("the opening time must be before the closing time")
    return Window(opens, closes)


def _prefix(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?( \d([A-Z]{2})?)?", text):
        raise ValueError('write an outward code like "AL1", a sector like "AL3 4", or a full postcode')
    return text


Hours = Annotated[Window, BeforeValidator(_window)]
Postcode = Annotated[str, AfterValidator(_prefix)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, allow_inf_nan=False)


class Who(Part):
    mp: str = Field(min_length=1)
    constituency: str = Field(min_length=1)
    council: str = Field(min_length=1)
    postcodes: tuple[Postcode, ...] = Field(min_length=1)


class Times(Part):
    staff: Hours
    prompts: Hours
    in_words: str = Field(min_length=1)


class Contacts(Part):
    sendiass: str
    childrens_services: str
    homelessness: str


class PolicyPart(Part):
    rtt_weeks: float = Field(6, gt=0)
    near_cap_days: float = Field(40, gt=0, le=45)
    informal_repeat: float = Field(2, ge=1)
    deadline_days: float = Field(14, ge=1)
    late_appeal_days: float = Field(28, ge=0)
    thin_hours: float = Field(5, ge=0)
    part_hours: float = Field(15, gt=0)
    long_wait_weeks: float = Field(26, gt=0)
    wait_year_weeks: float = Field(52, gt=0)
    phase_urgent_month: float = Field(6, ge=3, le=9)


class RetentionPart(Part):
    unfinished_days: int = Field(14, ge=1)
    notice_days: int = Field(7, ge=1)
    closed_routine_months: int = Field(12, ge=1)
    closed_urgent_months: int = Field(24, ge=1)
    set_aside_days: int = Field(30, ge=1)
    delivered_days: int = Field(90, ge=7)
    automatic: bool = False


class Role(StrEnum):
    """What somebody in the staff group may do: look, work on cases, or also what cannot be taken back."""

    READ_ONLY = "read-only"
    CASEWORKER = "caseworker"
    MANAGER = "manager"


class Staff(Part):
    alert_at_night: bool = True
    second_line: str = ""
    second_line_id: int = 0
    managers: tuple[int, ...] = ()
    read_only: tuple[int, ...] = ()

    @model_validator(mode="after")
    def one_role_each(self) -> "Staff":
        both = set(self.managers) & set(self.read_only)
        if both:
            raise ValueError(f"{min(both)} stands among managers and among read_only: leave one of them out")
        return self

    def role_of(self, number: int) -> Role:
        """The role of whoever has this number with Telegram. Where no manager is named, every caseworker is one."""
        if number in self.read_only:
            return Role.READ_ONLY
        return Role.MANAGER if number in self.managers or not self.managers else Role.CASEWORKER

    def only_reads(self, number: int) -> bool:
        return self.role_of(number) is Role.READ_ONLY


class TargetsPart(Part):
    """Working days by which the office means to have acted, by urgency."""

    urgent_read: int = Field(0, ge=0)
    urgent_contact: int = Field(1, ge=0)
    urgent_council: int = Field(1, ge=0)
    urgent_untouched: int = Field(2, ge=1)
    urgent_chase: tuple[int, ...] = (2, 5)
    urgent_escalate: tuple[int, int] = (5, 10)
    routine_read: int = Field(2, ge=0)
    routine_contact: int = Field(5, ge=0)
    routine_council: int = Field(5, ge=0)
    routine_untouched: int = Field(10, ge=1)
    routine_chase: tuple[int, ...] = (10, 20)
    routine_escalate: tuple[int, int] = (20, 30)
    after_talk: int = Field(2, ge=0)

    def of(self, urgency: str) -> Targets:
        """The targets of cases that count as urgent, or as routine."""
        kind = "urgent" if urgency == "urgent" else "routine"
        own = {name: value for name, value in self.model_dump().items() if name.startswith(f"{kind}_")}
        return Targets(**{name.removeprefix(f"{kind}_"): value for name, value in own.items()})


class TermPart(Part):
    name: str
    first_on: date
    last_on: date
    closed: tuple[tuple[date, date], ...] = ()

    @model_validator(mode="after")
    def in_order(self) -> "TermPart":
        if self.first_on > self.last_on:
            raise ValueError("first_on must be before last_on")
        for first, last in self.closed:
            if not self.first_on <= first <= last <= self.last_on:
                raise ValueError("each closed range must lie within the term, its first day first")
        return self
