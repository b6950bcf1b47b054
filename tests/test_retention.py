"""What families told goes when its time is up: what is due, what is done about it, and that no word is left."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from storage.tables import Case
from storage.work import Work
from tests.handlers.odd import ODD, loses_words
from tests.kept import set_aside
from tests.plays import begins, part_time, routine_case, seed_case
from tests.retiring import case_of, closed, count, jumps, round_of, trail
from tests.town import Family, Town, a_town

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


async def test_whoever_asked_a_caller_last_is_named_when_an_urgent_call_will_go(town: Town) -> None:
    await town.jo.says("/new")
    await town.jo.taps("Parent or carer")
    await town.jo.answers("AL1 3JE")
    await town.jo.taps("Years 3 to 6", "No", "Part days", "6 to 10", "12 weeks", "No")
    ref = town.jo.asked_for
    jumps(town, days=15)
    assert await round_of(town) == [(ref, "urgent-unfinished", "told")]
    assert town.jo.heard("urgent but unfinished")
    assert town.jo.heard("Jo, you asked last.")
