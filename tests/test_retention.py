"""What families told goes when its time is up: what is due, what is done about it, and that no word is left."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from typer.testing import CliRunner, Result

from bot import clock
from bot.cli import app
from bot.desk import outgoing, retention
from bot.office import Office
from bot.retiring import retire
from bot.trial import TOKEN
from storage.audit import Line
from storage.tables import Case
from storage.work import Work
from tests.handlers.odd import ODD, loses_words
from tests.kept import set_aside
from tests.plays import begins, part_time, routine_case, seed_case
from tests.town import ROOT, Family, Town, a_town


async def round_of(town: Town, *, commit: bool = True) -> list[tuple[str, str, str]]:
    """A round of retention: name, kind, and what became of it."""
    seen: list[tuple[str, str, str]] = []
    await retire(
        town.sendline.database.transact,
        town.sendline.house,
        town.clock(),
        commit=commit,
        show=lambda due, what: seen.append((due.name, due.kind, what)),
    )
    await town.settle()
    return seen


def case_of(town: Town, family: Family) -> Case | None:
    return town.sendline.database.transact_now(lambda work: work.cases.of_chat(family.chat))


def trail(town: Town) -> list[Line]:
    return list(town.sendline.database.transact_now(lambda work: work.audit.page()))


def count(town: Town) -> int:
    office = town.sendline.house.office
    return town.sendline.database.transact_now(
        lambda work: retention.due_for_erasure(work, office, town.clock())
    )


async def closed(town: Town, family: Family, play: Any = routine_case) -> None:
    await play(family)
    await town.jo.taps("Open the card", "Close", "Advice given")


def jumps(town: Town, **time: float) -> None:
    """Time passes while nothing is sent: follow-ups are not what this is about."""
    town.clock.move_to(town.clock() + timedelta(**time))


# When it is due


async def test_what_was_never_sent_goes_once_fourteen_whole_days_of_silence_are_over(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    number = case_of(town, ann).id  # type: ignore[union-attr]
    heard = len(ann.screen)
    jumps(town, days=14)
    assert await round_of(town) == []
    jumps(town, days=1)
    assert count(town) == 1
    assert await round_of(town) == [(f"case {number}", "unfinished", "erased")]
    assert case_of(town, ann) is None
    assert len(ann.screen) == heard
    assert count(town) == 0


async def test_a_word_in_between_makes_the_fourteen_days_begin_anew(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    jumps(town, days=10)
    await ann.taps("Years 7")
    jumps(town, days=10)
    assert await round_of(town) == []


@pytest.mark.parametrize(
    ("play", "kept", "due", "kind"),
    [(routine_case, 365, 366, "closed-routine"), (seed_case, 731, 732, "closed-urgent")],
)
async def test_a_closed_case_goes_the_day_after_its_months(
    town: Town, play: Any, kept: int, due: int, kind: str
) -> None:
    ann = town.family("Ann")
    await closed(town, ann, play)
    ref, start = ann.ref, town.clock()
    town.clock.move_to(start + timedelta(days=kept))
    assert await round_of(town) == []
    town.clock.move_to(start + timedelta(days=due))
    heard = len(ann.screen)
    assert await round_of(town) == [(ref, kind, "erased")]
    assert len(ann.screen) == heard
    await town.jo.says(f"/case {ref}")
    assert town.jo.hears(f"{ref} was erased on")


async def test_what_goes_on_is_never_due_however_old_it_is(town: Town) -> None:
    await routine_case(town.family("Ann"))
    jumps(town, days=2000)
    assert await round_of(town) == []


async def test_a_closed_case_that_a_family_wrote_about_since_counts_from_there(town: Town) -> None:
    ann = town.family("Ann")
    await closed(town, ann)
    jumps(town, days=300)

    def talks(work: Work) -> None:
        case = work.cases.of_chat(ann.chat)
        assert case
        case.talked_at = town.clock()

    town.sendline.database.transact_now(talks)
    jumps(town, days=100)
    assert await round_of(town) == []


async def test_when_the_old_case_goes_the_one_after_it_goes_on_as_before(town: Town) -> None:
    ann = town.family("Ann")
    await closed(town, ann)
    old = ann.ref
    jumps(town, days=366)
    await begins(ann)
    assert await round_of(town) == [(old, "closed-routine", "erased")]
    await ann.taps("Years 7")
    assert ann.hears("plan")
    with pytest.raises(AssertionError, match="no button"):
        ann.newest_with("Years 7")


# An urgent interview that staff know of


async def urgent_unfinished(town: Town) -> tuple[Family, str]:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No")
    await part_time(ann)
    await ann.taps("No", "A child or I talk of self-harm")
    return ann, str(case_of(town, ann).ref)  # type: ignore[union-attr]


async def test_of_an_urgent_one_staff_are_told_before_it_goes(town: Town) -> None:
    ann, ref = await urgent_unfinished(town)
    jumps(town, days=15)
    assert await round_of(town) == [(ref, "urgent-unfinished", "told")]
    assert town.jo.hears(
        f"{ref}: urgent but unfinished, and nothing was heard or done since Mon 23 Nov, 10:00."
    )
    assert town.jo.hears("It will be erased after Tuesday 15 December 2026.")
    jumps(town, days=7)
    assert await round_of(town) == [(ref, "urgent-unfinished", "kept")]
    assert town.jo.count("urgent but unfinished") == 1
    jumps(town, days=1)
    assert await round_of(town) == [(ref, "urgent-unfinished", "erased")]
    assert case_of(town, ann) is None
    assert [(line.act, line.who, line.ref) for line in trail(town)] == [
        ("retention-told", "sendline", ref),
        ("retention", "sendline", ref),
    ]


async def test_an_urgent_one_that_somebody_takes_in_hand_stays(town: Town) -> None:
    ann, ref = await urgent_unfinished(town)
    jumps(town, days=15)
    await round_of(town)
    jumps(town, days=2)
    await town.jo.taps("Open the card", "Claim")
    jumps(town, days=10)
    assert await round_of(town) == []
    jumps(town, days=5)
    assert await round_of(town) == [(ref, "urgent-unfinished", "told")]
    assert case_of(town, ann) is not None


# What is left of it


async def test_the_card_in_the_group_loses_its_words_and_the_history_says_retention(town: Town) -> None:
    ann = town.family("Ann")
    await closed(town, ann, seed_case)
    ref = ann.ref
    assert town.jo.heard("rtt.no-consent")
    jumps(town, days=732)
    await round_of(town)
    assert not town.jo.heard("rtt.no-consent")
    assert (trail(town)[-1].who, trail(town)[-1].act, trail(town)[-1].ref) == ("sendline", "retention", ref)
    kinds = town.sendline.database.transact_now(
        lambda work: work.connection.execute(
            text("SELECT kind, who FROM happening ORDER BY id DESC LIMIT 1")
        ).one()
    )
    assert tuple(kinds) == ("retention", "sendline")
    assert town.sendline.database.transact_now(lambda work: work.audit.verify()).broken is None


async def test_nothing_sealed_of_what_went_is_left_in_the_database(town: Town) -> None:
    ann, bea = town.family("Ann"), town.family("Bea")
    await closed(town, ann, seed_case)
    await begins(bea)
    read = "SELECT sealed_key, sealed_answers FROM family_case ORDER BY id"
    sealed = [
        part
        for row in town.sendline.database.transact_now(lambda work: work.connection.execute(text(read)).all())
        for part in row
    ]
    assert [bytes(part).decode("latin-1") in town.stored() for part in sealed] == [True] * 4
    jumps(town, days=732)
    assert [became for _, _, became in await round_of(town)] == ["erased", "erased"]
    assert [bytes(part).decode("latin-1") in town.stored() for part in sealed] == [False] * 4


async def test_a_dry_round_changes_nothing(town: Town) -> None:
    ann = town.family("Ann")
    await closed(town, ann)
    jumps(town, days=366)
    assert await round_of(town, commit=False) == [(ann.ref, "closed-routine", "due")]
    assert case_of(town, ann).status == "closed"  # type: ignore[union-attr]
    assert len(trail(town)) == 2


async def test_what_was_set_aside_and_rows_of_what_was_sent_go_after_their_days(town: Town) -> None:
    ann, bea = town.family("Ann"), town.family("Bea")
    await begins(ann)
    await routine_case(bea)
    loses_words(town, "odd.choice")
    await ann.says(ODD)
    jumps(town, days=31)
    assert len(set_aside(town)) == 1
    await round_of(town, commit=False)
    assert len(set_aside(town)) == 1
    await round_of(town)
    assert set_aside(town) == []
    rows = "SELECT count(*) FROM outgoing WHERE state <> 'queued'"
    assert town.sendline.database.transact_now(lambda w: w.connection.execute(text(rows)).scalar_one()) > 0
    jumps(town, days=60)
    await round_of(town)
    assert town.sendline.database.transact_now(lambda w: w.connection.execute(text(rows)).scalar_one()) == 0
    await bea.says("/status")
    assert bea.hears("Your reference is")


WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=12, max_size=40)


@pytest.mark.sqlite
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=st.lists(st.tuples(WORDS, st.booleans(), st.integers(0, 800)), min_size=1, max_size=3))
async def test_whatever_retention_takes_leaves_no_word_and_no_key_and_what_it_leaves_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, bool, int]]
) -> None:
    async with a_town(f"sqlite:///{tmp_path_factory.mktemp('town') / 'sendline.db'}") as town:
        families = []
        for number, (words, sends, _) in enumerate(told):
            family = town.family(f"Family {number}")
            await (closed(town, family) if sends else begins(family))
            await family.says(words)
            families.append(family)
        jumps(town, days=max(days for _, _, days in told))
        keys = "SELECT id, sealed_key FROM family_case WHERE sealed_key IS NOT NULL ORDER BY id"
        before = dict(
            tuple(row)
            for row in town.sendline.database.transact_now(
                lambda work: work.connection.execute(text(keys)).all()
            )
        )
        await round_of(town)
        after = dict(
            tuple(row)
            for row in town.sendline.database.transact_now(
                lambda work: work.connection.execute(text(keys)).all()
            )
        )
        held = town.stored()
        assert [words for words, _, _ in told if words in held] == []
        for number, key in before.items():
            assert (key.decode("latin-1") in held) == (number in after)
        for family in families:
            case = case_of(town, family)
            if case:
                town.sendline.database.transact_now(partial(_reads, case=case))


def _reads(work: Work, case: Case) -> None:
    work.history.of(case)
    work.conversations.answers(case)


# By itself, and by the command


class Automatic(Town):
    """A town whose office wants it done by itself."""

    @property
    def office(self) -> Office:
        office = super().office
        return office.model_copy(
            update={"retention": office.retention.model_copy(update={"automatic": True})}
        )


@pytest.fixture
async def automatic(database_url: str) -> AsyncIterator[Town]:
    found = Automatic(database_url)
    await found.sendline.prepare()
    yield found
    found.sendline.database.close()


async def test_where_the_office_wants_it_the_bot_does_it_once_a_day_by_itself(automatic: Town) -> None:
    ann = automatic.family("Ann")
    await begins(ann)
    await automatic.passes(days=14)
    assert case_of(automatic, ann) is not None
    await automatic.passes(days=1)
    assert case_of(automatic, ann) is None


async def test_otherwise_the_bot_erases_nothing_by_itself(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await town.passes(days=20)
    assert case_of(town, ann) is not None
    assert count(town) == 1


@pytest.fixture
async def due(town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Town:
    """Ann's closed case and Bea's interview are due, Cat's is not; whoever types has the office's settings."""
    await closed(town, town.family("Ann"))
    await begins(town.family("Bea"))
    jumps(town, days=366)
    await begins(town.family("Cat"))
    values = {
        "TOKEN": TOKEN,
        "STAFF_CHAT": str(town.staff_chat),
        "MASTER_KEYS": town.key,
        "OFFICE": str(ROOT / "office.example.toml"),
        "DATABASE_URL": town.url,
        "TELEGRAM": "http://127.0.0.1:9",
    }
    for name, value in values.items():
        monkeypatch.setenv(f"SENDLINE_{name}", value)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clock, "system_now", town.clock)
    return town


def command(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["retention", *arguments])


def cases(town: Town) -> list[tuple[int, str]]:
    read = "SELECT id, status FROM family_case ORDER BY id"
    rows = town.sendline.database.transact_now(lambda work: work.connection.execute(text(read)).all())
    return [(row.id, row.status) for row in rows]


def _in_a_thread(*arguments: str) -> Result:
    """The command has a loop of its own, as it has in its own process."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(command, *arguments).result()


async def test_the_command_lists_what_is_due_without_words_and_changes_nothing(due: Town) -> None:
    said = _in_a_thread()
    assert said.exit_code == 0, said.output
    ref, _, rest = said.stdout.partition("  ")
    assert ref.startswith("SL-")
    assert rest.startswith(
        "closed-routine  kept until 2027-11-23  due\ncase 2  unfinished  kept until 2026-12-07  due\n"
    )
    assert "Cases due: 2." in said.stdout
    assert said.stdout.endswith("Nothing was changed. --commit erases what is due.\n")
    assert "AL1" not in said.stdout
    assert cases(due) == [(1, "closed"), (2, "asking"), (3, "asking")]


async def test_the_command_commits_beside_a_running_bot_which_then_blanks_the_card(due: Town) -> None:
    said = _in_a_thread("--commit")
    assert said.exit_code == 0, said.output
    assert "Cases erased: 2. Staff told first of: 0. Kept: 0." in said.stdout
    assert cases(due) == [(1, "erased"), (3, "asking")]
    assert due.jo.heard("Suspended")
    await due.sendline.database.transact(partial(outgoing.claim, most=100))
    await due.settle()
    assert not due.jo.heard("Suspended")
    assert _in_a_thread().stdout.startswith("Cases due: 0.")
