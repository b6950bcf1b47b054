"""Phrases as a maintainer writes them, grown into one tree that finds any of them word by word."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import product

EDGE, GAP, ANY = "|", "...", "*"
LONGEST_GAP = 3
WRITTEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[|#]")


class PhraseError(ValueError):
    """A phrase cannot be used. The message says which, and what to write."""


@dataclass(frozen=True, eq=False)
class Choice:
    """A place in a phrase where any of several ways to say it may stand."""

    ways: "tuple[Phrase, ...]"


Phrase = tuple[str | Choice, ...]


@dataclass(frozen=True, eq=False, repr=False)  # a tree whose branches share branches has no end of a repr
class Branch:
    """What may come next, by word; `other` is for any word that is not among them."""

    by_word: "Mapping[str, Branch]"
    other: "Branch | None"
    ends: bool


@dataclass(frozen=True)
class Grammar:
    """What phrases are read with: the groups they name, and what short forms stand for."""

    groups: Mapping[str, Choice]
    short_for: Mapping[str, tuple[str, ...]]

    def phrases(self, text: str) -> Iterator[Phrase]:
        """The phrases in a text, parted by commas or line ends. Raises PhraseError.

        One with a gap is several: one for each number of words that the gap may take.
        """
        for written in listed(text):
            parts = written.split()
            if GAP in (parts[0], parts[-1]):
                raise PhraseError(f'"{written}": "{GAP}" stands between words, not at an end.')
            for chosen in product(*(self._ways(part, written) for part in parts)):
                yield tuple(word for way in chosen for word in way)

    def _ways(self, part: str, written: str) -> list[Phrase]:
        if part == GAP:
            return [(ANY,) * words for words in range(LONGEST_GAP + 1)]
        if part.startswith("{"):
            return [(self._group(part.strip("{}"), written),)]
        words = [self._words(word, written) for word in part.split("/")]
        return [words[0] if len(words) == 1 else (Choice(tuple(words)),)]

    def _group(self, name: str, written: str) -> Choice:
        if name not in self.groups:
            close = get_close_matches(name, list(self.groups), 1)
            meant = f'Did you mean "{close[0]}"?' if close else f"Known here: {', '.join(self.groups)}."
            raise PhraseError(f'"{written}": there is no group "{name}" above it. {meant}')
        return self.groups[name]

    def _words(self, word: str, written: str) -> Phrase:
        if not WRITTEN.fullmatch(word):
            raise PhraseError(f'"{written}": "{word}" is not a word. Use small letters, and a/b for a or b.')
        meant = self.short_for.get(word.replace("'", ""), (word,))
        if not meant:
            raise PhraseError(f'"{written}": "{word}" is passed over wherever it stands. Leave it out.')
        return meant


def listed(text: str) -> list[str]:
    """What is parted by commas or line ends in a text."""
    return [entry.strip() for entry in re.split(r"[,\n]", text) if entry.strip()]


def grown(phrases: Iterable[Phrase]) -> Branch:
    """One tree of all phrases. It is walked a step for each word, so its size does not slow it down."""

    @cache
    def branch(rests: frozenset[Phrase]) -> Branch:
        after = defaultdict[str, set[Phrase]](set)
        for word, left in (step for rest in rests for step in _first_steps(rest)):
            after[word].add(left)
        others = after.pop(ANY, set())
        by_word = {word: branch(frozenset(left | others)) for word, left in after.items()}
        return Branch(by_word, branch(frozenset(others)) if others else None, () in rests)

    return branch(frozenset(phrases))


def _first_steps(phrase: Phrase) -> Iterator[tuple[str, Phrase]]:
    """The words that a phrase may begin with, each with what is left of the phrase after it."""
    if not phrase:
        return
    first, rest = phrase[0], phrase[1:]
    if isinstance(first, str):
        yield first, rest
        return
    for way in first.ways:
        yield from _first_steps(way + rest)


def words_of(phrases: Iterable[Phrase]) -> set[str]:
    """All words that stand in phrases, marks left out."""
    found = set[str]()
    choices = set[Choice]()
    waiting = list(phrases)
    while waiting:
        for part in waiting.pop():
            if isinstance(part, str):
                found.add(part)
            elif part not in choices:
                choices.add(part)
                waiting.extend(part.ways)
    return found - {EDGE, ANY, "#"}


def length_at(start: int, words: Sequence[str], tree: Branch) -> int:
    """How many words the longest phrase takes up that begins at this word; 0 where none does."""
    length, branch = 0, tree
    for at in range(start, len(words)):
        following = branch.by_word.get(words[at], branch.other)
        if following is None:
            break
        branch = following
        if branch.ends:
            length = at - start + 1
    return length
