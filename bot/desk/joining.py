"""Files that a family sends: joined to its case unread, told of in the thread, brought there when somebody asks."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from secrets import token_hex

from bot.casework.messages import STAFF_ROOM, Media, Message
from bot.desk import board
from bot.desk.acting import saw
from bot.desk.talk import Talk
from bot.desk.updates import Attached, Member
from storage.files import Joined
from storage.vault import number_of

MOST_FILES = 20
"""So many files a case has room for."""

MOST_IN_ALBUM = 10
TOGETHER = {"photo": "pictures", "video": "pictures", "document": "document", "audio": "audio"}
"""What Telegram lets stand in one album; a voice message stands alone."""


def join(talk: Talk, file: Attached, album: str) -> bool:
    """Keep how to ask Telegram for a file. Returns whether there was room."""
    if talk.work.files.count(talk.case) >= MOST_FILES:
        return False
    about = {"file_id": file.file_id, "name": file.name, "mime": file.mime, "size": file.size}
    talk.work.files.add(talk.case, talk.now, file.kind, album, about)
    if talk.case.ref:
        _tell_staff(talk, file.kind, album)
        board.refresh(talk)
    return True


def _tell_staff(talk: Talk, kind: str, album: str) -> None:
    """One line for a file, and one for an album, which counts as more of it comes."""
    words, ref = talk.house.staff_words, talk.case.ref
    number = talk.work.files.of_album(talk.case, album) if album else 1
    if number > 1:
        html = words("files.album", ref=ref, number=number)
        board.say(talk, Message(html=html, edits=_album_slot(talk, album)))
        return
    message = board.under_card(talk, words("files.sent", ref=ref, what=words.plain(f"files.{kind}")))
    slot = _album_slot(talk, album) if album else message.slot
    board.say(talk, Message(html=message.html, slot=slot, replies_to=message.replies_to))


def _album_slot(talk: Talk, album: str) -> str:
    """Names the line that tells of an album. Telegram's number of it stands nowhere in clear."""
    named = f"{number_of(talk.case)}:{album}"
    return f"thread:{number_of(talk.case)}:album-{sha256(named.encode()).hexdigest()[:12]}"


def show(talk: Talk, who: Member, _: str) -> str:
    """Post a case's files under its card; that somebody saw them is noted."""
    words, files = talk.house.staff_words, talk.work.files.of(talk.case)
    if not files:
        return words.plain("files.none")
    saw(talk, who, "files")
    for together in _albums(files):
        media = tuple(Media(file.kind, file.about["file_id"]) for file in together)
        caption = words("files.caption", ref=talk.case.ref, at=together[0].at)
        slot = f"file:{number_of(talk.case)}:{token_hex(6)}"
        board.say(talk, Message(html=caption, media=media, slot=slot, replies_to=board.slot_of(talk.case)))
    return words.plain("files.posted")


def _albums(files: Sequence[Joined]) -> Iterator[Sequence[Joined]]:
    """The files as they go out: what came as an album, as one, as far as Telegram takes it so."""
    for (album, together), group in groupby(files, lambda file: (file.album, TOGETHER.get(file.kind))):
        if album and together:
            several = list(group)
            yield from (several[n : n + MOST_IN_ALBUM] for n in range(0, len(several), MOST_IN_ALBUM))
        else:
            yield from ([file] for file in group)


def take_away(talk: Talk, ref: str) -> None:
    """The case is erased: what was shown of its files goes too, and staff look whether Telegram took it all."""
    words, outbox = talk.house.staff_words, talk.work.outbox
    shown = [s for s in talk.work.postings.of_case(talk.case, STAFF_ROOM) if s.startswith("file:")]
    for slot in shown:
        message = Message(html=words("files.erased", ref=ref), deletes=slot)
        outbox.add(STAFF_ROOM, message, talk.now)
    if shown:
        outbox.add(STAFF_ROOM, Message(html=words("files.may-remain", ref=ref)), talk.now)
