"""Invented files, for people on the page to send: there is nothing in them but a line that says so."""

from bot.sandbox import documents
from bot.sandbox.params import Upload
from bot.sandbox.people import NotPossible
from bot.sandbox.refusals import Json
from bot.sandbox.world import World

LINE = b"This file is pretend, like everything here.\n"
KINDS = ("photo", "document", "voice")


def invented(world: World, kind: str) -> Json:
    """Return what a message with a new file of this kind holds."""
    if kind not in KINDS:
        raise NotPossible(f"The page can attach {', '.join(KINDS)}.")
    with world.change() as state:
        name = f"{'Letter' if kind == 'document' else 'File'} {state.last_file + 1}.pdf"
        kept = documents.kept(world, Upload(name, LINE))
    named = {part: kept[part] for part in ("file_id", "file_unique_id", "file_size")}
    match kind:
        case "photo":
            return {"photo": [named | {"width": 1280, "height": 960}]}
        case "voice":
            return {"voice": named | {"duration": 12, "mime_type": "audio/ogg"}}
    return {"document": kept}
