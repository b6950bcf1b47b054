"""Which other answer would have made the verdict another one: the smallest change, and the one worth asking again."""

from collections.abc import Callable, Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from bot.casework.answers import Answer, Answers, Marker, State, Step, Value
from bot.casework.interview import accepted, count_children, is_of_school, options_of, path
from bot.casework.lens import Key
from bot.casework.rulebook import Urgency
from bot.casework.script import QUESTIONS, SAFETY_IMPACTS, resolved
from bot.casework.triage import Verdict

Decides = Callable[[Answers], Verdict]
Touched = AbstractSet[Key]

DAYS_AWAY = (0, -7, -21, -45, -75, -120, -400, 7, 30)
"""What a date is tried as, in days from the day of the verdict."""


FAR, FAR_SITUATION = 3, 9
"""How far an answer is that has no order; another class or situation altogether is the furthest."""


@dataclass(frozen=True)
class Change:
    """One answer in place of another. `far` is how many options it lies away, where they have an order."""

    step: Step
    answer: Answer
    far: int


def question_worth_asking_again(
    answers: Answers, on: date, decides: Decides, asked: Collection[Step] = ()
) -> Step | None:
    """The first question that was answered "I don't know" though one tap could make an urgent case routine.

    Not one of those that were `asked` again before. None where anything else makes the case urgent for certain, or
    where no single answer settles it.
    """
    verdict = decides(answers)
    if verdict.urgency is not Urgency.URGENT or verdict.urgent_so_far:
        return None
    for step in path(answers, on):
        answer = answers.get(step)
        not_known = answer is not None and answer.state is State.DONT_KNOW and step not in asked
        if not_known and _could_be_routine(step, answers, on, decides):
            return step
    return None


def _could_be_routine(step: Step, answers: Answers, on: date, decides: Decides) -> bool:
    options = options_of(step, answers, on)
    tried = (with_answer(step, Answer(resolved(option, on)), answers, on) for option in options)
    return any(decides(after).urgency is Urgency.ROUTINE for after in tried)


def smallest_flips(answers: Answers, on: date, decides: Decides) -> tuple[tuple[Change, ...], ...]:
    """The smallest changes after which the verdict is another: of one answer, the nearest first; else one of two.

    Nothing where no change of one or two answers does it, nor where another office is the right door.
    """
    verdict = decides(answers)
    if verdict.urgency is Urgency.OUTSIDE:
        return ()
    grounds = _grounds(verdict, answers)
    changes = [(change, _touched(change, answers, on)) for change in _changes(answers, on)]
    single = [
        (change,)
        for change, touched in changes
        if _shakes(touched, grounds) and decides(_after(change, answers, on)).urgency is not verdict.urgency
    ]
    if single:
        return tuple(sorted(single, key=lambda flip: (_is_safety(flip[0]), flip[0].far)))
    changes.sort(key=lambda found: (_is_safety(found[0]), found[0].far))
    for place, (one, touched) in enumerate(changes, start=1):
        rest = [c for c in changes[place:] if c[0].step != one.step and _shakes(touched | c[1], grounds)]
        if rest and (flip := _second(one, rest, answers, on, decides)):
            return (flip,)
    return ()


def _second(
    one: Change, rest: Sequence[tuple[Change, Touched]], answers: Answers, on: date, decides: Decides
) -> tuple[Change, ...]:
    """A change with a second one, after which the verdict is another; nothing where no second one does it."""
    before = decides(answers).urgency
    after_one = _after(one, answers, on)
    grounds = _grounds(decides(after_one), after_one)
    for other, touched in rest:
        if _shakes(touched, grounds) and decides(_after(other, after_one, on)).urgency is not before:
            return one, other
    return ()


def _grounds(verdict: Verdict, answers: Answers) -> tuple[Touched, ...]:
    """What each urgent finding rests on: as long as one of them rests undisturbed, the case stays urgent.

    A rule also sees which of its facts were answered "I don't know". One of the second pass looks at others.
    """
    not_known = {
        (step.child, fact)
        for step, answer in answers.items()
        if answer.state is State.DONT_KNOW
        for fact in QUESTIONS[step.question].facts
    }
    return tuple(
        {*f.rests_on, *f.missing, *(key for key in not_known if key[1] in f.rule.needs)}
        for f in verdict.findings
        if f.urgency is Urgency.URGENT and not f.rule.second_pass
    )


def _shakes(touched: Touched, grounds: tuple[Touched, ...]) -> bool:
    return not any(ground.isdisjoint(touched) for ground in grounds)


def _touched(change: Change, answers: Answers, on: date) -> Touched:
    """The facts that a change may alter, with what it makes moot; also those of children who copy."""
    after = _after(change, answers, on)
    steps = (s for s in answers.keys() | after.keys() if answers.get(s) != after.get(s))
    children = count_children(answers) + 1
    return {
        (child, fact)
        for step in steps
        if step.question in QUESTIONS
        for child in (range(step.child, children) if step.child else (0,))
        for fact in QUESTIONS[step.question].facts
    }


def with_answer(step: Step, answer: Answer, answers: Answers, on: date) -> Answers:
    """The answers if this one were given; what it makes moot is gone."""
    return accepted(step, answer, answers, Marker(), on)[0]


def _after(change: Change, answers: Answers, on: date) -> Answers:
    return with_answer(change.step, change.answer, answers, on)


def _changes(answers: Answers, on: date) -> Iterator[Change]:
    for step in path(answers, on):
        if step in answers and QUESTIONS[step.question].facts and is_of_school(step):
            for value, far in _other_values(step, answers, on):
                yield Change(step, Answer(value), far)


def _other_values(step: Step, answers: Answers, on: date) -> Iterator[tuple[Value, int]]:
    question, given = QUESTIONS[step.question], answers[step].value
    options = options_of(step, answers, on)
    if question.several:
        ticked = given if isinstance(given, tuple) else ()
        for option in options:
            if option in ticked:
                yield tuple(o for o in ticked if o != option), 1
            else:
                yield (*ticked, option), FAR
        return
    place = options.index(given) if given in options and question.typed in ("number", "length") else None
    unordered = FAR_SITUATION if step.question in ("stage", "now") else FAR
    for number, option in enumerate(options):
        if option != given:
            yield resolved(option, on), unordered if place is None else abs(number - place)
    if question.typed.startswith("date"):
        yield from (((on + timedelta(days=away)).isoformat(), FAR) for away in DAYS_AWAY)


def _is_safety(change: Change) -> bool:
    """Naming a danger changes any verdict: it is the last thing to say."""
    ticked = change.answer.value if isinstance(change.answer.value, tuple) else ()
    return change.answer.value == "danger" or not set(SAFETY_IMPACTS).isdisjoint(ticked)
