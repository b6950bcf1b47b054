"""What a family gets when all is erased, and what a manager erases for one that asks by phone."""

from collections.abc import AsyncIterator

import pytest

from bot.office import Office
from storage.work import Work
from tests.handlers.odd import ODD, loses_words
from tests.kept import set_aside
from tests.plays import begins, part_time, routine_case, seed_case
from tests.town import Family, Town

NAME = "erased-2026-11-23.txt"


async def deletes(family: Family) -> None:
    await family.says("/delete")
    await family.taps("Yes, delete it all")
    if family.hears("Are you sure?"):
        await family.taps("Yes, delete it all")


async def test_who_erases_gets_a_note_of_what_is_gone_what_stays_and_what_cannot_be_removed(
    town: Town,
) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    ref = ann.ref
    await deletes(ann)
    note = ann.files[NAME]
    for said in (
        "This is from the team of Robin Ashdown MP (St Albans).",
        "When: Mon 23 Nov 2026, 10:00",
        "Who asked: you, in this chat.",
        "- All your answers, and all else you wrote to me.",
        f"- The reference ({ref}), how pressing it was",
        "- This chat. It is yours, and Telegram keeps it until you delete it in the app.",
        "- Backups that the team keeps.",
    ):
        assert said in note
    assert ann.hears("It is erased.")


async def test_in_the_note_is_no_word_of_theirs_and_it_is_not_kept_with_us(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Not going")
    await ann.says("Marmaduke will not leave his room")
    await deletes(ann)
    assert "Marmaduke" not in ann.files[NAME]
    assert "AL1 3JE" not in ann.files[NAME]
    assert "What is gone" not in town.stored()
    assert "The reference" not in ann.files[NAME]
    assert "It does not say whose it was." in ann.files[NAME]


async def test_where_no_copy_may_lie_on_the_phone_only_the_short_message_comes(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No")
    await part_time(ann)
    await ann.taps("No", "Someone hurts us at home")
    await deletes(ann)
    assert ann.hears("It is erased.")
    assert ann.files == {}


async def test_a_case_and_the_one_after_it_are_both_in_the_note(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    first = ann.ref
    await town.jo.taps("Open the card", "Close", "Advice given")
    await seed_case(ann)
    await deletes(ann)
    assert f"({first}, {ann.ref})" in ann.files[NAME]


async def test_what_was_set_aside_of_a_family_goes_too_and_that_of_others_stays(town: Town) -> None:
    ann, bea = town.family("Ann"), town.family("Bea")
    for each in (ann, bea):
        await begins(each)
    loses_words(town, "odd.choice")
    for each in (ann, bea):
        await each.says(ODD)
    assert len(set_aside(town)) == 2
    await deletes(ann)
    (left,) = set_aside(town)
    assert f'"id":{bea.chat}' in left.body.replace(" ", "")


async def test_an_erasure_is_in_the_trail_without_a_name_and_the_trail_is_whole(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    ref = ann.ref
    await town.jo.taps("Open the card")
    await deletes(ann)
    lines = town.sendline.database.transact_now(lambda work: work.audit.page())
    assert [(line.who, line.who_id, line.act, line.ref) for line in lines[1:]] == [
        ("family", 0, "erased", ref)
    ]
    assert town.sendline.database.transact_now(lambda work: work.audit.verify()).broken is None


# A manager erases for a family that rang


class WithAManager(Town):
    """A town in whose office Jo alone is a manager."""

    @property
    def office(self) -> Office:
        office = super().office
        manager = self.telegram.staff()[0].id
        return office.model_copy(update={"staff": office.staff.model_copy(update={"managers": (manager,)})})


@pytest.fixture
async def managed(database_url: str) -> AsyncIterator[Town]:
    found = WithAManager(database_url)
    await found.sendline.prepare()
    yield found
    found.sendline.database.close()


async def test_a_manager_erases_with_one_more_tap_and_both_sides_get_the_note(managed: Town) -> None:
    ann = managed.family("Ann")
    await seed_case(ann)
    ref = ann.ref
    await managed.jo.says(f"/erase {ref}")
    assert managed.jo.hears("erase all that this family told, for good?")
    assert await managed.jo.taps("Erase it for good") == "It is erased."
    assert managed.jo.heard(f"{ref}: erased by Jo, because the family asked for it.")
    assert ann.hears("You asked Robin Ashdown MP's team to erase what you told me. It is done.")
    for note in (ann.files[NAME], managed.jo.files[NAME]):
        assert "Who asked: you asked the team, and a manager did it for you." in note
    lines = managed.sendline.database.transact_now(lambda work: work.audit.page())
    assert [(line.who, line.act, line.ref) for line in lines] == [("Jo", "erased", ref)]
    assert not managed.jo.heard("rtt.no-consent")


async def test_a_caseworker_may_neither_ask_to_erase_nor_tap_the_managers_button(managed: Town) -> None:
    ann = managed.family("Ann")
    await seed_case(ann)
    await managed.priya.says(f"/erase {ann.ref}")
    assert managed.jo.hears("Priya, only a manager may erase a case.")
    await managed.jo.says(f"/erase {ann.ref}")
    assert await managed.priya.taps("Erase it for good") == "Only a manager can do this."
    await ann.says("/status")
    assert ann.hears("Your reference is")


async def test_a_manager_who_thinks_better_of_it_changes_nothing(managed: Town) -> None:
    ann = managed.family("Ann")
    await seed_case(ann)
    await managed.jo.says(f"/erase {ann.ref}")
    question, erase = managed.jo.newest_with("Erase it for good")
    assert await managed.jo.taps("Cancel") == "Nothing changed."
    assert not managed.jo.heard("erase all that this family told")
    toast = await managed.jo.taps_data(question["message_id"], erase)
    assert toast.startswith("That button is out of date.")
    await ann.says("/status")
    assert ann.hears("Your reference is")


@pytest.mark.parametrize(
    "data", ["k|1|erase", "k|1|erase:", "k|1|erase:1", "k|1|erase:\u00b2", "k|2|erase:1"]
)
async def test_no_button_that_was_not_put_for_this_case_erases_it(managed: Town, data: str) -> None:
    ann, bea = managed.family("Ann"), managed.family("Bea")
    await seed_case(ann)
    await routine_case(bea)
    await managed.jo.taps("Open the card", "Message the family")
    toast = await managed.jo.taps_data(managed.jo.screen[-1]["message_id"], data)
    assert toast.startswith("That button is out of date.")
    for each in (ann, bea):
        await each.says("/status")
        assert each.hears("Your reference is")


async def test_where_it_is_not_safe_to_write_the_family_hears_nothing_of_it_here(managed: Town) -> None:
    ann = managed.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No")
    await part_time(ann)
    await ann.taps("No", "Someone hurts us at home", "Done")
    await ann.shares_number()
    await ann.taps("No, please ring")
    await ann.says("07700 900123")
    await ann.taps("Nothing to add", "Send. You may")
    heard = len(ann.screen)
    await managed.jo.says(f"/erase {ann.ref}")
    await managed.jo.taps("Erase it for good")
    assert len(ann.screen) == heard
    assert NAME in managed.jo.files


@pytest.mark.parametrize(
    ("command", "answer"),
    [("/erase", "Which one?"), ("/erase SL-AAAAA", "I know no case SL-AAAAA.")],
)
async def test_of_a_case_that_is_not_there_nothing_is_erased(
    managed: Town, command: str, answer: str
) -> None:
    await managed.jo.says(command)
    assert managed.jo.hears(answer)


async def test_a_case_that_is_erased_already_is_said_to_be(managed: Town) -> None:
    ann = managed.family("Ann")
    await routine_case(ann)
    ref = ann.ref
    await deletes(ann)
    await managed.jo.says(f"/erase {ref}")
    assert managed.jo.hears(f"{ref} was erased on Mon 23 Nov")


async def test_a_manager_erases_what_the_family_has_not_sent_but_staff_were_alerted_to(managed: Town) -> None:
    ann = managed.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No")
    await part_time(ann)
    await ann.taps("No", "A child or I talk of self-harm")

    def named(work: Work) -> str:
        case = work.cases.of_chat(ann.chat)
        return case.ref or "" if case else ""

    ref = managed.sendline.database.transact_now(named)
    await managed.jo.says(f"/erase {ref}")
    await managed.jo.taps("Erase it for good")
    assert managed.sendline.database.transact_now(named) == ""
    assert managed.jo.heard(f"{ref}: erased by Jo")
