"""Files that stand in a chat already: sent on by their ids, as albums too, and changed in place."""

from collections.abc import Callable, Sequence

from bot.sandbox import documents
from bot.sandbox.captions import caption_of, surroundings
from bot.sandbox.messages import SAME, open_chat, own
from bot.sandbox.params import Params
from bot.sandbox.refusals import Json, bad_request
from bot.sandbox.world import World, wire

KINDS = ("photo", "document", "voice", "audio", "video")
IN_ALBUMS = ("photo", "document", "audio", "video")
MOST_IN_ALBUM = 10
UNKNOWN = "wrong file identifier/HTTP URL specified"
CHANGING = (*KINDS, "caption", "caption_entities", "reply_markup")


def remember(world: World, content: Json) -> None:
    """Note the files of a message, so that a bot may send them on; call inside a change."""
    for kind in KINDS:
        if kind in content and "animation" not in content:
            sizes = content[kind] if kind == "photo" else [content[kind]]
            for each in sizes:
                world.state.media.setdefault(each["file_id"], {})[kind] = content[kind]


def send(kind: str) -> Callable[[World, Params], Json]:
    """Return what carries out sendPhoto and its like, for a file that stands in a chat."""

    def sent(world: World, params: Params) -> Json:
        if not params.text(kind):
            raise bad_request(f"there is no {kind} in the request")
        found = _known(world, kind, params.text(kind))
        content = {kind: found} | caption_of(params)
        chat_id = open_chat(world, params)
        content |= surroundings(world, chat_id, params)
        with world.change():
            return wire(world.post(chat_id, world.bot, content))

    return sent


def send_document(world: World, params: Params) -> Json:
    """Carry out sendDocument: with a file that stands in a chat, or comes with the call. No address is taken."""
    by_id = params.upload("document") is None and params.text("document")
    return (send("document") if by_id else documents.send)(world, params)


def _known(world: World, kind: str, file_id: str) -> Json:
    known = world.state.media.get(file_id)
    if known is None:
        raise bad_request(UNKNOWN)
    if kind not in known:
        other = next(iter(known)).capitalize()
        raise bad_request(f"can't use file of type {other} as {kind.capitalize()}")
    found: Json = known[kind]
    return found


def send_group(world: World, params: Params) -> list[Json]:
    """Carry out sendMediaGroup. It takes no keyboard."""
    wanted = params.thing("media")
    if not isinstance(wanted, list) or not wanted:
        raise bad_request("can't parse media JSON object" if wanted else "there are no messages to send")
    if len(wanted) > MOST_IN_ALBUM:
        raise bad_request("too many messages to send as an album")
    contents = [_of_album(world, each) for each in wanted]
    _go_together([str(each["type"]) for each in wanted])
    chat_id = open_chat(world, params)
    around = surroundings(world, chat_id, Params(params.values | {"reply_markup": None}))
    with world.change() as state:
        state.last_file += 1
        group = {"media_group_id": str(13_000_000_000 + state.last_file)}
        return [wire(world.post(chat_id, world.bot, content | group | around)) for content in contents]


def _of_album(world: World, wanted: Json) -> Json:
    if not isinstance(wanted, dict) or wanted.get("type") not in IN_ALBUMS:
        raise bad_request("can't parse InputMedia: type must be one of photo, video, audio, document")
    return {wanted["type"]: _known(world, wanted["type"], str(wanted.get("media")))} | caption_of(
        Params(wanted)
    )


def _go_together(kinds: Sequence[str]) -> None:
    for apart in ("document", "audio"):
        if apart in kinds and set(kinds) != {apart}:
            raise bad_request(f"{apart.capitalize()}s can't be mixed with other media types")


def edit_caption(world: World, params: Params) -> Json:
    """Carry out editMessageCaption."""
    message = own(world, params)
    if not _kind_of(message):
        raise bad_request("there is no caption in the message to edit")
    return _edit(
        world, message, {kind: message[kind] for kind in KINDS if kind in message} | caption_of(params)
    )


def edit_media(world: World, params: Params) -> Json:
    """Carry out editMessageMedia, with a file that comes with the call."""
    message, wanted = own(world, params), params.thing("media")
    if not isinstance(wanted, dict) or wanted.get("type") not in IN_ALBUMS:
        raise bad_request("can't parse InputMedia: type must be one of photo, video, audio, document")
    if _kind_of(message) in ("", "voice"):
        raise bad_request("message can't be edited")
    if "media_group_id" in message and not _fits(_kind_of(message), str(wanted["type"])):
        raise bad_request("message content type can't be changed in an album")
    upload = params.upload(str(wanted.get("media", "")).removeprefix("attach://"))
    if upload is None:
        raise bad_request(UNKNOWN)
    with world.change():
        document = documents.kept(world, upload)
    sizes = [{name: document[name] for name in ("file_id", "file_unique_id", "file_size")}]
    shown = [sizes[0] | {"width": 16, "height": 16}] if wanted["type"] == "photo" else document
    return _edit(world, message, {wanted["type"]: shown} | caption_of(Params(wanted)))


def _fits(was: str, now: str) -> bool:
    pictures = ("photo", "video")
    return was == now or (was in pictures and now in pictures)


def _kind_of(message: Json) -> str:
    return next((kind for kind in KINDS if kind in message), "")


def _edit(world: World, message: Json, content: Json) -> Json:
    if {key: message[key] for key in CHANGING if key in message} == content:
        raise bad_request(SAME)
    with world.change():
        for key in CHANGING:
            message.pop(key, None)
        message.update(content, edit_date=world.moment())
    return wire(message)
