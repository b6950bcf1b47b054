"""Notices words that may mean danger. A cue only ever raises urgency; a person reads what was meant."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.casework.phrases import EDGE, Branch, Choice, Grammar, grown, length_at, listed, words_of
from bot.casework.reading import STRAIGHT
from bot.casework.typos import slips, two_slips, wrong_letters

TYPED = re.compile(r"[a-z0-9]+(?:[*@$]+[a-z0-9]+)*")
SPELT_OUT = re.compile(r"\b[a-z](?:[ .*_-][a-z]\b){4,}")
STRETCHED = re.compile(r"([a-z])\1\1+")
DISGUISED = str.maketrans("013457@$", "oieastas", "*")
HIDDEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
"""Signs that are not seen, inside a word."""

RUN_TOGETHER = range(7, 25)
"""How many letters two words have that are looked for without the space between them."""

Words = tuple[str, ...]
Tables = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, eq=False, repr=False)
class Cues:
    """What is looked for, and what typed words stand for: short forms, slips of the finger, words passed over."""

    danger: Branch
    look_alikes: Branch
    stands_for: Mapping[str, Words]
    whole: frozenset[str]


def may_mean_danger(text: str, cues: Cues) -> bool:
    """Whether words that someone typed hold a cue of danger, whatever else they say.

    "He is not suicidal" and "two years ago she overdosed" hold one, too: who or when is for a person to read.
    A cue that lies wholly within a look-alike is none: "hit me" in "it hit me that nobody asked".
    """
    words = (EDGE, *_meant(text, cues), EDGE)
    harmless_to = 0
    for at, word in enumerate(words):
        if word in cues.look_alikes.by_word:
            harmless_to = max(harmless_to, at + length_at(at, words, cues.look_alikes))
        if word in cues.danger.by_word and at + length_at(at, words, cues.danger) > max(harmless_to, at):
            return True
    return False


def _meant(text: str, cues: Cues) -> Iterator[str]:
    stands_for = cues.stands_for
    for typed in TYPED.findall(_plain(text)):
        if typed in stands_for:
            yield from stands_for[typed]
        elif typed.isalpha():
            yield from _parted(typed, cues)
        else:
            bare = typed.translate(DISGUISED)
            yield from stands_for.get(bare, ("#",) if typed[0].isdigit() else (bare,))


def _parted(typed: str, cues: Cues) -> Words:
    """Two words that were run together, or one that is nothing to us."""
    if len(typed) in RUN_TOGETHER:
        for at in range(2, len(typed) - 1):
            if typed[:at] in cues.whole and typed[at:] in cues.whole:
                return cues.stands_for[typed[:at]] + cues.stands_for[typed[at:]]
    return (typed,)


def _plain(text: str) -> str:
    """Small Latin letters without accents or apostrophes; "suiciiide" and "s u i c i d e" are whole words."""
    if not text.isascii():
        spread = unicodedata.normalize("NFKD", text.translate(STRAIGHT).translate(HIDDEN))
        text = "".join(sign for sign in spread if not unicodedata.combining(sign))
    plain = text.lower().replace("'", "").replace("`", "").replace("n t ", "nt ")
    plain = STRETCHED.sub(r"\1", plain)
    return SPELT_OUT.sub(lambda found: re.sub(r"[^a-z]", "", found[0]), plain)


def cues_from(tables: Tables) -> Cues:
    """Cues from the tables of their file. Raises PhraseError, which says what to write."""
    grammar, words = grammar_of(tables), tables["words"]
    danger, look_alikes = (
        [phrase for text in tables[table].values() for phrase in grammar.phrases(text)]
        for table in ("danger", "look-alikes")
    )
    themselves = {*words_of(danger), *words_of(look_alikes), *listed(words["no-slips"])}
    known = {word: (word,) for word in themselves} | dict(grammar.short_for)
    misspelt = _slips_in(words_of(danger), listed(words["weighty"]), grammar.short_for)
    return Cues(grown(danger), grown(look_alikes), misspelt | known, frozenset(known))


def grammar_of(tables: Tables) -> Grammar:
    """What the phrases of a file are read with. A group may name those above it. Raises PhraseError."""
    short_for = {short: tuple(full.split()) for short, full in tables["short-for"].items()}
    short_for |= dict.fromkeys(listed(tables["words"]["passed-over"]), ())
    groups: dict[str, Choice] = {}
    grammar = Grammar(groups, short_for)
    for name, text in tables["groups"].items():
        groups[name] = Choice(tuple(grammar.phrases(text)))
    return grammar


def _slips_in(words: Iterable[str], weighty: Iterable[str], short: Mapping[str, Words]) -> dict[str, Words]:
    """What a slip of the finger makes of words and of longer short forms, and two slips of weighty words."""
    found = {typed: full for form, full in short.items() if len(form) >= 6 for typed in slips(form)}
    for kind, of in ((two_slips, sorted(weighty)), (wrong_letters, sorted(words)), (slips, sorted(words))):
        found |= {typed: (word,) for word in of for typed in kind(word)}  # the likelier slip wins
    return found
