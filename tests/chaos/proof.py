"""What must hold once everything has settled. Each guarantee returns what breaks it, in words; nothing, it holds."""

import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial

from bot.casework.answers import Step
from storage.tables import Case
from storage.work import Work
from tests.chaos.crowd import PATIENCE_SECONDS, REPEAT, Crowd, StuckError, staff_room
from tests.chaos.families import Family, Line
from tests.chaos.stage import Stage

FIRST_MESSAGE = re.compile(r"(🔴|🟢|🆘).*?\b(SL-[A-Z0-9]{5})", re.S)
ONCE = (
    *("read-near", "read-passed"),
    *("contact-near", "contact-passed", "council-near", "council-passed"),
)
"""What comes once for a case that is open: each of them waits, or came."""

OWED = {
    "urgent": Counter(("check-in", "untouched", "unclaimed")),
    "routine": Counter(("check-in", "untouched")),
}
"""The follow-ups that wait for an open case that nobody has claimed or touched, by its urgency."""

DATED = Counter(("remind-staff", "remind-family"))
"""Those that wait as well where a date is known."""


async def settle(stage: Stage, crowd: Crowd) -> None:
    """Return once every update is confirmed and every message sent. Raises StuckError."""
    telegram, moved_at = stage.telegram, time.monotonic()
    while telegram.world.state.updates or stage.queued():
        version = telegram.version
        crowd.twins.look()
        if await telegram.changed_since(version, 0.5) != version:
            moved_at = time.monotonic()
        elif time.monotonic() - moved_at > PATIENCE_SECONDS:
            raise StuckError(f"{len(telegram.world.state.updates)} updates, {stage.queued()} messages wait")
    crowd.twins.look()


def broken(stage: Stage, crowd: Crowd) -> list[str]:
    """Every guarantee that does not hold; to be asked when the bot has stopped."""
    database = stage.open_database()
    try:
        found = [*_left_over(stage), *_follow_ups(stage)]
        alerted = {match[2] for text in staff_room(stage.telegram) if (match := FIRST_MESSAGE.match(text))}
        for family in crowd.families:
            found += database.transact_now(partial(_case, family=family, alerted=alerted))
            found += database.transact_now(partial(_copy, family=family))
        return found
    finally:
        database.close()


def _left_over(stage: Stage) -> Iterator[str]:
    """Nothing is set aside, queued, given up or unconfirmed."""
    for update, why in stage.rows("SELECT update_id, why FROM set_aside"):
        yield f"set aside: Telegram's {update} ({why})"
    if stage.queued():
        yield f"{stage.queued()} messages still wait to be sent"
    for number, why in stage.rows(
        "SELECT id, why FROM outgoing WHERE state = 'failed' AND why NOT LIKE '%blocked by the user%'"
    ):
        yield f"message {number} was given up: {why}"
    if stage.telegram.world.state.updates:
        yield f"{len(stage.telegram.world.state.updates)} updates are not confirmed"


def _case(work: Work, family: Family, alerted: set[str]) -> list[str]:
    cases = work.cases.all_of_chat(family.chat)
    if len(cases) != 1:
        return [f"chat {family.chat} has {len(cases)} cases"]
    case = cases[0]
    name = f"case {case.ref} (chat {family.chat})"
    return [f"{name}: {what}" for what in (*_answers(work, case, family), *_sending(work, case, alerted))]


def _copy(work: Work, family: Family) -> list[str]:
    """The family has its copy; one that came again says so."""
    case = work.cases.of_chat(family.chat)
    files = [m for m in family.telegram.history(family.chat) if "document" in m]
    wrong = [
        m["document"]["file_name"] for m in files if m["document"]["file_name"] != f"{case and case.ref}.txt"
    ]
    if wrong:
        return [f"chat {family.chat} was sent {wrong}"]
    told_once = [m for m in files if not REPEAT.search(m["caption"])]
    if not files or len(told_once) > 1:
        return [
            f"chat {family.chat} was sent {len(files)} copies, of which {len(told_once)} say nothing of a repeat"
        ]
    return []


def _answers(work: Work, case: Case, family: Family) -> Iterator[str]:
    """Every answer is stored once, in the order in which it was given."""
    stored = [
        Line(h.detail["child"], h.detail["question"], h.detail["value"], h.detail["state"])
        for h in work.history.of(case)
        if h.kind == "answered"
    ]
    if stored != family.log:
        yield f"the history says {_differing(stored, family.log)}, the family {_differing(family.log, stored)}"
    answers = work.conversations.answers(case)
    for line in family.log:
        answer = answers.get(Step(line.child, line.question))
        value = list(answer.value) if answer and isinstance(answer.value, tuple) else answer and answer.value
        if value != line.value:
            yield f"{line.question} of child {line.child} is {value!r}, and the family said {line.value!r}"


def _differing(lines: list[Line], others: list[Line]) -> list[Line]:
    """The lines from the first difference on."""
    same = next((n for n, (a, b) in enumerate(zip(lines, others, strict=False)) if a != b), len(others))
    return lines[same : same + 3]


def _sending(work: Work, case: Case, alerted: set[str]) -> Iterator[str]:
    """It was sent once, decided once, and staff were rung for it."""
    kinds = Counter(happened.kind for happened in work.history.of(case))
    for kind in ("sent", "verdict"):
        if kinds[kind] != 1:
            yield f"its history has {kinds[kind]} lines {kind!r}"
    if case.status != "open":
        yield f"it is {case.status}"
    if case.ref not in alerted:
        yield "no first message in the staff group names it"


def _follow_ups(stage: Stage) -> Iterator[str]:
    """No open case lacks a follow-up, and none has one twice."""
    waiting: dict[int, list[str]] = defaultdict(list)
    numbers: dict[tuple[int, str], list[int]] = defaultdict(list)
    for case, kind, nth, state in stage.rows("SELECT case_id, kind, nth, state FROM follow_up"):
        numbers[case, kind].append(nth)
        if state == "waiting":
            waiting[case].append(kind)
    for (case, kind), found in numbers.items():
        if sorted(found) != list(range(1, len(found) + 1)):
            yield f"case {case} has the follow-ups {sorted(found)} of {kind}"
    for case, urgency in stage.rows("SELECT id, urgency FROM family_case WHERE status = 'open'"):
        for kind in ONCE:
            if numbers[case, kind] != [1]:
                yield f"case {case} has the follow-ups {numbers[case, kind]} of {kind}"
        there, owed = Counter(kind for kind in waiting[case] if kind not in ONCE), OWED[urgency]
        for kind in sorted((owed - there) | (there - owed - DATED)):
            yield f"case {case}, {urgency}: {there[kind]} of {kind} wait, and {owed[kind]} should"
