"""Every question of the interview, with what each answer means, in Markdown."""

from collections.abc import Iterator
from dataclasses import fields
from functools import partial

from bot.casework.facts import Child, Family
from bot.casework.question import Question
from bot.casework.script import CHILD, CLOSING, OPENING, QUICK_DAYS, resolved
from bot.casework.words import Words
from bot.explain.told import when_asked
from bot.office import Office
from bot.papers.flow import flow
from bot.papers.texts import DAY, day, own_words, paper, plain, value
from bot.wording import load_words

DEFAULTS = {field.name: field.default for kind in (Child, Family) for field in fields(kind)}
OFF_THE_CALENDAR = {*QUICK_DAYS, "school-day-before"}
"""Options that mean a day counted from the tap."""

PARTS = (("Opening", OPENING), ("Each child", CHILD), ("Closing", CLOSING))


def interview_page(office: Office) -> str:
    words = load_words("words", office.names())
    return paper("interview.md", day=day(DAY), flow=flow(words), questions="\n".join(_parts(words)).strip())


def _parts(words: Words) -> Iterator[str]:
    for title, questions in PARTS:
        yield f"## {title}\n"
        for question in questions:
            yield f"### `{question.id}`\n\n> {plain(words(f'ask.{question.id}'))}\n\n{_about(question)}\n"
            if question.options:
                yield "\n".join(_options(question, words)) + "\n"


def _about(question: Question) -> str:
    when = when_asked(question)
    lines = {
        "Asked": f"where {when}" if when else "always",
        "Typed": own_words()["typed"][question.typed] + _limits(question),
        "“I don't know”": "offered" if question.dont_know else "",
        "Skip": "offered" if question.skip else "",
        "Several": "may be ticked" if question.several else "",
        "Not asked": "; ".join(default_of(question)),
    }
    return "\n".join(f"- **{name}**: {text}" for name, text in lines.items() if text)


def _limits(question: Question) -> str:
    if question.typed in ("number", "length"):
        return f" At most {value(question.most)}{' weeks' if question.typed == 'length' else ''}."
    return f" At most {question.furthest} days away." if question.typed in ("date-past", "date-ahead") else ""


def default_of(question: Question) -> Iterator[str]:
    """How a question's facts read where it was not asked."""
    if question.id == "postcode":
        yield "`constituent` = yes; `nation` = england"
    for fact in question.facts:
        yield f"`{fact}` = {value(DEFAULTS[fact])}"


def _options(question: Question, words: Words) -> Iterator[str]:
    yield "| Answer | Button | Read as |"
    yield "|---|---|---|"
    for option in question.options:
        label = words.plain(f"option.{question.id}.{option}")
        yield f"| `{option}` | {label} | {read_as(question, option)} |"


def read_as(question: Question, option: str) -> str:
    """The facts that an option means; a dash where it means none."""
    given = (option,) if question.several else resolved(option, DAY)
    facts = question.facts_of(given, DAY)
    told = {fact: found for fact, found in facts.items() if not question.several or found}
    shown = partial(_shown, counted=option in OFF_THE_CALENDAR)
    return "; ".join(f"`{fact}` = {shown(found)}" for fact, found in told.items()) or "–"


def _shown(found: object, *, counted: bool) -> str:
    return f"{value(found)}, counted from the day of the tap" if counted else value(found)
