"""The screens on which a family sees and sets how it is written to, what it allows, and its pause."""

from bot.casework.asking import shown_answer
from bot.casework.consent import Consent
from bot.casework.contact import HOURS, PAUSES, SILENCE, TIMES, good_time, safety_of
from bot.casework.messages import Button, Message
from bot.casework.words import Html, clip
from bot.desk import consents, contact, permission
from bot.desk.house import day_of
from bot.desk.talk import Talk
from storage.tables import Status

Rows = tuple[tuple[Button, ...], ...]

PAIRS = ((Consent.COUNCIL, Consent.SCHOOL), (Consent.NUMBERS, Consent.QUOTE))
"""The kinds whose buttons stand side by side."""


def slot(talk: Talk, which: str = "privacy") -> str:
    return f"{which}:{talk.case.id}"


def _button(talk: Talk, word: str, data: str, *, ticked: bool = False) -> Button:
    label = talk.words.plain(f"tap.{word}")
    shown = talk.words.plain("button.ticked", label=label) if ticked else label
    return Button(shown, f"p|{data}|{talk.case.id}")


def _switch(talk: Talk, word: str, about: str, *, on: bool) -> Button:
    """A button with a tick where it is on; it says what a tap makes of it, so that a second tap changes nothing."""
    return _button(talk, word, f"{about}|{'no' if on else 'yes'}", ticked=on)


def screen(talk: Talk, *, everything: bool) -> Message:
    """All of it; or, where it is not safe, so little that whoever looks on learns nothing."""
    if not everything:
        rows: Rows = ((_button(talk, "safe-again", "safe|yes"),), (_button(talk, "all", "see|all"),))
        return Message(html=talk.words("privacy.unsafe"), buttons=rows, slot=slot(talk))
    parts = ["\n".join(_contact_lines(talk)), "\n".join(_consent_lines(talk)), _kept(talk)]
    rows = (*_contact_rows(talk), *_consent_rows(talk), (_button(talk, "close", "see|none"),))
    return Message(html="\n\n".join(parts), buttons=rows, slot=slot(talk))


def _contact_lines(talk: Talk) -> list[Html]:
    words, case = talk.words, talk.case
    latest = _hour(talk, case.not_after) if case.not_after else words.plain("tap.any")
    safe = words.first(f"profile.safe-{safety_of(talk.answers)}", "profile.safe-unknown")
    lines = [
        words("profile.contact"),
        words(safe),
        words("profile.latest", answer=latest),
        words("profile.time", answer=_time_shown(talk)),
        words(f"profile.short-{'on' if case.neutral else 'off'}"),
    ]
    return [*lines, _quiet_line(talk)] if contact.is_paused(talk) else lines


def _hour(talk: Talk, hour: int) -> str:
    return talk.words.plain("profile.hour", hour=hour - 12)


def _time_shown(talk: Talk) -> str:
    given = good_time(talk.answers)
    return clip(shown_answer(talk.words, "best_time", given), 80) if given else talk.words.plain("tap.any")


def _quiet_line(talk: Talk) -> Html:
    until = talk.case.paused_until
    if until is None or until == SILENCE:
        return talk.words("pause.until-you-write")
    return talk.words("pause.until", day=day_of(until))


def _contact_rows(talk: Talk) -> Rows:
    said = safety_of(talk.answers)
    safe = _button(talk, "safe", "safe|yes", ticked=said == "yes")
    unsafe = _button(talk, "not-safe", "safe|no", ticked=said == "no")
    short = _switch(talk, "short", "short", on=talk.case.neutral)
    choices = (_button(talk, "latest", "see|latest"), _button(talk, "time", "see|time"))
    if contact.is_paused(talk):
        pause: Rows = ((_button(talk, "end-pause", "pause|end"),),)
    else:
        pause = ((_button(talk, "pause", "see|pause"),),) if talk.case.status != Status.CLOSED else ()
    return ((safe, unsafe), (short,), choices, *pause)


def _consent_lines(talk: Talk) -> list[Html]:
    words = talk.words
    if talk.case.sent_at is None:
        return [words("profile.allowed"), words("profile.not-sent")]
    given = permission.allowed(talk.work, talk.case)
    lines = (
        words(f"profile.{'yes' if kind in given else 'no'}", label=consents.shown(talk, kind))
        for kind in Consent
    )
    return [words("profile.allowed"), *lines, words("profile.tap")]


def _consent_rows(talk: Talk) -> Rows:
    if talk.case.sent_at is None:
        return ()
    given = permission.allowed(talk.work, talk.case)
    pairs = tuple(tuple(_switch(talk, kind, kind, on=kind in given) for kind in pair) for pair in PAIRS)
    return ((_switch(talk, "casework", Consent.CASEWORK, on=Consent.CASEWORK in given),), *pairs)


def choices(talk: Talk, what: str) -> Message:
    """One question in the place of the screen; what is tapped brings the screen back."""
    back = _button(talk, "back", "see|all")
    return Message(
        html=talk.words(f"privacy.which-{what}"),
        buttons=(*_choice_rows(talk, what), (back,)),
        slot=slot(talk),
    )


def _choice_rows(talk: Talk, what: str) -> Rows:
    if what == "latest":
        hours = [Button(_hour(talk, hour), f"p|latest|{hour}|{talk.case.id}") for hour in HOURS]
        return (tuple(hours[:3]), (*hours[3:], _button(talk, "any", "latest|0")))
    if what == "time":
        label = talk.words.plain
        return tuple(
            (Button(label(f"option.best_time.{time}"), f"p|time|{time}|{talk.case.id}"),) for time in TIMES
        )
    return tuple((_button(talk, f"pause-{how}", f"pause|{how}"),) for how in PAUSES)


def pause_screen(talk: Talk) -> Message:
    if contact.is_paused(talk):
        rows: Rows = ((_button(talk, "end-pause", "quiet|end"),),)
        html = f"{_quiet_line(talk)} {talk.words('pause.meanwhile')}"
    else:
        rows = tuple((_button(talk, f"pause-{how}", f"quiet|{how}"),) for how in PAUSES)
        html = talk.words("pause.ask")
    return Message(html=html, buttons=rows, slot=slot(talk, "pause"))


def _kept(talk: Talk) -> Html:
    """For how long, by the office's own limits."""
    limits = talk.house.office.limits
    return talk.words(
        "privacy.kept",
        unfinished=limits.unfinished_days,
        routine=limits.closed_routine_months,
        urgent=limits.closed_urgent_months,
    )
