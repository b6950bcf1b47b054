"""The keyboards a bot may send, checked as Telegram checks them."""

from collections.abc import Iterable
from typing import Any

from bot.sandbox.links import check_button_link
from bot.sandbox.refusals import Json, bad_request

ACTIONS = frozenset(
    {"url", "callback_data", "web_app", "login_url", "copy_text", "switch_inline_query"}
    | {"switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game", "pay"}
)
DATA_BYTES = 64
ROW_BUTTONS = 8
BUTTONS = 100


def checked(markup: Any, *, private: bool) -> Json | None:
    """Return the keyboard to keep, or None; refuse what Telegram refuses."""
    if markup in (None, ""):
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return checked_inline(markup)
    if "keyboard" in markup:
        return _reply_keyboard(markup, private)
    for flag in ("remove_keyboard", "force_reply"):
        if flag in markup and not isinstance(markup[flag], bool):
            raise bad_request(f'field "{flag}" must be of type Boolean')
    return markup if markup.get("remove_keyboard") or markup.get("force_reply") else None


def checked_inline(markup: Any) -> Json | None:
    """Return the inline keyboard, or None for an empty one: edits take no other kind."""
    if markup in (None, ""):
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    rows = _rows(markup["inline_keyboard"], "inline_keyboard")
    for button in _all(rows):
        _inline_button(button)
    _count(rows)
    return {"inline_keyboard": rows} if rows else None


def _rows(value: Any, field: str) -> list[list[Any]]:
    if not isinstance(value, list):
        raise bad_request(f'field "{field}" must be of type Array')
    if not all(isinstance(row, list) for row in value):
        raise bad_request(f'field "{field}" must be an Array of Arrays')
    return [row for row in value if row]


def _all(rows: Iterable[list[Any]]) -> Iterable[Any]:
    return (button for row in rows for button in row)


def _count(rows: list[list[Any]]) -> None:
    if len(list(_all(rows))) > BUTTONS or any(len(row) > ROW_BUTTONS for row in rows):
        raise bad_request("reply markup is too long")


def _inline_button(button: Any) -> None:
    trouble = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{trouble}InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise bad_request(f'{trouble}Can\'t find field "text"')
    if not str(button["text"]).strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if not any(button.get(action) not in (None, "", False) for action in ACTIONS):
        raise bad_request(f"{trouble}Text buttons are unallowed in the inline keyboard")
    if len(str(button.get("callback_data", "")).encode()) > DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if button.get("url"):
        check_button_link(str(button["url"]))


def _reply_keyboard(markup: Json, private: bool) -> Json:
    rows = _rows(markup["keyboard"], "keyboard")
    shaped = [[_key(button, private) for button in row] for row in rows]
    return markup | {"keyboard": shaped}


def _key(button: Any, private: bool) -> Json:
    key = {"text": button} if isinstance(button, str) else button
    if not isinstance(key, dict) or "text" not in key:
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    if not str(key["text"]).strip():
        raise bad_request("keyboard button text must be non-empty")
    if key.get("request_contact") and not private:
        raise bad_request("phone number can be requested in private chats only")
    if key.get("request_location") and not private:
        raise bad_request("location can be requested in private chats only")
    return key
