"""Notes of the team on a case: they stay with staff."""

from bot.casework.words import pieces
from bot.desk import asks, board
from bot.desk.acting import acted
from bot.desk.asks import Reply
from bot.desk.talk import Talk
from bot.desk.updates import Member


def ask_for_note(talk: Talk, who: Member, _: str) -> str:
    asks.ask(talk, who, "note")
    return ""


def note(talk: Talk, reply: Reply) -> None:
    """Keep a note with the case, where all of staff can read it and no family ever does."""
    acted(talk, reply.who, "note", text=reply.text)
    for part in pieces(reply.text, board.MOST_QUOTED):
        board.thread(talk, "note", who=reply.who.name, text=part)
    board.refresh(talk)
