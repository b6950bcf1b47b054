"""Seals and unseals what belongs to a case, under the case's own data key."""

import os
from dataclasses import dataclass, field
from typing import Any

from bot.asjson import read, written
from storage.sealing import MasterKeys, new_data_key, seal, unseal
from storage.tables import Case


class ErasedError(Exception):
    """The case's key is destroyed: nothing of it can be read any more."""


def number_of(case: Case) -> int:
    """The number of a case that has been stored."""
    if case.id is None:
        raise ValueError("this case was never stored")
    return case.id


def new_mark() -> str:
    """A random mark that binds sealed text to its row before the row has a number."""
    return os.urandom(16).hex()


@dataclass
class Vault:
    masters: MasterKeys
    destroyed: bool = False  # a key was destroyed: no copy of it may stay behind
    _opened: dict[int, bytes] = field(default_factory=dict)

    def furnish(self, case: Case) -> None:
        """Give a new case its data key."""
        key = new_data_key()
        case.key_name = self.masters.current
        case.sealed_key = seal(self.masters.named(case.key_name), key, f"case-key:{number_of(case)}")
        self._opened[number_of(case)] = key

    def destroy(self, case: Case) -> None:
        """Forget the key, and with it everything that was sealed under it."""
        case.sealed_key = None
        self.destroyed = True
        self._opened.pop(number_of(case), None)

    def seal(self, case: Case, value: Any, place: str) -> bytes:
        """Seal a JSON value, bound to the case and the place."""
        return seal(self._key(case), written(value), f"{number_of(case)}:{place}")

    def unseal(self, case: Case, sealed: bytes, place: str) -> Any:
        return read(unseal(self._key(case), sealed, f"{number_of(case)}:{place}"))

    def seal_for_office(self, value: Any, place: str) -> tuple[str, bytes]:
        """Seal what belongs to no case, under the current master key; the key's name comes with it."""
        name = self.masters.current
        return name, seal(self.masters.named(name), written(value), place)

    def unseal_for_office(self, key_name: str, sealed: bytes, place: str) -> Any:
        return read(unseal(self.masters.named(key_name), sealed, place))

    def _key(self, case: Case) -> bytes:
        number = number_of(case)
        if number not in self._opened:
            if case.sealed_key is None:
                raise ErasedError(f"case {number} was erased")
            master = self.masters.named(case.key_name)
            self._opened[number] = unseal(master, case.sealed_key, f"case-key:{number}")
        return self._opened[number]
