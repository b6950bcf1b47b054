"""The caseworker's card: what is urgent, why, by when, and what to do next, on one screen."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from bot.casework.answers import Answers, Step, Told
from bot.casework.asking import child_name, shown_answer
from bot.casework.consent import STOP
from bot.casework.contact import lines_for_staff
from bot.casework.interview import count_children, value_was
from bot.casework.messages import Message
from bot.casework.standing import Standing, button, card_buttons
from bot.casework.summary import Due, Reason, Summary
from bot.casework.words import Html, Words, clip, day, short_day, units

MOST_TEXT = 3800
"""Telegram takes 4,096 characters; the rest is room for what grows while a case is open."""

MOST_REASONS, MOST_STEPS, MOST_WORDS = 8, 6, 6
Item = TypeVar("Item")


def urgency_words(words: Words, urgency: str, *, safety: bool) -> str:
    """The urgency; before anything is decided, that."""
    return words.plain(f"urgency.{'safety' if safety and urgency == 'urgent' else urgency or 'undecided'}")


def first_message(words: Words, standing: Standing, kind: str) -> Message:
    """The message that rings: reference and urgency alone. kind: new, unfinished, alert, task."""
    urgency = urgency_words(words, standing.urgency, safety=standing.safety)
    return Message(
        html=words(f"first.{kind}", urgency=urgency, ref=standing.ref),
        buttons=((button(words, standing, "open", "button.open"),),),
        slot=slot(standing.number),
    )


def slot(number: int) -> str:
    return f"card:{number}"


def card(
    staff: Words,
    family: Words,
    summary: Summary,
    answers: Answers,
    standing: Standing,
    own: Sequence[str],
    today: date,
) -> Message:
    """The whole card. `own` are things that the family wrote freely, the newest last."""
    parts = [
        _head(staff, answers, standing),
        *_who(staff, family, answers),
        *_reasons(staff, family, summary, answers),
        *_clocks(staff, family, summary, answers, standing, today),
        *_ask(staff, family, summary, answers),
        *_next(staff, summary, standing, today),
        *_words(staff, own),
        *_notes(staff, standing),
        _contact(staff, answers, standing, today),
        _held(staff, standing),
    ]
    return Message(html="\n".join(_fitting(parts)), buttons=card_buttons(staff, standing, answers))


def _fitting(parts: Sequence[str]) -> Iterator[str]:
    """As many whole parts as fit; head, contact and who holds the case always do."""
    room = MOST_TEXT - sum(units(part) + 1 for part in (parts[0], *parts[-2:]))
    yield parts[0]
    for part in parts[1:-2]:
        room -= units(part) + 1
        if room > 0:
            yield part
    yield from parts[-2:]


def _head(words: Words, answers: Answers, standing: Standing) -> str:
    number = count_children(answers)
    changed: str = Html("")
    if standing.changed:
        was, who, why = standing.changed
        changed = words("card.changed", was=words.plain(f"urgency.{was}"), who=who, why=clip(why, 300))
    return words(
        "card.head",
        urgency=urgency_words(words, standing.urgency, safety=standing.safety),
        ref=standing.ref,
        changed=changed,
        state=_state(words, standing),
        children=words("card.children", number=number) if number > 1 else words("card.one-child"),
    )


def _who(staff: Words, family: Words, answers: Answers) -> Iterator[str]:
    """Who writes, and a line for each child: class, school this week, plan."""
    role = value_was(answers, Step(0, "who")) or value_was(answers, Step(0, "start"))
    if role in ("helper", "self"):
        yield staff(f"card.by-{role}")
    for child in range(1, count_children(answers) + 1):
        told = Told(answers, child, date.min)
        said = [_said(family, told, question) for question in ("stage", "now", "plan", "plan_asked")]
        yield staff(
            "card.child",
            name=child_name(family, answers, child),
            facts=" · ".join(line for line in said if line),
        )
        letter = told("plan_letter")
        if letter:
            yield staff("card.plan-letter", day=day(date.fromisoformat(str(letter))))


def _said(family: Words, told: Told, question: str) -> str:
    answer = told.answer(question)
    if answer is None:
        return ""
    shown = shown_answer(family, question, answer)
    named = f"label.{question}-is"  # where the answer alone would not say what it is about
    return family.plain(named, answer=shown) if named in family else shown


def _state(words: Words, standing: Standing) -> Html:
    if standing.closed_at:
        outcome = words.plain(f"outcome.{standing.outcome}")
        closed = words("card.closed", at=standing.closed_at, outcome=outcome)
        what = words.plain(f"difference.{standing.difference}") if standing.difference else ""
        return Html(closed + words("card.difference", what=what)) if what else closed
    rang = words("card.by-phone") if standing.by_phone else Html("")
    if standing.sent_at is None:
        return Html(words("card.unsent", at=standing.begun_at) + rang)
    sent = Html(words("card.sent", at=standing.sent_at) + rang)
    return sent if standing.complete else Html(f"{sent}, {words('card.incomplete')}")


def _reasons(staff: Words, family: Words, summary: Summary, answers: Answers) -> Iterator[str]:
    yield staff("card.why")
    shown = sorted(summary.reasons, key=lambda r: (r.urgency != "urgent", not r.certain))
    groups = _together(shown, lambda r: (r.rule, r.quotes))
    for nth, group in enumerate(groups[:MOST_REASONS], start=1):
        yield _reason(staff, family, group, answers, nth)
    if len(groups) > MOST_REASONS:
        yield staff("card.more-reasons", number=len(groups) - MOST_REASONS)


def _together(items: Sequence[Item], key: Callable[[Item], object]) -> list[list[Item]]:
    """Items that say the same of several children, side by side, in their order."""
    groups: dict[object, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return list(groups.values())


def _reason(staff: Words, family: Words, group: Sequence[Reason], answers: Answers, nth: int) -> str:
    reason = group[0]
    quotes = "".join(
        staff("card.quote", question=family.plain(f"label.{question}"), answer=clip(said, 160))
        for question, said in reason.quotes
    )
    return staff(
        "card.reason",
        nth=nth,
        reason=reason.reason,
        child=_for_children(staff, family, answers, [r.child for r in group]),
        tag=_tag(staff, reason),
        quotes=Html(quotes),
        source=reason.source,
        mark=reason.mark,
        rule=reason.rule,
    )


def _tag(words: Words, reason: Reason) -> Html:
    if not reason.certain:
        return words("card.to-check")
    return words("card.tag", tag=reason.tag) if reason.tag else Html("")


def _for_children(staff: Words, family: Words, answers: Answers, children: Sequence[int]) -> Html:
    named = [child for child in dict.fromkeys(children) if child]
    if not named or count_children(answers) == 1:
        return Html("")
    names = ", ".join(child_name(family, answers, child) for child in named)
    return staff("card.for-child", name=names)


def _clocks(
    staff: Words, family: Words, summary: Summary, answers: Answers, standing: Standing, today: date
) -> Iterator[str]:
    """Dates to come before dates that have passed; what the family was promised comes first, until it is kept."""
    if summary.clocks:
        yield staff("card.clocks")
    promise, rest = summary.clocks[:1], summary.clocks[1:]
    if standing.contacted_at and standing.sent_at:
        yield staff("card.kept", at=standing.contacted_at)
        promise = ()
    ordered = (*promise, *sorted(rest, key=lambda c: c.on is not None and c.on < today))
    for group in _together(ordered, lambda c: (c.due, c.on)):
        children = _for_children(staff, family, answers, [c.child for c in group])
        yield _clock_line(staff, group[0], children, today)


def _clock_line(words: Words, clock: Due, child: Html, today: date) -> Html:
    if clock.on is None:
        return words("card.clock-unknown", working=clock.working, due=clock.due, child=child)
    shown = short_day(clock.on, today)
    about = words.plain("card.about") if clock.about else ""
    kind = "passed" if clock.on < today else "on"
    return words(f"card.clock-{kind}", day=f"{about}{shown}", due=clock.due, child=child)


def _ask(staff: Words, family: Words, summary: Summary, answers: Answers) -> Iterator[str]:
    if summary.ask:
        yield staff("card.ask")
    for group in _together(summary.ask, lambda key: key[1]):
        label = family.plain(f"label.{group[0][1]}")
        children = _for_children(staff, family, answers, [child for child, _ in group])
        yield staff("card.ask-line", question=label, child=children)


def _next(words: Words, summary: Summary, standing: Standing, today: date) -> Iterator[str]:
    """What to do, the call to the family first; before sending, nothing else is allowed yet."""
    yield words("card.next")
    if standing.authority == STOP:
        yield words("consent.do-nothing")
        return
    if standing.sent_at is None:
        yield words("card.reach")
        return
    promise = summary.clocks[0].on
    if promise and not standing.contacted_at:
        yield words("card.ring", day=short_day(promise, today))
    steps = list(dict.fromkeys(r.next_step for r in summary.certain if r.next_step))
    for step in steps[:MOST_STEPS]:
        yield words("card.next-line", step=step)
    if len(steps) > MOST_STEPS:
        yield words("card.more-steps", number=len(steps) - MOST_STEPS)


def _words(words: Words, own: Sequence[str]) -> Iterator[str]:
    """What they wrote: where there is much, the longest of it, in its order."""
    if own:
        yield words("card.words")
    longest = sorted(own, key=len, reverse=True)[:MOST_WORDS]
    for text in own:
        if text in longest:
            yield words("card.words-line", text=clip(text, 400))
    if len(own) > MOST_WORDS:
        yield words("card.more-words", number=len(own) - MOST_WORDS)


def _notes(words: Words, standing: Standing) -> Iterator[str]:
    """What the team noted last."""
    if standing.notes:
        yield words("card.notes")
    for who, at, text in standing.notes:
        yield words("card.note-line", who=who, at=at, text=clip(text, 300))


def _contact(words: Words, answers: Answers, standing: Standing, today: date) -> str:
    given = answers.get(Step(0, "contact"))
    if given is None:
        contact = words.plain("card.contact-unknown")
    else:
        contact = words.plain("card.contact-here") if given.value == "here" else str(given.value)
    more = lines_for_staff(words, answers, standing.profile, today)
    return words(
        "card.contact",
        contact=contact,
        time=Html("".join(more)),
        permission=words.plain(f"permission.{standing.authority or 'none'}"),
    )


def _held(words: Words, standing: Standing) -> str:
    claim = (
        words("card.claimed", name=standing.claimed_name, at=standing.claimed_at)
        if standing.claimed_at
        else words("card.unclaimed")
    )
    accepted = words("card.accepted", name=standing.accepted_by) if standing.accepted_by else Html("")
    gone = words("card.unreachable") if not standing.reachable else ""
    waits = (
        words("card.waits", on=words.plain(f"waiting.{standing.waiting_on}")) if standing.waiting_on else ""
    )
    return words("card.held", claim=claim, accepted=accepted) + waits + gone
