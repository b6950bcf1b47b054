"""Message text as Telegram keeps it: trimmed, measured in UTF-16 units, with entities."""

import re
from dataclasses import dataclass

from bot.sandbox.refusals import Json

COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?!\w)")
LINK = re.compile(r"\bhttps?://[^\s<>\"]*[^\s<>\".,;:!?)\]]")
VERBATIM = frozenset({"code", "pre", "text_link"})
"""Kinds inside which Telegram looks for no commands and no links."""


@dataclass(frozen=True)
class Marked:
    """Plain text and the entities over it, offsets and lengths in UTF-16 units."""

    text: str
    entities: tuple[Json, ...] = ()


def units(text: str) -> int:
    """Return the length in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def trimmed(marked: Marked) -> Marked:
    """Drop white space at both ends, and move the entities accordingly."""
    ahead = units(marked.text) - units(marked.text.lstrip())
    text = marked.text.strip()
    clipped = (_clipped(entity, ahead, units(text)) for entity in marked.entities)
    return Marked(text, tuple(entity for entity in clipped if entity["length"] > 0))


def _clipped(entity: Json, ahead: int, size: int) -> Json:
    start = max(entity["offset"] - ahead, 0)
    end = min(entity["offset"] + entity["length"] - ahead, size)
    return entity | {"offset": start, "length": end - start}


def noticed(marked: Marked) -> Marked:
    """Add the commands and links that Telegram finds by itself, and put all entities in its order."""
    kept = [entity for entity in marked.entities if not _inside_code(entity, marked.entities)]
    found = [*_found("bot_command", COMMAND, marked.text), *_found("url", LINK, marked.text)]
    new = [entity for entity in found if not any(_covers(old, entity) for old in kept)]
    ordered = sorted([*kept, *new], key=lambda entity: (entity["offset"], -entity["length"]))
    return Marked(marked.text, tuple(ordered))


def _found(kind: str, pattern: re.Pattern[str], text: str) -> list[Json]:
    return [
        {"type": kind, "offset": units(text[: hit.start()]), "length": units(hit.group())}
        for hit in pattern.finditer(text)
    ]


def _covers(old: Json, new: Json) -> bool:
    if old["type"] not in VERBATIM:
        return False
    return bool(_start(old) < _end(new) and _start(new) < _end(old))


def _inside_code(entity: Json, entities: tuple[Json, ...]) -> bool:
    blocks = (other for other in entities if other["type"] in {"code", "pre"} and other is not entity)
    return any(_start(block) <= _start(entity) and _end(entity) <= _end(block) for block in blocks)


def with_languages(entities: list[Json]) -> list[Json]:
    """Join a pre and a code with a language over the same text; elsewhere the language means nothing."""
    spans = {(entity["offset"], entity["length"]) for entity in entities if entity["type"] == "pre"}
    named = {
        (entity["offset"], entity["length"]): entity["language"]
        for entity in entities
        if entity.get("language") and (entity["offset"], entity["length"]) in spans
    }
    return [
        _joined(entity, named.get((entity["offset"], entity["length"])))
        for entity in entities
        if entity["type"] != "code" or (entity["offset"], entity["length"]) not in spans
    ]


def _joined(entity: Json, language: str | None) -> Json:
    plain = {key: value for key, value in entity.items() if key != "language"}
    return plain | ({"language": language} if entity["type"] == "pre" and language else {})


def _start(entity: Json) -> int:
    return int(entity["offset"])


def _end(entity: Json) -> int:
    return int(entity["offset"] + entity["length"])
