"""Two families whose words are sealed, and whoever reads them."""

import base64
from datetime import UTC, date, datetime
from pathlib import Path

from bot.casework.answers import Answer, Marker, Step
from bot.casework.messages import Message
from storage.database import Database
from storage.outbox import Ready
from storage.sealing import read_master_keys
from storage.tables import Case
from storage.work import Work

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FIRST = "first:" + base64.b64encode(b"1" * 32).decode()
SECOND = "second:" + base64.b64encode(b"2" * 32).decode()
WRONG = "first:" + base64.b64encode(b"3" * 32).decode()
ANN, BEA = 7, 8
"""Two families' chats; Ann's case is number 1, Bea's number 2."""


def takes(work: Work) -> list[Ready]:
    """All that can be taken in hand."""
    work.outbox.process = "me"
    work.outbox.claim([], 50)
    return work.outbox.taken


def opened(url: str, keys: str = FIRST) -> Database:
    return Database(url, read_master_keys(keys))


def tells(work: Work, chat: int, words: str) -> None:
    """A family answers, writes, is decided on, and is owed a message."""
    case = work.cases.begin(chat, AT)
    told = {Step(1, "plan"): Answer("yes"), Step(2, "plan"): Answer("no"), Step(1, "told"): Answer(words)}
    work.conversations.put(case, told)
    work.conversations.mark(case, Marker(picked=("job",)))
    work.history.add(case, AT, "wrote", "family", text=words)
    work.verdicts.add(
        case,
        AT,
        decided_on=date(2026, 11, 23),
        urgency="urgent",
        rulebook="r",
        policy="p",
        calendar="c",
        summary={"own": words},
    )
    work.outbox.add(chat, Message(html=words), AT, case)


def case_of(work: Work, chat: int) -> Case:
    case = work.cases.of_chat(chat)
    assert case is not None
    return case


def reads_all(work: Work) -> None:
    """Open whatever is sealed."""
    for chat in (ANN, BEA):
        case = case_of(work, chat)
        work.conversations.answers(case)
        work.conversations.marker(case)
        work.history.of(case)
        work.verdicts.newest(case)
    takes(work)


def files(folder: Path) -> bytes:
    """Everything in the database's files, the write-ahead log included."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("sendline.db*")))
