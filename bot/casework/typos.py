"""Slips of the finger: what a word may look like when it is typed in haste or in distress."""

from collections.abc import Iterator

NEXT_TO = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "ol", "a": "qsz", "s": "adwx", "d": "sfec", "f": "dgrv", "g": "fhtb", "h": "gjyn", "j": "hkum",
    "k": "jli", "l": "ko", "z": "ax", "x": "zsc", "c": "xvd", "v": "cbf", "b": "vng", "n": "bmh", "m": "nj",
}  # fmt: skip
"""The keys beside each key."""

VOWELS = "aeiou"


def slips(word: str) -> set[str]:
    """What one letter too many, too few or out of turn makes of a word.

    From 3 letters: one is doubled, or a double one is not. From 5: one is dropped, or two change places.
    """
    found = set(_doublings(word)) if len(word) >= 3 else set[str]()
    if len(word) >= 5:
        found.update(_drops(word), _swaps(word))
    return found - {word}


def wrong_letters(word: str) -> set[str]:
    """What one wrong letter makes of a word of 6 letters or more: the key beside it, or another vowel."""
    return set(_other_letters(word)) - {word} if len(word) >= 6 else set()


def two_slips(word: str) -> set[str]:
    """What one or two slips of any kind make of a word. The letter it begins with stays."""
    once = slips(word) | wrong_letters(word)
    twice = {typed for slip in once for typed in slips(slip) | wrong_letters(slip)}
    return {typed for typed in once | twice if typed[0] == word[0]} - {word}


def _doublings(word: str) -> Iterator[str]:
    for at, letter in enumerate(word):
        yield word[:at] + letter + word[at:]
        if word[at + 1 : at + 2] == letter:
            yield word[:at] + word[at + 1 :]


def _drops(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _swaps(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))


def _other_letters(word: str) -> Iterator[str]:
    for at, letter in enumerate(word):
        for other in NEXT_TO.get(letter, "") + (VOWELS if letter in VOWELS else ""):
            yield word[:at] + other + word[at + 1 :]
