"""The Bot API's methods, by name."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.sandbox import media, messages
from bot.sandbox.entities import units
from bot.sandbox.params import Params
from bot.sandbox.people import bot_in_group
from bot.sandbox.refusals import Json, bad_request
from bot.sandbox.state import STAFF_CHAT
from bot.sandbox.world import World

ANSWER_LENGTH = 200
ANSWERABLE_SECONDS = 60
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def me(world: World, _: Params) -> Json:
    """Carry out getMe."""
    rights = {
        "can_join_groups": True,
        "can_read_all_group_messages": world.state.reads_all,
        "supports_inline_queries": False,
    }
    return world.bot | rights | {"can_connect_to_business": False, "has_main_web_app": False}


def delete_webhook(world: World, params: Params) -> bool:
    """Carry out deleteWebhook."""
    dropped = bool(params.truth("drop_pending_updates") and world.state.updates)
    if dropped or world.state.webhook:
        with world.change() as state:
            state.webhook, state.updates = {}, [] if dropped else state.updates
    return True


def set_webhook(world: World, params: Params) -> bool:
    """Carry out setWebhook. Nothing is delivered there; getUpdates is refused from now on."""
    url, secret = params.text("url"), params.text("secret_token")
    if not url:
        return delete_webhook(world, params)
    if not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    with world.change() as state:
        wanted = params.thing("allowed_updates") or []
        most = params.number("max_connections", 40)
        state.webhook = {
            "url": url,
            "secret_token": secret,
            "max_connections": most,
            "allowed_updates": wanted,
        }
    return True


def set_commands(world: World, params: Params) -> bool:
    """Carry out setMyCommands."""
    commands = params.thing("commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands list")
    key = _scope(world, params)
    with world.change() as state:
        state.commands[key] = commands
    return True


def delete_commands(world: World, params: Params) -> bool:
    """Carry out deleteMyCommands."""
    key = _scope(world, params)
    if key in world.state.commands:
        with world.change() as state:
            del state.commands[key]
    return True


def _scope(world: World, params: Params) -> str:
    """Whom a list of commands is for: a kind of chat or one chat, and perhaps those of one language."""
    scope, language = params.thing("scope") or {"type": "default"}, params.text("language_code")
    if "chat_id" in scope:
        messages.known_chat(world, Params(scope))
    key = f"{scope['type']}:{scope['chat_id']}" if "chat_id" in scope else str(scope["type"])
    return f"{key} {language}".strip()


def answer_query(world: World, params: Params) -> bool:
    """Carry out answerCallbackQuery."""
    if units(params.text("text")) > ANSWER_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    query = world.state.queries.get(params.text("callback_query_id"))
    if query is None or query.answer is not None:
        raise bad_request(TOO_OLD)
    if world.now().timestamp() - query.asked_at > ANSWERABLE_SECONDS:
        raise bad_request(TOO_OLD)
    answer = {"text": params.text("text"), "show_alert": params.truth("show_alert")}
    with world.change() as state:
        state.queries[query.id] = replace(query, answer=answer)
    return True


def chat(world: World, params: Params) -> Json:
    """Carry out getChat."""
    chat_id = messages.known_chat(world, params)
    details = {"accent_color_id": 0, "max_reaction_count": 11}
    return (world.chat(chat_id) or {}) | details | {"accepted_gift_types": dict.fromkeys(GIFTS, False)}


def chat_member(world: World, params: Params) -> Json:
    """Carry out getChatMember."""
    chat_id, user_id = messages.known_chat(world, params), params.number("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    if user_id == world.bot["id"]:
        return bot_in_group(world, world.state.bot_in_group if chat_id == STAFF_CHAT else "member")
    person = world.state.people.get(user_id)
    if person is None or chat_id not in (STAFF_CHAT, user_id):
        raise bad_request("member not found")
    status = world.state.staff.get(user_id, "left") if chat_id == STAFF_CHAT else "member"
    member: Json = {"status": status, "user": person.as_user()}
    return member | ({"is_anonymous": False} if status == "creator" else {})


def send_action(world: World, params: Params) -> bool:
    """Carry out sendChatAction, which leaves no trace."""
    messages.open_chat(world, params)
    return True


METHODS: dict[str, Callable[[World, Params], Any]] = {
    "getme": me,
    "deletewebhook": delete_webhook,
    "setwebhook": set_webhook,
    "setmycommands": set_commands,
    "deletemycommands": delete_commands,
    "sendmessage": messages.send,
    "senddocument": media.send_document,
    **{f"send{kind}": media.send(kind) for kind in ("photo", "voice", "audio", "video")},
    "sendmediagroup": media.send_group,
    "editmessagemedia": media.edit_media,
    "editmessagecaption": media.edit_caption,
    "editmessagetext": messages.edit_text,
    "editmessagereplymarkup": messages.edit_markup,
    "deletemessage": messages.delete,
    "answercallbackquery": answer_query,
    "getchat": chat,
    "getchatmember": chat_member,
    "sendchataction": send_action,
}
"""All but getUpdates, which waits; names in lower case, since Telegram does not mind."""
