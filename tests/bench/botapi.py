"""The calls of the Bot API that a family's interview needs, each answered as Telegram would, or so much later."""

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import Callable
from typing import Any

from tests.bench.families import BOT, Families, message
from tests.bench.script import STEPS
from tests.bench.wire import Answer

MOST_UPDATES = 100
FIRST_UPDATE = 500_000
TRUE = '{"ok":true,"result":true}'
UNKNOWN = '{"ok":false,"error_code":404,"description":"Not Found: the stand-in does not know this call"}'
MEMBER = (
    '{{"ok":true,"result":{{"status":"member","user":{{"id":{user},"is_bot":false,"first_name":"Jo"}}}}}}'
)
Params = dict[str, Any]


class Inbox:
    """Updates that wait for the bot: only an offset confirms them, and one poll at a time waits."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[tuple[int, str]] = deque()
        self._newest = FIRST_UPDATE
        self._poll: Answer | None = None
        self._gives_up: asyncio.TimerHandle | None = None
        self._limit = MOST_UPDATES

    def add(self, content: str) -> None:
        self._newest += 1
        self._waiting.append((self._newest, f'{{"update_id":{self._newest},{content}}}'))
        if self._poll and len(self._waiting) == 1:
            self._loop.call_soon(self._hand_out)  # with all that comes in this same moment

    def poll(self, params: Params, answer: Answer) -> None:
        offset = int(params.get("offset") or 0)
        while self._waiting and self._waiting[0][0] < offset:
            self._waiting.popleft()
        self._hand_out()  # to a poll that still waits: a newer one takes over
        self._poll, self._limit = answer, min(int(params.get("limit") or MOST_UPDATES), MOST_UPDATES)
        if self._waiting:
            self._hand_out()
        else:
            self._gives_up = self._loop.call_later(float(params.get("timeout") or 0), self._hand_out)

    def _hand_out(self) -> None:
        if self._gives_up:
            self._gives_up.cancel()
        answer, self._poll, self._gives_up = self._poll, None, None
        if answer:
            first = (self._waiting[place][1] for place in range(min(self._limit, len(self._waiting))))
            answer(f'{{"ok":true,"result":[{",".join(first)}]}}')


class BotApi:
    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.inbox = Inbox()
        self.latency_seconds = 0.0
        self.polled = asyncio.Event()
        self.first_poll_at = 0.0
        self.calls = Counter[str]()
        self._newest_message = 1000
        self.new_families(len(STEPS))
        self._results: dict[str, Callable[[Params], str]] = {
            "getme": lambda _: f'{{"ok":true,"result":{BOT}}}',
            "deletewebhook": lambda _: TRUE,
            "setmycommands": lambda _: TRUE,
            "deletemycommands": lambda _: TRUE,
            "answercallbackquery": lambda _: TRUE,
            "getchatmember": lambda params: MEMBER.format(user=int(params["user_id"])),
            "sendmessage": self._send,
            "senddocument": self._send_file,
            "editmessagetext": self._edit,
        }

    def new_families(self, steps: int) -> None:
        """Start with nobody; who moves in plays so many steps of the interview, then somebody new does."""
        self.families = Families(self.inbox.add, STEPS[:steps])

    def call(self, name: str, params: Params, answer: Answer) -> None:
        """Carry out a call now; its answer may be on its way for a while. Names may be written in any case."""
        name = name.lower()
        self.calls[name] += 1
        if name == "getupdates":
            if not self.first_poll_at:
                self.first_poll_at = time.monotonic()
                self.polled.set()
            self.inbox.poll(params, answer)
            return
        result = self._results[name](params) if name in self._results else UNKNOWN
        if self.latency_seconds:
            self._loop.call_later(self.latency_seconds, answer, result)
        else:
            answer(result)

    def _send(self, params: Params) -> str:
        self._newest_message += 1
        return self._show(params, self._newest_message)

    def _send_file(self, params: Params) -> str:
        return self._send({**params, "text": params["caption"]})

    def _edit(self, params: Params) -> str:
        return self._show(params, int(params["message_id"]))

    def _show(self, params: Params, message_id: int) -> str:
        chat, text, keyboard = int(params["chat_id"]), params["text"], params.get("reply_markup")
        if isinstance(keyboard, str):
            keyboard = json.loads(keyboard)
        self.families.arrived(chat, message_id, text, keyboard)
        return f'{{"ok":true,"result":{message(chat, message_id, text, keyboard)}}}'
