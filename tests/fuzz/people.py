"""Parents who remember what they wrote and what they saw acknowledged."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.casework.answers import Step
from bot.casework.letters import untwisted
from tests.fuzz.texts import as_delivered, mark_of
from tests.town import Family, Someone

GONE = ("It is erased", "I have not kept what you wrote")
"""How the bot says that it holds nothing any more."""

PROMPTS = ("Hello. You started telling us", "Hello. What you told us on", "Hello. This is about your case")
"""How every prompt begins."""

STOPPED = ("OK, I have stopped.", "OK. I will not ask")
ON_AGAIN = ("Welcome back. I will ask you",)
TICK = "\n✓ "
"""Stands before an answer that was acknowledged."""

Tap = tuple[int, str]
"""A message and what one of its buttons carries."""


def buttons(message: dict[str, object]) -> Iterator[str]:
    markup = message.get("reply_markup", {})
    assert isinstance(markup, dict)
    for row in markup.get("inline_keyboard", ()):
        yield from (str(button["callback_data"]) for button in row)


def on_screen(someone: Someone, most: int = 1000) -> list[Tap]:
    """Every button that can be seen, the newest message's last."""
    return [(message["message_id"], data) for message in someone.screen[-most:] for data in buttons(message)]


@dataclass
class Parent:
    """`told` and `wrote` must not be lost, by case; `marks` are made-up words, by the case they went to."""

    family: Family
    name: str
    told: dict[tuple[int, Step], str] = field(default_factory=dict)
    wrote: dict[int, list[str]] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    asked: dict[int, tuple[int, Step]] = field(default_factory=dict)
    taps: list[Tap] = field(default_factory=list)
    read: int = 0  # the newest message that was looked at
    blocked: bool = False
    stopped: bool = False

    def marked(self, text: str) -> str:
        """The text with a word in it by which it can be found again."""
        return f"{mark_of(self.name, len(self.marks))} {text}"

    def notes(self, case: int) -> list[dict[str, object]]:
        """Look at the screen: note what is asked and acknowledged, and return the messages that are new.

        `case` is the number of the parent's newest case, 0 without one.
        """
        screen = self.family.screen
        fresh = [message for message in screen if message["message_id"] > self.read]
        self.read = max([self.read, *(message["message_id"] for message in screen)])
        for message in screen:
            self._notes_question(message, case)
            self._notes_acknowledged(message)
        for message in fresh:
            self._notes_stop(str(message["text"]))
        return fresh

    def _notes_question(self, message: dict[str, object], case: int) -> None:
        number = int(str(message["message_id"]))
        for data in buttons(message):
            if (number, data) not in self.taps:
                self.taps.append((number, data))
            kind, *rest = data.split("|")
            if kind == "q":
                self.asked.setdefault(number, (case, Step(int(rest[0]), rest[1])))

    def _notes_acknowledged(self, message: dict[str, object]) -> None:
        asked = self.asked.get(int(str(message["message_id"])))
        text = str(message["text"])
        if asked and TICK in text and not list(buttons(message)):
            self.told.pop(asked, None)
            self.told[asked] = text.rpartition(TICK)[2]
            del self.asked[int(str(message["message_id"]))]

    def _notes_stop(self, text: str) -> None:
        if text.startswith(STOPPED):
            self.stopped = True
        elif text.startswith(ON_AGAIN) or any(sign in text for sign in GONE):
            self.stopped = False

    def forgets(self, case: int) -> None:
        """The bot said that it holds nothing of this case any more."""
        self.told = {at: text for at, text in self.told.items() if at[0] != case}
        self.wrote.pop(case, None)


def same_text(seen: str, stored: str) -> bool:
    """Whether what was seen is this answer, which is cut where it is long."""
    seen, plain = untwisted(seen), untwisted(as_delivered(stored))
    return seen == plain or (seen.endswith("…") and plain.startswith(seen[:-1]))
