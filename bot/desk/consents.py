"""Consent is given and taken back: by the family in chat, or by phone, which staff note."""

from bot.casework.asking import in_the_role, role_of
from bot.casework.consent import OF_THE_CASE, PHONE, WORDINGS, Consent, wording_of
from bot.casework.messages import Button
from bot.desk import board, contact, permission
from bot.desk.acting import acted
from bot.desk.confirming import is_safe_here
from bot.desk.talk import Talk
from bot.desk.updates import Member
from storage.tables import Status


def changed(talk: Talk, kind: Consent, *, given: bool) -> None:
    """The family allows something or takes it back: it holds at once, and staff learn of what concerns them."""
    if given == permission.may(talk, kind):
        return
    if given and kind in (Consent.COUNCIL, Consent.SCHOOL) and not permission.may(talk, Consent.CASEWORK):
        changed(talk, Consent.CASEWORK, given=True)  # who may speak for them may also work for them
    wording = wording_of(kind, role_of(talk.answers))
    permission.note(talk, kind, given=given, wording=wording, who="family")
    talk.note("consent", consent=kind, given=given, wording=wording, said=_shown(talk, wording))
    if kind in OF_THE_CASE:
        _tell_staff(talk, kind, given=given)
    prompted = talk.case.prompts
    contact.mind_prompts(talk)
    if kind is Consent.CASEWORK and given and talk.case.prompts == prompted:
        contact.plan_prompts(talk)  # staff ring again, where that is how this family is asked
    if kind is Consent.CASEWORK and not given:  # the case is not closed: a person reads that it is to stop
        talk.tell("privacy.stopped")


def shown(talk: Talk, kind: Consent) -> str:
    """The words for one kind, as whoever writes is asked."""
    return talk.words.plain(in_the_role(talk.words, talk.answers, "allow", kind))


def _shown(talk: Talk, wording: str) -> str:
    return "\n".join(talk.words.plain(word_id) for word_id in WORDINGS[wording])


def _tell_staff(talk: Talk, kind: Consent, *, given: bool) -> None:
    words = talk.house.staff_words
    what, now = words.plain(f"consent.{kind}"), words.plain(f"permission.{talk.case.authority}")
    board.refresh(talk)
    if kind is Consent.CASEWORK and not given:
        board.thread(talk, "told-to-stop")
    else:
        board.thread(talk, "allows" if given else "took-back", what=what, now=now)


def ask_staff(talk: Talk, kind: Consent) -> None:
    """Before staff note that they wrote to council or school: it was not allowed, so was it since, by phone?"""
    words = talk.house.staff_words
    number = talk.case.id
    yes = Button(words.plain("consent.said-yes"), f"k|{number}|allowed:{kind}")
    html = words(
        "consent.ask", ref=talk.case.ref, what=words.plain(f"consent.{kind}"), read_out=read_out(talk, kind)
    )
    board.menu(talk, html, ((yes,),), quiet=False)


def read_out(talk: Talk, kind: Consent) -> str:
    """What staff read out on the phone, word for word."""
    return talk.house.staff_words.plain(f"consent.read-out-{kind}")


def noted_by_phone(talk: Talk, who: Member, kind: str) -> str:
    """Somebody of staff was told yes by phone: it holds from now on, under their name, and the family can see it."""
    words = talk.house.staff_words
    if talk.case.status == Status.CLOSED:
        return words.plain("toast.closed")
    if kind not in (Consent.COUNCIL, Consent.SCHOOL) or talk.case.sent_at is None:
        return words.plain("toast.old", ref=talk.case.ref)
    if permission.may(talk, Consent(kind)):
        return words.plain("consent.already")
    _note_by_phone(talk, who, Consent(kind))
    return words.plain("consent.noted")


def _note_by_phone(talk: Talk, who: Member, kind: Consent) -> None:
    words = talk.house.staff_words
    for each in (Consent.CASEWORK, kind):
        if not permission.may(talk, each):
            permission.note(talk, each, given=True, wording=PHONE, who=who.name)
            acted(talk, who, "consent", consent=each, given=True, wording=PHONE, said=read_out(talk, kind))
    board.refresh(talk)
    what, now = words.plain(f"consent.{kind}"), words.plain(f"permission.{talk.case.authority}")
    board.thread(talk, "allows-by-phone", who=who.name, what=what, now=now)
    if talk.case.reachable and is_safe_here(talk):
        talk.tell("privacy.by-phone", answer=shown(talk, kind))
