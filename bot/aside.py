"""What could not be handled and was set aside: look at it, try it again, let go of it."""

import json
from collections.abc import Sequence
from functools import partial

from bot.app import build_house
from bot.clock import system_now
from bot.desk import hearing
from bot.desk.house import House
from bot.desk.updates import StaffTapped
from bot.office import read_office
from bot.settings import Settings
from handlers.intake import reason
from handlers.reading import chat_of, read
from storage.database import Database
from storage.sealing import read_master_keys
from storage.setaside import Put
from storage.work import Work


class NotThereError(Exception):
    """Nothing of this number is set aside."""


class AsideShelf:
    """The shelf of what was set aside, while Sendline runs or while it does not."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._database = Database(
            settings.database_url, read_master_keys(settings.master_keys.get_secret_value())
        )
        self._database.prepare()

    def all(self) -> Sequence[Put]:
        return self._database.transact_now(lambda work: work.aside.all())

    def one(self, number: int) -> Put:
        """Raises NotThereError."""
        found = next((put for put in self.all() if put.update_id == number), None)
        if found is None:
            raise NotThereError(f"Nothing with the number {number} is set aside.")
        return found

    def drop(self, number: int) -> None:
        """Let go of one for good. Raises NotThereError."""
        self.one(number)
        self._database.transact_now(lambda work: work.aside.drop(number))

    def retry(self, put: Put) -> str:
        """Handle it as if it had just come. Returns why that failed again, or nothing."""
        house = build_house(read_office(self._settings.office))
        try:
            again = partial(self._again, house=house, put=put)
            return self._database.transact_now(again, chat_of(json.loads(put.body)))
        except Exception as failure:
            return reason(failure)

    def _again(self, work: Work, house: House, put: Put) -> str:
        update = read(json.loads(put.body), work.postings.group_now(self._settings.staff_chat))
        if isinstance(update, StaffTapped):
            return "it was a tap on a card: ask whoever tapped to do it once more, and drop this"
        if update:
            hearing.hear(work, house, update, system_now())
        work.aside.drop(put.update_id)
        return ""

    def close(self) -> None:
        self._database.close()
