"""What the page shows, as JSON."""

from bot.sandbox.controls import Controls
from bot.sandbox.people import bot_reads
from bot.sandbox.refusals import Json
from bot.sandbox.state import STAFF_CHAT, Person
from bot.sandbox.telegram import Telegram

SHOWN = 300
"""Messages of a chat that the page gets: the newest."""
RECENT_ANSWERS = 20


def snapshot(telegram: Telegram, controls: Controls, family_id: int) -> Json:
    """Return everything the page shows while this family's chat is open."""
    state = telegram.world.state
    return {
        "version": telegram.version,
        "bot": telegram.world.bot,
        "waiting": len(state.updates),
        "families": [_family(telegram, person) for person in telegram.families()],
        "staff": [{"id": person.id, "name": person.first_name} for person in telegram.staff()],
        "chats": {str(chat): _chat(telegram, chat) for chat in (family_id, STAFF_CHAT)},
        "staff_chat": STAFF_CHAT,
        "answers": {
            query.id: query.answer
            for query in list(state.queries.values())[-RECENT_ANSWERS:]
            if query.answer is not None
        },
        "commands": {
            "family": _commands(telegram, private=True),
            "staff": _commands(telegram, private=False),
        },
    } | clock(controls)


def clock(controls: Controls) -> Json:
    """Return the time, and the next thing due."""
    due = controls.next_due()
    return {
        "now": controls.now().isoformat(),
        "due": {"at": due[0].isoformat(), "what": due[1]} if due else None,
    }


def _family(telegram: Telegram, person: Person) -> Json:
    messages = telegram.world.state.messages.get(person.id, {})
    return {
        "id": person.id,
        "name": person.first_name,
        "blocked": person.blocked,
        "newest": max(messages, default=0),
    }


def _chat(telegram: Telegram, chat_id: int) -> list[Json]:
    return [
        message | {"unseen": not _seen(telegram, message)} for message in telegram.history(chat_id)[-SHOWN:]
    ]


def _seen(telegram: Telegram, message: Json) -> bool:
    return bool(message["from"]["is_bot"]) or bot_reads(telegram.world, message)


def _commands(telegram: Telegram, *, private: bool) -> list[Json]:
    scopes = ("all_private_chats",) if private else (f"chat:{STAFF_CHAT}", "all_group_chats")
    kept = telegram.world.state.commands
    return next((kept[scope] for scope in (*scopes, "default") if scope in kept), [])
