"""Characters that show nothing, or turn the text around them: what is read past them, and what is shown of them."""

import unicodedata

TURNING = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
"""What turns the direction of the text that follows, until it is ended; people's apps need none of it."""

BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs, by their kind, that show nothing all the same."""

MOST_MARKS = 4
"""How many marks stand over one letter in any language; a flood of them covers the lines around it."""


def unmarked(text: str) -> str:
    """The text without the characters that only steer how it is set, such as a phone leaves in what is copied."""
    if text.isascii():
        return text
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def is_visible(text: str) -> bool:
    """Whether there is anything to be seen of the text; an emoji is."""
    hidden = ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me")
    return any(unicodedata.category(char) not in hidden and char not in BLANK for char in text)


def untwisted(text: str) -> str:
    """The text without what would turn others round, or cover them with marks."""
    if text.isascii():
        return text
    kept, marks = list[str](), 0
    for char in text.translate(TURNING):
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def kept_apart(text: str) -> str:
    """The text as it can stand among our words: one that runs from right to left leaves their order alone."""
    if text.isascii():
        return text
    return "\n".join(_apart(line) for line in untwisted(text).split("\n"))


def _apart(line: str) -> str:
    """A line between first strong isolate and pop directional isolate, where it needs them."""
    runs_left = any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in line)
    return f"\u2068{line}\u2069" if runs_left else line
