"""Files that families sent: Telegram keeps them, and here is how to ask for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from storage.dialects import table_of
from storage.quick import Quick
from storage.tables import Case, JoinedFile
from storage.vault import Vault, new_mark, number_of

FILE = table_of(JoinedFile)
_OF_CASE = FILE.c.case_id == bindparam("case")
_ADD = Quick(insert(FILE))
_ALL = Quick(
    select(FILE.c.at, FILE.c.kind, FILE.c.album, FILE.c.mark, FILE.c.sealed_about)
    .where(_OF_CASE)
    .order_by(FILE.c.id)
)
_COUNT = Quick(select(func.count()).select_from(FILE).where(_OF_CASE))
_OF_ALBUM = Quick(select(func.count()).select_from(FILE).where(_OF_CASE, FILE.c.album == bindparam("of")))


@dataclass(frozen=True)
class Joined:
    """A file of a case. `about` holds file_id, name, mime and size, as Telegram told them."""

    at: datetime
    kind: str
    album: str
    about: Mapping[str, Any]


@dataclass(frozen=True)
class Files:
    connection: Connection
    vault: Vault

    def add(self, case: Case, at: datetime, kind: str, album: str, about: Mapping[str, Any]) -> None:
        mark = new_mark()
        row = {"case_id": number_of(case), "at": at, "kind": kind, "album": album, "mark": mark}
        _ADD.run(self.connection, row | {"sealed_about": self.vault.seal(case, about, f"file:{mark}")})

    def of(self, case: Case) -> Sequence[Joined]:
        """A case's files, in the order in which they came."""
        rows = _ALL.all(self.connection, {"case": number_of(case)})
        return [
            Joined(at, kind, album, self.vault.unseal(case, sealed, f"file:{mark}"))
            for at, kind, album, mark, sealed in rows
        ]

    def count(self, case: Case) -> int:
        (number,) = _COUNT.first(self.connection, {"case": number_of(case)}) or (0,)
        return int(number)

    def of_album(self, case: Case, album: str) -> int:
        """How many files of an album are with the case."""
        (number,) = _OF_ALBUM.first(self.connection, {"case": number_of(case), "of": album}) or (0,)
        return int(number)
