"""What staff look at: the card, all answers, one case by its reference, what else can be done with it."""

from bot.casework import card as cards
from bot.casework.asking import answer_lines
from bot.casework.messages import Message
from bot.casework.standing import more_buttons
from bot.casework.words import pieces, short_day, units
from bot.desk import board
from bot.desk.acting import saw
from bot.desk.talk import Talk
from bot.desk.updates import Member


def open_card(talk: Talk, who: Member, _: str) -> str:
    saw(talk, who)
    board.open_card(talk)
    return ""


def post(talk: Talk, who: Member, _: str) -> str:
    """Post the card as a new message."""
    saw(talk, who)
    board.post_card(talk)
    return ""


def more(talk: Talk, _: Member, __: str) -> str:
    """What else can be done, beside what the card offers."""
    words = talk.house.staff_words
    board.menu(
        talk,
        words("menu.more", ref=talk.case.ref),
        more_buttons(words, board.standing(talk.work, talk.case)),
    )
    return ""


def answers(talk: Talk, who: Member, _: str) -> str:
    """Everything the family answered, what the team noted, and how each date was counted, under the card."""
    words = talk.house.staff_words
    saw(talk, who)
    workings = (
        words("card.working", day=short_day(c.on, talk.on), due=c.due, working=c.working)
        for c in board.summary_of(talk).clocks
        if c.on
    )
    own = (
        words("card.words-line", text=part)
        for text in talk.own_words
        for part in pieces(text, board.MOST_QUOTED)
    )
    notes = (
        words("card.note-line", who=line.who, at=line.at, text=part)
        for line in talk.work.history.of(talk.case)
        if line.kind == "note"
        for part in pieces(str(line.detail["text"]), board.MOST_QUOTED)
    )
    lines = [
        words("card.answers", ref=talk.case.ref),
        *answer_lines(talk.words, talk.answers, talk.on),
        "",
        *own,
        *notes,
    ]
    for html in _pages([*lines, "", *dict.fromkeys(workings)]):
        board.say(talk, board.under_card(talk, html, quiet=True))
    return ""


def _pages(lines: list[str]) -> list[str]:
    """Lines as messages that are short enough for Telegram."""
    pages = [""]
    for line in lines:
        if units(pages[-1]) + units(line) > cards.MOST_TEXT:
            pages.append("")
        pages[-1] += f"{line}\n"
    return [page.strip() for page in pages if page.strip()]


def cancel(talk: Talk, _: Member, __: str) -> str:
    """Take the choices away: the card stands as it did before."""
    board.put_away(talk, talk.message)
    return talk.house.staff_words.plain("toast.kept")


def found(talk: Talk, who: Member) -> None:
    """Show a case that was asked for by its reference."""
    words = talk.house.staff_words
    if talk.case.sealed_key is None:
        html = words("card.erased", ref=talk.case.ref, at=talk.case.closed_at)
        board.tell_staff(talk.work, Message(html=html), talk.now)
    else:
        post(talk, who, "")
