"""Files that families send: joined to the case unread, shown to staff who ask for them, gone with the case."""

from typing import Any

import pytest

from tests.kept import happened, set_aside
from tests.plays import begins, routine_case, seed_case, writes_on
from tests.town import Family, Town

KEPT = "Thank you. I keep this with your case for the team. I cannot see or hear what is in it."
KEPT_AFTER = "Thank you. I have put this with your case for the team."
FULL = "Sorry, I cannot keep more files with this case."


def file(name: str, **more: Any) -> dict[str, Any]:
    """A file of this name, by Telegram's names for what is said of one."""
    return {"file_id": f"id-of-{name}", "file_unique_id": name, "file_size": 7, **more}


def picture(name: str, **more: Any) -> dict[str, Any]:
    return {"photo": [file(f"small-{name}", width=9, height=9), file(name, width=90, height=90)], **more}


LETTER = {"document": file("letter", file_name="letter.pdf", mime_type="application/pdf")}
VOICE = {"voice": file("voice", duration=3)}


async def with_a_case(town: Town, *contents: dict[str, Any]) -> Family:
    """A family that sent its case, and then these; the card is open."""
    ann = town.family("Ann")
    await seed_case(ann)
    await town.jo.taps("Open the card")
    await ann.sends(*contents)
    return ann


def shown(town: Town) -> list[str]:
    """The files that stand in the staff group, by Telegram's names for them."""
    found = []
    for message in town.jo.screen:
        for kind in ("document", "voice", "audio", "video"):
            found += [message[kind]["file_id"]] if kind in message else []
        found += [message["photo"][-1]["file_id"]] if "photo" in message else []
    return found


# What the family is told


@pytest.mark.parametrize(
    "content",
    [picture("one"), LETTER, VOICE, {"audio": file("song", duration=3)}, {"video": file("film", duration=3)}],
    ids=["picture", "document", "voice", "audio", "video"],
)
async def test_a_file_in_mid_interview_is_kept_and_the_question_comes_again(
    town: Town, content: dict[str, Any]
) -> None:
    ann = town.family("Ann")
    await begins(ann)
    heard = len(ann.screen)
    await ann.sends(content)
    assert len(ann.screen) == heard + 1
    assert ann.hears(f"{KEPT} Please answer the question with a button or words.\n\nWhich class or year?")
    assert set_aside(town) == []


async def test_a_file_that_begins_a_case_is_kept_with_it(town: Town) -> None:
    ann = town.family("Ann")
    await ann.sends(LETTER)
    assert ann.hears("Who are you?")
    await ann.taps("Parent or carer")
    await ann.says("AL1 3JE")
    await writes_on(town, ann)
    assert await town.jo.taps("Files (1)") == "Here they come."
    assert shown(town) == ["id-of-letter"]


async def test_a_file_after_sending_is_put_with_the_case(town: Town) -> None:
    ann = await with_a_case(town, LETTER)
    assert ann.hears(KEPT_AFTER)
    assert town.jo.hears(f"{ann.ref}: the family sent a document. Files, on the card, brings it here.")
    assert shown(town) == []


async def test_a_forwarded_letter_is_kept_too(town: Town) -> None:
    origin = {"type": "hidden_user", "sender_user_name": "Mrs Pope", "date": 1795427000}
    ann = await with_a_case(town, LETTER | {"caption": "Dear parent", "forward_origin": origin})
    assert ann.hears(KEPT_AFTER)
    await town.jo.taps("Files (1)")
    assert shown(town) == ["id-of-letter"]


async def test_a_file_of_a_family_whose_case_is_closed_is_kept(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.jo.taps("Open the card", "Close", "Back in full-time")
    await ann.sends(LETTER)
    assert ann.hears("Thank you. I have passed it to the team. That case is closed")
    await town.jo.taps("Files (1)")
    assert shown(town) == ["id-of-letter"]


async def test_a_case_has_room_for_twenty_files(town: Town) -> None:
    ann = await with_a_case(town, *(picture(str(n)) for n in range(20)))
    assert not ann.heard(FULL)
    await ann.sends(picture("one more"))
    assert ann.hears(FULL)
    pages = [picture(f"page {n}", media_group_id="9") for n in range(3)]
    await ann.sends(*pages)
    assert ann.count(FULL) == 2
    assert town.jo.newest_with("Files (20)")


# What staff see


async def test_an_album_is_told_of_once_and_shown_as_one(town: Town) -> None:
    pages = [picture(name, media_group_id="77") for name in ("one", "two", "three")]
    ann = await with_a_case(town, *pages)
    assert ann.count(KEPT_AFTER) == 1
    assert town.jo.count(f"{ann.ref}: the family sent") == 1
    assert town.jo.heard(f"{ann.ref}: the family sent 3 files. Files, on the card, brings them here.")
    await town.jo.taps("Files (3)")
    assert shown(town) == ["id-of-one", "id-of-two", "id-of-three"]
    assert len({message.get("media_group_id") for message in town.jo.screen[-3:]}) == 1
    assert town.jo.screen[-3]["caption"] == f"{ann.ref}: from the family, Mon 23 Nov, 10:00"


async def test_what_telegram_takes_in_no_album_is_shown_by_itself(town: Town) -> None:
    await with_a_case(town, picture("one"), VOICE, LETTER)
    await town.jo.taps("Files (3)")
    assert shown(town) == ["id-of-one", "id-of-voice", "id-of-letter"]
    assert all("media_group_id" not in message for message in town.jo.screen)


async def test_the_files_stand_under_the_card(town: Town) -> None:
    ann = await with_a_case(town, LETTER)
    await town.jo.taps("Files (1)")
    assert ann.ref in town.jo.screen[-1]["reply_to_message"]["text"]


async def test_that_somebody_looked_at_the_files_is_in_the_audit_trail(town: Town) -> None:
    ann = await with_a_case(town, LETTER)
    await town.priya.taps("Files (1)")
    assert happened(town, ann, "files") == [{}]
    seen = town.sendline.database.transact_now(
        lambda work: work.connection.exec_driver_sql("SELECT who FROM audit WHERE act = 'files'").all()
    )
    assert [tuple(row) for row in seen] == [("Priya",)]


async def test_a_case_without_files_has_no_button_for_them(town: Town) -> None:
    await with_a_case(town)
    labels = [b["text"] for row in town.jo.screen[-1]["reply_markup"]["inline_keyboard"] for b in row]
    assert not any(label.startswith("Files") for label in labels)
    assert await town.jo.taps_data(town.jo.screen[-1]["message_id"], "k|1|files") == "This case has no files."


async def test_a_file_that_telegram_does_not_know_any_more_is_said_to_be_missing(town: Town) -> None:
    ann = await with_a_case(town, LETTER)
    del town.telegram.world.state.media["id-of-letter"]
    await town.jo.taps("Files (1)")
    assert town.jo.hears(f"{ann.ref}: something of this case could not be shown here (Wrong file identifier")


async def test_what_is_known_of_a_file_stands_in_clear_nowhere(town: Town) -> None:
    await with_a_case(town, LETTER)
    assert "id-of-letter" not in town.stored()
    assert "letter.pdf" not in town.stored()


# Erasing


async def test_an_erased_case_takes_its_files_out_of_the_group(town: Town) -> None:
    pages = [picture(name, media_group_id="77") for name in ("one", "two")]
    ann = await with_a_case(town, *pages, VOICE)
    await town.jo.taps("Files (3)")
    await ann.says("/delete")
    await ann.taps("Yes", "Yes")
    assert shown(town) == []
    assert town.jo.hears(f"{ann.ref}: I have taken away the files that I showed here. Please look whether")
    assert files_left(town) == 0


async def test_of_files_that_are_too_old_to_be_deleted_nothing_is_left_but_a_wish(town: Town) -> None:
    pages = [picture(name, media_group_id="77") for name in ("one", "two")]
    ann = await with_a_case(town, *pages, LETTER, VOICE)
    await town.jo.taps("Files (4)")
    await town.passes(days=3)
    await ann.says("/delete")
    await ann.taps("Yes", "Yes")
    assert [name for name in shown(town) if name.startswith("id-of-")] == ["id-of-voice"]
    wishes = town.jo.count("Please delete this yourself: Telegram does not let me.")
    assert wishes == 4


async def test_an_interview_that_is_deleted_leaves_no_file_behind(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.sends(LETTER)
    assert files_left(town) == 1
    await ann.says("/delete")
    await ann.taps("Yes")
    assert files_left(town) == 0


def files_left(town: Town) -> int:
    """How many files the database knows of."""
    return int(
        town.sendline.database.transact_now(
            lambda work: work.connection.exec_driver_sql("SELECT count(*) FROM joined_file").scalar() or 0
        )
    )
