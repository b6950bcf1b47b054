"""A family keeps a copy of what it told us, as a file: what is in it, who gets it, and what is left of it with us."""

from storage.work import Work
from tests.plays import (
    begins,
    case_to_be_asked_about,
    finishes,
    part_time,
    routine_case,
    seed_case,
    suspended,
    up_to_impact,
)
from tests.town import Family, Town

ANNS_COPY = """\
What you told the team of Robin Ashdown MP (St Albans)

Reference: {ref}
Sent: Monday 23 November 2026


Your answers

Writing: Parent or carer
Postcode: AL1 3JE
Class: Years 7 to 10
EHC plan: No
School this week: Suspended (letter)
Days suspended this time: 3
First day: Monday 23 November 2026
Days suspended this term: This is the first
Letter from school: Yes
School talked about: Neither
True for you: None of these
How to reach you: +447700900123


What you allowed

The team may speak to school and the council.
"""


async def test_who_sends_gets_a_copy_of_all_that_was_said_after_the_confirmation(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    assert ann.hears("Here is a copy of what you told us")
    assert "Your reference is" in ann.screen[-2]["text"]
    assert ann.files == {f"{ann.ref}.txt": ANNS_COPY.format(ref=ann.ref)}


async def test_answers_stand_under_the_child_that_they_are_about(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    (text,) = ann.files.values()
    assert "\n\nChild 1\nClass: Years 3 to 6\n" in text
    assert "\n\nChild 2\nClass: Years 1 and 2\n" in text
    assert "\n\nAbout you\nTrue for you: My job is at risk; My home is at risk\n" in text


async def test_what_was_written_is_there_in_full_as_it_was_written(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("He hid under a table & cried <3")
    await ann.taps("Parent or carer")
    await ann.says("AL1 3JE")
    await ann.taps("Years 7", "No", "Full days", "Something else")
    long = "He has not left his room since May. " * 40 + "\nThat is all."
    await ann.says(long)
    await ann.taps("No")
    await finishes(ann)
    (text,) = ann.files.values()
    assert f"In your words: {long}\n" in text
    assert "\n\nWhat else you wrote\n\nHe hid under a table & cried <3\n" in text
    assert text.count("He hid under a table") == 1


async def test_who_is_to_be_asked_first_reads_it_in_the_copy(town: Town) -> None:
    ann = town.family("Ann")
    await case_to_be_asked_about(ann)
    (text,) = ann.files.values()
    assert text.endswith("The team asks you first, before it speaks to school or the council.\n")


async def test_who_helps_reads_what_the_parents_allowed(town: Town) -> None:
    gran = town.family("Gran")
    await gran.says("/start")
    await gran.taps("I'm helping someone")
    await gran.says("AL1 3JE")
    await gran.taps("Years 7", "No")
    await suspended(gran)
    await gran.taps("No", "None of these")
    await gran.shares_number()
    await gran.taps("Nothing to add", "Send, but ask the parents first")
    (text,) = gran.files.values()
    assert text.endswith("The team asks the parents first, before it speaks to school or the council.\n")


async def test_who_sends_what_there_is_so_far_gets_a_copy_that_says_so(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Part days", "6 to 10", "Send what I have now")
    await ann.shares_number()
    await ann.taps("Send. You may")
    (text,) = ann.files.values()
    assert "Hours in school a week: 6 to 10\n" in text
    assert "\nSome questions were not answered yet when you sent this.\n" in text


# Where a file could do harm


async def names_abuse(town: Town, name: str) -> Family:
    """Part days, and someone hurts them at home."""
    family = town.family(name)
    await begins(family)
    await family.taps("Years 3 to 6", "No")
    await part_time(family)
    await family.taps("No", "Someone hurts us at home")
    return family


async def test_where_it_is_not_safe_to_write_no_file_comes(town: Town) -> None:
    ann = await names_abuse(town, "Ann")
    await ann.taps("Done")
    await ann.shares_number()
    await ann.taps("No, please ring")
    await ann.says("07700 900123")
    await ann.taps("Nothing to add", "Send. You may")
    assert ann.hears("You can delete this chat now")
    assert ann.files == {}


async def test_where_it_was_said_to_be_safe_the_file_comes(town: Town) -> None:
    ann = await names_abuse(town, "Ann")
    await ann.taps("Done")
    await ann.shares_number()
    await ann.taps("Yes", "Nothing to add", "Send. You may")
    assert list(ann.files) == [f"{ann.ref}.txt"]


async def test_where_someone_is_hurt_at_home_and_nobody_said_that_it_is_safe_no_file_comes(
    town: Town,
) -> None:
    ann = await names_abuse(town, "Ann")
    await ann.taps("Done", "Send what I have now")
    await ann.shares_number()
    await ann.taps("Send. You may")
    assert ann.heard("Your reference is")
    assert ann.files == {}


async def test_where_that_was_taken_back_no_file_comes_since_someone_may_be_looking_on(town: Town) -> None:
    ann = await names_abuse(town, "Ann")
    await ann.taps("Someone hurts us at home")
    await finishes(ann)
    assert ann.heard("Your reference is")
    assert ann.files == {}


async def test_what_was_noted_for_staff_alone_is_not_in_the_file(town: Town) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("A child or I talk of self-harm", "A child or I talk of self-harm")
    await finishes(ann)
    (text,) = ann.files.values()
    assert "self-harm" not in text
    assert "looking on" not in text
    await town.jo.taps("Open the card")
    assert "Taken back: A child or I talk of self-harm" in town.jo.card


# What is left of it with us


def bodies(town: Town) -> int:
    """How many messages are still kept that were not yet sent."""
    read = "SELECT count(*) FROM outgoing WHERE sealed_body IS NOT NULL"
    count: int = town.sendline.database.transact_now(
        lambda work: work.connection.exec_driver_sql(read).scalar_one()
    )
    return count


async def test_once_it_is_sent_no_copy_is_left_with_us(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    assert bodies(town) == 0
    assert "What you told the team" not in town.stored()


async def test_a_copy_that_waits_is_sealed_and_is_gone_with_the_case(town: Town) -> None:
    ann = town.family("Ann")
    town.telegram.misbehave("429", "sendDocument", retry_after=3600)
    await seed_case(ann)
    assert ann.files == {}
    assert bodies(town) == 2  # the copy, and the check page without its buttons
    assert "What you told the team" not in town.stored()

    def erase(work: Work) -> None:
        case = work.cases.of_chat(ann.chat)
        assert case is not None
        work.cases.erase(case, town.clock())

    town.sendline.database.transact_now(erase)
    assert bodies(town) == 0


async def test_delete_after_sending_leaves_nothing_of_the_copy(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.says("/delete")
    await ann.taps("Yes, delete it all", "Yes, delete it all")
    assert ann.hears("Messages and files in this chat stay until you delete them in Telegram.")
    assert f"{ann.ref}.txt" not in town.stored()
    assert bodies(town) == 0


async def test_a_flood_of_words_still_fits_into_a_file_that_says_where_the_rest_is(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)

    def flood(work: Work) -> None:
        case = work.cases.of_chat(ann.chat)
        assert case is not None
        for number in range(30):
            work.history.add(case, town.clock(), "wrote", "family", text=f"{number} " + "x" * 4000)

    town.sendline.database.transact_now(flood)
    await ann.taps("Years 7", "No")
    await suspended(ann)
    await ann.taps("No")
    await finishes(ann)
    (text,) = ann.files.values()
    assert "\n23 xxx" in text
    assert "\n24 xxx" not in text
    assert "\n\nYou wrote more than fits here. The team has all of it.\n" in text


async def test_with_the_note_of_a_repeat_the_caption_is_far_from_telegrams_limit(town: Town) -> None:
    words = town.sendline.house.words
    assert len(words("copy.caption") + words("odd.again")) < 512
