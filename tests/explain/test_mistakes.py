"""Whatever cannot be used is named by line and key, with what to write instead."""

import pytest

from bot.explain.told import Given
from tests.explain.families import child, read

HOURS = 'a number of hours or one of 1-5, 6-10, 11-12, 13-15, 16-20, 21; write 14 or "unknown"'

MISTAKES = {
    "A word is no number of hours": (
        child('"now": "part", "rtt_hours": "lots"'),
        [f'line 1, children[0].rtt_hours: "lots" is not {HOURS}'],
    ),
    "A number is not written in quotes": (
        child('"now": "part", "rtt_hours": "14"'),
        [f'line 1, children[0].rtt_hours: "14" is not {HOURS}'],
    ),
    "A number can be too large": (
        child('"now": "part", "rtt_hours": 41'),
        ['line 1, children[0].rtt_hours: 41 is too large: write 14 or "unknown"'],
    ),
    "None is not nought": (
        child('"now": "not-going", "lesson_hours": 0'),
        ['line 1, children[0].lesson_hours: 0 is too small: write 14 or "unknown"'],
    ),
    "A key that is nearly right is recognised": (
        child('"now": "part", "rtt_huors": 14'),
        ["line 1, children[0].rtt_huors: this is not a question. Did you mean rtt_hours?"],
    ),
    "A key that is like nothing is referred to the paper": (
        child('"now": "full", "shoe_size": 4'),
        ["line 1, children[0].shoe_size: this is not a question. docs/answers.md lists what there is."],
    ),
    "A child's key stands in the child": (
        child('"now": "full"', '"stage": "y11"'),
        ["line 1, stage: this stands in the wrong place: it belongs to a child: write it in children."],
    ),
    "The family's key stands beside the children": (
        child('"now": "full", "postcode": "AL1 3JE"'),
        [
            "line 1, children[0].postcode: this stands in the wrong place: "
            "it belongs to the family: write it beside children."
        ],
    ),
    "The list of children says whether there is another": (
        child('"now": "full", "another": "no"'),
        ["line 1, children[0].another: this is no key: the list of children says whether there is another."],
    ),
    "What is not asked on this path is refused, with when it is": (
        child('"now": "full", "rtt_hours": 14'),
        ["line 1, children[0].rtt_hours: this is not asked here. It is asked where `now` is `part`."],
    ),
    "So is what hangs on an answer that is not there": (
        child('"now": "full"', '"impact_job": "lost"'),
        [
            "line 1, impact_job: this is not asked here. It is asked where `job` is ticked in `impact`.",
        ],
    ),
    "So is the note that nobody wanted to add": (
        child('"now": "full"', '"extras": [], "note": "Please ring"'),
        ["line 1, note: this is not asked here. It is asked where `note` is ticked in `extras`."],
    ),
    "An unclear answer does not make others seem out of place": (
        child('"now": "prat", "rtt_hours": 14'),
        [
            'line 1, children[0].now: "prat" is not one of full, part, suspended, excluded, sent-home, '
            'not-going, no-place; write "full" or "unknown"'
        ],
    ),
    "An option that this path does not offer is refused": (
        child('"now": "full", "wrong": "suspensions", "suspension_total": "first"'),
        [
            'line 1, children[0].suspension_total: "first" is not a number of days or one of '
            'none, to-5, 5-10, 10-15, over-15; write 14 or "unknown"'
        ],
    ),
    "What decides cannot be skipped": (
        child('"now": "skipped"'),
        [
            'line 1, children[0].now: "skipped" is not one of full, part, suspended, excluded, sent-home, '
            'not-going, no-place; write "full" or "unknown"'
        ],
    ),
    "A class is known": (
        child('"stage": "unknown"'),
        [
            'line 1, children[0].stage: "unknown" is not one of nursery, reception, y1-2, y3-6, y7-10, '
            'y11, y12-plus; write "nursery"'
        ],
    ),
    "True is no answer": (
        child('"now": "sent-home", "keep_apart": true'),
        ['line 1, children[0].keep_apart: true is not one of yes, no; write "yes" or "unknown"'],
    ),
    "Nor is null": (
        child('"now": "part", "rtt_hours": null'),
        [f"line 1, children[0].rtt_hours: null is not {HOURS}"],
    ),
    "Nor is a list, where one thing is asked": (
        child('"plan": [["yes"]]'),
        [
            'line 1, children[0].plan: [["yes"]] is not one of yes, being-done, turned-down, no; '
            'write "yes" or "unknown"'
        ],
    ),
    "What can be ticked is a list": (
        child('"now": "full"', '"impact": "job"'),
        [
            'line 1, impact: "job" is not a list. Write what is true in square brackets, '
            'like ["job"], or [] for none.'
        ],
    ),
    "A list within the list is refused": (
        child('"now": "full"', '"impact": [["job"]]'),
        [
            'line 1, impact: ["job"] is not one of job, home, cannot-cope, self-harm, held-or-hurt, '
            "abuse-home, social-worker."
        ],
    ),
    "A tick stands once": (
        child('"now": "full"', '"impact": ["job", "job"]'),
        ["line 1, impact: an option is named twice. Name it once."],
    ),
    "A day is written as ISO": (
        child('"now": "excluded", "excluded_on": "3 November"'),
        [
            'line 1, children[0].excluded_on: "3 November" is not a day like 2026-09-01, not after `on`; '
            'write "2026-09-01" or "unknown"'
        ],
    ),
    "A letter is not from the future": (
        child('"now": "excluded", "excluded_on": "2026-11-24"'),
        [
            "line 1, children[0].excluded_on: 2026-11-24 is not before 2026-11-23, "
            "the day of the verdict (on)."
        ],
    ),
    "A letter is not from long ago": (
        child('"now": "excluded", "excluded_on": "2024-11-24"'),
        [
            "line 1, children[0].excluded_on: 2024-11-24 is more than 400 days from 2026-11-23, "
            "the day of the verdict (on)."
        ],
    ),
    "A suspension begins on a school day": (
        child('"now": "suspended", "suspension_first_day": "2026-11-22"'),
        [
            "line 1, children[0].suspension_first_day: 2026-11-22 is a Saturday or Sunday. "
            "Write the school day that was the first."
        ],
    ),
    "A suspension begins soon": (
        child('"now": "suspended", "suspension_first_day": "2026-12-14"'),
        [
            "line 1, children[0].suspension_first_day: 2026-12-14 is more than 10 days after 2026-11-23, "
            "the day of the verdict (on)."
        ],
    ),
    "A day that the calendar lacks is none": (
        child('"now": "excluded", "excluded_on": "2026-02-30"'),
        [
            'line 1, children[0].excluded_on: "2026-02-30" is not a day like 2026-09-01, not after `on`; '
            'write "2026-09-01" or "unknown"'
        ],
    ),
    "The day of the verdict is a day": (
        '{"on": "today", "children": [{}]}',
        ['line 1, on: this is not a day. Write it like "2026-11-23", or leave it out for today.'],
    ),
    "A postcode is a whole one": (
        child('"now": "full"', '"postcode": "AL1"'),
        ['line 1, postcode: "AL1" is not a full postcode or one of no-fixed-home; write "AL1 3JE"'],
    ),
    "A name is short": (
        child('"now": "full", "nickname": "Mo 2"'),
        [
            'line 1, children[0].nickname: "Mo 2" is not a name as the bot takes it: up to 20 letters, no digits.'
        ],
    ),
    "Another version is not read": (
        '{"schema": 2, "children": [{}]}',
        ["line 1, schema: this is not a version that I read. Write 1, or leave it out."],
    ),
    "A family has a child": (
        '{"start": "parent"}',
        ['line 1, children: a list of at least one child is needed. Write "children": [{...}].'],
    ),
    "It has up to six": (
        '{"children": [{}, {}, {}, {}, {}, {}, {}]}',
        ["line 1, children: the bot hears of up to 6 children. Leave out the rest."],
    ),
    "A child is an object": (
        '{"children": ["Mo"]}',
        ["line 1, children[0]: this is not a child. Write it as an object in curly brackets."],
    ),
    "Who writes about themselves is one": (
        '{"start": "self", "children": [{}, {}]}',
        ["line 1, children[1]: who writes about themselves is one. Leave out the others."],
    ),
    "A family is an object": (
        "[4]",
        ["line 1: this is not a family. Write it as an object in curly brackets."],
    ),
    "A key stands once": (
        child('"now": "full", "now": "part"'),
        ["line 1, children[0].now: this key is written twice (first on line 1). Keep one of them."],
    ),
    "All that is wrong is said, in its order": (
        '{\n"start": "mum",\n"children": [\n{"now": "part",\n"rtt_hours": "lots",\n"rtt_agreed": "maybe"}\n]}',
        [
            'line 2, start: "mum" is not one of parent, self, under-16, helper, danger; write "parent"',
            f'line 5, children[0].rtt_hours: "lots" is not {HOURS}',
            'line 6, children[0].rtt_agreed: "maybe" is not one of yes, no-choice, no; write "yes" or "unknown"',
        ],
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_by_line_and_key_with_what_to_write(name: str) -> None:
    text, said = MISTAKES[name]
    assert read(text) == said


SYNTAX: dict[str, tuple[str | bytes, list[str]]] = {
    "nothing": ("", ["line 1: there is no family here. Write one as an object in curly brackets."]),
    "blank lines": (
        "\n \n",
        ["line 1: there is no family here. Write one as an object in curly brackets."],
    ),
    "an empty list": ("[]", ["line 1: this list holds no family. Write at least one."]),
    "a comma too many": (
        '{"on": "2026-11-23",\n "children": [{}],\n}',
        ["line 3: this is not JSON: expecting property name enclosed in double quotes at column 1."],
    ),
    "two objects one after the other": (
        '{\n"children": [{}]}\n{\n"children": [{}]}',
        [
            "line 3: this is not JSON: another value begins; put several families in a list, "
            "or each on a line of its own, at column 1."
        ],
    ),
    "no number": (
        child('"now": "part", "rtt_hours": NaN'),
        ["line 1: this is not JSON: NaN is no number."],
    ),
    "brackets without end": ("[" * 100_000, ["line 1: this is nested too deep to be a family."]),
    "another encoding": (
        child('"nickname": "Zoë"').encode("latin-1"),
        ["line 1: this is not text in UTF-8. Save it again with that encoding."],
    ),
    "UTF-16": (
        child('"now": "full"').encode("utf-16"),
        ["line 1: this is UTF-16. Save it again as UTF-8."],
    ),
}


@pytest.mark.parametrize("name", SYNTAX)
def test_what_is_no_json_is_named_by_line_and_column(name: str) -> None:
    text, said = SYNTAX[name]
    assert read(text) == said


def test_one_bad_line_hides_none_of_the_others() -> None:
    lines = [child('"now": "full"'), "{", child('"now": "prat"'), child('"now": "full"')]
    found = read("\n".join(lines))
    assert [isinstance(family, Given) for family in found] == [True, False, False, True]
    assert found[1:3] == [
        "line 2: this is not JSON: expecting property name enclosed in double quotes at column 2.",
        'line 3, children[0].now: "prat" is not one of full, part, suspended, excluded, sent-home, '
        'not-going, no-place; write "full" or "unknown"',
    ]
