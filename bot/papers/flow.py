"""The interview as a drawn flow, in Mermaid: opening, a branch for each situation, the plan's dates, closing."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.casework.branches import PLAN_DATES
from bot.casework.facts import Now
from bot.casework.question import Question
from bot.casework.script import CHILD, CLOSING, OPENING, QUESTIONS
from bot.casework.words import Words

ABOUT_CHILD, NEXT_CHILD = ("stage", "plan", "now"), "another"
NOT_KNOWN = "not-known"


def flow(words: Words) -> str:
    """The flow as a block of Mermaid. A question that hangs on another answer has six sides, and says on which."""
    return "\n".join(["```mermaid", "flowchart TD", *_drawn(words), "```"])


def _drawn(words: Words) -> Iterator[str]:
    about = tuple(QUESTIONS[question] for question in ABOUT_CHILD)
    yield from _box("opening", "Opening", OPENING, words)
    yield from _box("child", "Each child", about, words)
    yield f"  opening_{OPENING[-1].id} --> child_{ABOUT_CHILD[0]}"
    for now in Now:
        yield from _branch(now, words.plain(f"option.now.{now}"), words)
    yield from _branch(None, words.plain("button.dont-know"), words)
    yield from _box("plan", "The plan's dates", PLAN_DATES, words)
    yield f"  plan_{PLAN_DATES[-1].id} --> {NEXT_CHILD}"
    yield f"  {NEXT_CHILD}{_shape(QUESTIONS[NEXT_CHILD], words)}"
    yield f"  {NEXT_CHILD} -->|{_quoted(words.plain('option.another.different'))}| child_{ABOUT_CHILD[0]}"
    same = words.plain("option.another.same")
    yield f"  {NEXT_CHILD} -->|{_quoted(f'{same}: class and plan only')}| child_{ABOUT_CHILD[0]}"
    yield f"  {NEXT_CHILD} -->|{_quoted(words.plain('option.another.no'))}| closing_{CLOSING[0].id}"
    yield from _box("closing", "Closing", CLOSING, words)
    yield f'  closing_{CLOSING[-1].id} --> send(["Check and send"])'


def _branch(now: Now | None, label: str, words: Words) -> Iterator[str]:
    """What is asked of a child in one situation, and how the flow comes there and goes on."""
    name, questions = (now or NOT_KNOWN).replace("-", "_"), _questions_of(now)
    yield from _box(name, label, questions, words)
    yield f"  child_now -->|{_quoted(label)}| {name}_{questions[0].id}"
    yield f"  {name}_{questions[-1].id} --> plan_{PLAN_DATES[0].id}"


def _questions_of(now: Now | None) -> tuple[Question, ...]:
    """Free words stand without a situation: they are for what nobody knows, and for something else."""
    elsewhere = {*ABOUT_CHILD, NEXT_CHILD, *(question.id for question in PLAN_DATES)}
    rest = [question for question in CHILD if question.id not in elsewhere]
    if now is None:
        return tuple(question for question in rest if not question.when)
    return tuple(q for q in rest if now in q.when or (now is Now.FULL and not q.when))


def _box(name: str, title: str, questions: Sequence[Question], words: Words) -> Iterator[str]:
    yield f"  subgraph {name}_box [{_quoted(title)}]"
    for question in questions:
        yield f"    {name}_{question.id}{_shape(question, words)}"
    for before, after in pairwise(questions):
        yield f"    {name}_{before.id} --> {name}_{after.id}"
    yield "  end"


def _shape(question: Question, words: Words) -> str:
    label = words.plain(f"label.{question.id}")
    where = question.asked.words.replace("`", "")
    return f"{{{{{_quoted(f'{label}<br/><i>{where}</i>')}}}}}" if where else f"[{_quoted(label)}]"


def _quoted(text: str) -> str:
    """A label as Mermaid takes it, whatever signs it holds."""
    return '"' + text.replace('"', "#quot;") + '"'
