"""Documents that a bot sends: kept beside their messages, so that the page can hand them out."""

import mimetypes
from base64 import b64decode, b64encode
from pathlib import PurePosixPath

from bot.sandbox.captions import caption_of, surroundings
from bot.sandbox.messages import open_chat
from bot.sandbox.params import Params, Upload
from bot.sandbox.refusals import Json, Refused, bad_request
from bot.sandbox.world import World, wire

MOST_BYTES = 50 * 1024 * 1024


def send(world: World, params: Params) -> Json:
    """Carry out sendDocument with a file that comes with the call."""
    upload = _upload(params)
    content = caption_of(params)
    chat_id = open_chat(world, params)
    content |= surroundings(world, chat_id, params)
    if not upload.content:
        raise bad_request("file must be non-empty")
    with world.change():
        return wire(world.post(chat_id, world.bot, {"document": kept(world, upload)} | content))


def content_of(world: World, file_id: str) -> bytes | None:
    """Return what a file holds, or None."""
    kept = world.state.files.get(file_id)
    return None if kept is None else b64decode(kept)


def _upload(params: Params) -> Upload:
    upload = params.upload("document")
    if upload is None:
        raise bad_request("there is no document in the request")
    if len(upload.content) > MOST_BYTES:
        raise Refused(413, "Request Entity Too Large")
    return upload


def kept(world: World, upload: Upload) -> Json:
    """Keep the content, inside a change, and return the Bot API's Document."""
    name = PurePosixPath(upload.name.replace("\\", "/")).name or "file"
    world.state.last_file += 1
    number = world.state.last_file
    file_id = f"BQACAgIAAxkBAAE{number:06d}"
    world.state.files[file_id] = b64encode(upload.content).decode()
    return {
        "file_name": name,
        "mime_type": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "file_id": file_id,
        "file_unique_id": f"AgADAgAT{number:06d}",
        "file_size": len(upload.content),
    }
