"""What Telegram sends, as the desk gets to know it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.desk.updates import (
    Attached,
    Edited,
    FromFamily,
    Kind,
    Member,
    Said,
    SentSomethingElse,
    SharedNumber,
    StaffEdited,
    StaffSaid,
    Update,
)
from handlers.reading import UPDATES_WANTED, chat_of, is_said, read

ANN, GROUP = 5_000_000_101, -1_002_000_000_001
POST = {"type": "channel", "date": 1_795_420_000, "chat": {"id": -7, "type": "channel"}, "message_id": 5}
PHOTO = [
    {"file_id": "AgAB", "file_unique_id": "AQAC", "width": 90, "height": 90, "file_size": 900},
    {"file_id": "AgAC", "file_unique_id": "AQAD", "width": 800, "height": 800, "file_size": 9000},
]
LARGEST = Attached("photo", "AgAC", size=9000)
LETTER = {
    "file_id": "BQAC",
    "file_unique_id": "AgAD",
    "file_name": "letter.pdf",
    "mime_type": "application/pdf",
}


def update(content: dict[str, Any], kind: str = "message", chat: int = ANN) -> dict[str, Any]:
    where = {"id": chat, "type": "private" if chat > 0 else "supergroup"}
    sender = {"id": ANN, "is_bot": False, "first_name": "Ann"}
    message = {"message_id": 31, "date": 1_795_427_000, "chat": where, "from": sender}
    return {"update_id": 812, kind: message | content}


def at(known: FromFamily) -> FromFamily:
    """In the message that all of these are."""
    return replace(known, message=31, sent=1_795_427_000)


def other(
    kind: Kind = Kind.UNREADABLE, words: str = "", album: str = "", file: Attached | None = None
) -> FromFamily:
    return at(SentSomethingElse(812, ANN, kind, words, album, file))


READ: dict[str, tuple[dict[str, Any], Update | None]] = {
    "words": ({"text": "AL1 3JE"}, at(Said(812, ANN, "AL1 3JE"))),
    "a picture": ({"photo": PHOTO}, other(file=LARGEST)),
    "a picture with words": (
        {"photo": PHOTO, "caption": "his letter"},
        other(words="his letter", file=LARGEST),
    ),
    "one of an album": ({"photo": PHOTO, "media_group_id": "77"}, other(album="77", file=LARGEST)),
    "a document": (
        {"document": LETTER | {"file_size": 7}},
        other(file=Attached("document", "BQAC", "letter.pdf", "application/pdf", 7)),
    ),
    "a voice message": (
        {"voice": {"file_id": "AwAC", "duration": 3, "mime_type": "audio/ogg"}},
        other(file=Attached("voice", "AwAC", mime="audio/ogg")),
    ),
    "a moving picture": ({"animation": LETTER, "document": LETTER}, other()),
    "a sticker": ({"sticker": {"file_id": "CAAC"}}, other()),
    "a forwarded post": ({"text": "News", "forward_origin": POST}, other(Kind.FORWARDED, "News")),
    "a forwarded picture with words": (
        {"photo": PHOTO, "caption": "News", "forward_origin": POST},
        other(Kind.FORWARDED, "News", file=LARGEST),
    ),
    "a forwarded picture": ({"photo": PHOTO, "forward_origin": POST}, other(file=LARGEST)),
    "their own number": (
        {"contact": {"phone_number": "447700900123", "first_name": "Ann", "user_id": ANN}},
        at(SharedNumber(812, ANN, "447700900123")),
    ),
    "somebody else's number": (
        {"contact": {"phone_number": "447700900456", "first_name": "Gran", "user_id": 4321}},
        other(Kind.NUMBER, "Gran 447700900456"),
    ),
    "a number that is nobody's on Telegram": (
        {"contact": {"phone_number": "447700900456", "first_name": "Gran", "last_name": "Jones"}},
        other(Kind.NUMBER, "Gran Jones 447700900456"),
    ),
    "a poll": ({"poll": {"id": "1", "question": "Ring them?", "options": []}}, other(words="Ring them?")),
    "a message that was pinned": ({"pinned_message": {"message_id": 3}}, None),
}


@pytest.mark.parametrize(("content", "known"), READ.values(), ids=READ.keys())
def test_a_familys_message_is_read_as_what_it_is(content: dict[str, Any], known: Update | None) -> None:
    assert read(update(content), GROUP) == known


EDITED: dict[str, tuple[dict[str, Any], Update | None]] = {
    "words": ({"text": "AL1 3JE", "edit_date": 1_795_427_100}, at(Edited(812, ANN, "AL1 3JE"))),
    "words under a picture": (
        {"photo": PHOTO, "caption": "his letter"},
        at(Edited(812, ANN, "his letter")),
    ),
    "a place that moves": ({"location": {"latitude": 51.75, "longitude": -0.33, "live_period": 900}}, None),
    "another picture": ({"photo": PHOTO}, None),
}


@pytest.mark.parametrize(("content", "known"), EDITED.values(), ids=EDITED.keys())
def test_an_edited_message_is_known_by_its_words(content: dict[str, Any], known: Update | None) -> None:
    edited = update(content, "edited_message")
    assert read(edited, GROUP) == known
    assert chat_of(edited) == ANN
    assert is_said(edited) == (known is not None)


def test_an_edit_in_the_group_concerns_nobody() -> None:
    assert read(update({"text": "/queue"}, "edited_message", GROUP), GROUP) is None


def test_telegram_is_asked_for_edits() -> None:
    assert UPDATES_WANTED == ("message", "edited_message", "callback_query", "my_chat_member")


BY_PEOPLE, BY_US = {"is_bot": False, "first_name": "Priya"}, {"is_bot": True, "first_name": "Sendline"}
NONE_OF_OURS: dict[str, dict[str, Any]] = {
    "words": {"text": "poor woman"},
    "a question for its number, in a sentence": {"text": "what does /chat do?"},
    "a reply to a colleague": {"text": "indeed", "reply_to_message": {"message_id": 3, "from": BY_PEOPLE}},
    "a picture": {"photo": PHOTO, "caption": "the cake"},
}


@pytest.mark.parametrize("content", NONE_OF_OURS.values(), ids=NONE_OF_OURS.keys())
@pytest.mark.parametrize("kind", ["message", "edited_message"])
def test_what_staff_write_among_themselves_is_not_read(content: dict[str, Any], kind: str) -> None:
    assert read(update(content, kind, chat=GROUP), GROUP) is None


def test_a_command_and_a_reply_to_us_are_read() -> None:
    jo = Member(ANN, "Ann")
    reply = {"text": "We rang.", "reply_to_message": {"message_id": 3, "from": BY_US}}
    assert read(update({"text": "/queue"}, chat=GROUP), GROUP) == StaffSaid(
        812, GROUP, jo, "/queue", None, message=31
    )
    assert read(update(reply, chat=GROUP), GROUP) == StaffSaid(812, GROUP, jo, "We rang.", 3, message=31)
    assert read(update(reply, "edited_message", GROUP), GROUP) == StaffEdited(812, jo, "We rang.", 3, 31)
