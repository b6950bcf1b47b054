"""What each family does in the interview, and what it must hear next: the opening and fifteen answers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One thing that a family does. `does` is typed as it is, or is how a button's label begins."""

    does: str
    hears: str  # part of the message that must come next
    taps: bool = True


STEPS = (
    Step("/start", "Who are you?", taps=False),
    Step("Parent or carer", "What is your postcode?"),
    Step("AL1 3JE", "Which class or year?", taps=False),
    Step("Years 3 to 6", "Is there an EHC plan?"),
    Step("No", "What is school like this week?"),
    Step("Part days", "How many hours a week"),
    Step("6 to 10", "How long has it been like this?"),
    Step("12 weeks", "Did you agree"),
    Step("No", "Is there a date when it ends?"),
    Step("No end date", "Why part days?"),
    Step("They did not say", "Is there another child"),
    Step("No", "Is any of this true"),
    Step("None of these", "How can we reach you?"),
    Step("07700 900123", "Nearly done.", taps=False),
    Step("Nothing to add", "Please check your answers"),
    Step("Send. You may", "Your reference is"),
)
"""The path of an urgent case: a part-time timetable of more than twelve weeks that nobody agreed to."""
