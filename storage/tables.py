"""The tables. Columns named `sealed_...` hold encrypted text; nothing a family wrote stands in clear."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.columns import ClearText, while_in

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Status(StrEnum):
    ASKING = "asking"  # the interview goes on
    OPEN = "open"  # sent, with staff
    CLOSED = "closed"
    ERASED = "erased"  # the key is destroyed; reference, urgency and days remain


class Case(SQLModel):
    """One family's case, from the first message on. The queue is sorted by columns that hold no words."""

    id: int | None = Field(default=None, primary_key=True)
    ref: str | None = Field(default=None, unique=True, sa_type=ClearText)  # staff write it to look for a case
    chat_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    status: str = Status.ASKING
    begun_at: datetime
    heard_at: datetime
    sent_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: str = ""
    authority: str = ""  # speak, ask
    complete: bool = False  # every question was reached before sending

    sealed_key: bytes | None = None
    key_name: str = ""
    sealed_answers: bytes | None = None
    sealed_marker: bytes | None = None
    asked: int = 0  # how many questions were put: names the message of the current one
    rechecking: bool = False  # the family said that things got worse, and is asked again
    told_urgent: bool = False  # the family was told that it looks urgent so far
    announced: str = ""  # the safety rules that staff were rung for, parted by spaces

    urgency: str = ""
    decided: str = ""  # what a person decided instead, if they did
    accepted_by: str = Field(default="", sa_type=ClearText)
    safety: bool = False
    deadline_on: date | None = None
    no_education: bool = False
    days_lost: float = 0
    children: int = 1
    place: str = ""  # what the queue is sorted by; empty where it is not in the queue

    card_open: bool = False  # the card in the staff group shows the case, not only its reference
    claimed_by: int | None = Field(default=None, sa_type=BigInteger)
    claimed_name: str = Field(default="", sa_type=ClearText)
    claimed_at: datetime | None = None
    prompts: bool = True  # the family wants to be asked how things are
    reachable: bool = True  # the family has not blocked the bot
    paused_until: datetime | None = None  # the family asked for quiet
    not_after: int | None = None  # the hour, in London, from which nothing may come on its own
    neutral: bool = False  # what comes on its own names neither the office nor what it is about

    by_phone: bool = False  # the family rang, and staff answered the questions for it
    asked_by: int | None = Field(default=None, sa_type=BigInteger)  # who of staff is being asked now
    asked_by_name: str = Field(default="", sa_type=ClearText)
    waiting_on: str = ""  # family, council, school, us; empty where nobody said
    touched_at: datetime | None = None  # when somebody of staff last did something about it
    contacted_at: datetime | None = None  # when somebody of staff first wrote to the family, or rang
    raised_at: datetime | None = None  # when somebody of staff first wrote to council or school, or rang
    talked_at: datetime | None = None  # when staff and family last wrote to each other
    prompted_on: date | None = None  # the day of the last prompt: one a day at the most
    triaged_on: date | None = None  # the day for which the verdict holds
    difference: str = ""  # what made the difference, said when it was closed


class CaseRow(Case, table=True):
    """Where cases stand. The desk holds plain `Case` values, and what it changed of them is written back."""

    __tablename__ = "family_case"
    __table_args__ = (
        Index("ix_family_case_place", "place", sqlite_where=text("place <> ''")),
        Index("ix_family_case_key", "key_name", sqlite_where=text("sealed_key IS NOT NULL")),
        {"sqlite_autoincrement": True},  # the number of a deleted case never comes back
    )


class Heard(SQLModel, table=True):
    """An update whose effects are committed. Its id is compared for equality only."""

    update_id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    heard_at: datetime = Field(index=True)


class Happening(SQLModel, table=True):
    """The history of a case: rows are added, never changed."""

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="family_case.id", index=True)
    at: datetime
    kind: str
    who: str = Field(sa_type=ClearText)  # family, sendline, or a staff member's name
    mark: str
    sealed_detail: bytes


class StoredVerdict(SQLModel, table=True):
    __tablename__ = "verdict"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="family_case.id", index=True)
    at: datetime
    decided_on: date
    urgency: str
    rulebook: str
    policy: str
    calendar: str
    mark: str
    sealed_summary: bytes


class FollowUp(SQLModel, table=True):
    """Something to ask or tell at a moment. The unique key keeps it from coming twice."""

    __tablename__ = "follow_up"
    __table_args__ = (
        UniqueConstraint("case_id", "kind", "nth"),
        Index("ix_follow_up_waiting", "due_at", "id", **while_in("waiting")),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="family_case.id", index=True)
    kind: str
    nth: int
    due_at: datetime
    state: str = "waiting"  # waiting, done, ended
    ended_why: str = Field(default="", sa_type=ClearText)


class Outgoing(SQLModel, table=True):
    """A message that goes out, in the order of ids within its lane of a chat. The body is blanked once it is sent."""

    __table_args__ = (
        Index("ix_outgoing_lane", "chat_id", "lane", "id", **while_in("queued")),
        Index("ix_outgoing_waiting", "send_by", "id", **while_in("queued")),
    )

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(sa_type=BigInteger)
    lane: int = 0  # what stays in order: see the outbox
    case_id: int | None = Field(default=None, foreign_key="family_case.id", index=True)
    state: str = "queued"  # queued, sent, failed
    why: str = Field(default="", sa_type=ClearText)
    rank: int
    send_by: datetime  # what is wanted soonest goes first
    claimed_by: str = ""  # the process that has it in hand
    edits: str = ""
    mark: str
    key_name: str = ""
    sealed_body: bytes | None = None
    queued_at: datetime
    done_at: datetime | None = None


class Posted(SQLModel, table=True):
    """Where a named message stands in Telegram, so that it can be edited, replied to, recognised."""

    __table_args__ = (
        Index("ix_posted_message", "chat_id", "message_id"),
        Index(
            "ix_posted_of_case", "case_id", "chat_id"
        ),  # by case alone, the staff group's would all be read
    )

    slot: str = Field(primary_key=True)
    chat_id: int = Field(sa_type=BigInteger)
    message_id: int = Field(sa_type=BigInteger)
    case_id: int | None = Field(default=None, foreign_key="family_case.id")


class StaffAsk(SQLModel, table=True):
    """Words that the bot waits for from staff, as a reply to its message "staff-ask:ID"."""

    __tablename__ = "staff_ask"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="family_case.id", index=True)
    action: str  # what the words are for, such as message or change:urgent
    staff_id: int = Field(sa_type=BigInteger)  # who was asked: nobody else's words count
    answered: bool = False
    mark: str = ""
    sealed_text: bytes | None = None  # words that wait for a second look, such as a message to the family


class Consent(SQLModel, table=True):
    """What a family allowed, or took back: rows are added, and the newest of a kind counts."""

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="family_case.id", index=True)
    kind: str  # casework, council, school, numbers, quote
    given: bool
    at: datetime
    wording: str  # the version of the words that were shown
    who: str = Field(sa_type=ClearText)  # family, or the member of staff who was told so by phone


class JoinedFile(SQLModel, table=True):
    """A picture, a PDF, a voice message that a family sent. Telegram keeps it; here is how to ask for it."""

    __tablename__ = "joined_file"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="family_case.id", index=True)
    at: datetime
    kind: str  # photo, document, voice, audio, video
    album: str = ""  # the same for all that was sent together
    mark: str
    sealed_about: bytes  # Telegram's name for it, and what the family called it


class StaffMember(SQLModel, table=True):
    """Someone who was seen in the staff group: whom a case can be handed to."""

    __tablename__ = "staff_member"

    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = Field(sa_type=ClearText)
    seen_at: datetime


class Audited(SQLModel, table=True):
    """What somebody did or saw, in a chain: each digest rests on the one before. No word of a family's is in it."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    who_id: int = Field(sa_type=BigInteger)  # Telegram's number of whoever did it; 0 for Sendline itself
    who: str = Field(sa_type=ClearText)
    act: str
    case_id: int  # no foreign key: it outlives the case
    ref: str = Field(sa_type=ClearText)
    digest: str


class Chore(SQLModel, table=True):
    """What the office does once a day, such as the morning's digest: the last day on which it was begun."""

    name: str = Field(primary_key=True)
    on: date
    reached: int = 0  # how far it came that day: the number of a case
    done: bool = False


class SetAside(SQLModel, table=True):
    """An update of Telegram's that could not be handled, kept for a person to look at."""

    __tablename__ = "set_aside"

    update_id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime
    why: str = Field(sa_type=ClearText)
    key_name: str
    sealed_body: bytes


class Lease(SQLModel, table=True):
    """Who runs, and who has what only one may do, until when in seconds since 1970 by the database's clock."""

    name: str = Field(primary_key=True)
    holder: str
    until: int = Field(sa_type=BigInteger)


class Tally(SQLModel, table=True):
    """Anonymous counts, such as people who were sent to another door."""

    kind: str = Field(primary_key=True)
    month: str = Field(primary_key=True)
    count: int = 0


class KeyCheck(SQLModel, table=True):
    """A known text sealed under each master key, so that a wrong key is noticed at start."""

    __tablename__ = "key_check"

    key_name: str = Field(primary_key=True)
    sealed: bytes
