"""Many families at once, and what comes to their phones twice."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from random import Random

from bot.sandbox.state import STAFF_CHAT
from bot.sandbox.telegram import Telegram
from tests.chaos.families import Family, Habits, Message, buttons
from tests.chaos.scripts import SCRIPTS, Script

PATIENCE_SECONDS = 150
"""How long nothing at all may happen: longer than any pause that the bot makes on purpose."""


REPEAT = re.compile(r"\n\n\((You may have had this|This may have come) before.*")
"""How a message ends that knows that it may be a repeat."""


class StuckError(Exception):
    """Nothing moves any more, and someone still waits."""


@dataclass
class Twins:
    """Counts the messages that came twice: the same words and buttons, one right after the other."""

    telegram: Telegram
    count: int = 0
    _newest: dict[int, int] = field(default_factory=dict)
    _last: dict[int, object] = field(default_factory=dict)
    _looked_at: tuple[int, int] = (0, 0)

    def look(self) -> None:
        """Look at what is new in every chat."""
        state = self.telegram.world.state
        reached = (state.last_private_message, state.last_group_message)
        if reached != self._looked_at:
            self._looked_at = reached
            for chat, messages in state.messages.items():
                self._look_into(chat, messages)

    def _look_into(self, chat: int, messages: dict[int, Message]) -> None:
        seen, newest = self._newest.get(chat, 0), next(reversed(messages), 0)
        if newest == seen:
            return
        fresh = [messages[number] for number in list(messages)[-(newest - seen) :] if number > seen]
        for message in fresh:
            words = REPEAT.sub("", message.get("text") or message.get("caption", ""))
            what = (message["from"]["id"], words, tuple(buttons(message)))
            self.count += message["from"]["is_bot"] and what == self._last.get(chat)
            self._last[chat] = what
        self._newest[chat] = newest


@dataclass
class Crowd:
    """Families who talk side by side; whoever is done makes room for the next."""

    telegram: Telegram
    chance: Random
    at_once: int
    leaving: float = 0.0  # the share of families who block the bot in mid-interview and come back
    scripts: tuple[Script, ...] = SCRIPTS
    families: list[Family] = field(default_factory=list)
    talking: list[Family] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.twins = Twins(self.telegram)

    @property
    def answers(self) -> int:
        return sum(len(family.log) for family in self.families)

    async def talk(self, enough: Callable[[], bool]) -> None:
        """Let families talk until it is enough and everyone who began is done. Raises StuckError."""
        moved_at = time.monotonic()
        while self.talking or not enough():
            if not enough():
                self._fill()
            version = self.telegram.version
            self.look()
            if await self.telegram.changed_since(version, 1) != version:
                moved_at = time.monotonic()
            elif time.monotonic() - moved_at > PATIENCE_SECONDS:
                raise StuckError(self._who_waits())

    def look(self) -> None:
        """Let everyone look at their phone once."""
        self.twins.look()
        for family in self.talking:
            family.looks()
        self.talking = [family for family in self.talking if not family.done]

    def _fill(self) -> None:
        while len(self.talking) < self.at_once:
            family = self._newcomer()
            self.families.append(family)
            self.talking.append(family)

    def _newcomer(self) -> Family:
        script = self.chance.choice(self.scripts)
        chat = self.telegram.add_person(f"Family {len(self.families) + 1}").id
        twice = frozenset(place for place in range(len(script)) if self.chance.random() < 0.05)
        leaves = self.chance.random() < self.leaving
        leaves_at = self.chance.randrange(1, len(script)) if leaves else None
        return Family(self.telegram, chat, script, Habits(twice, leaves_at, self.chance.randrange(5, 200)))

    def _who_waits(self) -> str:
        waiting = [f for f in self.talking if not f.away]
        first = next(chain(waiting, self.talking))
        shown = [str(m.get("text", "(no text)"))[:70] for m in self.telegram.history(first.chat)[-5:]]
        return (
            f"nothing moved for {PATIENCE_SECONDS} s, and {len(self.talking)} families wait. "
            f"Chat {first.chat} waits for {first.waits_for}; its last messages: {shown}"
        )


def staff_room(telegram: Telegram) -> list[str]:
    """All that the bot's messages in the staff group say now."""
    return [m["text"] for m in telegram.history(STAFF_CHAT) if m["from"]["is_bot"]]
