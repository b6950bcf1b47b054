"""A file that is sealed as a whole: in parts, each bound to the file's head, to its number, and to being the last."""

import base64
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.sealing import NONCE_BYTES, MasterKeys, SealError, new_data_key, seal, unseal

FIRST_LINE = b"Sendline backup 1\n"
MOST_HEAD_BYTES = 4096
PART_BYTES = 1 << 20
TAG_BYTES = 16


class SealedFileError(Exception):
    """A sealed file cannot be read. The message says why, in words for whoever runs the office."""


@dataclass(frozen=True)
class Head:
    """What stands in clear at the beginning. `sealed_key`: the file's own key, under the master key of that name."""

    key_name: str
    sealed_key: str
    made_at: str


def seal_file(plain: BinaryIO, sealed: BinaryIO, masters: MasterKeys, made_at: str) -> None:
    """Seal all of `plain` under a key of its own, and that under the current master key."""
    key, name = new_data_key(), masters.current
    locked = base64.b64encode(seal(masters.named(name), key, _place(name, made_at))).decode()
    head = FIRST_LINE + json.dumps(asdict(Head(name, locked, made_at))).encode() + b"\n"
    sealed.write(head)
    cipher = AESGCM(key)
    for number, part, is_last in _parts(plain, PART_BYTES):
        sealed.write(cipher.encrypt(*_bound(head, number, part, is_last=is_last)))


def unseal_file(sealed: BinaryIO, plain: BinaryIO, masters: MasterKeys) -> Head:
    """Write what was sealed to `plain`. Raises SealedFileError at the first part that is not as it was made."""
    line, described = sealed.readline(len(FIRST_LINE)), sealed.readline(MOST_HEAD_BYTES)
    head = _head(line, described)
    cipher = AESGCM(_key(head, masters))
    for number, part, is_last in _parts(sealed, PART_BYTES + TAG_BYTES):
        plain.write(_opened(cipher, line + described, number, part, is_last=is_last))
    return head


def _parts(file: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """The parts of a file with their numbers, and whether one is the last; an empty file has one, which is empty."""
    number, part = 0, file.read(size)
    while True:
        following = file.read(size)
        yield number, part, not following
        if not following:
            return
        number, part = number + 1, following


def _bound(head: bytes, number: int, part: bytes, *, is_last: bool) -> tuple[bytes, bytes, bytes]:
    """Nonce, part, and what the part is bound to. No number comes twice under a key, for each file has its own."""
    return number.to_bytes(NONCE_BYTES), part, head + (b"last" if is_last else b"more")


def _opened(cipher: AESGCM, head: bytes, number: int, part: bytes, *, is_last: bool) -> bytes:
    try:
        return cipher.decrypt(*_bound(head, number, part, is_last=is_last))
    except InvalidTag:
        pass
    if is_last and _is_whole(cipher, head, number, part):
        raise SealedFileError("The end of this file is missing: it was cut off. Take another backup.")
    raise SealedFileError(
        f"Part {number + 1} of this file is not as it was made: it was changed, cut short or exchanged. "
        "Take another backup."
    )


def _is_whole(cipher: AESGCM, head: bytes, number: int, part: bytes) -> bool:
    try:
        cipher.decrypt(*_bound(head, number, part, is_last=False))
    except InvalidTag:
        return False
    return True


def _head(line: bytes, described: bytes) -> Head:
    if line != FIRST_LINE:
        raise SealedFileError("This is no backup of Sendline's, or one of another version.")
    try:
        return Head(**json.loads(described))
    except (ValueError, TypeError) as wrong:
        raise SealedFileError("The head of this backup is damaged. Take another one.") from wrong


def _key(head: Head, masters: MasterKeys) -> bytes:
    if head.key_name not in masters.by_name:
        raise SealedFileError(
            f"This backup was made under master key {head.key_name!r}, which is not among SENDLINE_MASTER_KEYS "
            f"({', '.join(masters.by_name)}). Add it there, after the current one."
        )
    try:
        locked = base64.b64decode(head.sealed_key, validate=True)
        return unseal(masters.named(head.key_name), locked, _place(head.key_name, head.made_at))
    except (ValueError, SealError) as wrong:
        raise SealedFileError(
            f"Master key {head.key_name!r} is not the one that this backup was made under, or the head of the backup "
            "is damaged. Put the right key into SENDLINE_MASTER_KEYS."
        ) from wrong


def _place(key_name: str, made_at: str) -> str:
    return f"backup:{key_name}:{made_at}"
