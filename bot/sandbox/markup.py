"""Telegram's HTML: the tags it takes, the words for each mistake, the entities that come out."""

import re
from dataclasses import dataclass

from bot.sandbox.entities import Marked, units, with_languages
from bot.sandbox.links import kept_address
from bot.sandbox.refusals import Json, bad_request

KINDS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
SPACE = re.compile(r"[ \t\r\n\v\0]*")
TAG_NAME = re.compile(r"[^ \t\r\n\v\0>]*")
ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\v\0=>/\"']*")
BARE_VALUE = re.compile(r"[A-Za-z0-9.\-]*")
CHARACTER = re.compile(r"&(?:#x([0-9A-Fa-f]{1,8})|#([0-9]{1,8})|(lt|gt|amp|quot)(?![A-Za-z]));?")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


@dataclass(frozen=True)
class _Open:
    """A tag that waits for its end."""

    name: str
    attributes: dict[str, str]
    offset: int
    text_at: int


def parsed(html: str) -> Marked:
    """Read Telegram's HTML; refuse what Telegram refuses."""
    reader = _Reader(html)
    reader.read()
    text = "".join(reader.text)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise _mistake(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return Marked(text, tuple(with_languages(reader.entities)))


def decoded(html: str) -> str:
    """Replace the character references that Telegram knows; leave every other & alone."""
    return CHARACTER.sub(_character, html)


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF else match.group()


def _mistake(words: str) -> Exception:
    return bad_request(f"can't parse entities: {words}")


class _Reader:
    """Walks the text once, from tag to tag."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.size = 0
        self.text: list[str] = []
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> None:
        while self.at < len(self.html):
            if self.html.startswith("</", self.at):
                self._end_tag()
            elif self.html[self.at] == "<":
                self._start_tag()
            else:
                self._plain()
        if self.open:
            raise _mistake(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')

    def _plain(self) -> None:
        end = self.html.find("<", self.at)
        piece = decoded(self.html[self.at : end if end >= 0 else None])
        self.text.append(piece)
        self.size += units(piece)
        self.at = end if end >= 0 else len(self.html)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.html, self.at)
        assert match is not None, "every pattern here may match nothing"  # noqa: S101
        self.at = match.end()
        return match.group()

    def _here(self) -> str:
        return self.html[self.at : self.at + 1]

    def _place(self, at: int) -> str:
        return f"at byte offset {len(self.html[:at].encode())}"

    def _start_tag(self) -> None:
        begin, self.at = self.at, self.at + 1
        name = self._take(TAG_NAME).lower()
        if not self._here():
            raise _mistake(f"Unclosed start tag {self._place(begin)}")
        if name not in KINDS:
            raise _mistake(f'Unsupported start tag "{name}" {self._place(begin)}')
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _mistake(f'Tag "span" must have class "tg-spoiler" {self._place(begin)}')
        self.open.append(_Open(name, attributes, self.size, len(self.text)))

    def _attributes(self, name: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._take(SPACE)
            if self._here() == ">":
                self.at += 1
                return found
            attribute = self._take(ATTRIBUTE_NAME).lower()
            if not attribute:
                raise _mistake(f'Empty attribute name in the tag "{name}" {self._place(begin)}')
            found[attribute] = self._value(name, begin)

    def _value(self, name: str, begin: int) -> str:
        self._take(SPACE)
        if self._here() and self._here() != "=":
            return ""
        self.at += 1
        self._take(SPACE)
        if not self._here():
            raise _mistake(f'Unclosed start tag "{name}" {self._place(begin)}')
        return self._quoted(begin) if self._here() in "\"'" else self._bare()

    def _bare(self) -> str:
        begin = self.at
        value = self._take(BARE_VALUE)
        if self._here() not in set(" \t\r\n\v\0>"):
            raise _mistake(f"Unexpected end of name token {self._place(begin)}")
        return value.lower()

    def _quoted(self, begin: int) -> str:
        end = self.html.find(self._here(), self.at + 1)
        value = self.html[self.at + 1 : end]
        self.at = end + 1
        if end < 0 or not self._here():
            raise _mistake(f"Unclosed start tag {self._place(begin)}")
        return decoded(value)

    def _end_tag(self) -> None:
        begin, self.at = self.at, self.at + 2
        if not self.open:
            raise _mistake(f"Unexpected end tag {self._place(begin)}")
        tag = self.open.pop()
        name = self._take(TAG_NAME)
        self._take(SPACE)
        if self._here() != ">":
            raise _mistake(f"Unclosed end tag {self._place(begin)}")
        self.at += 1
        if name and name.lower() != tag.name:
            raise _mistake(
                f'Unmatched end tag {self._place(begin)}, expected "</{tag.name}>", found "</{name}>"'
            )
        if self.size > tag.offset:
            self._close(tag)

    def _close(self, tag: _Open) -> None:
        entity: Json = {"type": KINDS[tag.name], "offset": tag.offset, "length": self.size - tag.offset}
        language = tag.attributes.get("class", "").removeprefix("language-")
        if tag.name in {"code", "pre"} and language != tag.attributes.get("class", ""):
            entity["language"] = language
        if tag.name == "blockquote" and "expandable" in tag.attributes:
            entity["type"] = "expandable_blockquote"
        if tag.name == "a":
            entity["url"] = kept_address(tag.attributes.get("href") or "".join(self.text[tag.text_at :]))
        if entity.get("url") != "":
            self.entities.append(entity)
