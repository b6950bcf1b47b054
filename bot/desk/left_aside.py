"""What a family sent that could not be handled and was set aside: found by its chat."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from storage.setaside import Put
from storage.work import Work


def of_chat(work: Work, chat_id: int) -> Sequence[Put]:
    """What was set aside of what came from a private chat."""
    return [put for put in work.aside.all() if _chat(_read(put.body)) == chat_id]


def words_of(put: Put) -> tuple[datetime, str]:
    """When it came, and the words that were in it, where there were any."""
    message = _message(_read(put.body))
    return put.at, str(message.get("text") or message.get("caption") or "")


def drop_of_chat(work: Work, chat_id: int) -> None:
    """Let go of it with all else that is erased."""
    for put in of_chat(work, chat_id):
        work.aside.drop(put.update_id)


def _read(body: str) -> Mapping[str, Any]:
    try:
        update = json.loads(body)
    except ValueError:
        return {}
    return update if isinstance(update, dict) else {}


def _message(update: Mapping[str, Any]) -> Mapping[str, Any]:
    """The one part of an update that says what came: a message, or the message under a tapped button."""
    part = next((value for value in update.values() if isinstance(value, dict)), {})
    under = part.get("message")
    return under if isinstance(under, dict) else part


def _chat(update: Mapping[str, Any]) -> int | None:
    chat = _message(update).get("chat")
    number = chat.get("id") if isinstance(chat, dict) else None
    return number if isinstance(number, int) else None
