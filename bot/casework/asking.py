"""How a question, a given answer and the check page are put into words and buttons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.casework.answers import Answer, Answers, Marker, State, Step
from bot.casework.interview import count_children, options_of, path, step_before, value_was
from bot.casework.messages import Button, Key, Message
from bot.casework.script import QUESTIONS, ROLES
from bot.casework.understanding import DONE, DONT_KNOW, KEEP, NO, NONE, SKIP, YES
from bot.casework.words import Html, Words, clip, day, number

BACK = "back"
A_MONTH_OF_WEEKS = 4
CONFIRMING = (("yes", YES), ("no", NO))

MOST_SHOWN = 200
"""How much of a long answer is shown back to the family; staff can see all of it."""


def question(
    words: Words, step: Step, answers: Answers, marker: Marker, on: date, slot: str, *, note: str = ""
) -> Message:
    """The question as it is asked now, with `note` above it (why it is asked again, say)."""
    if marker.confirm:
        text = words("said.confirm", day=date.fromisoformat(marker.confirm))
        yes, no = (
            Button(words.plain(f"button.{word}"), _data(step, meant, slot)) for word, meant in CONFIRMING
        )
        rows = ((yes, no),)
        return Message(html=text, buttons=rows, slot=slot)
    lines = [note, text_of(words, step, answers)]
    if step in answers and not QUESTIONS[step.question].several:
        lines.append(words("said.revising", answer=clip(answer_text(words, step, answers), MOST_SHOWN)))
    html = "\n\n".join(line for line in lines if line)
    if QUESTIONS[step.question].typed == "contact":
        return Message(html=html, keys=_keys(words, step, answers, on), slot=slot)
    return Message(html=html, buttons=_rows(words, step, answers, marker, on, slot), slot=slot)


def text_of(words: Words, step: Step, answers: Answers) -> Html:
    """The question's words, under the child's name where there are several children."""
    asked = in_the_role(words, answers, "ask", step.question)
    return Html(_child_line(words, step, answers) + words(asked))


def in_the_role(words: Words, answers: Answers, group: str, name: str) -> str:
    """The id of the words for whoever writes: "ask.helper.impact" before "ask.impact"."""
    return words.first(f"{group}.{role_of(answers)}.{name}", f"{group}.{name}")


def role_of(answers: Answers) -> str:
    """Who writes: parent, self, helper or under-16; parent where nobody has said."""
    said = value_was(answers, Step(0, "who")) or value_was(answers, Step(0, "start"))
    return str(said) if said in ROLES else "parent"


def _child_line(words: Words, step: Step, answers: Answers) -> str:
    if not step.child or count_children(answers) == 1:
        return ""
    return words("ask.child.named", name=child_name(words, answers, step.child))


def child_name(words: Words, answers: Answers, child: int) -> str:
    """What a child is called: the name the family gave, or its number. Not escaped."""
    given = answers.get(Step(child, "nickname"))
    if given and given.state is State.ANSWERED:
        return words.plain("label.child-named", name=clip(str(given.value), 40), number=child)
    return words.plain("label.child", number=child)


def labels(words: Words, step: Step, answers: Answers, on: date) -> dict[str, str]:
    """What each button of a question says, by what it means. Typed words are compared with these."""
    found = {
        o: words.plain(in_the_role(words, answers, "option", f"{step.question}.{o}"))
        for o in options_of(step, answers, on)
    }
    spec = QUESTIONS[step.question]
    if spec.several:
        found[NONE] = words.plain(_none_id(step))
        found[DONE] = words.plain("button.done")
    if spec.dont_know:
        found[DONT_KNOW] = words.plain("button.dont-know")
    if spec.skip:
        found[SKIP] = words.plain("button.skip")
    return found


def _none_id(step: Step) -> str:
    return "button.nothing-to-add" if step.question == "extras" else "button.none"


def _rows(
    words: Words, step: Step, answers: Answers, marker: Marker, on: date, slot: str
) -> tuple[tuple[Button, ...], ...]:
    spec = QUESTIONS[step.question]
    ticked = _ticked(step, answers, marker)
    shown = labels(words, step, answers, on)
    if spec.several:
        shown.pop(NONE if ticked else DONE)
    options = [
        Button(words.plain("button.ticked", label=label) if o in ticked else label, _data(step, o, slot))
        for o, label in shown.items()
    ]
    back = Button(words.plain("button.back"), _data(step, BACK, slot))
    last = [back] if step_before(answers, marker, on) else []
    if step in answers and not spec.several and answers[step].state is not State.DONT_KNOW:
        kept = answer_text(words, step, answers)
        last.append(Button(words.plain("button.keep", answer=kept[:30]), _data(step, KEEP, slot)))
    return (*_in_rows(options), *((tuple(last),) if last else ()))


def _ticked(step: Step, answers: Answers, marker: Marker) -> tuple[str, ...]:
    if marker.picked is not None:
        return marker.picked
    before = answers.get(step)
    return before.value if before and isinstance(before.value, tuple) else ()


def _in_rows(buttons: Iterable[Button]) -> Iterator[tuple[Button, ...]]:
    """Short labels share a row: three of up to 8 letters, two of up to 16."""
    row: list[Button] = []
    most = 3
    for button in buttons:
        most = min(most, _share(button.label))
        if len(row) >= most:
            yield tuple(row)
            row, most = [], _share(button.label)
        row.append(button)
    if row:
        yield tuple(row)


def _share(label: str) -> int:
    return 3 if len(label) <= 8 else 2 if len(label) <= 16 else 1


def _keys(words: Words, step: Step, answers: Answers, on: date) -> tuple[tuple[Key, ...], ...]:
    return (
        (Key(words.plain("button.share"), shares_number=True),),
        *((Key(words.plain(f"option.{step.question}.{o}")),) for o in options_of(step, answers, on)),
        (Key(words.plain("button.back")),),
    )


def _data(step: Step, option: str, slot: str) -> str:
    return f"q|{step.child}|{step.question}|{option}|{slot.rpartition(':')[2]}"


def answer_text(words: Words, step: Step, answers: Answers) -> str:
    """A given answer as the family would say it. Not escaped."""
    return shown_answer(words, step.question, answers[step], role_of(answers))


def shown_answer(words: Words, question: str, answer: Answer, role: str = "parent") -> str:
    """An answer to a question, in the words that whoever gave it was offered."""
    if answer.state is State.DONT_KNOW:
        return words.plain("said.dont-know")
    if answer.state is State.SKIPPED:
        return words.plain("said.skipped")
    if isinstance(answer.value, tuple):
        nothing = "said.nothing" if question == "extras" else "said.none"
        options = (words.plain(_option(words, role, question, option)) for option in answer.value)
        return "; ".join(options) if answer.value else words.plain(nothing)
    if isinstance(answer.value, float):
        return _counted(words, question, answer.value)
    option = _option(words, role, question, answer.value)
    return words.plain(option) if option in words else _typed(words, question, answer.value)


def _option(words: Words, role: str, question: str, option: str) -> str:
    return words.first(f"option.{role}.{question}.{option}", f"option.{question}.{option}")


def _counted(words: Words, question: str, value: float) -> str:
    """A length of months comes to odd parts of weeks, which nobody counts."""
    if QUESTIONS[question].typed != "length":
        return number(value)
    return words.plain("said.weeks", number=number(value if value < A_MONTH_OF_WEEKS else round(value)))


def _typed(words: Words, question: str, value: str) -> str:
    typed = QUESTIONS[question].typed
    if typed == "length":
        return words.plain("said.since", day=day(date.fromisoformat(value)))
    return day(date.fromisoformat(value)) if typed.startswith("date") else value


def answered(words: Words, step: Step, answers: Answers, slot: str) -> Message:
    """The question once it is answered: no buttons, and what was said."""
    text = text_of(words, step, answers)
    shown = clip(answer_text(words, step, answers), MOST_SHOWN)
    said = words("said.answer", question=text, answer=shown)
    return Message(html=said, edits=slot)


def check(words: Words, answers: Answers, on: date, slot: str, *, note: str = "") -> Message:
    """All answers, to be checked, with the choices of how to send them."""
    missing = any(step not in answers for step in path(answers, on))
    lines = [
        note and f"{note}\n",
        words("check.head"),
        *answer_lines(words, answers, on),
        words("check.partial") if missing else "",
        words(in_the_role(words, answers, "check", "foot")),
    ]
    rows = tuple(
        (Button(words.plain(in_the_role(words, answers, "button", choice)), f"s|{choice}"),)
        for choice in ("send-speak", "send-ask", "change")
    )
    more = (Button(words.plain("button.go-on"), "s|go-on"),)
    back = (Button(words.plain("button.back"), "s|back"),)
    buttons = (*rows, more, back) if missing else (*rows, back)
    return Message(html="\n".join(line for line in lines if line), buttons=buttons, slot=slot)


def answer_lines(words: Words, answers: Answers, on: date, most: int = MOST_SHOWN) -> Iterator[str]:
    """Each answer on a line of up to `most` characters, under the child's name where there are several."""
    for given in all_given(words, answers, on):
        if given.whose:
            yield words("check.child", name=given.whose)
        else:
            yield words("check.line", question=given.label, answer=clip(given.answer, most))


@dataclass(frozen=True)
class Given:
    """An answer in words and what it answers, or whose the answers are that follow. Not escaped."""

    whose: str = ""
    label: str = ""
    answer: str = ""


def all_given(words: Words, answers: Answers, on: date) -> Iterator[Given]:
    """Each answer in full, below whose it is where there are several children."""
    several = count_children(answers) > 1
    shown = 0
    for step in path(answers, on):
        if several and step.child != shown:
            name = child_name(words, answers, step.child) if step.child else words.plain("label.family")
            yield Given(whose=name)
            shown = step.child
        if step in answers and step.question not in ("another", "extras"):
            label = words.plain(f"label.{step.question}")
            yield Given(label=label, answer=answer_text(words, step, answers))


def change(words: Words, answers: Answers, on: date, slot: str) -> Message:
    """Every answer as a button: which one to change."""
    several = count_children(answers) > 1
    buttons = []
    for step in path(answers, on):
        if step in answers:
            label = words.plain(f"label.{step.question}")
            prefix = f"{step.child}. " if several and step.child else ""
            buttons.append(Button(f"{prefix}{label}", f"c|{step.child}|{step.question}"))
    back = (Button(words.plain("button.back"), "s|check"),)
    return Message(html=words("check.change"), buttons=(*_pairs(buttons), back), slot=slot)


def _pairs(buttons: list[Button]) -> Iterator[tuple[Button, ...]]:
    for place in range(0, len(buttons), 2):
        yield tuple(buttons[place : place + 2])
