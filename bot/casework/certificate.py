"""What a family keeps of an erasure: what is gone, what stays and why, and what nobody here can remove."""

from dataclasses import dataclass
from datetime import datetime

from bot.casework.messages import File
from bot.casework.my_data_page import moment
from bot.casework.words import LONDON, Words


@dataclass(frozen=True)
class Erased:
    """An erasure that was done. `refs` are those of cases that staff had; `by_team`: a manager did it when asked."""

    at: datetime
    refs: tuple[str, ...]
    by_team: bool = False


def certificate(words: Words, erased: Erased) -> File:
    """The certificate: no word of the family's is in it, and its name says nothing of a child."""
    stays = (
        words.plain("certificate.stays", refs=", ".join(erased.refs))
        if erased.refs
        else words.plain("certificate.stays-little")
    )
    parts = [
        words.plain("certificate.head"),
        words.plain("certificate.when", at=moment(erased.at)),
        words.plain("certificate.by-team" if erased.by_team else "certificate.by-family"),
        words.plain("certificate.gone"),
        stays,
        words.plain("certificate.cannot"),
    ]
    return File(f"erased-{erased.at.astimezone(LONDON).date()}.txt", "\n\n".join(parts) + "\n")
