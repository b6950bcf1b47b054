"""The copy that a family keeps of what it told us: a plain text, all of it, nothing clipped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.casework.answers import Answers
from bot.casework.asking import all_given, in_the_role
from bot.casework.messages import File
from bot.casework.words import Words, day

MOST_WROTE = 100_000
"""Characters of what was written besides: a person who never stops writing still gets a file that can be sent."""


@dataclass(frozen=True)
class Sent:
    """What a family sent. `authority` is "speak" or "ask"; `wrote` are its words that answered no question."""

    ref: str
    on: date
    authority: str
    complete: bool
    answers: Answers
    wrote: Sequence[str] = ()


def copy_of_answers(words: Words, sent: Sent) -> File:
    """All that the family told us, to be kept or shown."""
    parts = [
        words.plain("copy.head", ref=sent.ref, sent=day(sent.on)),
        *_answers(words, sent),
        *_written(words, sent.wrote),
        words.plain("copy.allowed"),
        words.plain(in_the_role(words, sent.answers, "copy", sent.authority)),
    ]
    return File(sent.ref + ".txt", "\n".join(parts) + "\n")


def _answers(words: Words, sent: Sent) -> Iterator[str]:
    yield words.plain("copy.answers")
    for given in all_given(words, sent.answers, sent.on):
        if given.whose:
            yield words.plain("copy.whose", name=given.whose)
        else:
            yield words.plain("copy.answer", question=given.label, answer=given.answer)
    if not sent.complete:
        yield words.plain("copy.partial")


def _written(words: Words, wrote: Sequence[str]) -> Iterator[str]:
    room = MOST_WROTE
    for number, text in enumerate(wrote):
        if number == 0:
            yield words.plain("copy.wrote")
        room -= len(text)
        if room < 0:
            yield words.plain("copy.more")
            return
        yield words.plain("copy.written", text=text)
