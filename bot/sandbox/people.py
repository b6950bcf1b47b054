"""What people do in Telegram, and what of it the bot gets to know."""

from dataclasses import replace

from bot.sandbox import media
from bot.sandbox.entities import Marked, noticed, trimmed
from bot.sandbox.refusals import Json
from bot.sandbox.state import STAFF_CHAT, Person, Query
from bot.sandbox.world import World, quoted, wire

KEPT_QUERIES = 200


class NotPossible(Exception):  # noqa: N818  an answer for the page and the tests, not a fault of ours
    """Something that a person cannot do in Telegram either; the message says why."""


def says(world: World, person_id: int, chat_id: int, text: str, reply_to: int | None) -> Json:
    """Write a message."""
    content = _written(text)
    if reply_to is not None:
        content["reply_to_message"] = quoted(_standing(world, chat_id, reply_to))
    return _sends(world, present(world, person_id, chat_id), chat_id, content)


def shares_contact(world: World, person_id: int, phone: str) -> Json:
    """Send one's own number, as the button that asks for it does."""
    person = present(world, person_id, person_id)
    contact = {"phone_number": phone, "first_name": person.first_name, "user_id": person.id}
    return _sends(world, person, person_id, {"contact": contact})


def sends_something_else(world: World, person_id: int, content: Json) -> Json:
    """Send the bot a sticker, a picture, a voice message: anything but words."""
    with world.change():
        media.remember(world, content)
    return _sends(world, present(world, person_id, person_id), person_id, content)


def edits(world: World, person_id: int, chat_id: int, message_id: int, text: str) -> Json:
    """Change the text of one's own message."""
    person = present(world, person_id, chat_id)
    message = _standing(world, chat_id, message_id)
    if message["from"]["id"] != person.id or "text" not in message:
        raise NotPossible("People can edit only a text of their own.")
    written = _written(text)
    with world.change():
        message.pop("entities", None)
        message.update(written, edit_date=world.moment())
        if bot_reads(world, message):
            world.queue("edited_message", wire(message))
    return wire(message)


def taps(world: World, person_id: int, chat_id: int, message_id: int, data: str, *, stale: bool) -> str:
    """Tap a button and return the callback query's id."""
    person = present(world, person_id, chat_id)
    message = world.message(chat_id, message_id)
    if not stale and data not in _buttons(message):
        raise NotPossible(f"There is no button with {data!r} under message {message_id} now.")
    with world.change() as state:
        state.last_query += 1
        query_id = f"{world.bot['id']}{state.last_query:09d}"
        asked_at = world.now().timestamp()
        state.queries[query_id] = Query(query_id, person_id, chat_id, message_id, data, asked_at)
        for old in list(state.queries)[:-KEPT_QUERIES]:
            del state.queries[old]
        shown = wire(message) if message else _gone(world, chat_id, message_id)
        world.queue("callback_query", _callback(query_id, person, chat_id, shown, data))
    return query_id


def changes_block(world: World, person_id: int, *, blocked: bool) -> None:
    """Block or unblock the bot, which is told of it."""
    person = world.person(person_id)
    states = ("member", "kicked") if blocked else ("kicked", "member")
    with world.change() as state:
        state.people[person_id] = replace(person, blocked=blocked)
        old, new = (_membership(world.bot, status) for status in states)
        body: Json = {"chat": person.as_chat(), "from": person.as_user(), "date": world.moment()}
        world.queue("my_chat_member", body | {"old_chat_member": old, "new_chat_member": new})


def changes_bot(world: World, status: str) -> None:
    """Somebody who may changes what the bot is in the staff group; the bot is told of it."""
    with world.change() as state:
        old, state.bot_in_group = state.bot_in_group, status
        who = next(world.person(number) for number, held in state.staff.items() if held == "creator")
        body: Json = {"chat": world.chat(STAFF_CHAT), "from": who.as_user(), "date": world.moment()}
        shown = {"old_chat_member": bot_in_group(world, old), "new_chat_member": bot_in_group(world, status)}
        world.queue("my_chat_member", body | shown)


def bot_in_group(world: World, status: str) -> Json:
    """Return what the bot is in the staff group, as getChatMember says it."""
    member: Json = {"status": status, "user": world.bot}
    if status == "restricted":
        return member | {"is_member": True, "can_send_messages": False, "until_date": 0}
    return member | ({"until_date": 0} if status == "kicked" else {})


def joins(world: World, person_id: int) -> None:
    """Be added to the staff group."""
    person = world.person(person_id)
    with world.change() as state:
        state.staff[person_id] = "member"
        _post(world, person, STAFF_CHAT, {"new_chat_members": [person.as_user()]})


def leaves(world: World, person_id: int) -> None:
    """Leave the staff group."""
    person = present(world, person_id, STAFF_CHAT)
    with world.change() as state:
        _post(world, person, STAFF_CHAT, {"left_chat_member": person.as_user()})
        state.staff[person_id] = "left"


def grows(world: World, was: int, *, told: bool) -> None:
    """Become a supergroup: the old number is answered with the new one."""
    with world.change() as state:
        state.group_was = was
        if told:
            body = {"message_id": 1, "date": world.moment(), "chat": {"id": was, "type": "group"}}
            world.queue("message", body | {"migrate_to_chat_id": STAFF_CHAT})


def present(world: World, person_id: int, chat_id: int) -> Person:
    """Return the person if they can act in the chat."""
    person = world.state.people.get(person_id)
    if person is None or person.deactivated:
        raise NotPossible(f"There is no account {person_id} now.")
    if chat_id == STAFF_CHAT and world.state.staff.get(person_id, "left") == "left":
        raise NotPossible(f"{person.first_name} is not in the staff group.")
    if chat_id not in (STAFF_CHAT, person_id):
        raise NotPossible(f"{person.first_name} has no chat {chat_id}.")
    if person.blocked and chat_id != STAFF_CHAT:
        raise NotPossible(f"{person.first_name} blocked the bot, and has to unblock it first.")
    return person


def bot_reads(world: World, message: Json) -> bool:
    """Say whether privacy mode shows it: in a group only commands, replies to the bot, comings and goings."""
    if message["chat"]["type"] == "private":
        return True
    if world.state.bot_in_group in ("kicked", "left"):
        return False
    if world.state.reads_all or world.state.bot_in_group == "administrator":
        return True
    if "new_chat_members" in message or "left_chat_member" in message:
        return True
    if bool(message.get("reply_to_message", {}).get("from", {}).get("id") == world.bot["id"]):
        return True
    return _is_our_command(message, str(world.bot["username"]))


def _is_our_command(message: Json, username: str) -> bool:
    first = next(iter(message.get("entities", ())), None)
    if first is None or first["type"] != "bot_command" or first["offset"] != 0:
        return False
    _, _, addressee = message["text"][: first["length"]].partition("@")
    return addressee.lower() in ("", username.lower())


def _written(text: str) -> Json:
    marked = noticed(trimmed(Marked(text)))
    if not marked.text:
        raise NotPossible("Telegram sends no empty message.")
    entities = {"entities": list(marked.entities)} if marked.entities else {}
    return {"text": marked.text} | entities


def _sends(world: World, person: Person, chat_id: int, content: Json) -> Json:
    with world.change():
        return wire(_post(world, person, chat_id, content))


def _post(world: World, person: Person, chat_id: int, content: Json) -> Json:
    if chat_id == person.id:
        world.state.people[person.id] = replace(person, started=True)
    message = world.post(chat_id, person.as_user(), content)
    if bot_reads(world, message):
        world.queue("message", wire(message))
    return message


def _standing(world: World, chat_id: int, message_id: int) -> Json:
    message = world.message(chat_id, message_id)
    if message is None:
        raise NotPossible(f"Message {message_id} is not there.")
    return message


def _buttons(message: Json | None) -> set[str]:
    rows = (message or {}).get("reply_markup", {}).get("inline_keyboard", [])
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}


def _gone(world: World, chat_id: int, message_id: int) -> Json:
    return {"chat": world.chat(chat_id), "message_id": message_id, "date": 0}


def _callback(query_id: str, person: Person, chat_id: int, message: Json, data: str) -> Json:
    body: Json = {"id": query_id, "from": person.as_user(), "message": message, "data": data}
    return body | {"chat_instance": str(chat_id * 7919)}


def _membership(bot: Json, status: str) -> Json:
    return {"status": status, "user": bot} | ({"until_date": 0} if status == "kicked" else {})
