"""A message's text as the bot sent it: plain, HTML, or with entities of its own."""

from typing import Any

from bot.sandbox.entities import Marked, units
from bot.sandbox.markup import parsed
from bot.sandbox.params import Params
from bot.sandbox.refusals import Json, bad_request

KINDS = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic"}
    | {"underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre"}
    | {"text_link", "text_mention", "custom_emoji"}
)
UNSUPPORTED_HERE = frozenset({"markdown", "markdownv2"})


def formatted(params: Params, name: str = "text") -> Marked:
    """Return text and entities, or refuse; `name` is "text" or "caption"."""
    text, mode = params.text(name), params.text("parse_mode").lower()
    if mode == "html":
        return parsed(text)
    if mode in UNSUPPORTED_HERE:
        raise NotImplementedError("The sandbox reads HTML only: Sendline writes nothing else.")
    if mode:
        raise bad_request("unsupported parse_mode")
    entities = params.thing("entities" if name == "text" else f"{name}_entities")
    return Marked(text, tuple(_entity(entity, units(text)) for entity in _list(entities)))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _entity(entity: Any, size: int) -> Json:
    if not isinstance(entity, dict) or entity.get("type") not in KINDS:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if entity["type"] == "text_link" and "url" not in entity:
        raise bad_request("can't parse MessageEntity: Can't find field \"url\"")
    offset, length = int(entity.get("offset", -1)), int(entity.get("length", -1))
    if offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if offset > size:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + length > size:
        words = f"entity beginning at UTF-16 offset {offset} ends after the end of the text"
        raise bad_request(f"{words} at UTF-16 offset {offset + length}")
    return dict(entity)
