"""Captions, albums, forwarded posts, other people's numbers, and all else that is no text: met kindly, and kept."""

from typing import Any

import pytest

from bot.sandbox.telegram import PICTURE
from tests.kept import answered, set_aside, wrote
from tests.plays import begins, routine_case, seed_case, up_to_impact, writes_on
from tests.town import Town

KEPT = "Thank you. I keep this with your case for the team. I cannot see or hear what is in it."
KEPT_AFTER = "Thank you. I have put this with your case for the team."
ONLY_WORDS = "Sorry, I can only read words and taps."
FILE = {"file_id": "AwACAgIAAxkBAAE", "file_unique_id": "AgADBAAT"}
CHANNEL = {"type": "channel", "date": 1795427000, "chat": {"id": -1, "type": "channel"}, "message_id": 5}
SOMEBODY = {"type": "hidden_user", "sender_user_name": "Mrs Pope", "date": 1795427000}

WITH_WORDS: dict[str, dict[str, Any]] = {
    "a photo": {"photo": [PICTURE]},
    "a document": {"document": FILE | {"file_name": "letter.pdf"}},
    "a video": {"video": FILE | {"width": 1, "height": 1, "duration": 3}},
    "a voice message": {"voice": FILE | {"duration": 3}},
    "an audio file": {"audio": FILE | {"duration": 3}},
}


# Captions


@pytest.mark.parametrize("content", WITH_WORDS.values(), ids=WITH_WORDS.keys())
async def test_the_words_under_a_file_are_kept_with_it(town: Town, content: dict[str, Any]) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.sends(content | {"caption": "the letter from school"})
    assert ann.hears(KEPT)
    assert ann.hears("Which class or year?")
    assert wrote(town, ann) == ["the letter from school"]


async def test_the_words_under_what_is_no_file_are_kept(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    moving = FILE | {"width": 1, "height": 1, "duration": 3}
    await ann.sends({"animation": moving, "document": moving, "caption": "the letter from school"})
    assert ann.hears(f"{ONLY_WORDS} The words you sent with it are kept for the team.")
    assert ann.hears("Which class or year?")
    assert wrote(town, ann) == ["the letter from school"]


async def test_the_words_under_a_picture_are_on_the_card(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.sends({"photo": [PICTURE], "caption": "the letter from school"})
    assert "“the letter from school”" in await writes_on(town, ann)


async def test_a_caption_that_would_answer_is_no_answer(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.sends({"photo": [PICTURE], "caption": "year 5"})
    assert answered(town, ann) == ["start", "postcode"]
    assert wrote(town, ann) == ["year 5"]


async def test_danger_under_a_picture_rings_at_once(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.sends({"photo": [PICTURE], "caption": "he has taken these tablets, he wants to die"})
    assert ann.heard("In danger now: call 999.")
    assert town.jo.heard("SAFETY · URGENT")


async def test_the_words_under_a_picture_reach_staff_who_have_the_case(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.sends({"photo": [PICTURE], "caption": "this came today"})
    assert town.jo.hears("the family wrote\n“this came today”")
    assert ann.hears(KEPT_AFTER)


async def test_a_picture_with_words_begins_a_case_that_keeps_them(town: Town) -> None:
    ann = town.family("Ann")
    await ann.sends({"photo": [PICTURE], "caption": "look at this letter"})
    assert ann.hears("Who are you?")
    assert wrote(town, ann) == ["look at this letter"]


async def test_after_the_end_a_picture_begins_no_new_case(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.jo.taps("Open the card", "Close", "Back in full-time")
    await ann.sends({"photo": [PICTURE], "caption": "he is back!"}, {"sticker": FILE})
    assert town.jo.hears("the family wrote\n“he is back!”")
    assert ann.heard("Thank you. I have passed it to the team. That case is closed")
    assert ann.hears("Sorry, I can only pass on words. Please type")


# Albums


async def test_an_album_is_met_once_and_all_its_words_are_kept(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    heard = len(ann.screen)
    pages = [{"photo": [PICTURE], "media_group_id": "77"} for _ in range(4)]
    await ann.sends(pages[0] | {"caption": "page one"}, *pages[1:3], pages[3] | {"caption": "the last page"})
    assert len(ann.screen) == heard + 1
    assert ann.hears(KEPT)
    assert wrote(town, ann) == ["page one", "the last page"]


async def test_a_second_album_is_met_again(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    heard = len(ann.screen)
    await ann.sends(*[{"photo": [PICTURE], "media_group_id": number} for number in ("77", "77", "78", "78")])
    assert len(ann.screen) == heard + 2


async def test_an_album_is_met_once_after_sending_too(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.sends(*[{"photo": [PICTURE], "media_group_id": "77"} for _ in range(3)])
    assert ann.count(KEPT_AFTER) == 1


async def test_danger_in_the_middle_of_an_album_brings_the_numbers(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    page = {"photo": [PICTURE], "media_group_id": "77"}
    await ann.sends(page, page | {"caption": "she wants to die"})
    assert ann.heard("In danger now: call 999.")
    assert ann.hears("Which class or year?")


# Forwarded posts


@pytest.mark.parametrize("origin", [CHANNEL, SOMEBODY], ids=["of a channel", "of somebody"])
async def test_a_forwarded_post_is_kept_and_taken_for_no_answer(town: Town, origin: dict[str, Any]) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.sends({"text": "year 5", "forward_origin": origin})
    assert ann.hears("You forwarded that, so I did not take it as your answer. It is kept for the team.")
    assert ann.hears("Which class or year?")
    assert answered(town, ann) == ["start", "postcode"]
    assert "“Forwarded: year 5”" in await writes_on(town, ann)


async def test_a_forwarded_post_answers_no_question_for_free_words(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.taps("Years 3 to 6", "No", "Full days", "Something else")
    await ann.sends({"text": "Dear parent, Sam must stay at home.", "forward_origin": SOMEBODY})
    assert ann.hears("What is going on?")


async def test_a_forwarded_command_is_not_obeyed(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.sends({"text": "/delete", "forward_origin": SOMEBODY})
    assert not ann.heard("This erases all")
    assert wrote(town, ann) == ["/delete"]


async def test_danger_in_a_forwarded_post_rings(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.sends({"text": "mum i want to die", "forward_origin": SOMEBODY})
    assert ann.heard("In danger now: call 999.")
    assert town.jo.heard("SAFETY · URGENT")


async def test_a_forwarded_post_reaches_staff_who_have_the_case_as_such(town: Town) -> None:
    ann = town.family("Ann")
    await seed_case(ann)
    await ann.sends({"photo": [PICTURE], "caption": "Term dates", "forward_origin": CHANNEL})
    assert town.jo.hears("the family wrote\n“Forwarded: Term dates”")
    assert ann.hears(KEPT_AFTER)


# Everything else


OTHER: dict[str, dict[str, Any]] = {
    "a sticker": {"sticker": FILE},
    "a video note": {"video_note": FILE | {"length": 240, "duration": 3}},
    "a die": {"dice": {"emoji": "🎲", "value": 6}},
    "a place": {"location": {"latitude": 51.75, "longitude": -0.33}},
    "a game": {"game": {"title": "Chess", "description": "", "photo": [PICTURE]}},
    "a payment": {"successful_payment": {"currency": "XTR", "total_amount": 1, "invoice_payload": ""}},
    "something that Telegram has not invented yet": {"hologram": FILE},
}


@pytest.mark.parametrize("content", OTHER.values(), ids=OTHER.keys())
async def test_whatever_else_is_sent_is_met_once_and_kindly(town: Town, content: dict[str, Any]) -> None:
    ann = town.family("Ann")
    await begins(ann)
    heard = len(ann.screen)
    await ann.sends(content)
    assert len(ann.screen) == heard + 1
    assert ann.hears(f"{ONLY_WORDS} Please type it, or tap a button.\n\nWhich class or year?")
    assert set_aside(town) == []


async def test_the_question_of_a_poll_is_kept(town: Town) -> None:
    ann = town.family("Ann")
    await begins(ann)
    await ann.sends({"poll": {"id": "1", "question": "Should I ring the school?", "options": []}})
    assert ann.count(ONLY_WORDS) == 1
    assert wrote(town, ann) == ["Should I ring the school?"]


SILENT = [
    "pinned_message",
    "message_auto_delete_timer_changed",
    "chat_background_set",
    "write_access_allowed",
]


@pytest.mark.parametrize("kind", SILENT)
async def test_what_a_chat_says_of_itself_is_not_answered_and_begins_no_case(town: Town, kind: str) -> None:
    ann = town.family("Ann")
    await ann.sends({kind: {}})
    assert ann.screen == []


@pytest.mark.parametrize("whose", [{}, {"user_id": 4321}], ids=["nobody on Telegram", "somebody else"])
async def test_a_number_of_somebody_else_is_kept_and_not_taken_as_their_own(
    town: Town, whose: dict[str, int]
) -> None:
    ann = town.family("Ann")
    await up_to_impact(ann)
    await ann.taps("None of these")
    contact = {"phone_number": "+447700900456", "first_name": "Gran", "last_name": "Jones"}
    await ann.sends({"contact": contact | whose})
    assert ann.hears("That is not your own number, so I did not take it as yours. It is kept for the team.")
    assert ann.hears("How can we reach you?")
    assert "contact" not in answered(town, ann)
    await ann.says("07700 900456")
    await ann.taps("Nothing to add", "Send. You may")
    await town.jo.taps("Open the card")
    assert "Contact 07700 900456" in town.jo.card
    assert "“A number of somebody else: Gran Jones +447700900456”" in town.jo.card


async def test_a_number_that_is_shared_after_the_end_reaches_staff(town: Town) -> None:
    ann = town.family("Ann")
    await routine_case(ann)
    await town.jo.taps("Open the card", "Close", "Back in full-time")
    await ann.shares_number("447700900999")
    assert town.jo.hears("the family wrote\n“+447700900999”")
