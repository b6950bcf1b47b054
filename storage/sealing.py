"""Encryption at rest: one data key a case, sealed under a master key with a name; erasing is destroying a key."""

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
KEY_BYTES = 32


class SealError(Exception):
    """Something sealed cannot be opened: a wrong key, or text that was moved to another row."""


@dataclass(frozen=True)
class MasterKeys:
    """Master keys by name. New cases are sealed under the first; the others still open old ones."""

    by_name: Mapping[str, bytes]

    @property
    def current(self) -> str:
        return next(iter(self.by_name))

    def named(self, name: str) -> bytes:
        if name not in self.by_name:
            raise SealError(
                f"The database was written under master key {name!r}, which is not among SENDLINE_MASTER_KEYS "
                f"({', '.join(self.by_name)}). Add it there, after the current one."
            )
        return self.by_name[name]


def read_master_keys(text: str) -> MasterKeys:
    """Parse "name:base64,name:base64". Raises ValueError with what to write; never shows a key."""
    keys: dict[str, bytes] = {}
    for part in (part.strip() for part in text.split(",") if part.strip()):
        name, colon, encoded = part.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except ValueError:
            key = b""
        if not (name and colon and len(key) == KEY_BYTES):
            raise ValueError(
                "SENDLINE_MASTER_KEYS is wrong: each key is a name, a colon and 32 bytes in base64. "
                "./sendline key makes one."
            )
        if name in keys:
            raise ValueError("SENDLINE_MASTER_KEYS is wrong: two keys have the same name. Give each its own.")
        keys[name] = key
    if not keys:
        raise ValueError("SENDLINE_MASTER_KEYS is empty. ./sendline key makes a key.")
    return MasterKeys(keys)


def new_master_key(name: str) -> str:
    """A fresh master key as it is written in SENDLINE_MASTER_KEYS."""
    return f"{name}:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}"


def new_data_key() -> bytes:
    return os.urandom(KEY_BYTES)


def seal(key: bytes, data: bytes, place: str) -> bytes:
    """Encrypt, bound to the place (table, case, row) where it will stand."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, data, place.encode())


def unseal(key: bytes, sealed: bytes, place: str) -> bytes:
    """Decrypt what was sealed for this very place. Raises SealError."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as wrong:  # the second: too short to have been sealed
        raise SealError(f"{place}: sealed under another key, or moved from another row") from wrong
