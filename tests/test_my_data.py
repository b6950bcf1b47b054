"""A family asks for all that is held about it: what is in the files, who gets them, and what they leave alone."""

import json
from typing import Any

from sqlalchemy import insert

from storage.dialects import table_of
from storage.tables import Consent, JoinedFile
from storage.work import Work
from tests.handlers.odd import ODD, loses_words
from tests.plays import begins, part_time, routine_case, seed_case
from tests.town import Family, Town

TEXT, JSON = "my-data-2026-11-23.txt", "my-data-2026-11-23.json"


def as_plain(family: Family) -> Any:
    return json.loads(family.files[JSON])


async def served(town: Town) -> Family:
    """Ann's case, on which the team did all that staff can do."""
    ann = town.family("Ann")
    await ann.says("He hid under a table & cried <3")
    await ann.taps("Parent or carer")
    await ann.says("AL1 3JE")
    await ann.taps("Years 3 to 6", "No")
    await part_time(ann)
    await ann.taps("No", "My job", "Done", "I had a warning", "Yes")
    await ann.shares_number()
    await ann.taps("Nothing to add", "Send. You may")
    await town.jo.taps("Open the card", "Claim", "Message the family")
    await town.jo.writes("We rang the school.")
    await town.jo.taps("Change to")
    await town.jo.replies("They are back full time.")
    return ann


async def test_all_that_was_told_and_all_that_was_done_is_in_both_files(town: Town) -> None:
    ann = await served(town)
    await ann.says("/mydata")
    text, plain = ann.files[TEXT], as_plain(ann)
    for said in (
        "All that Sendline holds about you for the team of Robin Ashdown MP (St Albans)",
        f"==== Your case: {ann.ref} ====",
        "State: with the team",
        "\nPostcode: AL1 3JE\n",
        "\nMon 23 Nov 2026, 10:00: He hid under a table & cried <3\n",
        "\nMon 23 Nov 2026, 10:00: We rang the school.\n",
        "rtt.no-consent",
        "\nMon 23 Nov 2026, 10:00: changed, the team (urgent, routine, They are back full time.)\n",
        "\nMon 23 Nov 2026, 10:00: claimed, the team\n",
        ": check-in (waiting)\n",
        "Opened by the team: 1 times",
    ):
        assert said in text
    (case,) = plain["cases"]
    assert plain["version"] == 1
    assert plain["office"] == "Robin Ashdown MP, St Albans"
    assert (case["reference"], case["state"], case["urgency"]) == (ann.ref, "open", "routine")
    assert {"child": 0, "question": "postcode", "state": "answered", "value": "AL1 3JE"} in case["answers"]
    assert case["you_wrote"][0]["text"] == "He hid under a table & cried <3"
    assert [said["text"] for said in case["the_team_wrote"]] == ["We rang the school."]
    assert "rtt.no-consent" in [reason["rule"] for reason in case["decisions"][0]["reasons"]]
    changed = next(each for each in case["happened"] if each["what"] == "changed")
    assert (changed["by"], changed["was"], changed["now"]) == ("the team", "urgent", "routine")
    assert ("check-in", "waiting") in [(each["kind"], each["state"]) for each in case["planned"]]
    assert len(case["opened_by_the_team_at"]) == 1


async def test_nobody_of_the_team_is_named_and_it_is_said_that_they_are_left_out(town: Town) -> None:
    ann = await served(town)
    await ann.says("/mydata")
    for held in (ann.files[TEXT], ann.files[JSON]):
        assert "Jo" not in held.replace("Job", "").replace("job", "")
        assert "Names of people in the team. They are those people's own data." in held


async def test_a_note_of_the_teams_is_left_out_and_it_is_said_whom_to_ask(town: Town) -> None:
    ann = await served(town)

    def notes(work: Work) -> None:
        case = work.cases.of_chat(ann.chat)
        assert case
        work.history.add(case, town.clock(), "note", "Jo", text="Sounds overwhelmed.")

    town.sendline.database.transact_now(notes)
    await ann.says("/mydata")
    assert "note" not in [each["what"] for each in as_plain(ann)["cases"][0]["happened"]]
    assert "overwhelmed" not in ann.files[TEXT] + ann.files[JSON]
    assert (
        "Notes that the team wrote for itself. Ask the office, which answers within one month."
        in ann.files[TEXT]
    )


async def test_what_was_agreed_and_which_files_were_sent_is_in_it(town: Town) -> None:
    ann = await served(town)

    def adds(work: Work) -> None:
        case, at = work.cases.of_chat(ann.chat), town.clock()
        assert case
        agreed = {
            "case_id": case.id,
            "kind": "school",
            "given": True,
            "at": at,
            "wording": "1",
            "who": "family",
        }
        work.connection.execute(insert(table_of(Consent)), agreed)
        about = work.vault.seal(case, {"file_id": "abc", "name": "letter.pdf"}, "file:m")
        file = {
            "case_id": case.id,
            "at": at,
            "kind": "document",
            "album": "",
            "mark": "m",
            "sealed_about": about,
        }
        work.connection.execute(insert(table_of(JoinedFile)), file)

    town.sendline.database.transact_now(adds)
    await ann.says("/mydata")
    (case,) = as_plain(ann)["cases"]
    assert "document letter.pdf" in ann.files[TEXT]
    assert [file["name"] for file in case["files"]] == ["letter.pdf"]
    assert ": school: yes (1)" in ann.files[TEXT]
    assert [(c["kind"], c["given"], c["by"]) for c in case["consents"]] == [
        ("casework", True, "you"),
        ("council", True, "you"),
        ("school", True, "you"),
        ("school", True, "you"),
    ]


async def test_in_mid_interview_the_files_come_and_the_same_question_is_asked_again(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    asked = ann.last
    await ann.says("/mydata")
    assert ann.last == asked
    assert "Postcode: AL1 3JE" in ann.files[TEXT]
    assert as_plain(ann)["cases"][0]["reference"] == ""
    await ann.taps("Years 7")
    assert ann.hears("plan")


async def test_who_never_wrote_learns_that_nothing_is_held_and_no_case_is_begun(town: Town) -> None:
    ann = town.family("Ann")
    await ann.says("/mydata")
    assert ann.hears("I hold nothing about you.")
    assert town.sendline.database.transact_now(lambda work: work.cases.of_chat(ann.chat)) is None


async def test_a_closed_case_and_the_one_after_it_are_both_in_it(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    first = ann.ref
    await town.jo.taps("Open the card", "Close", "Advice given")
    await ann.says("/mydata")
    assert [case["state"] for case in as_plain(ann)["cases"]] == ["closed"]
    await seed_case(ann)
    await ann.says("/mydata")
    assert [(c["reference"], c["state"]) for c in as_plain(ann)["cases"]] == [
        (first, "closed"),
        (ann.ref, "open"),
    ]


async def test_after_erasing_nothing_is_held(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await ann.says("/delete")
    await ann.taps("Yes, delete it all", "Yes, delete it all")
    await ann.says("/mydata")
    assert ann.hears("I hold nothing about you.")


async def test_of_another_family_not_a_word_is_in_it(town: Town) -> None:
    await served(town)
    bea = town.family("Bea")
    await routine_case(bea)
    await bea.says("/mydata")
    assert "hid under a table" not in bea.files[TEXT] + bea.files[JSON]


async def test_what_could_not_be_handled_is_in_it(town: Town) -> None:
    ann, bea = town.family("Ann"), town.family("Bea")
    await begins(ann)
    loses_words(town, "odd.choice")
    await ann.says(ODD)
    for each in (ann, bea):
        await each.says("/mydata")
    assert ODD in ann.files[TEXT]
    assert [each["text"] for each in as_plain(ann)["could_not_be_handled"]] == [ODD]
    assert bea.hears("I hold nothing about you.")


async def test_where_a_file_could_do_harm_none_comes_and_the_office_gives_it(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No")
    await part_time(ann)
    await ann.taps("No", "Someone hurts us at home", "Someone hurts us at home")
    await ann.says("/mydata")
    assert ann.files == {}
    assert ann.heard("I will not put a file of all you told us on this phone")


async def test_a_danger_that_was_taken_back_is_not_in_it_since_someone_may_look_on(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No")
    await part_time(ann)
    await ann.taps("No", "A child or I talk of self-harm", "A child or I talk of self-harm", "None of these")
    await ann.shares_number()
    await ann.taps("Nothing to add", "Send. You may")
    await ann.says("/mydata")
    assert TEXT in ann.files
    for sign in ("self-harm", "safety.", "looking on"):
        assert sign not in ann.files[TEXT] + ann.files[JSON]
    assert "Words and answers about danger that were taken back" in ann.files[TEXT]


async def test_that_a_family_asked_is_in_the_trail_and_names_nobody(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await ann.says("/mydata")
    last = town.sendline.database.transact_now(lambda work: work.audit.page()[-1])
    assert (last.who, last.who_id, last.act, last.ref) == ("family", 0, "mydata", ann.ref)


async def test_once_they_are_sent_no_file_is_left_with_us(town: Town) -> None:
    ann = await served(town)
    await ann.says("/mydata")
    read = "SELECT count(*) FROM outgoing WHERE sealed_body IS NOT NULL"
    left = town.sendline.database.transact_now(
        lambda work: work.connection.exec_driver_sql(read).scalar_one()
    )
    assert left == 0
    assert "hid under a table" not in town.stored()


async def test_asking_for_it_does_not_move_what_is_planned(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    due = town.sendline.next_due()
    await ann.says("/mydata")
    assert due is not None
    assert town.sendline.next_due() == due
