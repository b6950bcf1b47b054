"""A backup and its way back: made while families talk, sealed, whole or not at all, and the office goes on."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.casework.messages import Message
from storage.database import Database
from storage.sealing import read_master_keys
from tests.backups import an_office, backed_up, restored
from tests.plays import begins, routine_case
from tests.town import Town


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    async with an_office(tmp_path) as found:
        yield found


async def goes_on_with(town: Town, file: Path) -> None:
    """The machine is gone; the office starts on another one, with what its backup holds."""
    restored(town, file)
    town.url = town.url.replace("office.db", "again.db")
    await town.restart()
    await town.settle()


# The drill


async def test_a_restored_office_goes_on_where_it_was(office: Town) -> None:
    eve = next(p for p in office.telegram.families() if p.first_name == "Eve")
    fay = office.family("Fay")
    await begins(fay)
    await office.jo.says("/queue")
    queue = office.jo.last
    due = office.sendline.next_due()
    file = backed_up(office)
    await goes_on_with(office, file)
    assert office.sendline.next_due() == due
    await office.jo.says("/queue")
    assert office.jo.last == queue
    await fay.says("/start")
    assert fay.hears("Which class or year?")
    await fay.taps("Years 7", "No", "Suspended")
    assert fay.hears("How many school days")
    office.telegram.says(eve.id, eve.id, "/status")
    await office.settle()
    assert "You are part of the way through" in str(office.telegram.history(eve.id))
    ann = next(p for p in office.telegram.families() if p.first_name == "Ann")
    prompts = len(office.telegram.history(ann.id))
    await office.passes(days=5)
    assert len(office.telegram.history(ann.id)) > prompts
    await office.jo.taps("All answers")
    assert "Claimed by Jo" in office.jo.card


async def test_a_backup_is_made_while_another_family_talks_and_is_of_one_moment(office: Town) -> None:
    fay = office.family("Fay")
    await begins(fay)
    made = asyncio.create_task(asyncio.to_thread(backed_up, office))
    await fay.taps("Years 7", "No", "Suspended", "3")
    file = await made
    await goes_on_with(office, file)
    await fay.says("/start")
    assert any(
        fay.hears(question)
        for question in ("class or year", "EHC plan", "school like", "school days", "When did")
    )


async def test_what_waited_to_be_sent_goes_out_once_more_and_says_so(office: Town) -> None:
    gus = office.family("Gus")
    await begins(gus)
    office.telegram.says(gus.person, gus.chat, "Years 7 to 10")
    await office.sendline.poller.once()  # the answer is kept, and the next question waits
    file = backed_up(office)
    await office.settle()
    assert gus.hears("Is there an EHC plan?")
    assert not gus.heard("You may have had this before")
    await goes_on_with(office, file)
    assert gus.count("Is there an EHC plan?") == 2
    assert gus.hears("You may have had this before")


async def test_of_several_that_waited_each_says_so(office: Town) -> None:
    gus = office.family("Gus")
    await begins(gus)
    for words in ("We rang the school.", "They will ring you."):
        waits = Message(html=words)
        office.sendline.database.transact_now(
            lambda work, waits=waits: work.outbox.add(gus.chat, waits, office.clock())  # type: ignore[misc]
        )
    await goes_on_with(office, backed_up(office))
    assert gus.count("You may have had this before") == 2
    assert gus.hears("They will ring you.")
    await gus.taps("Years 7")
    assert gus.count("You may have had this before") == 2


async def test_nobody_holds_a_lease_in_a_restored_office(office: Town) -> None:
    restored(office, backed_up(office))
    again = Database(office.url.replace("office.db", "again.db"), read_master_keys(office.key))
    held = again.transact_now(lambda work: work.connection.execute(text("SELECT * FROM lease")).all())
    again.close()
    assert held == []


# What is in it


async def test_a_backup_shows_nothing_that_anybody_wrote_or_is_called(office: Town) -> None:
    await routine_case(office.family("Barnaby"))
    sealed = backed_up(office).read_bytes()
    assert b"SQLite" not in sealed
    assert b"Barnaby" not in sealed
    assert b"AL1 3JE" not in sealed


async def test_a_backup_may_be_read_by_its_owner_alone_and_leaves_nothing_beside_it(office: Town) -> None:
    file = backed_up(office)
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]
