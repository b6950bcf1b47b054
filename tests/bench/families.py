"""Families who play the interview: each taps or types its answer once its next question has come."""

import asyncio
import json
import random
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from tests.bench.script import STEPS, Step

FIRST_CHAT = 100_000


class Pace(Enum):
    """When a family whose next question has come gives its answer."""

    HOLD = auto()  # not at all
    SCATTER = auto()  # until it is at a place of its own, so that the families are not in step
    AT_ONCE = auto()  # a closed loop
    OFFERED = auto()  # an open loop: when the next answer is due, whoever is free gives it


@dataclass
class Family:
    chat: int
    place: int = 0  # the step that it does next, or that waits for an answer
    to_scatter: int = 0
    waits: bool = False
    since: float = 0
    screen: tuple[int, str, Any] = (0, "", None)  # id, text and keyboard of the question that it answers


class NoButtonError(Exception):
    """A question came without the button that the script taps."""


class Families:
    """`tell` takes the JSON of an update, less its update_id. Times are those of time.monotonic()."""

    def __init__(self, tell: Callable[[str], None], steps: Sequence[Step] = STEPS) -> None:
        self._tell, self.steps = tell, steps
        self._pace = Pace.HOLD
        self._chance = random.Random(15)  # noqa: S311  (who answers next is no secret)
        self._of_chat: dict[int, Family] = {}
        self._free: list[Family] = []
        self._owed: deque[float] = deque()  # when answers were due for which no family was free
        self._taps = 0
        self._newest_chat = FIRST_CHAT
        self._quiet, self._heard = asyncio.Event(), asyncio.Event()
        self.waiting = 0  # how many families wait for their next question
        self.answers_left: int | None = None
        self.waits: list[
            float
        ] = []  # seconds from each answer to the next question, since they were last cleared
        self.recorded: list[dict[str, Any]] = []
        self.trouble = ""

    def move_in(self, count: int) -> None:
        for number in range(count):
            family = Family(self._new_chat(), to_scatter=number % len(self.steps))
            self._of_chat[family.chat] = family
            self._free.append(family)

    @property
    def chats(self) -> list[int]:
        return list(self._of_chat)

    async def all_served(self) -> None:
        """Wait until nobody waits for a question."""
        while self.waiting:
            self._quiet.clear()
            await self._quiet.wait()

    async def heard(self, questions: int) -> None:
        """Wait until so many questions have come since `waits` was cleared."""
        while len(self.waits) < questions:
            self._heard.clear()
            await self._heard.wait()

    def go(self, pace: Pace) -> None:
        """From now on at this pace, starting with the families that are free."""
        self._pace = pace
        self._owed.clear()
        free, self._free = self._free, []
        for family in free:
            self._goes_on(family)

    def one_is_due(self) -> None:
        """An answer is due now, in the open loop."""
        if not self._free:
            self._owed.append(time.monotonic())
            return
        place = self._chance.randrange(len(self._free))
        self._free[place], self._free[-1] = self._free[-1], self._free[place]
        self._answers(self._free.pop(), time.monotonic())

    def arrived(self, chat: int, message_id: int, text: str, keyboard: Any) -> None:
        """The bot sent a message to a chat, or edited one."""
        family = self._of_chat.get(chat)
        if family is None or not family.waits or self.steps[family.place].hears not in text:
            return
        family.waits = False
        self.waiting -= 1
        self.waits.append(time.monotonic() - family.since)
        self._heard.set()
        if len(self.recorded) < len(self.steps):
            self.recorded.append({"text": text, "keyboard": keyboard})
        family.screen = (message_id, text, keyboard)
        family.place += 1
        if family.place == len(self.steps):
            self._begins_anew(family)
        self._goes_on(family)
        if not self.waiting:
            self._quiet.set()

    def _begins_anew(self, family: Family) -> None:
        """The interview is over: somebody new moves in."""
        del self._of_chat[family.chat]
        family.chat, family.place = self._new_chat(), 0
        self._of_chat[family.chat] = family

    def _new_chat(self) -> int:
        self._newest_chat += 1
        return self._newest_chat

    def _goes_on(self, family: Family) -> None:
        scatters = self._pace is Pace.SCATTER and family.to_scatter > 0
        family.to_scatter -= scatters
        if scatters or (self._pace is Pace.AT_ONCE and self._may_answer()):
            self._answers(family, time.monotonic())
        elif self._pace is Pace.OFFERED and self._owed:
            self._answers(family, self._owed.popleft())
        else:
            self._free.append(family)

    def _may_answer(self) -> bool:
        if self.answers_left is None:
            return True
        self.answers_left -= 1
        return self.answers_left >= 0

    def _answers(self, family: Family, since: float) -> None:
        family.waits, family.since = True, since
        self.waiting += 1
        step = self.steps[family.place]
        try:
            self._tell(self._tap(family, step) if step.taps else _words(family, step.does))
        except NoButtonError as trouble:
            self.trouble = str(trouble)

    def _tap(self, family: Family, step: Step) -> str:
        message_id, text, keyboard = family.screen
        data = json.dumps(_button(text, keyboard, step.does))
        self._taps += 1
        return (
            f'"callback_query":{{"id":"{self._taps}","from":{_person(family.chat)},"chat_instance":"1",'
            f'"message":{message(family.chat, message_id, text, keyboard)},"data":{data}}}'
        )


def _button(text: str, keyboard: Any, label: str) -> str:
    for row in (keyboard or {}).get("inline_keyboard", ()):
        for button in row:
            if button["text"].startswith(label):
                return str(button["callback_data"])
    raise NoButtonError(f"no button {label!r} under {text!r}")


def message(chat: int, message_id: int, text: str, keyboard: Any) -> str:
    """A message of the bot, as JSON."""
    inline = keyboard if keyboard and "inline_keyboard" in keyboard else None
    markup = f',"reply_markup":{json.dumps(inline)}' if inline else ""
    return (
        f'{{"message_id":{message_id},"from":{BOT},"chat":{_chat(chat)},"date":{time.time():.0f},'
        f'"text":{json.dumps(text)}{markup}}}'
    )


def _words(family: Family, text: str) -> str:
    entities = f',"entities":[{{"type":"bot_command","offset":0,"length":{len(text)}}}]'
    return (
        f'"message":{{"message_id":{family.screen[0] + 1},"from":{_person(family.chat)},'
        f'"chat":{_chat(family.chat)},"date":{time.time():.0f},"text":{json.dumps(text)}'
        f"{entities if text.startswith('/') else ''}}}"
    )


BOT = '{"id":1000000001,"is_bot":true,"first_name":"Sendline","username":"sendline_bot"}'


def _person(chat: int) -> str:
    return f'{{"id":{chat},"is_bot":false,"first_name":"Ann","language_code":"en"}}'


def _chat(chat: int) -> str:
    if chat < 0:
        return f'{{"id":{chat},"type":"supergroup","title":"Casework"}}'
    return f'{{"id":{chat},"type":"private","first_name":"Ann"}}'
