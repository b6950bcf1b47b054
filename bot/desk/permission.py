"""Whom staff may speak to about a case: what the family allowed, what it took back, and the one check of it."""

from bot.casework.asking import role_of
from bot.casework.consent import OF_THE_CASE, PHONE, SENDING, Consent, permission_of, wording_of
from bot.desk.talk import Talk
from storage.tables import Case
from storage.work import Work


def may(talk: Talk, kind: Consent) -> bool:
    """Whether the family allows this now. Nobody may speak to council or school once casework is taken back."""
    return kind in allowed(talk.work, talk.case)


def allowed(work: Work, case: Case) -> frozenset[Consent]:
    """All that counts as allowed now. Of a case from before consents were kept, the button that sent it tells."""
    if case.sent_at is None:
        return frozenset()
    given = set(SENDING.get(case.authority, ()))
    for kind, newest in work.consents.newest(case).items():
        (given.add if newest.given else given.discard)(Consent(kind))
    return frozenset(given if Consent.CASEWORK in given else given - set(OF_THE_CASE))


def of(work: Work, case: Case) -> str:
    """Whom staff may speak to, as the card says it; empty before the case is sent."""
    return permission_of(allowed(work, case)) if case.sent_at else ""


def is_stopped(talk: Talk) -> bool:
    """Whether the family took back that anybody works on its case."""
    return talk.case.sent_at is not None and not may(talk, Consent.CASEWORK)


def given_by_sending(talk: Talk) -> None:
    """To send is to ask for casework; the button that was chosen says whether to speak to council and school."""
    case = talk.case
    wording = PHONE if case.by_phone else wording_of("send", role_of(talk.answers))
    who = case.asked_by_name if case.by_phone else "family"
    for kind in OF_THE_CASE:
        given = kind in SENDING[case.authority]
        talk.work.consents.add(case, kind, talk.now, given=given, wording=wording, who=who)


def note(talk: Talk, kind: Consent, *, given: bool, wording: str, who: str) -> None:
    """Keep what was said on one kind. What reads the case's authority reads it right from now on."""
    talk.work.consents.add(talk.case, kind, talk.now, given=given, wording=wording, who=who)
    talk.case.authority = of(talk.work, talk.case)
