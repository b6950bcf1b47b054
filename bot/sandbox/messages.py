"""What a bot does with messages: send, edit, delete."""

from bot.sandbox import keyboards
from bot.sandbox.entities import Marked, noticed, trimmed, units
from bot.sandbox.formatting import formatted
from bot.sandbox.params import Params
from bot.sandbox.refusals import Json, bad_request, forbidden, moved
from bot.sandbox.state import STAFF_CHAT
from bot.sandbox.world import World, quoted, wire

LENGTH = 4096
DELETABLE_SECONDS = 48 * 3600
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def send(world: World, params: Params) -> Json:
    """Carry out sendMessage."""
    marked = _text(params)
    chat_id = open_chat(world, params)
    markup = keyboards.checked(params.thing("reply_markup"), private=chat_id != STAFF_CHAT)
    reply = replied(world, chat_id, params)
    if units(marked.text) > LENGTH:
        raise bad_request("message is too long")
    content = _content(marked, markup) | ({"reply_to_message": reply} if reply else {})
    if params.truth("disable_notification"):
        content["silent"] = True
    with world.change():
        return wire(world.post(chat_id, world.bot, content))


def edit_text(world: World, params: Params) -> Json:
    """Carry out editMessageText."""
    marked = _text(params)
    message = own(world, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    markup = keyboards.checked_inline(params.thing("reply_markup"))
    if units(marked.text) > LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    return _edit(world, message, _content(marked, markup))


def edit_markup(world: World, params: Params) -> Json:
    """Carry out editMessageReplyMarkup."""
    message = own(world, params)
    markup = keyboards.checked_inline(params.thing("reply_markup"))
    same = {key: message[key] for key in ("text", "entities") if key in message}
    return _edit(world, message, same | ({"reply_markup": markup} if markup else {}))


def delete(world: World, params: Params) -> bool:
    """Carry out deleteMessage."""
    chat_id = known_chat(world, params)
    message = world.message(chat_id, params.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if world.moment() - int(message["date"]) > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    if chat_id == STAFF_CHAT and message["from"]["id"] != world.bot["id"]:
        raise bad_request("message can't be deleted")
    with world.change() as state:
        del state.messages[chat_id][message["message_id"]]
        file_id = message.get("document", {}).get("file_id")
        if file_id not in state.media:  # what people sent stands in their chats too
            state.files.pop(file_id, None)
    return True


def known_chat(world: World, params: Params) -> int:
    """Return the chat's id, or refuse."""
    if not params.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat_id = params.number("chat_id")
    if chat_id and chat_id == world.state.group_was:
        raise moved(STAFF_CHAT)
    if world.chat(chat_id) is None:
        raise bad_request("chat not found")
    place = world.state.bot_in_group
    if chat_id == STAFF_CHAT and place in ("kicked", "left"):
        raise forbidden(
            f"bot {'was kicked from' if place == 'kicked' else 'is not a member of'} the supergroup chat"
        )
    return chat_id


def open_chat(world: World, params: Params) -> int:
    """Return the chat's id if the bot may write there, or refuse."""
    chat_id = known_chat(world, params)
    person = world.state.people.get(chat_id)
    if person is None and world.state.bot_in_group == "restricted":
        raise bad_request("not enough rights to send text messages to the chat")
    if person is None:
        return chat_id
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat_id


def _text(params: Params) -> Marked:
    if not params.text("text"):
        raise bad_request("message text is empty")
    marked = noticed(trimmed(formatted(params)))
    if not marked.text:
        raise bad_request("text must be non-empty")
    return marked


def _content(marked: Marked, markup: Json | None) -> Json:
    content: Json = {"text": marked.text}
    if marked.entities:
        content["entities"] = list(marked.entities)
    return content | ({"reply_markup": markup} if markup else {})


def replied(world: World, chat_id: int, params: Params) -> Json | None:
    """Return the message that is replied to, None where none is, or refuse."""
    wanted = params.thing("reply_parameters") or {}
    if not isinstance(wanted, dict):
        raise bad_request("object expected as reply parameters")
    if wanted and "message_id" not in wanted:
        raise bad_request('can\'t find field "message_id"')
    message_id = int(wanted.get("message_id") or params.number("reply_to_message_id"))
    message = world.message(chat_id, message_id)
    optional = wanted.get("allow_sending_without_reply") or params.truth("allow_sending_without_reply")
    if message is None and message_id and not optional:
        raise bad_request("message to be replied not found")
    return quoted(message) if message else None


def own(world: World, params: Params) -> Json:
    """Return the bot's message that is to be changed, or refuse."""
    chat_id = open_chat(world, params)
    if not params.number("message_id"):
        raise bad_request("message identifier is not specified")
    message = world.message(chat_id, params.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != world.bot["id"]:
        raise bad_request("message can't be edited")
    return message


def _edit(world: World, message: Json, content: Json) -> Json:
    changing = ("text", "entities", "reply_markup")
    if {key: message[key] for key in changing if key in message} == content:
        raise bad_request(SAME)
    with world.change():
        for key in changing:
            message.pop(key, None)
        message.update(content, edit_date=world.moment())
    return wire(message)
