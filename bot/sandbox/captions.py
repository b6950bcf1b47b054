"""What stands under a file, and what surrounds it."""

from bot.sandbox import keyboards
from bot.sandbox.entities import noticed, trimmed, units
from bot.sandbox.formatting import formatted
from bot.sandbox.messages import replied
from bot.sandbox.params import Params
from bot.sandbox.refusals import Json, bad_request
from bot.sandbox.state import STAFF_CHAT
from bot.sandbox.world import World

CAPTION_LENGTH = 1024


def caption_of(params: Params) -> Json:
    """Return the caption as a message holds it, or refuse."""
    marked = noticed(trimmed(formatted(params, "caption")))
    if units(marked.text) > CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    content: Json = {"caption": marked.text} if marked.text else {}
    return content | ({"caption_entities": list(marked.entities)} if marked.entities else {})


def surroundings(world: World, chat_id: int, params: Params) -> Json:
    """Return keyboard, reply and silence as a message holds them, or refuse."""
    markup = keyboards.checked(params.thing("reply_markup"), private=chat_id != STAFF_CHAT)
    reply = replied(world, chat_id, params)
    content: Json = {"reply_markup": markup} if markup else {}
    content |= {"reply_to_message": reply} if reply else {}
    return content | ({"silent": True} if params.truth("disable_notification") else {})
