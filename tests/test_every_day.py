"""What an office gets each working day: open cases decided anew, dates that come near, and the morning's digest."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from storage.work import Work
from tests.plays import begins, finishes, not_going, routine_case, seed_case
from tests.town import Family, Town


def moments(someone: Town | Family, said: str) -> list[str]:
    screen = someone.jo.screen if isinstance(someone, Town) else someone.screen
    sent = [m["date"] for m in screen if said in m["text"]]
    return [datetime.fromtimestamp(at, UTC).strftime("%a %d %b %H:%M") for at in sent]


def counted(town: Town, sql: str) -> int:
    return town.sendline.database.transact_now(
        lambda work: int(work.connection.execute(text(sql)).scalar_one())
    )


async def test_a_child_still_out_on_day_fifteen_moves_the_case_to_urgent(town: Town) -> None:
    ann = town.family("Ann")
    await not_going(ann, "14")  # Monday
    assert town.jo.heard("ROUTINE")
    await town.passes(hours=23)  # Tuesday, 9:00
    assert moments(town, "a day passed that changes this case") == ["Tue 24 Nov 08:00"]
    assert moments(town, "New answers changed this case") == ["Tue 24 Nov 08:00"]
    assert town.jo.heard("oos.no-education-15")
    await town.passes(days=3)
    assert len(moments(town, "a day passed that changes this case")) == 1


async def test_a_family_that_says_all_is_well_is_not_counted_on(town: Town) -> None:
    ann = town.family("Ann")
    await not_going(ann, "4")  # Monday; the fifteenth day would be Tuesday, 8 December
    await town.passes(days=10)
    await ann.taps("Sorted")
    await town.passes(days=20)
    assert moments(town, "a day passed that changes this case") == []


async def test_where_nothing_changed_no_verdict_is_stored(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.passes(days=4)
    assert counted(town, "SELECT count(*) FROM verdict") == 1
    assert counted(town, "SELECT count(*) FROM family_case WHERE triaged_on = '2026-11-27'") == 1


async def test_what_is_due_so_many_days_after_today_stays_where_it_was(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    before = summary(town)["clocks"]
    await town.passes(days=9)
    kept = {(c["rule"], c["due"]): c["on"] for c in summary(town)["clocks"]}
    assert {(c["rule"], c["due"]): c["on"] for c in before} == kept


def summary(town: Town) -> dict[str, list[dict[str, str]]]:
    def newest(work: Work) -> dict[str, list[dict[str, str]]]:
        case = work.cases.numbered(1)
        assert case is not None
        return dict(work.verdicts.newest(case) or {})

    return town.sendline.database.transact_now(newest)


async def test_code_never_lowers_what_a_person_made_urgent(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.jo.taps("Open the card", "Change to")
    await town.jo.replies("I know the family")
    await town.passes(days=8)
    assert counted(town, "SELECT count(*) FROM family_case WHERE decided = 'urgent'") == 1


async def test_a_person_who_made_it_routine_is_not_overruled_by_the_same_reasons(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card", "Change to")
    await town.jo.replies("the school has called: all is agreed")
    await town.passes(days=3)
    assert counted(town, "SELECT count(*) FROM family_case WHERE decided = 'routine'") == 1


async def test_what_was_begun_goes_on_after_a_restart(town: Town) -> None:
    for name in ("Ann", "Bea", "Cas"):
        await routine_case(town.family(name))
    await town.passes(minutes=1)
    town.sendline.database.transact_now(
        lambda work: (work.chores.begin("re-triage", datetime(2026, 11, 24, tzinfo=UTC).date()), None)[1]
    )
    town.sendline.database.transact_now(lambda work: work.chores.reach("re-triage", 1))
    town.clock.move_to(town.clock() + timedelta(days=1))
    await town.restart()
    await town.sendline.tick()
    asked = text("SELECT id FROM family_case WHERE triaged_on = '2026-11-24' ORDER BY id")
    found = town.sendline.database.transact_now(lambda work: list(work.connection.execute(asked).scalars()))
    assert found == [2, 3]


async def test_the_digest_comes_once_at_the_opening_of_each_working_day(town: Town) -> None:
    await seed_case(town.family("Ann"))
    await town.passes(days=8)
    assert moments(town, "Good morning") == [
        "Tue 24 Nov 09:00", "Wed 25 Nov 09:00", "Thu 26 Nov 09:00", "Fri 27 Nov 09:00", "Mon 30 Nov 09:00",
        "Tue 01 Dec 09:00",
    ]  # fmt: skip


async def test_the_digest_names_what_waits_by_reference_and_opens_it(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await town.passes(hours=23)
    (digest,) = [m["text"] for m in town.jo.screen if "Good morning" in m["text"]]
    assert f"New: 1 {ann.ref}" in digest
    assert f"Urgent, not claimed: 1 {ann.ref}" in digest
    assert f"Due today: 1 {ann.ref}" in digest
    assert "Audit trail: 000000000000" in digest
    await town.jo.taps("SL-")
    assert "URGENT" in town.jo.card


async def test_an_office_with_nothing_to_do_gets_no_digest(town: Town) -> None:
    await begins(town.family("Ann"))
    await town.passes(days=8)
    assert moments(town, "Good morning") == []


async def test_a_date_of_the_law_is_reminded_of_to_staff_and_family_one_message_a_day(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 7", "No", "Excluded for good")
    await ann.says("20 November")
    await ann.taps("Yes", "Not yet", "None", "No")
    await finishes(ann)
    await town.passes(days=25)
    assert moments(ann, "A date is near") == [
        "Wed 02 Dec 09:30",  # seven school days before Friday, 11 December
        "Tue 08 Dec 09:30",
        "Thu 10 Dec 09:30",
    ]
    assert set(moments(ann, "A date is near")) <= {
        at.replace("09:00", "09:30") for at in moments(town, "a date is near")
    }


async def test_a_closed_case_is_reminded_of_nothing(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 7", "No", "Excluded for good")
    await ann.says("20 November")
    await ann.taps("Yes", "Not yet", "None", "No")
    await finishes(ann)
    await town.jo.taps("Open the card", "Close", "Advice given")
    await town.passes(days=25)
    assert moments(ann, "A date is near") == []
    assert moments(town, "a date is near") == []
