"""Families as people are: they wait for the question, answer it, and put up with one that comes again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.telegram import Telegram
from tests.chaos.scripts import Act, How, Script

AUTHORITY = "Send. You may"
CONFIRMED = "SL-"

Message = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One answer as the history of the case has to tell it."""

    child: int
    question: str
    value: Any
    state: str


@dataclass(frozen=True)
class Habits:
    """What a family does beside answering."""

    taps_twice: frozenset[int] = frozenset()  # at these places of its script
    leaves_at: int | None = None  # blocks the bot there, right after its answer
    away_for: int = 0  # looks at the phone until it is back


@dataclass
class Family:
    """One family with one case. `place` is where it is in its script; past the end it sends."""

    telegram: Telegram
    chat: int
    script: Script
    habits: Habits = Habits()
    log: list[Line] = field(default_factory=list)
    place: int = -1
    since: int = 0  # what stands above this message is over and done with
    pressed: int = 0  # buttons of the current question that were tapped
    asked: str = ""  # how often something had been asked when it was tapped, as the buttons carry it
    away: int = 0

    @property
    def done(self) -> bool:
        return self.place > len(self.script) + 1

    @property
    def waits_for(self) -> str:
        """What has to come next, in words."""
        if self.place < len(self.script):
            act = self.script[max(self.place, 0)]
            return f"question {act.question!r} of child {act.child}"
        return "the check page" if self.place == len(self.script) else "the confirmation"

    def looks(self) -> bool:
        """Look at the phone, and do the next thing if it is there to be done. Returns whether it was."""
        if self.away:
            return self._comes_back()
        if self.place < 0:
            self.since = int(self.telegram.says(self.chat, self.chat, "/start")["message_id"])
            self.place = 0
            return True
        if self.place < len(self.script):
            return self._answers(self.script[self.place])
        return self._sends() if self.place == len(self.script) else self._reads_confirmation()

    def _comes_back(self) -> bool:
        self.away -= 1
        if self.away:
            return False
        self.telegram.unblocks(self.chat)
        self.since = int(self.telegram.says(self.chat, self.chat, "/start")["message_id"])
        return True

    def _answers(self, act: Act) -> bool:
        message = next((m for m in self._news() if asks(m, act)), None)
        if message is None:
            return False
        if act.how is How.TAP:
            return self._taps(act, message)
        if act.how is How.TYPE:
            said = self.telegram.says(self.chat, self.chat, act.words[0])
        else:
            said = self.telegram.shares_contact(self.chat, act.words[0])
        self.since = int(said["message_id"])
        self._has_answered(act)
        return True

    def _taps(self, act: Act, message: Message) -> bool:
        """Tap the next button, once the ticks before it show."""
        labels = dict(buttons(message))
        ticked = sum(_one(labels, f"✓ {label}") is not None for label in act.words[: self.pressed])
        if self.pressed and not any(carried.endswith(self.asked) for carried in labels.values()):
            self.pressed = ticked  # it was asked anew meanwhile: what does not show there did not count
        data = _one(labels, act.words[self.pressed])
        if ticked < self.pressed or data is None:
            return False
        self.asked = data[data.rindex("|") :]
        self.since = int(message["message_id"])
        taps = 2 if self.place in self.habits.taps_twice and len(act.words) == 1 else 1
        for _ in range(taps):
            self.telegram.taps(self.chat, self.chat, self.since, data)
        self.pressed += 1
        if self.pressed == len(act.words):
            self._has_answered(act)
        return True

    def _has_answered(self, act: Act) -> None:
        now = self.telegram.world.now()
        self.log.append(Line(act.child, act.question, act.stored_on(now), act.state))
        self.pressed = 0
        if self.place == self.habits.leaves_at:
            self.telegram.blocks(self.chat)
            self.away = self.habits.away_for
        self.place += 1

    def _sends(self) -> bool:
        for message in self._news():
            data = _one(dict(buttons(message)), AUTHORITY)
            if data:
                self.since = int(message["message_id"])
                self.telegram.taps(self.chat, self.chat, self.since, data)
                self.place += 1
                return True
        return False

    def _reads_confirmation(self) -> bool:
        if not any(CONFIRMED in message.get("text", "") for message in self._news()):
            return False
        self.place += 1
        return True

    def _news(self) -> Iterator[Message]:
        """The bot's messages from the one last answered on, the newest first."""
        chat = self.telegram.world.state.messages.get(self.chat, {})
        for number in reversed(chat):
            if number < self.since:
                return
            if chat[number]["from"]["is_bot"]:
                yield chat[number]


def asks(message: Message, act: Act) -> bool:
    """Whether this message puts the question. How to reach them is asked with keys, all else with buttons."""
    if act.question == "contact":
        return "keyboard" in message.get("reply_markup", {})
    return any(data.startswith(f"q|{act.child}|{act.question}|") for _, data in buttons(message))


def buttons(message: Message) -> Iterator[tuple[str, str]]:
    """Labels and what they carry."""
    for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
        for button in row:
            yield button["text"], button["callback_data"]


def _one(labels: dict[str, str], beginning: str) -> str | None:
    return next((data for label, data in labels.items() if label.startswith(beginning)), None)
