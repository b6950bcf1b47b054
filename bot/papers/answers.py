"""The shape of `explain`, in Markdown: every key with its values and an example, and what comes out."""

import json
from collections.abc import Iterator
from datetime import date

from bot.asjson import read, written
from bot.casework.question import Question
from bot.casework.script import MOST_CHILDREN
from bot.explain.lines import Raw, Text
from bot.explain.page import page
from bot.explain.told import OF_CHILD, OF_FAMILY, SCHEMA, Given, given, when_asked
from bot.explain.values import SAMPLE, SKIPPED, UNKNOWN, kind_of
from bot.explain.verdict import Explained, explained, scales_of
from bot.office import Office
from bot.papers.texts import paper

EXAMPLE = {
    "schema": SCHEMA,
    "on": "2026-11-23",
    "start": "parent",
    "postcode": "AL1 3JE",
    "children": [
        {
            "stage": "y3-6",
            "plan": "no",
            "now": "part",
            "rtt_hours": 14,
            "rtt_weeks": "2-5",
            "rtt_agreed": "yes",
            "rtt_end": "3w",
            "rtt_review": "yes",
            "rtt_why": "behaviour",
        }
    ],
    "impact": [],
}
"""Part days that everybody agreed to, and that are urgent only for their reason."""

TODAY = date(2026, 11, 23)


def answers_page(office: Office, office_file: str) -> str:
    result = example(office, office_file)
    return paper(
        "answers.md",
        schema=SCHEMA,
        most_children=MOST_CHILDREN,
        example=json.dumps(EXAMPLE, indent=2),
        family="\n".join(_row(question) for question in OF_FAMILY),
        child="\n".join(_row(question) for question in OF_CHILD),
        text=_without_digests(page(result), result),
        json=_without_digests(json.dumps(read(written(result)), indent=2, ensure_ascii=False), result),
    )


def example(office: Office, office_file: str) -> Explained:
    """The verdict on the example."""
    family = given(Raw(EXAMPLE, Text(json.dumps(EXAMPLE), 1)), TODAY, lambda _: "")
    if not isinstance(family, Given):
        raise TypeError("\n".join(str(mistake) for mistake in family))
    return explained(scales_of(office, office_file), family)


def _without_digests(text: str, result: Explained) -> str:
    """A digest changes with every comma of the rulebook, and tells a reader of this paper nothing."""
    for digest in (result.decided_by.rulebook, result.decided_by.policy, result.decided_by.calendar):
        text = text.replace(digest, "0123456789ab")
    return text


def _row(question: Question) -> str:
    when = when_asked(question)
    where = f"<br>*only where {when}*" if when else ""
    return (
        f"| `{question.id}` | {'; '.join(_values(question))}{where} | `{json.dumps(sample_of(question))}` |"
    )


def _values(question: Question) -> Iterator[str]:
    options = ", ".join(f"`{option}`" for option in question.options)
    if question.several:
        yield f"a list of any of {options}"
    elif options:
        yield options
    if kind_of(question):
        yield _limited(question)
    if question.dont_know:
        yield f"`{UNKNOWN}`"
    if question.skip:
        yield f"`{SKIPPED}`"


def _limited(question: Question) -> str:
    """What may be written besides an option, and how much at most."""
    if question.typed == "length":
        return f"a number of weeks, at most {question.most:g}, or the day since when"
    return (
        f"{kind_of(question)}, at most {question.most:g}" if question.typed == "number" else kind_of(question)
    )


def sample_of(question: Question) -> object:
    """A value that a key may have."""
    if question.several:
        return [question.options[0]]
    if question.typed.startswith("date"):
        return "2026-11-20"
    if question.typed in SAMPLE and question.typed != "words":
        return json.loads(SAMPLE[question.typed])
    return question.options[0] if question.options else "Mo" if question.id == "nickname" else "Our own words"
