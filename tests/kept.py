"""What a town's Sendline keeps: of a family, and of what it could not handle."""

from typing import Any

from storage.setaside import Put
from storage.work import Work
from tests.town import Family, Town


def happened(town: Town, family: Family, kind: str) -> list[Any]:
    """What is in the history of a family's case, of one kind."""

    def history(work: Work) -> list[Any]:
        case = work.cases.of_chat(family.chat)
        return [line.detail for line in work.history.of(case) if line.kind == kind] if case else []

    return town.sendline.database.transact_now(history)


def answered(town: Town, family: Family) -> list[str]:
    """The questions that a family answered, in order."""
    return [line["question"] for line in happened(town, family, "answered")]


def wrote(town: Town, family: Family) -> list[str]:
    """The words of a family that answered no question, in order."""
    return [line["text"] for line in happened(town, family, "wrote")]


def set_aside(town: Town) -> list[Put]:
    return town.sendline.database.transact_now(lambda work: list(work.aside.all()))
