"""The promises, each as a function that fails where it is broken."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.casework import asking, interview
from bot.casework.answers import Step
from bot.casework.script import QUESTIONS, ROLES
from bot.casework.words import Words
from tests.fuzz.book import Book, Decided, Page, shown
from tests.fuzz.people import GONE, PROMPTS, Parent, same_text
from tests.fuzz.trouble import not_met, rows
from tests.town import Town

LONDON = ZoneInfo("Europe/London")
BANK_HOLIDAYS = {
    date(2026, 8, 31), date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26),
    date(2027, 3, 29), date(2027, 5, 3), date(2027, 5, 31), date(2027, 8, 30), date(2027, 12, 27), date(2027, 12, 28),
}  # fmt: skip
OPENS, CLOSES = time(9, 30), time(18)
"""When the example office lets the bot prompt families."""


def nothing_acknowledged_is_lost(town: Town, parent: Parent, book: Book) -> None:
    """Every answer that was shown as taken is stored, unless a correction made it moot."""
    for (case, step), seen in list(parent.told.items()):
        page = book.get(case)
        assert page is not None, (
            f"{parent.name} saw {step} acknowledged; case {case} is gone, and nobody said so"
        )
        if step in page.answers:
            stored = shown(town, step, page)
            seen = as_it_reads_now(town, step, seen, page)
            assert same_text(seen, stored), f"{parent.name} saw {seen!r} for {step}; {stored!r} is stored"
        else:
            path = set(interview.path(page.answers, day_in_london(town)))
            assert step not in path, (
                f"{parent.name} saw {step} acknowledged as {seen!r}, and it is not stored"
            )
            del parent.told[case, step]


def as_it_reads_now(town: Town, step: Step, seen: str, page: Page) -> str:
    """An answer as it was seen, in the words of whoever writes by now, without ticks that are no longer offered."""
    words, several = town.sendline.house.words, QUESTIONS[step.question].several
    now = asking.labels(words, step, page.answers, day_in_london(town))
    shown = [_in_now(words, step, part, now) for part in (seen.split("; ") if several else [seen])]
    return "; ".join(part for part in shown if part) or words.plain("said.none")


def _in_now(words: Words, step: Step, seen: str, now: Mapping[str, str]) -> str:
    """What one option reads now; nothing where it is a tick that is gone; other words as they are."""
    for option in QUESTIONS[step.question].options:
        ids = (f"option.{role}.{step.question}.{option}" for role in ROLES)
        labels = [words.plain(i) for i in (f"option.{step.question}.{option}", *ids) if i in words]
        if any(label == seen or (seen.endswith("…") and label.startswith(seen[:-1])) for label in labels):
            return now.get(option, "" if QUESTIONS[step.question].several else seen)
    return seen


def day_in_london(town: Town) -> date:
    return town.clock().astimezone(LONDON).date()


def nothing_written_is_lost(parent: Parent, book: Book) -> None:
    """Every word that answered nothing is kept in the case's history."""
    for case, wrote in parent.wrote.items():
        page = book.get(case)
        assert page is not None, (
            f"what {parent.name} wrote was in case {case}, which is gone, and nobody said so"
        )
        missing = Counter(wrote) - Counter(page.wrote)
        assert not missing, f"{parent.name} wrote {missing}, which is not kept"


def all_is_met(town: Town) -> None:
    """Nothing is set aside, and Telegram refuses nothing, whatever people write."""
    missed = not_met(town)
    assert missed == [], f"not met: {missed}"


def decided_as_before(town: Town, verdicts: Iterable[Decided]) -> None:
    """The same answers, day and rulebook give the same verdict for ever."""
    for verdict in verdicts:
        assert verdict.again(town).urgency == verdict.urgency, f"case {verdict.case} is decided otherwise now"
        assert verdict.rulebook == town.sendline.house.rulebook.digest


def not_knowing_never_calms(town: Town, verdict: Decided) -> None:
    """No answer of an urgent case can be turned into "I don't know" and make it routine."""
    if verdict.urgency != "urgent":
        return
    for step, answers in verdict.with_less_known():
        unsure = town.sendline.house.triage(answers, verdict.on, sent=True)
        assert unsure.urgency != "routine", f"routine once {step} is not known: {dict(verdict.answers)}"


def nothing_is_lowered_by_code(before: Book, now: Book) -> None:
    """What staff know as urgent stays urgent until a person changes it."""
    for number, page in now.items():
        was = before.get(number)
        if was and was.ref and was.counts == "urgent" and page.counts != "urgent":
            changed = page.times("changed") > was.times("changed")
            assert changed, f"case {number} was urgent and is {page.counts!r}; nobody changed it"


def prompts_are_quiet(
    parent: Parent, fresh: Sequence[Mapping[str, Any]], *, stopped: bool, blocked: bool
) -> None:
    """No prompt at night, at a weekend, on a bank holiday, after /stop, or to a chat that is blocked."""
    for message in fresh:
        if not str(message["text"]).startswith(PROMPTS):
            continue
        at = datetime.fromtimestamp(message["date"], UTC).astimezone(LONDON)
        where = f"{parent.name} was prompted on {at:%A %d %B %Y at %H:%M}: {message['text'][:40]}"
        assert at.weekday() < 5 and at.date() not in BANK_HOLIDAYS, where
        assert OPENS <= at.time() < CLOSES, where
        assert not stopped, f"after /stop {where}"
        assert not blocked, f"though blocked {where}"


def one_prompt_a_day(parent: Parent) -> None:
    """Whatever happens, no family gets two prompts in a day. Whoever erased all is nobody that we know."""
    days = Counter[date]()
    for message in parent.family.screen:
        said = str(message["text"])
        if any(sign in said for sign in GONE):
            days.clear()
        if said.startswith(PROMPTS) and "You may have had this before" not in said:
            days[datetime.fromtimestamp(message["date"], UTC).astimezone(LONDON).date()] += 1
        assert all(count < 2 for count in days.values()), f"{parent.name} was prompted twice: {said[:60]}"


def nothing_stands_in_clear(town: Town, parents: Iterable[Parent]) -> None:
    """Not one word of a family can be read in the database's files."""
    stored = town.stored()
    for parent in parents:
        for mark in parent.marks:
            assert mark not in stored, f"{mark} of {parent.name} stands in clear in the database"


def what_is_gone_is_gone(town: Town, parents: Iterable[Parent], book: Book) -> None:
    """What belonged to a case that was erased is nowhere: not in another case, not in the staff group."""
    group = [str(message["text"]) for message in town.jo.screen]
    living = {number: page.all_words for number, page in book.items()}
    for parent in parents:
        for mark, case in parent.marks.items():
            if case in book:
                continue
            assert not any(mark in text for text in group), (
                f"the group shows {mark} of {parent.name}, who is gone"
            )
            holding = [number for number, words in living.items() if mark in words]
            assert not holding, f"case {holding} holds {mark} of {parent.name}, whose case {case} is gone"
    keys = rows(town, "SELECT id FROM family_case WHERE status = 'erased' AND sealed_key IS NOT NULL")
    assert [row["id"] for row in keys] == [], "an erased case still has its key"


def nothing_sealed_outlives_its_case(town: Town) -> None:
    """No answer, verdict or message is left of an erased case, and no sealed message once it is sent."""
    answers = rows(town, "SELECT id FROM family_case WHERE status = 'erased' AND sealed_answers IS NOT NULL")
    assert answers == [], "an erased case still has its answers"
    for table in ("verdict", "outgoing"):
        left = f"SELECT c.id FROM {table} t JOIN family_case c ON c.id = t.case_id WHERE c.status = 'erased'"  # noqa: S608
        assert rows(town, left) == [], f"{table} holds something of an erased case"
    bodies = rows(town, "SELECT id, state FROM outgoing WHERE sealed_body IS NOT NULL")
    assert [tuple(row) for row in bodies] == [], "a message that was sent or given up is still held"


def families_see_only_their_own(parents: Sequence[Parent]) -> None:
    """No family reads another's words."""
    for parent in parents:
        read = (*(str(message["text"]) for message in parent.family.screen), *parent.family.files.values())
        screen = "\n".join(read)
        for other in parents:
            if other is not parent:
                seen = [mark for mark in other.marks if mark in screen]
                assert not seen, f"{parent.name} reads {seen}, which {other.name} wrote"


def files_can_be_shown(parents: Iterable[Parent]) -> None:
    """A family's own copy says nothing of a danger that it named and took back: someone may be looking on."""
    for parent in parents:
        for name, text in parent.family.files.items():
            assert "looking on" not in text, f"{name} of {parent.name} says what was taken back"


def staff_see_only_constituents(town: Town, parents: Iterable[Parent], book: Book) -> None:
    """Until a postcode shows a constituent, the staff group sees no word of a family."""
    group = "\n".join(str(message["text"]) for message in town.jo.screen)
    for parent in parents:
        for mark, case in parent.marks.items():
            page = book.get(case)
            if page is not None and page.ref is None:
                assert mark not in group, (
                    f"the group reads {mark} of {parent.name}, whose postcode is not known"
                )


def follow_ups_are_in_order(town: Town, book: Book) -> None:
    """One at most waits of each kind; an open urgent case that nobody claimed is always about to be called out."""
    waiting = Counter(
        (row["case_id"], row["kind"])
        for row in rows(town, "SELECT case_id, kind FROM follow_up WHERE state = 'waiting'")
    )
    assert [what for what, number in waiting.items() if number > 1] == [], "two of one kind wait"
    for number, page in book.items():
        if page.status == "open" and page.counts == "urgent" and not page.claimed:
            assert waiting[number, "unclaimed"] == 1, f"nobody will be told that case {number} is unclaimed"
    ended = "SELECT c.id FROM follow_up f JOIN family_case c ON c.id = f.case_id WHERE f.state = 'waiting' "
    assert rows(town, ended + "AND c.status IN ('closed', 'erased')") == [], (
        "something waits for a case that is over"
    )
    unwanted = (
        "AND f.kind IN ('unfinished', 'unfinished-again', 'check-in') AND NOT (c.prompts AND c.reachable)"
    )
    assert rows(town, ended + unwanted) == [], (
        "a prompt waits for a family that wants none, or cannot be reached"
    )
